/* What the rules say of single sites: roles, costs, gains, capacities, preferences. */
#include "base/memory.h"
#include "base/nearest.h"
#include "scenarios/plan/plan.h"
#include "scenarios/run/terms_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static enum mlg_status no_memory(size_t n, struct mlg_error *err)
{
    return mlg_fail_memory(err, "the rules of the sites", n * sizeof(int64_t));
}

static enum mlg_status fail_unknown(const struct mlg_selection *selection, size_t i,
                                    const struct mlg_points *points, struct mlg_error *err)
{
    struct mlg_node values = mlg_node_get(selection->node, "values");
    struct mlg_node list = selection->column == MLG_NO_COLUMN ? selection->node : values;
    struct mlg_node node = mlg_node_is_sequence(list) ? mlg_node_at(list, i) : list;
    if (selection->column != MLG_NO_COLUMN)
        return mlg_node_fail(node, err, "no candidate has '%s' in this column",
                             selection->texts[i]);
    mlg_node_fail(node, err, "no candidate has the id '%s'", selection->texts[i]);
    const char **ids = mlg_alloc_zero(points->n + 1, sizeof *ids);
    if (!ids)
        return no_memory(points->n, err);
    memcpy(ids, points->id, points->n * sizeof *ids);
    const char *nearest = mlg_nearest_name(selection->texts[i], ids);
    if (nearest)
        mlg_hint(err, "did you mean '%s'?", nearest);
    free(ids);
    return MLG_BAD_SCENARIO;
}

/* Marks the candidates of a selection. marked [n_candidates]. O(candidates x texts). */
static enum mlg_status mark(const struct mlg_selection *selection, const struct mlg_points *points,
                            bool *marked, struct mlg_error *err)
{
    if (mlg_node_is_absent(selection->node))
        return MLG_OK;
    const char *const *text =
        selection->column == MLG_NO_COLUMN ? points->id : points->column[selection->column];
    for (size_t i = 0; i < selection->n; i++) {
        bool found = false;
        for (size_t c = 0; c < points->n; c++) {
            bool equal = strcmp(text[c], selection->texts[i]) == 0;
            marked[c] |= equal;
            found |= equal;
        }
        if (!found)
            return fail_unknown(selection, i, points, err);
    }
    return MLG_OK;
}

static enum mlg_status give_role(struct mlg_terms *terms, const struct mlg_selection *selection,
                                 enum mlg_site_role role, struct mlg_error *err)
{
    const struct mlg_points *candidates = terms->tables->candidates;
    bool *marked = mlg_alloc_zero(candidates->n, sizeof *marked);
    if (!marked)
        return no_memory(candidates->n, err);
    enum mlg_status status = mark(selection, candidates, marked, err);
    for (size_t c = 0; c < candidates->n && status == MLG_OK; c++) {
        enum mlg_site_role *own = &terms->role[terms->tables->n_existing + c];
        if (marked[c] && *own != MLG_SITE_CANDIDATE)
            status = mlg_terms_contradict(selection->node, err,
                                          "the candidate '%s' must open and must never open",
                                          candidates->id[c]);
        else if (marked[c])
            *own = role;
    }
    free(marked);
    return status;
}

static enum mlg_status set_roles(struct mlg_terms *terms, struct mlg_error *err)
{
    static const enum mlg_site_role existing[] = {[MLG_MAY_STAY] = MLG_SITE_KEPT,
                                                  [MLG_MAY_CLOSE] = MLG_SITE_CLOSABLE,
                                                  [MLG_MAY_MOVE] = MLG_SITE_MOVABLE};
    const struct mlg_tables *tables = terms->tables;
    const struct mlg_rules *rules = &terms->scenario->rules;
    terms->role = mlg_alloc(tables->n_sites, sizeof *terms->role);
    if (!terms->role)
        return no_memory(tables->n_sites, err);
    for (size_t s = 0; s < tables->n_sites; s++)
        terms->role[s] =
            s < tables->n_existing ? existing[rules->existing_may] : MLG_SITE_CANDIDATE;
    enum mlg_status status = give_role(terms, &rules->must, MLG_SITE_MUST, err);
    return status == MLG_OK ? give_role(terms, &rules->never, MLG_SITE_NEVER, err) : status;
}

static enum mlg_status fail_number(const struct mlg_amount *amount, const struct mlg_points *points,
                                   size_t i, struct mlg_error *err)
{
    const char *text = points->column[amount->column][i];
    mlg_fail_at(err, MLG_BAD_INPUT, points->path, 0, 0,
                "the site '%s' has '%s' where a number from 0 to 1e12 is expected", points->id[i],
                text);
    return mlg_hint(err, "numbers are written with a point and without units");
}

