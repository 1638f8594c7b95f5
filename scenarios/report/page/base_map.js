// A map on one canvas over Leaflet: land, outlines and towns. What lies on the land and on top of it
// is drawn by those who are made from it (map.js, compare_map.js).
(function (app) {
  "use strict";
  var MOST_TOWNS = 40, TRIED_TOWNS = 70;

  // How wide roads are drawn, the main ones first, and from which enlargement on.
  var ROAD_WIDTHS = [2.2, 1.5, 1, 0.8, 0.6], ROAD_ZOOMS = [0, 0, 0.5, 1.5, 2.5], FEW = 600;

  // What all maps of a page have in common. outlines: as coded, or null; roads: such lines by level.
  app.Ground = function (model, places, outlines, roads) {
    this.corners = app.cell_corners(model.people);
    this.places = places;
    this.outlines = outlines ? read_outlines(outlines) : [];
    this.roads = roads.map(function (level) { return level ? read_outlines(level) : []; });
  };

  app.BaseMap = function (id, ground) {
    this.ground = ground;
    this.corners = ground.corners;
    this.map = L.map(id, {zoomAnimation: false, fadeAnimation: false, zoomSnap: 0.1, wheelPxPerZoomLevel: 120,
                          attributionControl: true, maxZoom: 17, keyboard: true});
    this.map.attributionControl.setPrefix("Leaflet");
    this.map.attributionControl.addAttribution("© OpenStreetMap contributors");
    L.control.scale({imperial: false}).addTo(this.map);
    this.canvas = L.DomUtil.create("canvas", "cells", this.map.getPanes().overlayPane);
    this.fit();
    this.map.on("move zoom resize viewreset", this.draw, this);
  };

  function with_bounds(line) {
    line.west = line.x.reduce(function (a, b) { return Math.min(a, b); });
    line.east = line.x.reduce(function (a, b) { return Math.max(a, b); });
    line.north = line.y.reduce(function (a, b) { return Math.min(a, b); });
    line.south = line.y.reduce(function (a, b) { return Math.max(a, b); });
    return line;
  }

  function read_outlines(coded) {
    var length = app.counts(coded.length, coded.n), lines = [], first = 0;
    var n = length.reduce(function (a, b) { return a + b; }, 0);
    var x = app.differences(coded.lon, n).map(app.plane_x), y = app.differences(coded.lat, n).map(app.plane_y);
    length.forEach(function (points) {
      lines.push(with_bounds({x: x.subarray(first, first + points), y: y.subarray(first, first + points)}));
      first += points;
    });
    return lines;
  }

  // The cells' bounds, in the map.
  app.BaseMap.prototype.fit = function () {
    var west = Infinity, east = -Infinity, north = Infinity, south = -Infinity, c = this.corners;
    for (var i = 0; i < c.length; i += 2) {
      west = Math.min(west, c[i]);
      east = Math.max(east, c[i]);
      north = Math.min(north, c[i + 1]);
      south = Math.max(south, c[i + 1]);
    }
    this.map.fitBounds(L.latLngBounds(this.degrees(west, south), this.degrees(east, north)), {padding: [6, 6]});
    this.map.setMinZoom(this.map.getZoom() - 2);
  };

  app.BaseMap.prototype.degrees = function (x, y) {
    return this.map.unproject(L.point(x, y), 0);
  };

  // Sets a class of the page that changes the maps' sizes, which then show what they showed; or
  // removes it, and they are as they were before.
  app.resize_maps = function (maps, name, set) {
    var bounds = maps.map(function (map) { return map.map.getBounds(); });
    if (set) maps.forEach(function (map) { map.before = {center: map.map.getCenter(), zoom: map.map.getZoom()}; });
    document.body.classList.toggle(name, set);
    maps.forEach(function (map, k) {
      map.map.invalidateSize(false);
      if (set) map.map.fitBounds(bounds[k], {animate: false});
      else map.map.setView(map.before.center, map.before.zoom, {animate: false});
      map.paint();
    });
  };

  app.BaseMap.prototype.show_cell = function (i) {
    var c = this.corners, zoom = Math.max(this.map.getZoom(), 10.5);
    this.map.setView(this.degrees((c[8 * i] + c[8 * i + 4]) / 2, (c[8 * i + 1] + c[8 * i + 5]) / 2), zoom, {animate: false});
  };
  app.BaseMap.prototype.draw = function () {
    var self = this;
    if (this.frame) return;
    this.frame = requestAnimationFrame(function () {
      self.frame = 0;
      self.paint();
    });
  };

  app.BaseMap.prototype.view = function () {
    var size = this.map.getSize(), scale = Math.pow(2, this.map.getZoom());
    var origin = this.map.getPixelBounds().min;
    return {scale: scale, x: origin.x, y: origin.y, width: size.x, height: size.y, symbol: Math.max(0.6, Math.min(1, size.x / 800))};
  };

  app.BaseMap.prototype.paint = function () {
    var view = this.view(), ratio = window.devicePixelRatio || 1, canvas = this.canvas;
    L.DomUtil.setPosition(canvas, this.map.containerPointToLayerPoint([0, 0]));
    canvas.width = Math.round(view.width * ratio);
    canvas.height = Math.round(view.height * ratio);
    canvas.style.width = view.width + "px";
    canvas.style.height = view.height + "px";
    var context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (!this.tiles) this.draw_land(context, view);
    context.globalAlpha = this.tiles ? 0.72 : 1;
    this.draw_people(context, view);
    context.globalAlpha = 1;
    this.draw_lines(context, view);
    this.draw_sites(context, view);
    this.draw_towns(context, view);
    this.draw_top(context, view);
  };
  // Above it, names would be under something else.
  app.BaseMap.prototype.top_free = function () { return 0; };
  app.BaseMap.prototype.draw_people = app.BaseMap.prototype.draw_sites = app.BaseMap.prototype.draw_top = function () {};

  function trace(context, view, lines) {
    context.beginPath();
    lines.forEach(function (line) {
      if (line.east * view.scale < view.x || line.west * view.scale > view.x + view.width || line.south * view.scale < view.y ||
          line.north * view.scale > view.y + view.height) return;
      for (var k = 0; k < line.x.length; k++)
        context[k ? "lineTo" : "moveTo"](line.x[k] * view.scale - view.x, line.y[k] * view.scale - view.y);
    });
  }

  app.BaseMap.prototype.draw_land = function (context, view) {
    trace(context, view, this.ground.outlines);
    context.fillStyle = "#fff";
    context.fill("nonzero");
  };

  app.BaseMap.prototype.draw_lines = function (context, view) {
    if (!this.tiles) this.draw_roads(context, view);
    trace(context, view, this.ground.outlines);
    context.strokeStyle = "rgba(40,40,40,.75)";
    context.lineWidth = 1;
    context.stroke();
  };

  // Smaller roads come in as the map is enlarged, or at once where there are few of them.
  app.BaseMap.prototype.draw_roads = function (context, view) {
    var enlarged = this.map.getZoom() - this.map.getMinZoom() - 2, shown = 0;
    this.ground.roads.forEach(function (lines, level) {
      shown += lines.length;
      if (enlarged < ROAD_ZOOMS[level] && shown > FEW) return;
      trace(context, view, lines);
      context.lineJoin = "round";
      if (enlarged >= 1) {
        context.strokeStyle = "rgba(255,255,255,.55)";
        context.lineWidth = ROAD_WIDTHS[level] + 1;
        context.stroke();
      }
      context.strokeStyle = "rgba(60,50,45,.8)";
      context.lineWidth = ROAD_WIDTHS[level] * 0.7;
      context.stroke();
    });
  };

  function draw_cross(context) {
    [["#fff", 5], ["#111", 2.2]].forEach(function (stroke) {
      context.beginPath();
      context.strokeStyle = stroke[0];
      context.lineWidth = stroke[1];
      context.moveTo(-4.5, -4.5);
      context.lineTo(4.5, 4.5);
      context.moveTo(-4.5, 4.5);
      context.lineTo(4.5, -4.5);
      context.stroke();
    });
  }

  // size: 1 or smaller, as in view(); 1 where it is left out.
  app.draw_symbol = function (context, kind, x, y, size) {
    context.save();
    context.translate(x, y);
    context.scale(size || 1, size || 1);
    draw_at_origin(context, kind);
    context.restore();
  };

  function draw_at_origin(context, kind) {
    context.beginPath();
    context.lineWidth = 1.6;
    context.strokeStyle = "#111";
    context.fillStyle = "#fff";
    if (kind === "gone") {
      draw_cross(context);
      return;
    }
    if (kind === "new") {
      for (var k = 0; k < 10; k++) {
        var r = k % 2 ? 3.6 : 8.6, a = Math.PI * (k / 5 - 0.5);
        context.lineTo(r * Math.cos(a), r * Math.sin(a));
      }
      context.closePath();
    } else {
      context.arc(0, 0, kind === "existing" ? 5.2 : 2.4, 0, 7);
    }
    if (kind === "candidate") context.lineWidth = 0.8;
    context.fill();
    context.stroke();
    if (kind === "existing") {
      context.beginPath();
      context.fillStyle = "#111";
      context.arc(0, 0, 2, 0, 7);
      context.fill();
    }
  }

  // The largest communes first, where their names do not overlap.
  app.BaseMap.prototype.draw_towns = function (context, view) {
    var taken = [], corners = this.corners, drawn = 0, tried = 0;
    context.textAlign = "center";
    context.lineJoin = "round";
    this.ground.places.largest.some(function (place, rank) {
      var i = 8 * place.heart;
      var x = (corners[i] + corners[i + 4]) / 2 * view.scale - view.x, y = (corners[i + 1] + corners[i + 5]) / 2 * view.scale - view.y;
      if (x < 0 || y < 0 || x > view.width || y > view.height) return false;
      if (tried++ === TRIED_TOWNS) return true;
      context.font = (rank < 3 ? "700 15px" : "600 12px") + " system-ui, sans-serif";
      var half = context.measureText(place.name).width / 2 + 8, top = y - 26, bottom = y - 4;
      if (x - half < 0 || x + half > view.width || top < this.top_free(view)) return false;
      if (taken.some(function (b) { return x - half < b[1] && x + half > b[0] && top < b[3] && bottom > b[2]; })) return false;
      taken.push([x - half, x + half, top, bottom]);
      context.strokeStyle = "rgba(255,255,255,.9)";
      context.lineWidth = 3.5;
      context.strokeText(place.name, x, y - 11);
      context.fillStyle = "#111";
      context.fillText(place.name, x, y - 11);
      return ++drawn === MOST_TOWNS;
    }, this);
  };

  // The cell at a pixel of the map; -1 = none.
  app.BaseMap.prototype.cell_at = function (point) {
    var view = this.view(), x = (point.x + view.x) / view.scale, y = (point.y + view.y) / view.scale, c = this.corners;
    for (var i = 0; i < c.length; i += 8)
      if (x >= Math.min(c[i], c[i + 6]) && x <= Math.max(c[i + 2], c[i + 4]) && y <= Math.max(c[i + 1], c[i + 3]) &&
          y >= Math.min(c[i + 5], c[i + 7])) return i / 8;
    return -1;
  };

  app.BaseMap.prototype.show_tiles = function (shown, failed) {
    if (this.tiles) this.tiles.remove();
    this.tiles = null;
    if (shown) {
      this.tiles = L.tileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png", {maxZoom: 19, referrerPolicy: "origin"});
      this.tiles.on("tileerror", failed);
      this.tiles.addTo(this.map);
    }
    this.paint();
  };
})(maillage);
