// Who gains and loses, and which sites differ, from the first plan to the other.
(function (app) {
  "use strict";

  function residents(value, up) {
    return app.people_count(Math.round(value * 1000), up);
  }
  function minutes(value) {
    return value === null ? "–" : app.say("minutes", {n: app.number(value)});
  }

  // Sites that the first plan alone has, and those that the other alone has.
  app.changed_sites = function (state) {
    var sites = app.difference(state).sites;
    return {gone: sites.dropped.concat(sites.moved.map(function (move) { return move.from; })),
            come: sites.added.concat(sites.moved.map(function (move) { return move.to; }))};
  };

  function communes(state, list) {
    if (!list.length) return [app.el("p", {"class": "note"}, app.say("none"))];
    var head = [app.say("col_commune"), app.say("col_residents"), state.plans[0].label, state.plans[state.other].label, app.say("col_change")];
    return [app.table(head, list.map(function (change) {
      var gain = change.gain_min;
      return [change.commune || "–", residents(change.residents), minutes(change.before_min), minutes(change.after_min),
              app.say("minutes", {n: (gain > 0 ? "−" : "+") + app.number(Math.abs(gain))})];
    }), [0, 1, 1, 1, 1])];
  }

  app.draw_communes = function (state) {
    var people = app.difference(state).people;
    app.replace("gaining", communes(state, people.gaining));
    app.replace("losing", communes(state, people.losing));
  };

  function where(instead) {
    if (!instead) return "–";
    var way = instead.time_min === null ? app.say("km", {n: app.number(Math.round(instead.distance_m / 100) / 10)}) : minutes(instead.time_min);
    return instead.name + ", " + way;
  }

  function row(site, counterpart) {
    return [site.name, site.commune, app.say("kind_" + site.kind), residents(site.residents_nearest), minutes(site.saved_min), residents(site.residents_only_here), where(counterpart)];
  }

  function section(state, title, rows, name) {
    var head = ["col_site", "col_commune", "col_kind", "col_nearest", "col_saves", "col_only", name === "moved" ? "col_to" : "col_instead"]
      .map(function (column) { return app.say(column); });
    if (!rows.length) return [];
    return [app.el("h3", {}, title), app.el("p", {"class": "buttons"}, app.copy_button(name + ".csv", function () { return [head].concat(rows); })),
            app.el("div", {"class": "scroll tall"}, app.table(head, rows, [0, 0, 0, 1, 1, 1, 0]))];
  }

  app.draw_changed_sites = function (state) {
    var sites = app.difference(state).sites, v = {first: state.plans[0].label, other: state.plans[state.other].label};
    app.by_id("kept").textContent = app.say("kept", Object.assign({kept: app.number(sites.kept), moved: app.number(sites.moved.length), dropped: app.number(sites.dropped.length),
                                                                   added: app.number(sites.added.length)}, v));
    app.replace("changed-sites", section(state, app.say("sites_moved", v), sites.moved.map(function (move) {
      return row(move.from, {name: move.to.name, time_min: move.time_min, distance_m: move.distance_m});
    }), "moved").concat(
      section(state, app.say("sites_dropped", v), sites.dropped.map(function (site) { return row(site, site.nearest_instead); }), "dropped"),
      section(state, app.say("sites_added", v), sites.added.map(function (site) { return row(site, site.nearest_instead); }), "added")));
  };
})(maillage);
