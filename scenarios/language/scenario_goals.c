/* The section `goals` of a scenario: what is wanted, the most important first. */
#include "scenarios/language/scenario_read.h"

#include <string.h>

/* What a kind of goal may say besides its name, as bits. */
enum goal_key { COVERS = 1, PERCENT = 2, FROM = 4 };

static const struct goal_word {
    const char *name;
    enum mlg_goal_kind kind;
    unsigned keys;
    bool needs_number;         /* of sites that may open: without it, all of them would */
    const char *tolerance_key; /* tolerance in the unit of the goal */
    double unit;               /* of the goal's value in that of the key */
} words[] = {
    {"fewest_sites", MLG_GOAL_FEWEST_SITES, COVERS, false, "tolerance_sites", 1},
    {"least_cost", MLG_GOAL_FEWEST_SITES, COVERS, false, "tolerance_cost", 1000},
    {"most_residents", MLG_GOAL_MOST_RESIDENTS, 0, true, "tolerance_residents", 1000},
    {"shortest_guaranteed_time", MLG_GOAL_SHORTEST_TIME, PERCENT, true, "tolerance_min", 600},
    {"shortest_mean_time", MLG_GOAL_SHORTEST_MEAN, 0, true, "tolerance_min", 600},
    {"second_site", MLG_GOAL_MOST_BACKUP, 0, true, "tolerance_residents", 1000},
    {"fewest_changes", MLG_GOAL_FEWEST_CHANGES, COVERS | FROM, false, "tolerance_changes", 1},
    {"most_preferred", MLG_GOAL_MOST_PREFERRED, 0, true, "tolerance_sites", 1},
};

enum { N_WORDS = sizeof words / sizeof *words };

static enum mlg_status read_word(struct mlg_node name, const struct goal_word **word,
                                 struct mlg_error *err)
{
    const char *names[N_WORDS + 1] = {NULL};
    size_t index;
    for (size_t i = 0; i < N_WORDS; i++)
        names[i] = words[i].name;
    enum mlg_status status = mlg_node_choice(name, names, &index, err);
    if (status == MLG_OK)
        *word = &words[index];
    return status;
}

static enum mlg_status expect_keys(struct mlg_node node, const struct goal_word *word,
                                   struct mlg_error *err)
{
    const char *keys[8] = {"goal", "tolerance_percent", word->tolerance_key};
    size_t n = 3;
    if (word->keys & COVERS) {
        keys[n++] = "cover_percent";
        keys[n++] = "of_each";
    }
    if (word->keys & PERCENT)
        keys[n++] = "percent";
    if (word->keys & FROM)
        keys[n++] = "from";
    keys[n] = NULL;
    return mlg_node_expect_keys(node, keys, err);
}

/* A number of new sites, a budget, or an earlier goal that keeps them few. */
static bool limits_sites(const struct mlg_scenario *scenario, size_t index)
{
    const struct mlg_rules *rules = &scenario->rules;
    bool limited = rules->max_new_sites != UINT32_MAX || rules->budget >= 0;
    for (size_t i = 0; i < index; i++)
        limited |= scenario->goals[i].kind == MLG_GOAL_FEWEST_SITES ||
                   scenario->goals[i].kind == MLG_GOAL_FEWEST_CHANGES;
    return limited;
}

static enum mlg_status check_needs(struct mlg_node name, const struct goal_word *word,
                                   const struct mlg_scenario *scenario, size_t index,
                                   struct mlg_error *err)
{
    const struct mlg_rules *rules = &scenario->rules;
    if (word->needs_number && !limits_sites(scenario, index)) {
        mlg_node_fail(name, err, "'%s' needs a number of sites that the plan may have at most",
                      word->name);
        return mlg_hint(err, "say it under sites: 'new: {max: 150}'");
    }
    if (strcmp(word->name, "least_cost") == 0 && mlg_node_is_absent(rules->cost.node)) {
        mlg_node_fail(name, err, "'least_cost' needs the cost of a site");
        return mlg_hint(err, "say it under candidates: 'cost: column', or 'cost: 250000'");
    }
    if (strcmp(word->name, "fewest_sites") == 0 && !mlg_node_is_absent(rules->cost.node)) {
        mlg_node_fail(name, err, "candidates have a cost, but the goal counts sites");
        return mlg_hint(err, "say 'least_cost', or leave the cost out");
    }
    if (word->kind == MLG_GOAL_MOST_PREFERRED && mlg_node_is_absent(rules->preferred.node)) {
        mlg_node_fail(name, err, "'most_preferred' needs to know which candidates are preferred");
        return mlg_hint(err, "say it under candidates: 'preferred: {column: …, values: […]}'");
    }
    return MLG_OK;
}

static enum mlg_status check_once(struct mlg_node name, const struct goal_word *word,
                                  const struct mlg_scenario *scenario, size_t index,
                                  struct mlg_error *err)
{
    for (size_t i = 0; i < index; i++) {
        const struct mlg_scenario_goal *other = &scenario->goals[i];
        if (other->kind != word->kind)
            continue;
        return strcmp(other->name, word->name) == 0
                   ? mlg_node_fail(name, err, "the goal '%s' is listed twice", word->name)
                   : mlg_node_fail(name, err, "'%s' and '%s' exclude each other", other->name,
                                   word->name);
    }
    return MLG_OK;
}

