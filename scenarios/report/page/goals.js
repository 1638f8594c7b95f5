// What a plan reaches of its goals, and what is proven.
(function (app) {
  "use strict";

  // A goal's value or bound: of times in minutes.
  function amount(goal, key) {
    var minutes = goal[key + "_min"];
    return typeof minutes === "number" ? app.say("minutes", {n: app.number(minutes)}) : app.number(goal[key]);
  }

  function goal_sentence(goal) {
    var words = {value: amount(goal, "value"), bound: amount(goal, "bound"), more: app.number(Math.ceil(goal.bound - goal.value)),
                 goal: app.words[app.language]["goal_" + goal.goal] || goal.goal.replace(/_/g, " ")};
    var kind = {fewest_sites: "fewest", most_residents: "most"}[goal.goal] || "goal";
    return app.say(kind + (goal.proven ? "_proven" : "_open"), words);
  }

  app.goal_line = function (goal) {
    return app.el("p", {"class": goal.proven ? "proof proven" : "proof"}, goal_sentence(goal));
  };
})(maillage);
