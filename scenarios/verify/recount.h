/* A verification's own count of what a plan's sites mean, by solver/check from the evidence. */
#ifndef MLG_SCENARIOS_VERIFY_RECOUNT_H
#define MLG_SCENARIOS_VERIFY_RECOUNT_H

#include "scenarios/run/terms.h"
#include "scenarios/verify/evidence.h"
#include "solver/check/check.h"

/* The same without the other conditions. */
struct mlg_recount_condition {
    struct mlg_tally *today, *plan;
};

struct mlg_recount {
    const struct mlg_scenario *scenario;
    const struct mlg_tables *tables;
    struct mlg_evidence *evidence;
    const struct mlg_terms *terms;
    size_t n_open; /* existing sites that stay, then the plan's */
    size_t n_stay;
    uint32_t *open;       /* [n_open], increasing */
    int64_t *reach_milli; /* [n_open]: residents within the limit of the site */
    int64_t *newly_milli; /* [n_open]: of these, those whom no existing site reaches */
    struct mlg_tally *today, *plan;
    uint16_t
        *nearest_ds;   /* [n_people]: of those whom the plan leaves out, to the nearest candidate */
    uint32_t *nearest; /* [n_people]: that candidate's site, or MLG_CHECK_NOBODY */
    struct mlg_recount_condition *conditions; /* [n_conditions]: the scenario's, then the usual
                                                 ones; none where it has none */
    size_t n_conditions;
    bool has_problem; /* whether the two counts below were made: with a matrix only */
    uint64_t n_rows, n_entries;
};

/* open: the open sites of the plan, increasing. */
enum mlg_status mlg_recount_create(const struct mlg_terms *terms, struct mlg_evidence *evidence,
                                   const uint32_t *open, size_t n_open,
                                   const struct mlg_monitor *monitor, struct mlg_recount **recount,
                                   struct mlg_error *err);
/* Whether the plan has the site open. */
bool mlg_recount_is_open(const struct mlg_recount *recount, size_t site);
void mlg_recount_destroy(struct mlg_recount *recount);

#endif
