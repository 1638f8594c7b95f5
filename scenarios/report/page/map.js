// The map of the report: cells before and after, with a line between, and sites.
(function (app) {
  "use strict";

  // state: {model, places, cover (what the reader chose), divider (0 to 1), candidates (shown?)}
  app.PlanMap = function (state, ground) {
    this.state = state;
    this.site_x = state.model.sites.lon_e7.map(function (e7) { return app.plane_x(e7 / 100); });
    this.site_y = state.model.sites.lat_e7.map(function (e7) { return app.plane_y(e7 / 100); });
    this.classes_today = this.classes(state.model.today);
    this.classes_now = this.classes(state.cover);
    app.BaseMap.call(this, "map", ground);
    this.paint();
  };
  app.PlanMap.prototype = Object.create(app.BaseMap.prototype);

  app.PlanMap.prototype.line = function (view) {
    return Math.round(this.state.divider * view.width);
  };

  app.PlanMap.prototype.draw_people = function (context, view) {
    var line = this.line(view);
    app.draw_cells(context, this.corners, this.classes_today, app.time_palette(context), view, 0, line);
    app.draw_cells(context, this.corners, this.classes_now, app.time_palette(context), view, line, view.width);
  };

  // The names of both sides stand at the line's upper end.
  app.PlanMap.prototype.top_free = function (view) {
    var line = this.line(view);
    return line > 0 && line < view.width ? 34 : 0;
  };

  app.PlanMap.prototype.draw_top = function (context, view) {
    var line = this.line(view);
    if (line > 0 && line < view.width) draw_divider(context, view, line);
  };

  app.PlanMap.prototype.classes = function (cover) {
    var limit_ds = this.state.model.limit_ds, classes = new Uint8Array(cover.best.length);
    for (var i = 0; i < classes.length; i++) classes[i] = app.time_class(cover.best[i], limit_ds);
    return classes;
  };

  app.PlanMap.prototype.show_site = function (s) {
    this.map.setView(this.degrees(this.site_x[s], this.site_y[s]), Math.max(this.map.getZoom(), 10.5), {animate: false});
  };

  // After another choice of sites.
  app.PlanMap.prototype.update = function () {
    this.classes_now = this.classes(this.state.cover);
    this.paint();
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

  app.PlanMap.prototype.draw_sites = function (context, view) {
    var sites = this.state.model.sites, line = this.line(view), s, x, y;
    for (var pass = 0; pass < 2; pass++) {
      for (s = 0; s < sites.n; s++) {
        x = this.site_x[s] * view.scale - view.x;
        y = this.site_y[s] * view.scale - view.y;
        if (x < -20 || y < -20 || x > view.width + 20 || y > view.height + 20) continue;
        var drawn = this.is_drawn(s, x, line);
        if (pass === 0 && !drawn && (this.state.candidates || s < sites.existing && x >= line)) app.draw_symbol(context, "candidate", x, y, view.symbol);
        if (pass === 1 && drawn) app.draw_symbol(context, s < sites.existing ? "existing" : "new", x, y, view.symbol);
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

})(maillage);
