// Drawing cells: positions in the map's plane, colours by class of time.
(function (app) {
  "use strict";
  // Dark is near. Blue to yellow differs in lightness for every kind of colour vision; what is
  // beyond the limit comes with a hatch.
  app.colours = ["#21366b", "#217890", "#73ba8c", "#e6de80", "#f7ccc2"];
  app.hatch_colour = "#c2261f";
  var STEPS = app.colours.length - 1;

  app.time_class = function (time_ds, limit_ds) {
    for (var step = 0; step < STEPS; step++)
      if (time_ds * STEPS <= (step + 1) * limit_ds) return step;
    return STEPS;
  };

  app.hatch = function (context) {
    var tile = document.createElement("canvas");
    tile.width = tile.height = 6;
    var c = tile.getContext("2d");
    c.fillStyle = app.colours[STEPS];
    c.fillRect(0, 0, 6, 6);
    c.strokeStyle = app.hatch_colour;
    c.lineWidth = 1.6;
    c.beginPath();
    [-6, 0, 6].forEach(function (x) {
      c.moveTo(x - 1, 7);
      c.lineTo(x + 7, -1);
    });
    c.stroke();
    return context.createPattern(tile, "repeat");
  };

  // Degrees in steps of 10^-5 to the plane of web maps, the world being 256 wide.
  function plane_x(lon) { return (lon / 1e5 + 180) / 360 * 256; }
  function plane_y(lat) {
    var sine = Math.sin(lat / 1e5 * Math.PI / 180);
    return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 256;
  }
  app.plane_x = plane_x;
  app.plane_y = plane_y;

  // The side of squares for points that come without one: the median distance to the nearest other
  // point, of a sample, in the plane.
  function typical_side(x, y) {
    var n = x.length, sample = Math.min(n, 200), nearest = [];
    for (var s = 0; s < sample; s++) {
      var i = Math.floor(s * n / sample), least = Infinity;
      for (var j = 0; j < n; j++) {
        var d = Math.hypot(x[j] - x[i], y[j] - y[i]);
        if (d > 1e-6 && d < least) least = d;
      }
      nearest.push(least);
    }
    nearest.sort(function (a, b) { return a - b; });
    var side = nearest[sample >> 1];
    return isFinite(side) ? side : 0.002;
  }

  // Four corners of each cell in the plane: [8 n], x and y alternating.
  app.cell_corners = function (people) {
    var n = people.n, corners = new Float64Array(8 * n), i, c;
    if (people.corners) {
      for (i = 0; i < n; i++) {
        c = people.corners.subarray(6 * i, 6 * i + 6);
        set(corners, i, [[0, 0], [c[2], c[3]], [c[2] + c[4], c[3] + c[5]], [c[4], c[5]]], c[0], c[1]);
      }
      return corners;
    }
    var x = people.lon.map(plane_x), y = people.lat.map(plane_y), half = typical_side(x, y) / 2;
    for (i = 0; i < n; i++)
      corners.set([x[i] - half, y[i] + half, x[i] + half, y[i] + half, x[i] + half, y[i] - half, x[i] - half, y[i] - half], 8 * i);
    return corners;
  };

  function set(corners, cell, offsets, lon, lat) {
    offsets.forEach(function (offset, k) {
      corners[8 * cell + 2 * k] = plane_x(lon + offset[0]);
      corners[8 * cell + 2 * k + 1] = plane_y(lat + offset[1]);
    });
  }

  // What fills each class of time.
  app.time_palette = function (context) {
    return app.colours.slice(0, STEPS).concat(app.hatch(context));
  };

  // Draws all cells that lie between the pixels `left` and `right`, each filled by its class. view:
  // {scale, x, y, width, height} from the plane to pixels.
  app.draw_cells = function (context, corners, classes, palette, view, left, right) {
    context.save();
    context.beginPath();
    context.rect(left, 0, right - left, view.height);
    context.clip();
    var n = classes.length;
    for (var step = 0; step < palette.length; step++) {
      context.fillStyle = palette[step];
      context.beginPath();
      for (var i = 0; i < n; i++)
        if (classes[i] === step) add_cell(context, corners, 8 * i, view, left, right);
      context.fill();
    }
    context.restore();
  };

  // Cells that would be too small to be seen grow; all grow by a hair, so that no seams show.
  function add_cell(context, corners, at, view, left, right) {
    var scale = view.scale, x = corners[at] * scale - view.x, y = corners[at + 1] * scale - view.y;
    var x2 = corners[at + 4] * scale - view.x, y2 = corners[at + 5] * scale - view.y;
    if (x2 < left - 2 || x > right + 2 || y < -2 || y2 > view.height + 2) return;
    if (x2 - x < 8) {
      var side = Math.max(x2 - x, y - y2, 1.6) + 0.5;
      context.rect((x + x2 - side) / 2, (y + y2 - side) / 2, side, side);
      return;
    }
    context.moveTo(x - 0.3, y + 0.3);
    context.lineTo(corners[at + 2] * scale - view.x + 0.3, corners[at + 3] * scale - view.y + 0.3);
    context.lineTo(x2 + 0.3, y2 - 0.3);
    context.lineTo(corners[at + 6] * scale - view.x - 0.3, corners[at + 7] * scale - view.y - 0.3);
    context.closePath();
  }
})(maillage);
