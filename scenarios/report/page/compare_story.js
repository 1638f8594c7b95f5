// The plans in words and figures: all numbers are those of `maillage compare --json`.
(function (app) {
  "use strict";

  app.plan_name = function (plan) {
    return plan.label + " · " + (plan.told.name || plan.told.path);
  };

  function minutes(value) {
    return value === null || value === undefined ? "–" : app.say("minutes", {n: app.number(value)});
  }

  function big(value, text) {
    return app.el("p", {}, app.el("strong", {}, value), app.el("span", {}, text));
  }

  function card(plan, k) {
    var told = plan.told, sites = told.existing_sites + told.new_sites;
    var box = app.el("article", {"class": k ? "" : "first"}, app.el("h3", {}, app.plan_name(plan)), app.el("p", {"class": "note"}, told.path),
      app.el("div", {"class": "three"}, big(app.number(told.totals.covered_percent) + " %", app.say("card_served", {limit: app.number(told.limit_min)})),
             big(app.number(sites), app.say("card_sites", {"new": app.number(told.new_sites)})), big(minutes(told.times.mean_min), app.say("whatif_mean"))));
    if (told.cost !== null) box.append(app.el("p", {}, app.say("card_cost", {cost: app.number(told.cost)})));
    told.goals.forEach(function (goal) { box.append(app.goal_line(goal)); });
    if (told.goals.length === 0) box.append(app.el("p", {"class": "proof"}, app.say("by_hand")));
    return box;
  }

  function union(state, of) {
    return Array.from(new Set([].concat.apply([], state.told.plans.map(of))));
  }

  app.draw_plans = function (state) {
    var names = state.plans.map(app.plan_name), caveats = union(state, function (plan) { return plan.caveats; });
    document.title = app.say("title_compare") + " – " + names.join(", ");
    app.by_id("title").textContent = app.say("title_compare");
    app.by_id("subtitle").textContent = names.join(" — ");
    app.replace("plans", state.plans.map(card));
    app.by_id("other-label").hidden = state.plans.length < 3;
    app.replace("other", state.plans.slice(1).map(function (plan, k) {
      var option = app.el("option", {value: k + 1}, app.plan_name(plan));
      option.selected = k + 1 === state.other;
      return option;
    }));
    app.by_id("caveats-box").hidden = caveats.length === 0;
    app.replace("caveats", caveats.map(function (text) { return app.el("li", {}, text); }));
  };

  app.difference = function (state) {
    return state.told.differences[state.other - 1];
  };

  function residents(value, up) {
    return app.people_count(Math.round(value * 1000), up);
  }

  app.draw_balance = function (state) {
    var people = app.difference(state).people;
    app.by_id("balance").textContent = app.say("balance", {first: state.plans[0].label, other: state.plans[state.other].label,
      gain: residents(people.gain), lose: residents(people.lose, true), same: residents(people.same)});
  };

  var FIGURES = [["mean_min", minutes], ["median_min", minutes], ["p95_min", minutes], ["max_min", minutes], ["gini", ratio], ["palma", ratio],
                 ["second_site_percent", percent]];
  function percent(value) {
    return app.number(value) + " %";
  }
  function ratio(value) {
    return value === null ? "–" : app.ratio(value);
  }

  // Of times of each plan: a row for each figure.
  function rows(times) {
    var within = times[0].within.map(function (step, i) {
      return [app.say("row_within", {n: app.number(step.minutes)})].concat(times.map(function (t) { return percent(t.within[i].percent); }));
    });
    return within.concat(FIGURES.map(function (figure) {
      return [app.say("row_" + figure[0])].concat(times.map(function (t) { return figure[1](t[figure[0]]); }));
    }));
  }

  function with_copy(id, name, head, body, extra) {
    var numeric = head.map(function (_, k) { return k ? 1 : 0; });
    app.replace(id, [app.el("p", {"class": "buttons"}, app.copy_button(name, function () { return [head].concat(body); })),
                     app.el("div", {"class": "scroll"}, app.table(head, body, numeric))].concat(extra || []));
  }

  app.draw_figures = function (state) {
    var labels = state.plans.map(function (plan) { return plan.label; }), plans = state.told.plans;
    function row(name, of) { return [app.say(name)].concat(plans.map(of)); }
    var wholes = [row("row_existing", function (plan) { return app.number(plan.existing_sites); }), row("row_new", function (plan) { return app.number(plan.new_sites); }),
                  row("row_not_served", function (plan) { return residents(plan.totals.not_covered, true); })];
    with_copy("figures-table", "figures.csv", [""].concat(labels), wholes.concat(rows(plans.map(function (plan) { return plan.times; }))),
              [app.el("p", {"class": "note"}, app.say("bound_note", {bound: app.number(state.told.bound_min)}))]);
  };

  // A row for each group, the same few figures of each plan.
  app.draw_compare_groups = function (state) {
    var groups = state.told.groups, limit = state.told.limit_min, head = [app.say("col_group"), app.say("col_residents")];
    app.by_id("groups-section").hidden = groups.length === 0;
    if (!groups.length) return;
    [["col_within", {limit: app.number(limit)}], ["col_mean", {}], ["col_p95", {}], ["col_gini", {}]].forEach(function (column) {
      state.plans.forEach(function (plan) { head.push(app.say(column[0], Object.assign({label: plan.label}, column[1]))); });
    });
    var body = groups.map(function (group) {
      function each(of) { return group.plans.map(of); }
      var within = each(function (t) { return percent(t.within.find(function (step) { return step.minutes === limit; }).percent); });
      return [group.group || "–", residents(group.plans[0].residents)].concat(within, each(function (t) { return minutes(t.mean_min); }),
        each(function (t) { return minutes(t.p95_min); }), each(function (t) { return ratio(t.gini); }));
    });
    with_copy("groups", "groups.csv", head, body);
  };

  app.draw_compare_method = function (state) {
    var v = {limit: app.number(state.told.limit_min), means: app.means(state.told.plans[0].profile)};
    app.replace("unknown", ["unknown_1", "unknown_2", "unknown_3", "unknown_4", "unknown_5", "unknown_6"]
      .map(function (name) { return app.el("li", {}, app.say(name, v)); }));
    app.replace("method", ["method_1", "method_2", "compare_method", "licences"].map(function (name) { return app.el("p", {}, app.say(name, v)); }));
  };
})(maillage);
