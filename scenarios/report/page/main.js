// Puts the page together, and answers what the reader does.
(function (app) {
  "use strict";
  var state, growth, later;

  function start() {
    var data = JSON.parse(app.by_id("data").textContent), model = new app.Model(data);
    state = app.state = {model: model, places: new app.Places(model), cover: model.planned, divider: 0.5, candidates: false, selected: null};
    growth = app.growth(model);
    app.language = (navigator.language || "en").slice(0, 2) === "fr" ? "fr" : "en";
    if (/^#(en|fr)$/.test(location.hash)) app.language = location.hash.slice(1);
    app.map = new app.PlanMap(state, new app.Ground(model, state.places, data.outlines, data.roads));
    listen();
    fill_lists();
    draw_all();
    clearTimeout(later);
    draw_rest();
    document.documentElement.dataset.ready = "yes";
  }

  function draw_all() {
    document.documentElement.lang = app.language;
    document.querySelectorAll("[data-say]").forEach(function (element) {
      element.textContent = app.say(element.dataset.say, app.plan_values(state.model));
    });
    var language = app.by_id("language");
    language.textContent = app.words[app.language].other;
    language.lang = app.language === "en" ? "fr" : "en";
    app.by_id("commune").placeholder = app.say("search_hint");
    app.by_id("divider").setAttribute("aria-label", app.say("slider"));
    app.by_id("map").setAttribute("aria-label", app.say("alt_map"));
    app.draw_story(state.model);
    app.draw_within(state.model);
    app.draw_growth(state.model, growth);
    app.draw_left(state.model);
    app.draw_phases(state);
    app.draw_method(state.model);
    app.draw_changes();
    app.map.paint();
  }

  // What follows from the choice of sites: at once what the reader looks at, then the rest.
  app.draw_changes = function () {
    app.draw_view(state);
    app.draw_legend(state);
    app.draw_whatif(state);
    app.draw_save(state);
    app.draw_selection();
    clearTimeout(later);
    later = setTimeout(draw_rest, 0);
  };

  function draw_rest() {
    var model = state.model, covers = [{name: app.say("today"), ink: app.INK.today, dash: "5 3", by_ds: model.histogram(model.today)},
                                       {name: app.say("plan"), ink: app.INK.plan, by_ds: model.histogram(model.planned)}];
    if (!app.is_plan()) covers.push({name: app.say("whatif"), ink: app.INK.whatif, dash: "2 2", by_ds: model.histogram(state.cover)});
    app.draw_curve(model, covers);
    app.draw_histogram(model, covers);
    app.draw_sites_table(state);
    app.draw_equity(state);
  }

  app.set_divider = function (share) {
    state.divider = share;
    app.by_id("divider").value = Math.round(share * 100);
    app.map.draw();
    app.draw_view(state);
    app.draw_legend(state);
  };

  function fill_lists() {
    function options(labels) {
      return labels.map(function (label) { return app.el("option", {value: label}); });
    }
    app.replace("communes", options(state.places.labels()));
    app.replace("site-names", options(state.model.sites.name.map(app.site_label)));
  }

  function listen() {
    app.by_id("language").addEventListener("click", function () {
      app.language = app.language === "en" ? "fr" : "en";
      draw_all();
    });
    app.by_id("print").addEventListener("click", function () { window.print(); });
    app.by_id("divider").addEventListener("input", function () { app.set_divider(this.value / 100); });
    app.by_id("show-candidates").addEventListener("change", function () {
      state.candidates = this.checked;
      app.map.paint();
    });
    app.by_id("show-tiles").addEventListener("change", function () {
      app.by_id("tiles-note").textContent = "";
      app.map.show_tiles(this.checked, function () { app.by_id("tiles-note").textContent = app.say("tiles_failed"); });
    });
    app.by_id("reset").addEventListener("click", function () { app.choose(state.model.sites.in_plan); });
    app.by_id("no-new").addEventListener("click", function () { app.choose(state.model.today.open); });
    app.by_id("commune").addEventListener("change", function () { app.search_place(this.value); });
    app.by_id("site").addEventListener("change", function () { app.search_site(this.value); });
    window.addEventListener("beforeprint", function () { app.resize_maps([app.map], "printing", true); });
    window.addEventListener("afterprint", function () { app.resize_maps([app.map], "printing", false); });
    app.listen_map(state);
    app.listen_save(state);
  }

  document.addEventListener("DOMContentLoaded", start);
})(maillage);
