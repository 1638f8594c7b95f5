// The reader's choice as a scenario that `maillage run` solves, and as a plan that `maillage verify`
// recounts: so every figure here follows the rules of plan.json.
(function (app) {
  "use strict";

  // As strcmp orders them, which is the order of their characters' numbers.
  function compare_texts(a, b) {
    var x = Array.from(a), y = Array.from(b), n = Math.min(x.length, y.length);
    for (var i = 0; i < n; i++)
      if (x[i] !== y[i]) return x[i].codePointAt(0) - y[i].codePointAt(0);
    return x.length - y.length;
  }

  // The choice with the plan's existing sites: neither a scenario nor a plan that is saved here
  // opens or closes any.
  function chosen(state) {
    var open = state.cover.open.slice(), sites = state.model.sites;
    open.set(sites.in_plan.subarray(0, sites.existing));
    return open;
  }

  function site_json(model, cover, s) {
    var sites = model.sites, f = model.site_figures(cover, s);
    var json = {id: sites.id[s], name: sites.name[s], commune: sites.commune[s], lon: sites.lon_e7[s] / 1e7, lat: sites.lat_e7[s] / 1e7,
                residents_in_reach: f.in_reach / 1000, residents_only_here: f.only / 1000, residents_nearest: f.nearest / 1000};
    if (s >= sites.existing) json.residents_newly_covered = f.newly / 1000;
    return json;
  }

  function sites_json(model, cover) {
    var lists = {existing: [], "new": [], closed: [], moved: []};
    for (var s = 0; s < model.sites.n; s++)
      if (cover.open[s]) lists[s < model.sites.existing ? "existing" : "new"].push(site_json(model, cover, s));
    return lists;
  }

  function within_json(model, step, by_ds) {
    var end = step.minutes === app.minutes(model.limit_ds) ? model.limit_ds : Math.round(step.minutes * 600), milli = 0;
    for (var t = 0; t <= end; t++) milli += by_ds[t];
    return Object.assign({}, step, {plan: milli / 1000, plan_percent: app.percent(milli, model.total_milli)});
  }

  function totals_json(model, cover) {
    var covered = model.covered(cover), n = cover.open.reduce(function (a, b) { return a + b; }, 0);
    return {sites: n, covered: covered / 1000, covered_percent: app.percent(covered, model.total_milli), not_covered: (model.total_milli - covered) / 1000};
  }

  function reason(model, nearest, i) {
    if (model.people.off.has(i)) return model.people.off.get(i);
    if (nearest.best[i] === app.BEYOND) return "beyond_bound";
    return nearest.best[i] > model.people.limit_ds[i] ? "beyond_limit" : "not_chosen";
  }

  function join(group, model, nearest, i) {
    group.points++;
    group.milli += model.people.milli[i];
    group.furthest = Math.max(group.furthest, nearest.best[i]);
    if (nearest.best[i] < group.best || nearest.best[i] === group.best && nearest.site[i] < group.site) {
      group.best = nearest.best[i];
      group.site = nearest.site[i];
    }
  }

  function group_json(model, group) {
    var near = group.site < 0 || group.site === Infinity ? null
      : {id: model.sites.id[group.site], name: model.sites.name[group.site], time_min: app.minutes(group.best), furthest_min: app.minutes(group.furthest)};
    return {commune: group.commune[0], commune_id: group.commune[1], reason: group.reason, points: group.points,
            residents: group.milli / 1000, nearest_candidate: near};
  }

  function by_residents(a, b) {
    return b.milli - a.milli || compare_texts(a.commune[0], b.commune[0]) || compare_texts(a.commune[1], b.commune[1]) || compare_texts(a.reason, b.reason);
  }

  function uncovered_json(model, cover) {
    var candidates = new Uint8Array(model.sites.n).fill(1, model.sites.existing), nearest = model.cover(candidates);
    var groups = new Map(), points = 0, milli = 0;
    for (var i = 0; i < model.people.n; i++) {
      if (cover.reach[i]) continue;
      var why = reason(model, nearest, i), key = model.people.commune[i] + " " + why;
      if (!groups.has(key))
        groups.set(key, {commune: model.people.communes[model.people.commune[i]], reason: why, points: 0, milli: 0, best: app.BEYOND, furthest: 0, site: Infinity});
      join(groups.get(key), model, nearest, i);
      points++;
      milli += model.people.milli[i];
    }
    return {points: points, residents: milli / 1000,
            communes: Array.from(groups.values()).sort(by_residents).map(function (group) { return group_json(model, group); })};
  }

  // Chosen by hand, it claims no goal, and keeps no rule and no years.
  app.plan_of = function (state) {
    var model = state.model, cover = model.cover(chosen(state)), by_ds = model.histogram(cover), plan = structuredClone(model.plan);
    plan.by_hand = true;
    plan.goals = [];
    if (plan.rules) plan.rules = [];
    if (plan.phases) plan.phases = null;
    plan.sites = sites_json(model, cover);
    plan.totals.plan = totals_json(model, cover);
    plan.times.plan = model.distribution(by_ds);
    plan.times.within = plan.times.within.map(function (step) { return within_json(model, step, by_ds); });
    plan.uncovered = uncovered_json(model, cover);
    return plan;
  };

  function ids(model, list) {
    return list.map(function (s) { return "      - " + JSON.stringify(model.sites.id[s]) + " # " + model.sites.name[s].replace(/[\x00-\x1f\x7f\u0085\u2028\u2029]/g, " "); }).join("\n");
  }

  app.scenario_of = function (state) {
    var model = state.model, sites = model.sites, must = [], never = [];
    for (var s = sites.existing; s < sites.n; s++) {
      if (state.cover.open[s]) must.push(s);
      else if (sites.in_plan[s]) never.push(s);
    }
    return "# " + app.say("save_comment") + "\nmaillage: 1\nextend: " + JSON.stringify(model.plan.inputs.scenario.path.replace(/^.*\//, "")) +
      "\nname: " + JSON.stringify(model.plan.name + " (" + app.say("whatif") + ")") + "\nsites:\n  candidates:\n" +
      (must.length ? "    must:\n" + ids(model, must) + "\n" : "") + (never.length ? "    never:\n" + ids(model, never) + "\n" : "");
  };

  app.draw_save = function (state) {
    app.by_id("save-existing").hidden = state.cover.open.subarray(0, state.model.sites.existing).every(function (open, s) { return open === state.model.sites.in_plan[s]; });
    // Programs whose scenarios extend others say so in their plans.
    var extends_others = "extends" in state.model.plan.inputs;
    app.by_id("save-scenario").hidden = app.by_id("save-scenario-note").hidden = !extends_others;
    app.by_id("save-plan").disabled = !state.model.all_rows;
  };

  app.listen_save = function (state) {
    app.by_id("save-plan").addEventListener("click", function () {
      app.download("plan.json", "application/json", JSON.stringify(app.plan_of(state), null, 2) + "\n");
    });
    app.by_id("save-scenario").addEventListener("click", function () {
      app.download("what-if.yaml", "text/yaml", app.scenario_of(state));
    });
  };
})(maillage);
