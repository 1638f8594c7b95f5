/* What a verification believes of the conditions of a scenario. */
#include "base/memory.h"
#include "scenarios/verify/evidence.h"

/* How long the limit or a time may be where the condition grants more or fewer minutes. */
static int64_t granted(const struct mlg_condition *said, int64_t time_ds)
{
    int64_t sum = time_ds + said->later_ds;
    return sum < 0 ? 0 : sum >= MLG_BEYOND ? MLG_BEYOND - 1 : sum;
}

/* The travel of the scenario, but for what the condition says. */
static struct mlg_scenario vary(const struct mlg_scenario *scenario,
                                const struct mlg_condition *said)
{
    struct mlg_scenario varied = *scenario;
    varied.n_conditions = 0;
    varied.bound_ds = (uint32_t)granted(said, scenario->bound_ds);
    if (said->matrix || (scenario->matrix && said->later_ds > 0))
        varied.has_bound = false;
    if (said->matrix) {
        varied.matrix = said->matrix;
        varied.profile = NULL;
    }
    if (said->profile)
        varied.profile = said->profile;
    if (said->n_roads > 0) {
        varied.roads = said->roads;
        varied.n_roads = said->n_roads;
    }
    return varied;
}

/* The verification's own roads or matrix stand for the usual ones, not for those that a condition
 * names. */
static enum mlg_status
open_condition(const struct mlg_scenario *scenario, const struct mlg_verify_options *options,
               const struct mlg_monitor *monitor, struct mlg_evidence *evidence,
               struct mlg_evidence_condition *condition, struct mlg_error *err)
{
    const struct mlg_condition *said = condition->said;
    const struct mlg_scenario varied = vary(scenario, said);
    struct mlg_verify_options own = *options;
    if (said->matrix || said->profile || said->n_roads > 0)
        own.matrix = NULL;
    if (said->matrix || said->n_roads > 0)
        own.roads = NULL;
    enum mlg_status status = mlg_evidence_open(&varied, evidence->tables, &own, evidence->profile,
                                               monitor, &condition->evidence, err);
    if (status != MLG_OK || !said->must_hold)
        return status;
    int64_t bound_ds = condition->evidence->bound_ds;
    bound_ds = (bound_ds * (1000 + said->slower_milli) + 999) / 1000;
    bound_ds = (bound_ds >= MLG_BEYOND ? MLG_BEYOND - 1 : bound_ds) - said->later_ds;
    if (bound_ds < evidence->bound_ds)
        evidence->bound_ds = bound_ds < 0 ? 0 : (uint32_t)bound_ds;
    return MLG_OK;
}

enum mlg_status mlg_evidence_open_conditions(const struct mlg_scenario *scenario,
                                             const struct mlg_verify_options *options,
                                             const struct mlg_monitor *monitor,
                                             struct mlg_evidence *evidence, struct mlg_error *err)
{
    size_t n = scenario->n_conditions;
    evidence->conditions = mlg_alloc_zero(n, sizeof *evidence->conditions);
    evidence->other_ds = mlg_alloc(evidence->tables->n_people, sizeof *evidence->other_ds);
    if (!evidence->conditions || !evidence->other_ds)
        return mlg_fail_memory(err, "the conditions", n * sizeof *evidence->conditions);
    enum mlg_status status = MLG_OK;
    for (size_t c = 0; c < n && status == MLG_OK; c++) {
        evidence->n_conditions = c + 1;
        evidence->conditions[c].said = &scenario->conditions[c];
        status =
            open_condition(scenario, options, monitor, evidence, &evidence->conditions[c], err);
    }
    return status;
}

void mlg_evidence_limits_under(const struct mlg_evidence *evidence, size_t index,
                               uint16_t *limit_ds)
{
    for (size_t i = 0; i < evidence->tables->n_people; i++)
        limit_ds[i] = index == evidence->n_conditions
                          ? evidence->tables->limit_ds[i]
                          : (uint16_t)granted(evidence->conditions[index].said,
                                              evidence->tables->limit_ds[i]);
}
