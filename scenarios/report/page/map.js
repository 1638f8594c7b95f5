// The map: cells before and after, outlines, towns and sites, on one canvas over Leaflet.
(function (app) {
  "use strict";
  var MOST_TOWNS = 40, TRIED_TOWNS = 70;

  // state: {model, places, cover (what the reader chose), divider (0 to 1), candidates (shown?)}
  app.PlanMap = function (state, outlines) {
    this.state = state;
    this.corners = app.cell_corners(state.model.people);
    this.site_x = state.model.sites.lon_e7.map(function (e7) { return app.plane_x(e7 / 100); });
    this.site_y = state.model.sites.lat_e7.map(function (e7) { return app.plane_y(e7 / 100); });
    this.outlines = outlines ? read_outlines(outlines) : [];
    this.classes_today = this.classes(state.model.today);
    this.map = L.map("map", {zoomAnimation: false, fadeAnimation: false, zoomSnap: 0.25, wheelPxPerZoomLevel: 120,
                             attributionControl: true, maxZoom: 17, keyboard: true});
    this.map.attributionControl.setPrefix("Leaflet");
    this.map.attributionControl.addAttribution("© OpenStreetMap contributors");
    L.control.scale({imperial: false}).addTo(this.map);
    this.canvas = L.DomUtil.create("canvas", "cells", this.map.getPanes().overlayPane);
    this.fit();
    this.update();
    this.map.on("move zoom resize viewreset", this.draw, this);
  };

  function read_outlines(coded) {
    var length = app.counts(coded.length, coded.n), lines = [], first = 0;
    var n = length.reduce(function (a, b) { return a + b; }, 0);
    var x = app.differences(coded.lon, n).map(app.plane_x), y = app.differences(coded.lat, n).map(app.plane_y);
    length.forEach(function (points) {
      lines.push({x: x.subarray(first, first + points), y: y.subarray(first, first + points)});
      first += points;
    });
    return lines;
  }

  app.PlanMap.prototype.classes = function (cover) {
    var limit_ds = this.state.model.limit_ds, classes = new Uint8Array(cover.best.length);
    for (var i = 0; i < classes.length; i++) classes[i] = app.time_class(cover.best[i], limit_ds);
    return classes;
  };

  // The cells' bounds, in the map.
  app.PlanMap.prototype.fit = function () {
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

  app.PlanMap.prototype.degrees = function (x, y) {
    return this.map.unproject(L.point(x, y), 0);
  };

  // Sets or removes a class that changes the map's size, and keeps what it shows.
  app.PlanMap.prototype.resize = function (name, set) {
    var bounds = this.map.getBounds();
    document.body.classList.toggle(name, set);
    this.map.invalidateSize(false);
    this.map.fitBounds(bounds, {animate: false});
    this.paint();
  };

  app.PlanMap.prototype.show_cell = function (i) {
    var c = this.corners, zoom = Math.max(this.map.getZoom(), 10.5);
    this.map.setView(this.degrees((c[8 * i] + c[8 * i + 4]) / 2, (c[8 * i + 1] + c[8 * i + 5]) / 2), zoom, {animate: false});
  };
  app.PlanMap.prototype.show_site = function (s) {
    this.map.setView(this.degrees(this.site_x[s], this.site_y[s]), Math.max(this.map.getZoom(), 10.5), {animate: false});
  };

  // After another choice of sites.
  app.PlanMap.prototype.update = function () {
    this.classes_now = this.classes(this.state.cover);
    this.paint();
  };

  app.PlanMap.prototype.draw = function () {
    var self = this;
    if (this.frame) return;
    this.frame = requestAnimationFrame(function () {
      self.frame = 0;
      self.paint();
    });
  };

  app.PlanMap.prototype.view = function () {
    var size = this.map.getSize(), scale = Math.pow(2, this.map.getZoom());
    var origin = this.map.getPixelBounds().min;
    return {scale: scale, x: origin.x, y: origin.y, width: size.x, height: size.y};
  };

  app.PlanMap.prototype.paint = function () {
    var view = this.view(), ratio = window.devicePixelRatio || 1, canvas = this.canvas;
    L.DomUtil.setPosition(canvas, this.map.containerPointToLayerPoint([0, 0]));
    canvas.width = Math.round(view.width * ratio);
    canvas.height = Math.round(view.height * ratio);
    canvas.style.width = view.width + "px";
    canvas.style.height = view.height + "px";
    var context = canvas.getContext("2d"), line = Math.round(this.state.divider * view.width);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (!this.tiles) this.draw_land(context, view);
    context.globalAlpha = this.tiles ? 0.72 : 1;
    app.draw_cells(context, this.corners, this.classes_today, view, 0, line);
    app.draw_cells(context, this.corners, this.classes_now, view, line, view.width);
    context.globalAlpha = 1;
    this.draw_lines(context, view);
    this.draw_sites(context, view, line);
    this.draw_towns(context, view);
    if (line > 0 && line < view.width) draw_divider(context, view, line);
  };

  app.PlanMap.prototype.trace = function (context, view) {
    context.beginPath();
    this.outlines.forEach(function (outline) {
      for (var k = 0; k < outline.x.length; k++)
        context[k ? "lineTo" : "moveTo"](outline.x[k] * view.scale - view.x, outline.y[k] * view.scale - view.y);
    });
  };
  app.PlanMap.prototype.draw_land = function (context, view) {
    this.trace(context, view);
    context.fillStyle = "#fff";
    context.fill("nonzero");
  };
  app.PlanMap.prototype.draw_lines = function (context, view) {
    this.trace(context, view);
    context.strokeStyle = "rgba(40,40,40,.75)";
    context.lineWidth = 1;
    context.stroke();
  };

  function draw_divider(context, view, line) {
    context.fillStyle = "#fff";
    context.fillRect(line - 2.5, 0, 5, view.height);
    context.fillStyle = "#111";
    context.fillRect(line - 1, 0, 2, view.height);
    context.font = "600 13px system-ui, sans-serif";
    badge(context, app.say("today"), line - 8, "right");
    badge(context, app.say(maillage.is_plan() ? "plan" : "whatif"), line + 8, "left");
  }

  function badge(context, text, x, align) {
    var width = context.measureText(text).width + 12, left = align === "right" ? x - width : x;
    context.fillStyle = "rgba(255,255,255,.92)";
    context.fillRect(left, 10, width, 22);
    context.fillStyle = "#111";
    context.textAlign = "left";
    context.fillText(text, left + 6, 26);
  }

  // The sites to be drawn at a pixel: today's on the left of the line, the chosen ones on its right.
  app.PlanMap.prototype.is_drawn = function (s, x, line) {
    return s < this.state.model.sites.existing && x < line || x >= line && this.state.cover.open[s] === 1;
  };

  app.PlanMap.prototype.draw_sites = function (context, view, line) {
    var sites = this.state.model.sites, s, x, y;
    for (var pass = 0; pass < 2; pass++) {
      for (s = 0; s < sites.n; s++) {
        x = this.site_x[s] * view.scale - view.x;
        y = this.site_y[s] * view.scale - view.y;
        if (x < -20 || y < -20 || x > view.width + 20 || y > view.height + 20) continue;
        var drawn = this.is_drawn(s, x, line);
        if (pass === 0 && !drawn && (this.state.candidates || s < sites.existing && x >= line)) app.draw_symbol(context, "candidate", x, y);
        if (pass === 1 && drawn) app.draw_symbol(context, s < sites.existing ? "existing" : "new", x, y);
      }
    }
    if (this.marked >= 0) {
      context.strokeStyle = "#d4007a";
      context.lineWidth = 3;
      context.beginPath();
      context.arc(this.site_x[this.marked] * view.scale - view.x, this.site_y[this.marked] * view.scale - view.y, 14, 0, 7);
      context.stroke();
    }
  };
  app.PlanMap.prototype.marked = -1;

  app.draw_symbol = function (context, kind, x, y) {
    context.beginPath();
    context.lineWidth = 1.6;
    context.strokeStyle = "#111";
    context.fillStyle = "#fff";
    if (kind === "new") {
      for (var k = 0; k < 10; k++) {
        var r = k % 2 ? 3.6 : 8.6, a = Math.PI * (k / 5 - 0.5);
        context.lineTo(x + r * Math.cos(a), y + r * Math.sin(a));
      }
      context.closePath();
    } else {
      context.arc(x, y, kind === "existing" ? 5.2 : 2.4, 0, 7);
    }
    if (kind === "candidate") context.lineWidth = 0.8;
    context.fill();
    context.stroke();
    if (kind === "existing") {
      context.beginPath();
      context.fillStyle = "#111";
      context.arc(x, y, 2, 0, 7);
      context.fill();
    }
  };

  // The largest communes first, where their names do not overlap.
  app.PlanMap.prototype.draw_towns = function (context, view) {
    var taken = [], corners = this.corners, drawn = 0, tried = 0;
    context.textAlign = "center";
    context.lineJoin = "round";
    this.state.places.largest.some(function (place, rank) {
      var i = 8 * place.heart;
      var x = (corners[i] + corners[i + 4]) / 2 * view.scale - view.x, y = (corners[i + 1] + corners[i + 5]) / 2 * view.scale - view.y;
      if (x < 0 || y < 0 || x > view.width || y > view.height) return false;
      if (tried++ === TRIED_TOWNS) return true;
      context.font = (rank < 3 ? "700 15px" : "600 12px") + " system-ui, sans-serif";
      var half = context.measureText(place.name).width / 2 + 8, top = y - 26, bottom = y - 4;
      if (x - half < 0 || x + half > view.width || top < 0) return false;
      if (taken.some(function (b) { return x - half < b[1] && x + half > b[0] && top < b[3] && bottom > b[2]; })) return false;
      taken.push([x - half, x + half, top, bottom]);
      context.strokeStyle = "rgba(255,255,255,.9)";
      context.lineWidth = 3.5;
      context.strokeText(place.name, x, y - 11);
      context.fillStyle = "#111";
      context.fillText(place.name, x, y - 11);
      return ++drawn === MOST_TOWNS;
    });
  };

  // The site nearest to a pixel of the map, within reach of a finger; -1 = none.
  app.PlanMap.prototype.site_at = function (point) {
    var view = this.view(), line = this.state.divider * view.width, best = -1, least = 13;
    for (var s = 0; s < this.state.model.sites.n; s++) {
      var x = this.site_x[s] * view.scale - view.x, y = this.site_y[s] * view.scale - view.y;
      var drawn = this.is_drawn(s, x, line);
      if (!drawn && !this.state.candidates && s >= this.state.model.sites.existing) continue;
      var d = Math.hypot(x - point.x, y - point.y) + (drawn ? 0 : 3);
      if (d < least) {
        least = d;
        best = s;
      }
    }
    return best;
  };

  // The cell at a pixel of the map; -1 = none.
  app.PlanMap.prototype.cell_at = function (point) {
    var view = this.view(), x = (point.x + view.x) / view.scale, y = (point.y + view.y) / view.scale, c = this.corners;
    for (var i = 0; i < c.length; i += 8)
      if (x >= Math.min(c[i], c[i + 6]) && x <= Math.max(c[i + 2], c[i + 4]) && y <= Math.max(c[i + 1], c[i + 3]) &&
          y >= Math.min(c[i + 5], c[i + 7])) return i / 8;
    return -1;
  };

  app.PlanMap.prototype.show_tiles = function (shown, failed) {
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
