/* The groups that columns make of sites and of people. */
#include "base/memory.h"
#include "datasets/text_index.h"
#include "scenarios/run/terms_parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum mlg_status no_memory(size_t n, struct mlg_error *err)
{
    return mlg_fail_memory(err, "groups", n * sizeof(uint32_t));
}

static char *name_of(const char *column, const char *value)
{
    size_t length = strlen(column) + strlen(value) + 2;
    char *name = mlg_alloc(length, 1);
    if (name)
        snprintf(name, length, "%s %s", column, value);
    return name;
}

static int compare_texts(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* The different values of a column, sorted, without the empty one. *values: caller frees. */
static enum mlg_status find_values(const char *const *text, size_t n, const char ***values,
                                   size_t *n_values, struct mlg_error *err)
{
    const char **made = mlg_alloc(n, sizeof *made);
    if (!made)
        return no_memory(n, err);
    memcpy(made, text, n * sizeof *made);
    qsort(made, n, sizeof *made, compare_texts);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (*made[i] && (kept == 0 || strcmp(made[kept - 1], made[i]) != 0))
            made[kept++] = made[i];
    *values = made;
    *n_values = kept;
    return MLG_OK;
}

/* The text of a group's column for every site; "" = in no group. */
static enum mlg_status site_texts(const struct mlg_terms *terms, const struct mlg_group_rule *rule,
                                  const char **text, struct mlg_error *err)
{
    const struct mlg_tables *tables = terms->tables;
    const struct mlg_points *existing = tables->existing, *candidates = tables->candidates;
    struct mlg_text_index ids = {0};
    const char *const *of_candidate = candidates->column[rule->column];
    for (size_t c = 0; c < candidates->n; c++)
        text[tables->n_existing + c] = of_candidate[c];
    if (!existing)
        return MLG_OK;
    if (rule->existing_column != MLG_NO_COLUMN || !rule->of_all) {
        for (size_t s = 0; s < existing->n; s++)
            text[s] = rule->of_all ? existing->column[rule->existing_column][s] : "";
        return MLG_OK;
    }
    if (!mlg_text_index_init(&ids, candidates->n))
        return no_memory(candidates->n, err);
    for (size_t c = 0; c < candidates->n; c++)
        mlg_text_index_put(&ids, candidates->id[c], c);
    size_t column = terms->scenario->rules.existing_at;
    for (size_t s = 0; s < existing->n; s++)
        text[s] = of_candidate[mlg_text_index_get(&ids, existing->column[column][s])];
    mlg_text_index_finish(&ids);
    return MLG_OK;
}

/* The sum of a column over the candidates of a group, or of all (value NULL). */
static double sum_of(const struct mlg_terms *terms, size_t column, const char *const *text,
                     const char *value)
{
    const struct mlg_tables *tables = terms->tables;
    double sum = 0;
    for (size_t c = 0; c < tables->candidates->n; c++)
        if (!value || strcmp(text[tables->n_existing + c], value) == 0)
            sum += strtod(tables->candidates->column[column][c], NULL);
    return sum;
}

static enum mlg_status check_numbers(const struct mlg_terms *terms, size_t column,
                                     struct mlg_error *err)
{
    const struct mlg_points *candidates = terms->tables->candidates;
    for (size_t c = 0; column != MLG_NO_COLUMN && c < candidates->n; c++) {
        const char *text = candidates->column[column][c];
        char *end;
        if (strtod(text, &end) >= 0 && end != text && !*end)
            continue;
        mlg_fail_at(err, MLG_BAD_INPUT, candidates->path, 0, 0,
                    "the candidate '%s' has '%s' where a number is expected", candidates->id[c],
                    text);
        return mlg_hint(err, "the groups of the scenario add up this column");
    }
    return MLG_OK;
}

static uint32_t asked_for(const struct mlg_terms *terms, const struct mlg_group_rule *rule,
                          const char *const *text, const char *value)
{
    if (rule->share_column == MLG_NO_COLUMN)
        return rule->at_least;
    double part = sum_of(terms, rule->share_column, text, value);
    double whole = sum_of(terms, rule->share_column, text, NULL);
    double share = whole > 0 ? floor(part / whole * terms->scenario->rules.max_new_sites) : 0;
    return share > rule->at_least ? (uint32_t)share : rule->at_least;
}

static enum mlg_status add_group(struct mlg_terms *terms, const struct mlg_group_rule *rule,
                                 const char *const *text, const char *value, struct mlg_error *err)
{
    size_t n_sites = terms->tables->n_sites;
    if (!mlg_reserve(&terms->groups, &terms->groups_capacity, terms->n_groups + 1,
                     sizeof *terms->groups))
        return no_memory(n_sites, err);
    struct mlg_terms_group *group = &terms->groups[terms->n_groups];
    *group = (struct mlg_terms_group){
        .rule = rule,
        .name = name_of(rule->name, value),
        .site = mlg_alloc(n_sites, sizeof *group->site),
        .at_least = asked_for(terms, rule, text, value),
        .at_most = rule->at_most,
    };
    terms->n_groups++;
    if (!group->name || !group->site)
        return no_memory(n_sites, err);
    for (size_t s = 0; s < n_sites; s++)
        if (strcmp(text[s], value) == 0)
            group->site[group->n++] = (uint32_t)s;
    return MLG_OK;
}

static enum mlg_status check_group(const struct mlg_terms *terms,
                                   const struct mlg_terms_group *group, struct mlg_error *err)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < group->n; i++)
        n += mlg_terms_admitted(terms, group->site[i]);
    if (n >= group->at_least)
        return MLG_OK;
    return mlg_terms_contradict(group->rule->node, err,
                                "at least %u sites in '%s', where only %u may be open",
                                group->at_least, group->name, n);
}