/* Thousandths into milli[0 .. points->n). */
static enum mlg_status fill(const struct mlg_amount *amount, const struct mlg_points *points,
                            int64_t *milli, struct mlg_error *err)
{
    for (size_t i = 0; i < points->n; i++) {
        double value = amount->number;
        if (amount->column != MLG_NO_COLUMN) {
            const char *text = points->column[amount->column][i];
            char *end;
            value = strtod(text, &end);
            if (end == text || *end || !(value >= 0 && value <= 1e12))
                return fail_number(amount, points, i, err);
        }
        milli[i] = llround(value * 1000);
    }
    return MLG_OK;
}

/* Of existing sites and of candidates; `missing` where the scenario does not say. */
static enum mlg_status set_amounts(const struct mlg_terms *terms, const struct mlg_amount *existing,
                                   const struct mlg_amount *candidates, int64_t missing,
                                   int64_t **milli, struct mlg_error *err)
{
    const struct mlg_tables *tables = terms->tables;
    bool of_existing = existing && !mlg_node_is_absent(existing->node) && tables->existing;
    bool of_candidates = candidates && !mlg_node_is_absent(candidates->node);
    if (!of_existing && !of_candidates)
        return MLG_OK;
    int64_t *made = *milli = mlg_alloc(tables->n_sites, sizeof *made);
    if (!made)
        return no_memory(tables->n_sites, err);
    for (size_t s = 0; s < tables->n_sites; s++)
        made[s] = missing;
    enum mlg_status status = MLG_OK;
    if (of_existing)
        status = fill(existing, tables->existing, made, err);
    if (of_candidates && status == MLG_OK)
        status = fill(candidates, tables->candidates, made + tables->n_existing, err);
    return status;
}

/* Without gains a site that moves pays for the one that opens instead; where new sites have a cost
 * it saves nothing. */
static enum mlg_status set_gains(struct mlg_terms *terms, struct mlg_error *err)
{
    const struct mlg_rules *rules = &terms->scenario->rules;
    if (!mlg_node_is_absent(rules->gain.node) || !terms->cost_milli)
        return set_amounts(terms, &rules->gain, NULL, 0, &terms->gain_milli, err);
    terms->gain_milli = mlg_alloc_zero(terms->tables->n_sites, sizeof *terms->gain_milli);
    return terms->gain_milli ? MLG_OK : no_memory(terms->tables->n_sites, err);
}

static enum mlg_status set_preferred(struct mlg_terms *terms, struct mlg_error *err)
{
    const struct mlg_tables *tables = terms->tables;
    const struct mlg_selection *preferred = &terms->scenario->rules.preferred;
    if (mlg_node_is_absent(preferred->node))
        return MLG_OK;
    terms->preferred = mlg_alloc_zero(tables->n_sites, sizeof *terms->preferred);
    return terms->preferred
               ? mark(preferred, tables->candidates, terms->preferred + tables->n_existing, err)
               : no_memory(tables->n_sites, err);
}

/* Marks the sites of a list of the plan that the scenario has, too. */
static void open_listed(const json_t *list, const struct mlg_points *points, bool *open)
{
    for (size_t i = 0; points && i < json_array_size(list); i++) {
        const char *id = json_string_value(json_object_get(json_array_get(list, i), "id"));
        size_t found = mlg_points_find(points, id);
        if (found != SIZE_MAX)
            open[found] = true;
    }
}

static enum mlg_status set_plan(struct mlg_terms *terms, const char *path, struct mlg_error *err)
{
    const struct mlg_tables *tables = terms->tables;
    struct mlg_plan *plan;
    terms->open_in_plan = mlg_alloc_zero(tables->n_sites, sizeof *terms->open_in_plan);
    if (!terms->open_in_plan)
        return no_memory(tables->n_sites, err);
    enum mlg_status status = mlg_plan_read(path, &plan, err);
    if (status != MLG_OK)
        return status;
    const json_t *sites = json_object_get(plan->json, "sites");
    open_listed(json_object_get(sites, "existing"), tables->existing, terms->open_in_plan);
    open_listed(json_object_get(sites, "new"), tables->candidates,
                terms->open_in_plan + tables->n_existing);
    mlg_plan_destroy(plan);
    return MLG_OK;
}

enum mlg_status mlg_terms_set_sites(struct mlg_terms *terms, struct mlg_error *err)
{
    const struct mlg_scenario *scenario = terms->scenario;
    const struct mlg_rules *rules = &scenario->rules;
    enum mlg_status status = set_roles(terms, err);
    if (status == MLG_OK)
        status = set_amounts(terms, NULL, &rules->cost, 0, &terms->cost_milli, err);
    if (status == MLG_OK)
        status = set_gains(terms, err);
    if (status == MLG_OK)
        status =
            set_amounts(terms, &rules->existing_capacity, &rules->candidate_capacity,
                        terms->tables->people->total_residents_milli, &terms->capacity_milli, err);
    if (status == MLG_OK)
        status = set_preferred(terms, err);
    for (size_t g = 0; g < scenario->n_goals && status == MLG_OK; g++)
        if (scenario->goals[g].from)
            status = set_plan(terms, scenario->goals[g].from, err);
    return status;
}