static enum mlg_status read_coverage(struct mlg_node node, struct mlg_scenario *scenario,
                                     struct mlg_scenario_goal *goal, struct mlg_error *err)
{
    struct mlg_node percent = mlg_node_get(node, "cover_percent");
    struct mlg_node each = mlg_node_get(node, "of_each");
    goal->cover_percent = 100;
    goal->covers = goal->kind == MLG_GOAL_FEWEST_SITES || !mlg_node_is_absent(percent);
    enum mlg_status status =
        mlg_scenario_read_number(node, "cover_percent", 0, 100, &goal->cover_percent, err);
    if (status != MLG_OK || mlg_node_is_absent(each))
        return status;
    if (mlg_node_is_absent(percent)) {
        mlg_node_fail(each, err, "'of_each' without 'cover_percent'");
        return mlg_hint(err, "say how much of each group is to be covered: 'cover_percent: 98'");
    }
    status = mlg_node_text(each, &goal->of_each_name, err);
    return status == MLG_OK ? mlg_scenario_read_column(each, &scenario->people, &goal->of_each, err)
                            : status;
}

static enum mlg_status read_from(struct mlg_node node, struct mlg_scenario *scenario,
                                 struct mlg_scenario_goal *goal, struct mlg_error *err)
{
    struct mlg_node from;
    enum mlg_status status = mlg_node_require(node, "from", &from, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_file(from, scenario, &goal->from, err);
    else
        mlg_hint(err, "say which plan the changes are counted from: 'from: out/plan.json'");
    return status;
}

static enum mlg_status read_options(struct mlg_node node, const struct goal_word *word,
                                    struct mlg_scenario *scenario, struct mlg_scenario_goal *goal,
                                    struct mlg_error *err)
{
    double tolerance = 0;
    enum mlg_status status =
        mlg_scenario_read_number(node, "tolerance_percent", 0, 100, &goal->tolerance_percent, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_number(node, word->tolerance_key, 0, 1e12, &tolerance, err);
    goal->tolerance = tolerance * word->unit;
    goal->percent = 100;
    if (status == MLG_OK && word->keys & PERCENT)
        status = mlg_scenario_read_number(node, "percent", 0.0001, 100, &goal->percent, err);
    if (status == MLG_OK && word->keys & COVERS)
        status = read_coverage(node, scenario, goal, err);
    if (status == MLG_OK && word->keys & FROM)
        status = read_from(node, scenario, goal, err);
    return status;
}

static enum mlg_status read_goal(struct mlg_node node, struct mlg_scenario *scenario, size_t index,
                                 struct mlg_error *err)
{
    struct mlg_node name;
    const struct goal_word *word;
    if (!mlg_node_is_mapping(node)) {
        mlg_node_fail(node, err, "expected a goal");
        return mlg_hint(err, "write it as '- goal: fewest_sites'");
    }
    enum mlg_status status = mlg_node_require(node, "goal", &name, err);
    if (status == MLG_OK)
        status = read_word(name, &word, err);
    if (status == MLG_OK)
        status = expect_keys(node, word, err);
    if (status == MLG_OK)
        status = check_once(name, word, scenario, index, err);
    if (status == MLG_OK)
        status = check_needs(name, word, scenario, index, err);
    if (status != MLG_OK)
        return status;
    struct mlg_scenario_goal *goal = &scenario->goals[index];
    *goal = (struct mlg_scenario_goal){
        .kind = word->kind, .name = word->name, .node = node, .of_each = MLG_NO_COLUMN};
    return read_options(node, word, scenario, goal, err);
}

/* Preferences that no goal asks for would change nothing. */
static enum mlg_status check_preferred(const struct mlg_scenario *scenario, struct mlg_error *err)
{
    const struct mlg_rules *rules = &scenario->rules;
    for (size_t i = 0; i < scenario->n_goals; i++)
        if (scenario->goals[i].kind == MLG_GOAL_MOST_PREFERRED)
            return MLG_OK;
    if (mlg_node_is_absent(rules->preferred.node))
        return MLG_OK;
    mlg_node_fail(rules->preferred.node, err, "no goal asks for preferred candidates");
    return mlg_hint(err, "add '- goal: most_preferred' at the place that it deserves");
}

/* Nor would coverage that falls with time. */
static enum mlg_status check_gradual(const struct mlg_scenario *scenario, struct mlg_error *err)
{
    for (size_t i = 0; i < scenario->n_goals; i++)
        if (scenario->goals[i].kind == MLG_GOAL_MOST_RESIDENTS)
            return MLG_OK;
    if (scenario->rules.zero_ds == 0)
        return MLG_OK;
    mlg_fail_at(err, MLG_BAD_SCENARIO, scenario->path, 0, 0,
                "'gradual' is what most_residents counts, but that is no goal here");
    return mlg_hint(err, "add '- goal: most_residents', or leave 'gradual' out");
}

enum mlg_status mlg_scenario_read_goals(struct mlg_node goals, struct mlg_scenario *scenario,
                                        struct mlg_error *err)
{
    size_t n = mlg_node_count(goals);
    if (!mlg_node_is_sequence(goals) || n == 0) {
        mlg_node_fail(goals, err, "expected a list of goals, the most important first");
        return mlg_hint(err, "each as '- goal: fewest_sites'");
    }
    scenario->goals = mlg_scenario_take(scenario, n, sizeof *scenario->goals);
    if (!scenario->goals)
        return mlg_fail_memory(err, "the goals", n * sizeof *scenario->goals);
    scenario->n_goals = n;
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; i < n && status == MLG_OK; i++)
        status = read_goal(mlg_node_at(goals, i), scenario, i, err);
    if (status == MLG_OK)
        status = check_preferred(scenario, err);
    return status == MLG_OK ? check_gradual(scenario, err) : status;
}
