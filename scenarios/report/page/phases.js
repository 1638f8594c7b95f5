// Years: what opens in each, and who is served at its end.
(function (app) {
  "use strict";

  function ids_until(years, last) {
    return years.slice(0, last + 1).reduce(function (ids, year) { return ids.concat(year.opened); }, []);
  }

  // The plan as it is at the end of a year.
  function show_year(state, years, k) {
    var sites = state.model.sites, wanted = new Set(ids_until(years, k)), open = sites.in_plan.slice();
    for (var s = sites.existing; s < sites.n; s++)
      if (!wanted.has(sites.id[s])) open[s] = 0;
    app.choose(open);
    app.set_divider(0);
    app.by_id("map-section").scrollIntoView({block: "nearest"});
  }

  function bar(percent) {
    var box = app.el("span", {"class": "bar", "aria-hidden": "true"}, app.el("span", {}));
    box.firstChild.style.width = percent + "%";
    return box;
  }

  app.draw_phases = function (state) {
    var phases = state.model.plan.phases, years = phases ? phases.years : [];
    app.by_id("phases-section").hidden = years.length === 0;
    var rows = years.map(function (year, k) {
      return [app.button(String(year.year), function () { show_year(state, years, k); }, {"class": "link", title: app.say("phase_show")}),
              app.number(year.opened.length), app.number(ids_until(years, k).length), app.number(year.covered_percent) + " %", bar(year.covered_percent)];
    });
    var head = ["col_year", "col_opened", "col_so_far", "col_served"].map(function (name) { return app.say(name); });
    app.replace("phases", [app.table(head.concat(""), rows, [0, 1, 1, 1, 0])]);
  };
})(maillage);
