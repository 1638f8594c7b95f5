// Three maps under one view: two plans, and what changes from the first to the other.
(function (app) {
  "use strict";
  // Blue is nearer, red is farther; told apart by every kind of colour vision. Minutes gained, from
  // the most down to the most lost.
  var STEPS_DS = [6000, 3000, 600, -600, -3000, -6000];
  app.change_colours = ["#2166ac", "#67a9cf", "#c4dfee", "#efefe9", "#fbd3bd", "#ef8a62", "#b2182b"];

  function change_class(gain_ds) {
    var step = STEPS_DS.findIndex(function (least, k) { return k < 3 ? gain_ds > least : gain_ds >= least; });
    return step < 0 ? STEPS_DS.length : step;
  }

  // What the first plan's time loses, beyond the bound counting as the bound.
  app.gain_ds = function (state, i) {
    var bound = state.model.bound_ds;
    return Math.min(state.plans[0].cover.best[i], bound) - Math.min(state.plans[state.other].cover.best[i], bound);
  };

  // which: the plan's number, or null for the change.
  function CompareMap(name, state, ground, which) {
    this.name = name;
    this.state = state;
    this.which = which;
    app.BaseMap.call(this, "map-" + name, ground);
    this.map.on("mousemove", this.show_tip, this);
    this.map.on("mouseout movestart", function () { app.by_id("tip-" + name).hidden = true; });
    this.map.on("click", function (event) {
      var i = this.cell_at(event.containerPoint);
      if (i >= 0) app.select_place(state.places.list[state.model.people.commune[i]]);
    }, this);
  }
  CompareMap.prototype = Object.create(app.BaseMap.prototype);

  CompareMap.prototype.plan = function () {
    return this.state.plans[this.which()];
  };

  CompareMap.prototype.draw_people = function (context, view) {
    app.draw_cells(context, this.corners, this.cells, this.which ? app.time_palette(context) : app.change_colours, view, 0, view.width);
  };

  CompareMap.prototype.update = function () {
    var state = this.state, plan = this.which ? this.plan() : null;
    this.cells = new Uint8Array(state.model.people.n);
    for (var i = 0; i < this.cells.length; i++)
      this.cells[i] = plan ? app.time_class(plan.cover.best[i], state.model.limit_ds) : change_class(app.gain_ds(state, i));
    this.paint();
  };

  function each_site(view, x, y, draw) {
    for (var s = 0; s < x.length; s++) {
      var px = x[s] * view.scale - view.x, py = y[s] * view.scale - view.y;
      if (px > -20 && py > -20 && px < view.width + 20 && py < view.height + 20) draw(s, px, py);
    }
  }

  CompareMap.prototype.draw_sites = function (context, view) {
    if (!this.which) {
      this.draw_changed(context, view);
      return;
    }
    var sites = this.plan().sites;
    [true, false].forEach(function (is_new) {
      each_site(view, sites.x, sites.y, function (s, x, y) {
        if (s >= sites.existing === is_new) app.draw_symbol(context, is_new ? "new" : "existing", x, y, view.symbol);
      });
    });
  };

  CompareMap.prototype.draw_changed = function (context, view) {
    var state = this.state, first = state.plans[0].sites, changed = app.changed_sites(state);
    function listed(kind, sites) {
      var x = sites.map(function (site) { return app.plane_x(site.lon * 1e5); }), y = sites.map(function (site) { return app.plane_y(site.lat * 1e5); });
      each_site(view, x, y, function (_, px, py) { app.draw_symbol(context, kind, px, py, view.symbol); });
    }
    each_site(view, first.x, first.y, function (_, x, y) { app.draw_symbol(context, "candidate", x, y, view.symbol); });
    listed("gone", changed.gone);
    listed("new", changed.come);
  };

  CompareMap.prototype.lines = function (i) {
    var state = this.state, model = state.model, place = state.places.list[model.people.commune[i]];
    var lines = place.name ? [place.name] : [], pair = [state.plans[0], state.plans[state.other]];
    lines.push(app.say("cell", {residents: app.number(model.people.milli[i] / 1000)}));
    return lines.concat(pair.map(function (plan) {
      var site = plan.cover.site[i];
      return plan.label + ": " + (site < 0 ? app.say("cell_none", {bound: app.number(model.bound_ds / 600)})
                                           : app.say("way", {time: app.time(plan.cover.best[i]), site: plan.sites.name[site]}));
    }));
  };

  CompareMap.prototype.show_tip = function (event) {
    var i = this.cell_at(event.containerPoint), box = app.by_id("tip-" + this.name), point = event.containerPoint;
    box.hidden = i < 0;
    if (i < 0) return;
    app.replace("tip-" + this.name, this.lines(i).map(function (line, k) { return app.el(k ? "div" : "strong", {}, line); }));
    box.style.left = Math.min(point.x + 14, Math.max(0, this.map.getSize().x - 250)) + "px";
    box.style.top = point.y + 14 + "px";
  };

  // Whoever is moved moves the others.
  function link(maps) {
    var busy = false;
    maps.forEach(function (map) {
      map.map.on("move", function () {
        if (busy) return;
        busy = true;
        maps.forEach(function (other) {
          if (other !== map) other.map.setView(map.map.getCenter(), map.map.getZoom(), {animate: false});
        });
        busy = false;
      });
    });
  }

  app.open_maps = function (state, ground) {
    app.maps = {first: new CompareMap("first", state, ground, function () { return 0; }),
                other: new CompareMap("other", state, ground, function () { return state.other; }),
                change: new CompareMap("change", state, ground, null)};
    link([app.maps.first, app.maps.other, app.maps.change]);
  };

  function change_swatch(k) {
    var canvas = app.el("canvas", {width: 34, height: 18, "aria-hidden": "true"}), context = canvas.getContext("2d");
    context.fillStyle = app.change_colours[k];
    context.fillRect(0, 0, 34, 18);
    context.strokeStyle = "#9aa5b1";
    context.strokeRect(0.5, 0.5, 33, 17);
    return app.el("span", {"class": "swatch"}, canvas, " " + app.say("change_" + k));
  }

  // Residents in each class of change.
  function change_rows(state) {
    var sums = app.change_colours.map(function () { return 0; });
    for (var i = 0; i < state.model.people.n; i++) sums[change_class(app.gain_ds(state, i))] += state.model.people.milli[i];
    return sums.map(function (milli, k) { return [change_swatch(k), app.people_count(milli)]; });
  }

  function symbol_line(kind, text) {
    return app.el("span", {}, app.symbol(kind), text);
  }

  function draw_legends(state) {
    var limit = state.model.limit_ds / 600, pair = [state.plans[0], state.plans[state.other]];
    var shares = pair.map(function (plan) { return app.class_shares(state.model, plan.cover); });
    var rows = app.colours.map(function (_, step) { return [app.time_step(limit, step), shares[0][step], shares[1][step]]; });
    app.replace("legend", [app.el("h3", {}, app.say("legend")), app.table(["", pair[0].label, pair[1].label], rows, [0, 1, 1]),
      app.el("p", {"class": "symbols"}, symbol_line("existing", app.say("kind_existing")), symbol_line("new", app.say("kind_new")))]);
    app.replace("change-legend", [app.el("h3", {}, app.say("change_legend", {first: pair[0].label, other: pair[1].label})),
      app.table(["", app.say("col_residents")], change_rows(state), [0, 1]),
      app.el("p", {"class": "symbols"}, symbol_line("gone", app.say("site_gone", {label: pair[0].label})), symbol_line("new", app.say("site_come", {label: pair[1].label})),
             symbol_line("candidate", app.say("site_kept")))]);
  }

  app.draw_maps = function (state) {
    var pair = [state.plans[0], state.plans[state.other]];
    ["first", "other"].forEach(function (name, k) {
      app.by_id("name-" + name).textContent = app.plan_name(pair[k]);
      app.by_id("map-" + name).setAttribute("aria-label", app.say("alt_plan", {name: app.plan_name(pair[k])}));
    });
    app.by_id("name-change").textContent = app.say("change_map", {first: pair[0].label, other: pair[1].label});
    app.by_id("map-change").setAttribute("aria-label", app.say("alt_change", {first: pair[0].label, other: pair[1].label}));
    Object.keys(app.maps).forEach(function (name) { app.maps[name].update(); });
    draw_legends(state);
  };
})(maillage);