static enum mlg_status check_value(const struct mlg_group_rule *rule, const char *const *values,
                                   size_t n_values, size_t i, struct mlg_error *err)
{
    for (size_t k = 0; k < n_values; k++)
        if (strcmp(values[k], rule->values[i]) == 0)
            return MLG_OK;
    struct mlg_node list = mlg_node_get(rule->node, "values");
    struct mlg_node node = mlg_node_is_sequence(list) ? mlg_node_at(list, i) : list;
    return mlg_node_fail(node, err, "no candidate has '%s' in the column '%s'", rule->values[i],
                         rule->name);
}

/* How many new sites there can be: one that an existing site moves to does not count. */
static uint64_t most_new(const struct mlg_terms *terms)
{
    const struct mlg_rules *rules = &terms->scenario->rules;
    if (rules->max_new_sites == UINT32_MAX)
        return UINT64_MAX;
    bool may_move = rules->existing_may == MLG_MAY_MOVE;
    return (uint64_t)rules->max_new_sites + (may_move ? terms->tables->n_existing : 0);
}

/* All groups of a rule, and whether what they ask for can be together. */
static enum mlg_status add_groups(struct mlg_terms *terms, const struct mlg_group_rule *rule,
                                  const char *const *text, const char *const *values,
                                  size_t n_values, struct mlg_error *err)
{
    bool named = rule->n_values > 0;
    uint64_t sum = 0;
    enum mlg_status status = MLG_OK;
    for (size_t i = 0; i < (named ? rule->n_values : n_values) && status == MLG_OK; i++) {
        const char *value = named ? rule->values[i] : values[i];
        if (named)
            status = check_value(rule, values, n_values, i, err);
        if (status != MLG_OK || (rule->sum_column != MLG_NO_COLUMN &&
                                 !(sum_of(terms, rule->sum_column, text, value) > rule->sum_above)))
            continue;
        status = add_group(terms, rule, text, value, err);
        if (status == MLG_OK)
            status = check_group(terms, &terms->groups[terms->n_groups - 1], err);
        if (status == MLG_OK)
            sum += terms->groups[terms->n_groups - 1].at_least;
    }
    uint64_t max = most_new(terms);
    if (status == MLG_OK && !rule->of_all && sum > max)
        status = mlg_terms_contradict(rule->node, err,
                                      "the groups of '%s' ask for %llu new sites, but at most %llu "
                                      "may open",
                                      rule->name, (unsigned long long)sum, (unsigned long long)max);
    return status;
}

static enum mlg_status resolve(struct mlg_terms *terms, const struct mlg_group_rule *rule,
                               struct mlg_error *err)
{
    size_t n = terms->tables->n_sites, n_values = 0;
    const char **text = mlg_alloc(n, sizeof *text), **values = NULL;
    enum mlg_status status = text ? site_texts(terms, rule, text, err) : no_memory(n, err);
    if (status == MLG_OK)
        status = check_numbers(terms, rule->share_column, err);
    if (status == MLG_OK)
        status = check_numbers(terms, rule->sum_column, err);
    if (status == MLG_OK)
        status = find_values(text, n, &values, &n_values, err);
    if (status == MLG_OK)
        status = add_groups(terms, rule, text, values, n_values, err);
    free(text);
    free(values);
    return status;
}

static enum mlg_status add_people(struct mlg_terms *terms, const struct mlg_scenario_goal *goal,
                                  const char *value, struct mlg_error *err)
{
    const struct mlg_points *people = terms->tables->people;
    if (!mlg_reserve(&terms->covers, &terms->covers_capacity, terms->n_covers + 1,
                     sizeof *terms->covers))
        return no_memory(people->n, err);
    struct mlg_terms_people *group = &terms->covers[terms->n_covers++];
    *group = (struct mlg_terms_people){.name = name_of(goal->of_each_name, value),
                                       .person = mlg_alloc(people->n, sizeof *group->person)};
    if (!group->name || !group->person)
        return no_memory(people->n, err);
    for (size_t i = 0; i < people->n; i++) {
        if (strcmp(people->column[goal->of_each][i], value) != 0)
            continue;
        group->person[group->n++] = (uint32_t)i;
        group->milli += people->residents_milli[i];
    }
    return MLG_OK;
}

static enum mlg_status group_people(struct mlg_terms *terms, const struct mlg_scenario_goal *goal,
                                    struct mlg_error *err)
{
    const struct mlg_points *people = terms->tables->people;
    const char **values = NULL;
    size_t n = 0;
    enum mlg_status status =
        find_values(people->column[goal->of_each], people->n, &values, &n, err);
    for (size_t v = 0; v < n && status == MLG_OK; v++)
        status = add_people(terms, goal, values[v], err);
    free(values);
    return status;
}

enum mlg_status mlg_terms_set_groups(struct mlg_terms *terms, struct mlg_error *err)
{
    const struct mlg_scenario *scenario = terms->scenario;
    enum mlg_status status = MLG_OK;
    for (size_t g = 0; g < scenario->rules.n_groups && status == MLG_OK; g++)
        status = resolve(terms, &scenario->rules.groups[g], err);
    for (size_t g = 0; g < scenario->n_goals && status == MLG_OK; g++)
        if (scenario->goals[g].of_each != MLG_NO_COLUMN && scenario->goals[g].cover_percent < 100)
            status = group_people(terms, &scenario->goals[g], err);
    return status;
}
