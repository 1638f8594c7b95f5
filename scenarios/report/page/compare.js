// The page of plans side by side: puts it together, and answers what the reader does.
(function (app) {
  "use strict";
  var INKS = [app.INK.today, app.INK.plan, app.INK.whatif, "#2b7a4b", "#5c3a9e", "#444"], DASHES = ["5 3", "none", "2 2", "8 3 2 3", "1 3", "10 4"];

  // The people that all plans share, with what counts them.
  function read_model(data) {
    var model = Object.create(app.Model.prototype);
    model.people = app.read_people(data.people);
    model.limit_ds = data.limit_ds;
    model.bound_ds = data.bound_ds;
    model.total_milli = model.people.milli.reduce(function (a, b) { return a + b; }, 0);
    return model;
  }

  // A plan's sites, and as in app.Model.cover: the time to the nearest one, that one, how many in reach.
  function read_plan(coded, model, told) {
    var n = model.people.n, none = coded.sites.n, best = app.differences(coded.best, n), site = app.differences(coded.site, n);
    return {
      label: told.label, told: told, limit_ds: Math.round(told.limit_min * 600),
      sites: {n: coded.sites.n, existing: coded.sites.existing, name: coded.sites.name,
              x: app.signed(coded.sites.lon, none).map(function (e7) { return app.plane_x(e7 / 100); }),
              y: app.signed(coded.sites.lat, none).map(function (e7) { return app.plane_y(e7 / 100); })},
      cover: {best: Uint16Array.from(best, function (t) { return t > model.bound_ds ? app.BEYOND : t; }),
              site: Int32Array.from(site, function (s) { return s === none ? -1 : s; }), reach: app.counts(coded.reach, n)}
    };
  }

  function start() {
    var data = JSON.parse(app.by_id("data").textContent), model = read_model(data), told = data.comparison;
    var state = app.state = {model: model, told: told, places: new app.Places(model), other: 1, place: null,
                             plans: data.plans.map(function (coded, k) { return read_plan(coded, model, told.plans[k]); })};
    app.language = (navigator.language || "en").slice(0, 2) === "fr" ? "fr" : "en";
    if (/^#(en|fr)$/.test(location.hash)) app.language = location.hash.slice(1);
    app.open_maps(state, new app.Ground(model, state.places, data.outlines, data.roads));
    app.replace("communes", state.places.labels().map(function (label) { return app.el("option", {value: label}); }));
    listen();
    draw_all();
    document.documentElement.dataset.ready = "yes";
  }

  function draw_all() {
    document.documentElement.lang = app.language;
    document.querySelectorAll("[data-say]").forEach(function (element) {
      element.textContent = app.say(element.dataset.say, {limit: app.number(app.state.told.limit_min), means: app.means(app.state.told.plans[0].profile)});
    });
    var language = app.by_id("language");
    language.textContent = app.words[app.language].other;
    language.lang = app.language === "en" ? "fr" : "en";
    app.by_id("commune").placeholder = app.say("search_hint");
    app.draw_plans(app.state);
    app.draw_figures(app.state);
    app.draw_compare_groups(app.state);
    app.draw_compare_method(app.state);
    draw_charts(app.state);
    draw_pair();
  }

  // What depends on the plan that the first is compared with.
  function draw_pair() {
    app.draw_balance(app.state);
    app.draw_communes(app.state);
    app.draw_changed_sites(app.state);
    app.draw_maps(app.state);
    draw_answer();
  }

  function draw_charts(state) {
    var covers = state.plans.map(function (plan, k) {
      return {name: plan.label, ink: INKS[k % INKS.length], dash: DASHES[k % DASHES.length], by_ds: state.model.histogram(plan.cover)};
    });
    app.draw_curve(state.model, covers);
    app.draw_histogram(state.model, covers);
  }

  function draw_answer() {
    var state = app.state, place = state.place;
    if (!place) return;
    var lines = state.plans.map(function (plan) {
      var now = state.places.reach(place, plan.cover);
      return app.say(now.site < 0 ? "plan_none" : "plan_near", {label: plan.label, bound: app.number(state.model.bound_ds / 600), time: app.about(now.best),
                                                                site: plan.sites.name[now.site]});
    });
    app.by_id("answer").textContent = [app.say("commune_is", {name: place.name, residents: app.people_count(place.milli)})].concat(lines).join(" ");
  }

  app.select_place = function (place) {
    app.state.place = place;
    draw_answer();
  };

  app.search_place = function (text) {
    var place = app.state.places.find(text);
    if (place) {
      app.select_place(place);
      app.maps.change.show_cell(place.heart);
    } else {
      app.by_id("answer").textContent = text.trim() ? app.say("search_none") : "";
    }
  };

  function listen() {
    var maps = [app.maps.first, app.maps.other, app.maps.change];
    app.by_id("language").addEventListener("click", function () {
      app.language = app.language === "en" ? "fr" : "en";
      draw_all();
    });
    app.by_id("print").addEventListener("click", function () { window.print(); });
    app.by_id("other").addEventListener("change", function () {
      app.state.other = Number(this.value);
      draw_pair();
    });
    app.by_id("commune").addEventListener("change", function () { app.search_place(this.value); });
    app.by_id("show-tiles").addEventListener("change", function () {
      var shown = this.checked;
      app.by_id("tiles-note").textContent = "";
      maps.forEach(function (map) { map.show_tiles(shown, function () { app.by_id("tiles-note").textContent = app.say("tiles_failed"); }); });
    });
    window.addEventListener("beforeprint", function () { app.resize_maps(maps, "printing", true); });
    window.addEventListener("afterprint", function () { app.resize_maps(maps, "printing", false); });
  }

  document.addEventListener("DOMContentLoaded", start);
})(maillage);
