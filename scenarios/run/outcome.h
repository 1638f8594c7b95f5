/* What a run has in hand when the solver is done: everything that its plan and its layers are made
 * of. All pointers but the arrays of outcome.c are borrowed.
 */
#ifndef MLG_SCENARIOS_RUN_OUTCOME_H
#define MLG_SCENARIOS_RUN_OUTCOME_H

#include "scenarios/language/scenario.h"
#include "scenarios/run/certificate_file.h"
#include "scenarios/run/coverage.h"
#include "scenarios/run/demand.h"
#include "scenarios/run/tables.h"
#include "solver/siting/siting.h"

struct mlg_outcome {
    const struct mlg_scenario *scenario;
    const struct mlg_solve_options *options;
    const struct mlg_tables *tables;
    struct mlg_times *times;
    const struct mlg_terms *terms;
    const struct mlg_demand *demand;
    const struct mlg_siting_solution *solution;
    const struct mlg_coverage *today;
    const struct mlg_trade_off *trade_off; /* NULL = none was asked for */

    struct mlg_coverage *plan;
    uint32_t *open; /* [n_open]: existing sites that stay, then the chosen, increasing */
    size_t n_stay;
    struct mlg_site_figures *figures; /* [n_open] */
    size_t n_open;
    struct mlg_certificate_file certificate; /* of the first goal */
    struct mlg_sha256 matrix_hash;
    struct mlg_sha256 *roads_hash; /* [scenario->n_roads] */
    struct mlg_sha256 sites_matrix_hash, from_hash;
    const char *from; /* the plan that changes are counted from, or NULL */
};

/* Fills all below `today` from all above it. matrix_path: the file in use. */
enum mlg_status mlg_outcome_init(struct mlg_outcome *outcome, const char *matrix_path,
                                 struct mlg_error *err);
void mlg_outcome_finish(struct mlg_outcome *outcome);

#endif
