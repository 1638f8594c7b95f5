// The tables: times, sites, groups of communes, who is left out.
(function (app) {
  "use strict";
  var MOST_LEFT = 30;

  app.draw_within = function (model) {
    var rows = model.plan.times.within.map(function (step) {
      return [app.say("minutes", {n: app.number(step.minutes)}), app.number(step.today_percent) + " %", app.number(step.plan_percent) + " %"];
    });
    var table = app.table([app.say("minutes_head"), app.say("today"), app.say("plan")], rows, [0, 1, 1]);
    table.id = "within";
    app.by_id("within").replaceWith(table);
  };

  function kind(model, s) {
    return app.say(s < model.sites.existing ? "kind_existing" : model.sites.in_plan[s] ? "kind_new" : "kind_opened");
  }

  function open_sites(state) {
    var list = [], sites = state.model.sites;
    for (var s = 0; s < sites.n; s++)
      if (state.cover.open[s]) list.push(s);
    return list.sort(function (a, b) { return (a < sites.existing) - (b < sites.existing) || a - b; });
  }

  function site_rows(state, as_text) {
    var model = state.model, sites = model.sites, shown = as_text ? function (milli) { return milli / 1000; } : app.people_count;
    return open_sites(state).map(function (s) {
      var f = model.site_figures(state.cover, s);
      var name = as_text ? sites.name[s] : app.button(sites.name[s], function () { app.select_site(s, true); }, {"class": "link"});
      return [name, sites.commune[s], kind(model, s), shown(f.in_reach), s < sites.existing ? (as_text ? "" : "–") : shown(f.newly), shown(f.only), shown(f.nearest)]
        .concat(as_text ? [sites.id[s], sites.lon_e7[s] / 1e7, sites.lat_e7[s] / 1e7] : []);
    });
  }

  app.draw_sites_table = function (state) {
    var v = app.plan_values(state.model);
    var head = ["col_site", "col_commune", "col_kind", "col_reach", "col_newly", "col_only", "col_nearest"].map(function (name) { return app.say(name, v); });
    app.replace("sites", [
      app.el("p", {"class": "buttons"}, app.copy_button("sites.csv", function () { return [head.concat(["id", "lon", "lat"])].concat(site_rows(state, true)); })),
      app.el("div", {"class": "scroll tall", tabindex: "0"}, app.table(head, site_rows(state, false), [0, 0, 0, 1, 1, 1, 1]))]);
  };

  app.draw_left = function (model) {
    var groups = model.plan.uncovered.communes, v = app.plan_values(model);
    if (groups.length === 0) {
      app.replace("left", [app.el("p", {}, app.say("story_left_none"))]);
      return;
    }
    var head = ["col_commune", "col_residents", "col_reason", "col_nearest_candidate"].map(function (name) { return app.say(name); });
    var rows = groups.slice(0, MOST_LEFT).map(function (group) {
      var near = group.nearest_candidate;
      return [group.commune || "–", app.people_count(Math.round(group.residents * 1000), true), app.say("reason_" + group.reason, v),
              near ? near.name + ", " + app.say("minutes", {n: app.number(near.time_min)}) : "–"];
    });
    app.replace("left", [app.el("div", {"class": "scroll tall", tabindex: "0"}, app.table(head, rows, [0, 1, 0, 0])),
      groups.length > MOST_LEFT ? app.el("p", {"class": "note"}, app.say("left_more", {n: app.number(groups.length - MOST_LEFT)})) : ""]);
  };
})(maillage);
