/* The rules of the section `sites` of a scenario, and `phases`: which sites may, must and must not
 * be open, how many, where, when.
 */
#include "scenarios/language/scenario_read.h"

#include <stdlib.h>
#include <string.h>

static enum mlg_status read_selection(struct mlg_node node, struct mlg_scenario *scenario,
                                      struct mlg_scenario_table *table,
                                      struct mlg_selection *selection, struct mlg_error *err)
{
    static const char *const keys[] = {"column", "values", NULL};
    struct mlg_node column, values;
    if (mlg_node_is_absent(node))
        return MLG_OK;
    selection->node = node;
    selection->column = MLG_NO_COLUMN;
    if (mlg_node_is_sequence(node))
        return mlg_scenario_read_texts(node, scenario, &selection->texts, &selection->n, err);
    if (!mlg_node_is_mapping(node)) {
        mlg_node_fail(node, err, "expected a list of ids, or a column with its values");
        return mlg_hint(err, "such as '[62041, 62765]' or '{column: status, values: [decided]}'");
    }
    enum mlg_status status = mlg_node_expect_keys(node, keys, err);
    if (status == MLG_OK)
        status = mlg_node_require(node, "column", &column, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_column(column, table, &selection->column, err);
    if (status == MLG_OK)
        status = mlg_node_require(node, "values", &values, err);
    return status == MLG_OK
               ? mlg_scenario_read_values(values, scenario, &selection->texts, &selection->n, err)
               : status;
}

/* A number, or the name of a column of numbers. */
static enum mlg_status read_amount(struct mlg_node node, struct mlg_scenario_table *table,
                                   struct mlg_amount *amount, struct mlg_error *err)
{
    const char *text;
    if (mlg_node_is_absent(node))
        return MLG_OK;
    enum mlg_status status = mlg_node_text(node, &text, err);
    if (status != MLG_OK)
        return status;
    amount->node = node;
    amount->column = MLG_NO_COLUMN;
    char *end;
    strtod(text, &end);
    return *end == 0 ? mlg_node_number(node, 0, 1e12, &amount->number, err)
                     : mlg_scenario_add_column(table, text, &amount->column, err);
}

enum mlg_status mlg_scenario_read_candidate_rules(struct mlg_node candidates,
                                                  struct mlg_scenario *scenario,
                                                  struct mlg_error *err)
{
    struct mlg_rules *rules = &scenario->rules;
    struct mlg_scenario_table *table = &scenario->candidates;
    const struct {
        const char *key;
        struct mlg_selection *selection;
    } selections[] = {
        {"must", &rules->must}, {"never", &rules->never}, {"preferred", &rules->preferred}};
    enum mlg_status status =
        read_amount(mlg_node_get(candidates, "cost"), table, &rules->cost, err);
    if (status == MLG_OK)
        status = read_amount(mlg_node_get(candidates, "capacity"), table,
                             &rules->candidate_capacity, err);
    for (size_t i = 0; i < sizeof selections / sizeof *selections && status == MLG_OK; i++)
        status = read_selection(mlg_node_get(candidates, selections[i].key), scenario, table,
                                selections[i].selection, err);
    return status;
}

enum mlg_status mlg_scenario_read_existing_rules(struct mlg_node existing,
                                                 struct mlg_scenario *scenario,
                                                 struct mlg_error *err)
{
    static const char *const words[] = {"stay", "close", "move", NULL};
    struct mlg_rules *rules = &scenario->rules;
    struct mlg_node may = mlg_node_get(existing, "may"), gain = mlg_node_get(existing, "gain");
    size_t index = MLG_MAY_STAY;
    enum mlg_status status = MLG_OK;
    if (!mlg_node_is_absent(may))
        status = mlg_node_choice(may, words, &index, err);
    rules->existing_may = (enum mlg_existing_may)index;
    if (status == MLG_OK)
        status = read_amount(gain, &scenario->existing, &rules->gain, err);
    if (status == MLG_OK && !mlg_node_is_absent(gain) && rules->existing_may == MLG_MAY_STAY) {
        mlg_node_fail(gain, err, "a gain of closing sites that stay");
        status = mlg_hint(err, "say 'may: close' or 'may: move'");
    }
    if (status == MLG_OK)
        status = read_amount(mlg_node_get(existing, "capacity"), &scenario->existing,
                             &rules->existing_capacity, err);
    return status;
}

static enum mlg_status read_new(struct mlg_node node, struct mlg_scenario *scenario,
                                struct mlg_error *err)
{
    static const char *const keys[] = {"max", "budget", NULL};
    struct mlg_rules *rules = &scenario->rules;
    int64_t max = UINT32_MAX;
    if (mlg_node_is_absent(node))
        return MLG_OK;
    enum mlg_status status = mlg_node_expect_keys(node, keys, err);
    if (status == MLG_OK && mlg_node_count(node) == 0)
        status = mlg_node_fail(node, err, "the key 'max' is missing here");
    if (status == MLG_OK)
        status = mlg_scenario_read_integer(node, "max", 0, 1000000, &max, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_number(node, "budget", 0, 1e15, &rules->budget, err);
    if (status == MLG_OK && rules->budget >= 0 && mlg_node_is_absent(rules->cost.node)) {
        mlg_node_fail(mlg_node_get(node, "budget"), err, "a budget, but no costs");
        status = mlg_hint(err, "say what a site costs, under candidates: 'cost: column'");
    }
    rules->max_new_sites = (uint32_t)max;
    return status;
}

static enum mlg_status read_apart(struct mlg_node node, struct mlg_scenario *scenario,
                                  struct mlg_error *err)
{
    static const char *const keys[] = {"km", "min", NULL};
    if (mlg_node_is_absent(node))
        return MLG_OK;
    double km = 0;
    struct mlg_node time = mlg_node_get(node, "min");
    enum mlg_status status = mlg_node_expect_keys(node, keys, err);
    if (status == MLG_OK && mlg_node_count(node) == 0)
        status = mlg_node_fail(node, err, "expected how far apart new sites are: km, min or both");
    if (status == MLG_OK)
        status = mlg_scenario_read_number(node, "km", 0.001, 20000, &km, err);
    if (status == MLG_OK && !mlg_node_is_absent(time))
        status = mlg_scenario_read_minutes(time, "min", &scenario->rules.apart_ds, err);
    scenario->rules.apart_m = km * 1000;
    return status;
}

/* Rules on times between sites need these times. */
static enum mlg_status check_sites_matrix(struct mlg_node sites,
                                          const struct mlg_scenario *scenario,
                                          struct mlg_error *err)
{
    const struct mlg_rules *rules = &scenario->rules;
    if (rules->sites_matrix || (!rules->apart_ds && !rules->network_ds))
        return MLG_OK;
    struct mlg_node node = rules->network_ds ? mlg_node_get(sites, "network_min")
                                             : mlg_node_get(mlg_node_get(sites, "apart"), "min");
    mlg_node_fail(node, err, "a rule on the time between sites, but no such times");
    return mlg_hint(err, "name a matrix from sites to sites under travel: 'sites_matrix: FILE'");
}

static enum mlg_status read_groups(struct mlg_node node, struct mlg_scenario *scenario,
                                   struct mlg_error *err);

enum mlg_status mlg_scenario_read_site_rules(struct mlg_node sites, struct mlg_scenario *scenario,
                                             struct mlg_error *err)
{
    struct mlg_node network = mlg_node_get(sites, "network_min");
    enum mlg_status status = read_new(mlg_node_get(sites, "new"), scenario, err);
    if (status == MLG_OK)
        status = read_groups(mlg_node_get(sites, "groups"), scenario, err);
    if (status == MLG_OK)
        status = read_apart(mlg_node_get(sites, "apart"), scenario, err);
    if (status == MLG_OK && !mlg_node_is_absent(network))
        status =
            mlg_scenario_read_minutes(network, "network_min", &scenario->rules.network_ds, err);
    return status == MLG_OK ? check_sites_matrix(sites, scenario, err) : status;
}

static enum mlg_status read_group_column(struct mlg_node node, struct mlg_scenario *scenario,
                                         struct mlg_group_rule *rule, struct mlg_error *err)
{
    struct mlg_node column;
    enum mlg_status status = mlg_node_require(node, "column", &column, err);
    if (status == MLG_OK)
        status = mlg_node_text(column, &rule->name, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_column(column, &scenario->candidates, &rule->column, err);
    if (status != MLG_OK || !rule->of_all || !scenario->existing.source.path)
        return status;
    /* sites that stand at candidates belong where the candidate does */
    const struct mlg_points_source *existing = &scenario->existing.source;
    return existing->placement == MLG_PLACE_JOIN
               ? mlg_scenario_add_column(&scenario->existing, existing->join_column,
                                         &scenario->rules.existing_at, err)
               : mlg_scenario_add_column(&scenario->existing, rule->name, &rule->existing_column,
                                         err);
}

static enum mlg_status read_group_numbers(struct mlg_node node, struct mlg_scenario *scenario,
                                          struct mlg_group_rule *rule, struct mlg_error *err)
{
    int64_t least = 0, most = UINT32_MAX;
    enum mlg_status status = mlg_scenario_read_integer(node, "at_least", 0, 1000000, &least, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_integer(node, "at_most", 0, 1000000, &most, err);
    if (status == MLG_OK && least > most)
        status = mlg_node_fail(mlg_node_get(node, "at_least"), err,
                               "at least %lld and at most %lld contradict each other",
                               (long long)least, (long long)most);
    rule->at_least = (uint32_t)least;
    rule->at_most = (uint32_t)most;
    if (status == MLG_OK)
        status = mlg_scenario_read_number(node, "at_least_percent", 0, 100, &rule->at_least_percent,
                                          err);
    if (status == MLG_OK)
        status =
            mlg_scenario_read_number(node, "at_most_percent", 0, 100, &rule->at_most_percent, err);
    if (status == MLG_OK && rule->at_most_percent >= 0 &&
        rule->at_least_percent > rule->at_most_percent)
        status = mlg_node_fail(mlg_node_get(node, "at_least_percent"), err,
                               "at least %g %% and at most %g %% contradict each other",
                               rule->at_least_percent, rule->at_most_percent);
    if (status == MLG_OK)
        status = mlg_scenario_read_optional_column(node, "at_least_share_of", &scenario->candidates,
                                                   &rule->share_column, err);
    return status;
}

static enum mlg_status check_group(struct mlg_node node, const struct mlg_scenario *scenario,
                                   const struct mlg_group_rule *rule, struct mlg_error *err)
{
    bool share = rule->share_column != MLG_NO_COLUMN;
    bool has_sum = rule->sum_column != MLG_NO_COLUMN;
    if (!share && rule->at_least == 0 && rule->at_most == UINT32_MAX &&
        rule->at_least_percent < 0 && rule->at_most_percent < 0) {
        mlg_node_fail(node, err, "the groups of '%s' have no bound", rule->name);
        return mlg_hint(err, "say at_least, at_most, at_least_percent, at_most_percent or "
                             "at_least_share_of");
    }
    if (share && (rule->of_all || scenario->rules.max_new_sites == UINT32_MAX)) {
        mlg_node_fail(mlg_node_get(node, "at_least_share_of"), err,
                      "a share of the new sites needs 'new: {max: N}', and counts new sites only");
        return mlg_hint(err, "otherwise say at_least_percent");
    }
    if (has_sum != !mlg_node_is_absent(mlg_node_get(node, "above")))
        return mlg_node_fail(node, err, "'sum' and 'above' belong together");
    return MLG_OK;
}

static enum mlg_status read_group(struct mlg_node node, struct mlg_scenario *scenario,
                                  struct mlg_group_rule *rule, struct mlg_error *err)
{
    static const char *const keys[] = {"column",
                                       "values",
                                       "of",
                                       "at_least",
                                       "at_most",
                                       "at_least_percent",
                                       "at_most_percent",
                                       "at_least_share_of",
                                       "sum",
                                       "above",
                                       NULL};
    static const char *const counted[] = {"new", "all", NULL};
    struct mlg_node of = mlg_node_get(node, "of"), values = mlg_node_get(node, "values");
    size_t all = 0;
    *rule = (struct mlg_group_rule){.node = node,
                                    .existing_column = MLG_NO_COLUMN,
                                    .at_least_percent = -1,
                                    .at_most_percent = -1,
                                    .share_column = MLG_NO_COLUMN,
                                    .sum_column = MLG_NO_COLUMN};
    enum mlg_status status = mlg_node_expect_keys(node, keys, err);
    if (status == MLG_OK && !mlg_node_is_absent(of))
        status = mlg_node_choice(of, counted, &all, err);
    rule->of_all = all == 1;
    if (status == MLG_OK)
        status = read_group_column(node, scenario, rule, err);
    if (status == MLG_OK && !mlg_node_is_absent(values))
        status = mlg_scenario_read_values(values, scenario, &rule->values, &rule->n_values, err);
    if (status == MLG_OK)
        status = read_group_numbers(node, scenario, rule, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_optional_column(node, "sum", &scenario->candidates,
                                                   &rule->sum_column, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_number(node, "above", 0, 1e15, &rule->sum_above, err);
    return status == MLG_OK ? check_group(node, scenario, rule, err) : status;
}

static enum mlg_status read_groups(struct mlg_node node, struct mlg_scenario *scenario,
                                   struct mlg_error *err)
{
    struct mlg_rules *rules = &scenario->rules;
    if (mlg_node_is_absent(node))
        return MLG_OK;
    size_t n = mlg_node_count(node);
    if (!mlg_node_is_sequence(node) || n == 0) {
        mlg_node_fail(node, err, "expected a list of rules for groups of sites");
        return mlg_hint(err, "each as '- {column: departement, at_least: 10}'");
    }
    rules->groups = mlg_scenario_take(scenario, n, sizeof *rules->groups);
    if (!rules->groups)
        return mlg_fail_memory(err, "the groups", n * sizeof *rules->groups);
    rules->n_groups = n;
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; i < n && status == MLG_OK; i++)
        status = read_group(mlg_node_at(node, i), scenario, &rules->groups[i], err);
    return status;
}

static enum mlg_status read_phase(struct mlg_node node, struct mlg_phase *phase,
                                  struct mlg_error *err)
{
    static const char *const keys[] = {"year", "new", "weight", NULL};
    struct mlg_node year, new;
    int64_t number = 0, sites = 0, weight = 1;
    enum mlg_status status = mlg_node_expect_keys(node, keys, err);
    if (status == MLG_OK)
        status = mlg_node_require(node, "year", &year, err);
    if (status == MLG_OK)
        status = mlg_node_integer(year, 1, 9999, &number, err);
    if (status == MLG_OK)
        status = mlg_node_require(node, "new", &new, err);
    if (status == MLG_OK)
        status = mlg_node_integer(new, 0, 1000000, &sites, err);
    if (status == MLG_OK)
        status = mlg_scenario_read_integer(node, "weight", 1, 1000, &weight, err);
    *phase = (struct mlg_phase){(int32_t)number, (uint32_t)sites, (uint32_t)weight};
    return status;
}

enum mlg_status mlg_scenario_read_phases(struct mlg_node node, struct mlg_scenario *scenario,
                                         struct mlg_error *err)
{
    struct mlg_rules *rules = &scenario->rules;
    size_t n = mlg_node_count(node);
    uint64_t sum = 0;
    if (!mlg_node_is_sequence(node) || n == 0 || n > 100) {
        mlg_node_fail(node, err, "expected a list of years, the first one first");
        return mlg_hint(err, "each as '- {year: 2025, new: 25}'");
    }
    rules->phases = mlg_scenario_take(scenario, n, sizeof *rules->phases);
    if (!rules->phases)
        return mlg_fail_memory(err, "the phases", n * sizeof *rules->phases);
    rules->n_phases = n;
    for (size_t i = 0; i < n; i++) {
        struct mlg_node one = mlg_node_at(node, i);
        enum mlg_status status = read_phase(one, &rules->phases[i], err);
        if (status != MLG_OK)
            return status;
        if (i > 0 && rules->phases[i].year <= rules->phases[i - 1].year)
            return mlg_node_fail(one, err, "the year %d after %d: years increase",
                                 rules->phases[i].year, rules->phases[i - 1].year);
        sum += rules->phases[i].new_sites;
    }
    if (rules->max_new_sites != UINT32_MAX && rules->max_new_sites != sum)
        return mlg_node_fail(node, err, "the phases open %llu sites in all, but 'new: {max: %u}'",
                             (unsigned long long)sum, rules->max_new_sites);
    rules->max_new_sites = (uint32_t)sum;
    return MLG_OK;
}
