// What if: sites opened and closed by the reader, and what that changes.
(function (app) {
  "use strict";
  var MOST_COMMUNES = 10;

  app.is_plan = function () {
    var state = app.state;
    return state.cover.open.every(function (open, s) { return open === state.model.sites.in_plan[s]; });
  };

  app.toggle = function (site) {
    var open = app.state.cover.open.slice();
    open[site] = open[site] ? 0 : 1;
    app.choose(open);
  };

  // Everything follows from another choice of sites.
  app.choose = function (open) {
    app.state.cover = app.state.model.cover(open);
    app.map.update();
    app.draw_changes();
  };

  function column(model, cover) {
    var d = model.distribution(model.histogram(cover)), covered = model.covered(cover);
    var n = cover.open.reduce(function (a, b) { return a + b; }, 0);
    return {sites: app.number(n), covered: app.number(app.percent(covered, model.total_milli)) + " %",
            left: app.people_count(model.total_milli - covered, true),
            mean: d.mean_min === null ? "–" : app.say("minutes", {n: app.number(d.mean_min)}),
            p95: d.p95_min === null ? "–" : app.say("minutes", {n: app.number(d.p95_min)})};
  }

  function figures(state) {
    var model = state.model, v = app.plan_values(model);
    var columns = [column(model, model.today), column(model, model.planned), column(model, state.cover)];
    var rows = ["sites", "covered", "left", "mean", "p95"].map(function (key) {
      return [app.say("whatif_" + key, v)].concat(columns.map(function (c, k) { return app.el("span", {"data-figure": key + "-" + k}, c[key]); }));
    });
    var table = app.table(["", app.say("today"), app.say("plan"), app.say("whatif")], rows, [0, 1, 1, 1]);
    table.id = "whatif-figures";
    app.by_id("whatif-figures").replaceWith(table);
  }

  // The same beside the map, in a few words.
  function brief(state) {
    var model = state.model, c = column(model, state.cover), p = column(model, model.planned), v = app.plan_values(model);
    if (app.is_plan()) return [];
    return [app.el("h3", {}, app.say("whatif")), app.el("p", {}, app.say("brief", {covered: c.covered, was: p.covered, left: c.left, mean: c.mean, limit: v.limit})),
            app.button(app.say("reset"), function () { app.choose(model.sites.in_plan); })];
  }

  function changes(state) {
    var opened = 0, closed = 0, plan = state.model.sites.in_plan;
    state.cover.open.forEach(function (open, s) {
      opened += open && !plan[s];
      closed += !open && plan[s];
    });
    return app.is_plan() ? app.say("whatif_same") : app.say("whatif_changed", {opened: app.number(opened), closed: app.number(closed)});
  }

  function list(id, changed) {
    var items = changed.slice(0, MOST_COMMUNES).map(function (change) {
      var text = app.say("gain_row", {residents: app.people_count(change.place.milli), minutes: signed(change.gain_ds)});
      return app.el("li", {}, app.button(change.place.name || "–", function () { app.select_place(change.place); }, {"class": "link"}), " · " + text);
    });
    if (changed.length > MOST_COMMUNES) items.push(app.el("li", {"class": "note"}, app.say("more", {n: app.number(changed.length - MOST_COMMUNES)})));
    app.replace(id, items.length ? items : [app.el("li", {"class": "note"}, app.say("none"))]);
  }

  // Minutes of the time to the site: less is a gain.
  function signed(gain_ds) {
    return (gain_ds > 0 ? "−" : "+") + app.number(Math.round(Math.abs(gain_ds) / 60) / 10);
  }

  app.draw_whatif = function (state) {
    var gains = state.places.gains(state.model.planned, state.cover);
    function weight(change) { return Math.abs(change.gain_ds) * change.place.milli; }
    function by_weight(a, b) { return weight(b) - weight(a); }
    figures(state);
    app.replace("brief", brief(state));
    app.by_id("whatif-state").textContent = changes(state);
    list("gains", gains.filter(function (change) { return change.gain_ds > 0; }).sort(by_weight));
    list("losses", gains.filter(function (change) { return change.gain_ds < 0; }).sort(by_weight));
    app.by_id("only-open").hidden = state.model.all_rows;
  };
})(maillage);
