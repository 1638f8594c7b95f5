// The plan in words and three figures; all numbers are those of plan.json.
(function (app) {
  "use strict";

  function milli(residents) {
    return Math.round(residents * 1000);
  }

  function values(model) {
    var plan = model.plan, today = plan.totals.today, planned = plan.totals.plan;
    return {
      limit: app.number(plan.travel.limit_min), bound: app.number(plan.travel.bound_min), means: app.means(plan.travel.profile),
      residents: app.people_count(milli(plan.totals.residents)),
      existing: app.number(today.sites), sites: app.number(planned.sites), "new": app.number(planned.sites - today.sites)
    };
  }
  app.plan_values = values;

  function big(value, text, id) {
    return app.el("p", {}, app.el("strong", {id: id}, value), " ", app.el("span", {}, text));
  }

  function figures(model) {
    var plan = model.plan, v = values(model);
    var fewest = plan.goals.find(function (goal) { return goal.goal === "fewest_sites" && !goal.proven; });
    return [
      big(app.number(plan.totals.today.covered_percent) + " %", app.say("big_today", v), "figure-today"),
      big(app.number(plan.totals.plan.covered_percent) + " %", app.say("big_plan", v), "figure-plan"),
      big(v["new"], fewest ? app.say("big_new_bound", {bound: app.number(fewest.bound)}) : app.say("big_new", v), "figure-new")
    ];
  }

  function names(model) {
    var groups = model.plan.uncovered.communes, seen = [];
    groups.forEach(function (group) { if (group.commune && seen.indexOf(group.commune) < 0) seen.push(group.commune); });
    var first = seen.slice(0, 4).join(", ");
    return seen.length > 4 ? app.say("story_left_more", {names: first, n: app.number(seen.length - 4)}) : first;
  }

  function left(model) {
    var uncovered = model.plan.uncovered;
    if (uncovered.residents === 0) return app.say("story_left_none");
    return app.say("story_left", {n: app.people_count(milli(uncovered.residents), true), names: names(model)});
  }

  function sentences(model) {
    var plan = model.plan, v = values(model), today = plan.totals.today, times = plan.times;
    Object.assign(v, {covered: app.people_count(milli(today.covered)), left: app.people_count(milli(today.not_covered), true),
                      median: times.today.median_min === null ? "–" : app.number(times.today.median_min)});
    var list = [app.say(today.sites ? "story_today" : "story_today_none", v)];
    Object.assign(v, {covered: app.people_count(milli(plan.totals.plan.covered)),
                      mean: app.number(times.plan.mean_min || 0), p95: app.number(times.plan.p95_min || 0)});
    return list.concat([app.say("story_plan", v), left(model)]);
  }

  app.draw_story = function (model) {
    var plan = model.plan, v = values(model);
    document.title = plan.name;
    app.by_id("title").textContent = plan.name;
    app.by_id("subtitle").textContent = app.say("subtitle", v);
    app.replace("figures", figures(model));
    app.replace("story", sentences(model).map(function (text) { return app.el("p", {}, text); })
      .concat(plan.goals.map(function (goal) {
        return app.goal_line(goal);
      }), plan.by_hand ? [app.el("p", {"class": "proof"}, app.say("by_hand"))] : []));
    app.by_id("caveats-box").hidden = plan.caveats.length === 0;
    app.replace("caveats", plan.caveats.map(function (text) { return app.el("li", {}, text); }));
  };

  // The files that the plan was made from, with their hashes.
  function inputs(plan) {
    var list = app.el("ul", {"class": "files"});
    Object.keys(plan.inputs).forEach(function (what) {
      [].concat(plan.inputs[what] || []).forEach(function (file) {
        list.append(app.el("li", {}, app.say("file_line", {what: what, path: file.path || "–"}), app.el("small", {}, " sha256 " + file.sha256)));
      });
    });
    return list;
  }

  app.draw_method = function (model) {
    var v = values(model), plan = model.plan;
    app.replace("unknown", ["unknown_1", "unknown_2", "unknown_3", "unknown_4", "unknown_5", "unknown_6"]
      .map(function (name) { return app.el("li", {}, app.say(name, v)); }));
    app.replace("method", [app.el("p", {}, app.say("method_1", v)), app.el("p", {}, app.say("method_2", v)),
      app.el("p", {}, app.say("method_3", v)), app.el("h3", {}, app.say("method_files")), inputs(plan),
      app.el("p", {}, app.say("licences", v)), app.el("p", {}, app.say("program", {program: plan.program}))]);
  };
})(maillage);
