// Groups of people, side by side: communes by size, and the groups of the scenario.
(function (app) {
  "use strict";

  // Communes by how many live in them: where the countryside is, for want of an official list.
  function by_size(state) {
    var bounds = [2000e3, 10000e3, Infinity], names = ["small_communes", "middle_communes", "large_communes"];
    var group_of = state.places.list.map(function (place) {
      return bounds.findIndex(function (bound) { return place.milli < bound; });
    });
    return {names: names.map(function (name) { return app.say(name); }), of: function (i) { return group_of[state.model.people.commune[i]]; }};
  }

  // "Département 59", or the value as it is.
  function group_name(model, value) {
    if (!value) return "–";
    return /^d[eé]partement$/i.test(model.group_name) && /^\w{1,3}$/.test(value) ? app.say("departement", {n: value}) : value;
  }

  function by_group(model) {
    var values = Array.from(new Set(model.people.group)).sort();
    var number = new Map(values.map(function (value, g) { return [value, g]; }));
    return {names: values.map(function (value) { return group_name(model, value); }), of: function (i) { return number.get(model.people.group[i]); },
            values: values};
  }

  function add(sum, milli, reach, time_ds) {
    sum.milli += milli;
    if (reach) sum.covered += milli;
    if (time_ds === app.BEYOND) return;
    sum.reached += milli;
    sum.ds += milli * time_ds;
  }

  // One sum for each group, and one for everybody at the end.
  function count(model, grouping, cover) {
    var sums = grouping.names.concat("").map(function () { return {milli: 0, covered: 0, reached: 0, ds: 0}; });
    for (var i = 0; i < model.people.n; i++) {
      add(sums[grouping.of(i)], model.people.milli[i], cover.reach[i], cover.best[i]);
      add(sums[sums.length - 1], model.people.milli[i], cover.reach[i], cover.best[i]);
    }
    return sums;
  }

  function mean(sum) {
    return sum.reached ? app.say("minutes", {n: app.number(app.mean_minutes(sum.ds, sum.reached))}) : "–";
  }
  function share(sum) {
    return app.number(app.percent(sum.covered, sum.milli)) + " %";
  }

  function figures(model, grouping, cover) {
    var today = count(model, grouping, model.today), now = count(model, grouping, cover);
    return grouping.names.concat(app.say("everybody")).map(function (name, g) {
      return [name, app.people_count(today[g].milli), share(today[g]), share(now[g]), mean(today[g]), mean(now[g])];
    }).filter(function (_, g) { return today[g].milli > 0; });
  }

  function head(names) {
    var plan = app.say(app.is_plan() ? "plan" : "whatif").toLocaleLowerCase();
    return names.map(function (name) { return app.say(name, {plan: plan}); });
  }
  var COLUMNS = ["col_residents", "col_covered_today", "col_covered_plan", "col_mean_today", "col_mean_plan"];

  app.draw_equity = function (state) {
    var rows = figures(state.model, by_size(state), state.cover);
    app.replace("equity", [app.el("div", {"class": "scroll"}, app.table(head(["col_group"].concat(COLUMNS)), rows, [0, 1, 1, 1, 1, 1]))]);
    draw_groups(state);
  };

  // A site without a group has that of the person nearest to it.
  function site_group(model, s) {
    if (model.sites.group[s]) return model.sites.group[s];
    var row = model.row(s), best = 0;
    for (var k = 1; k < row.person.length; k++)
      if (row.time_ds[k] < row.time_ds[best]) best = k;
    return row.person.length ? model.people.group[row.person[best]] : "";
  }

  function count_sites(model, open, value) {
    return open.reduce(function (n, is_open, s) { return n + (is_open && site_group(model, s) === value ? 1 : 0); }, 0);
  }

  // Sites and people by the scenario's groups.
  function draw_groups(state) {
    var model = state.model;
    if (!model.people.group) return;
    var grouping = by_group(model), names = head(["col_group"].concat(COLUMNS, "sites_today", "sites_plan"));
    var rows = figures(model, grouping, state.cover).map(function (row, g, all) {
      var value = grouping.values[g], last = g === all.length - 1;
      function n(open) { return app.number(last ? open.reduce(function (a, b) { return a + b; }, 0) : count_sites(model, open, value)); }
      return row.concat(n(model.today.open), n(state.cover.open));
    });
    app.replace("groups", [app.el("p", {"class": "buttons"}, app.copy_button("groups.csv", function () { return [names].concat(rows); })),
                           app.el("div", {"class": "scroll"}, app.table(names, rows, [0, 1, 1, 1, 1, 1, 1, 1]))]);
  }
})(maillage);
