/* The question of a scenario as the solver takes it: demands are the people in the order of
 * times->person, sites those of tables.h.
 */
#ifndef MLG_SCENARIOS_RUN_QUESTION_H
#define MLG_SCENARIOS_RUN_QUESTION_H

#include "scenarios/run/demand.h"
#include "scenarios/run/terms.h"
#include "scenarios/run/times.h"
#include "solver/siting/siting.h"

struct mlg_question {
    struct mlg_siting siting;
    uint32_t n_demands;
    const uint32_t *person; /* [n_demands]: times->person */
    uint16_t bound_ds;      /* of the times that the reach has */

    /* what siting points to */
    struct mlg_reach *reach;
    int64_t *weight;
    uint16_t *limit_ds;
    struct mlg_siting_goal *goals;
    struct mlg_site_quota *site_quotas;
    struct mlg_demand_quota *demand_quotas;
    uint32_t **members;           /* [n_demand_quotas]: of each */
    uint32_t *openings, *weights; /* of the phases */
    uint16_t gradual_ds[2], gradual_milli[2];
};

/* Terms and times stay in use. O(entries of the matrix). */
enum mlg_status mlg_question_create(const struct mlg_scenario *scenario,
                                    const struct mlg_tables *tables, const struct mlg_terms *terms,
                                    struct mlg_times *times, struct mlg_question **question,
                                    struct mlg_error *err);
void mlg_question_destroy(struct mlg_question *question);

/* Only the fewest sites for everybody, or the most residents, with at most a number of sites: the
 * special questions whose bound has a certificate. */
bool mlg_question_is_covering(const struct mlg_terms *terms);
/* Answers it; the certificate stays with *covering. */
enum mlg_status
mlg_question_solve_covering(const struct mlg_terms *terms, const struct mlg_coverage *today,
                            const struct mlg_demand *demand,
                            const struct mlg_solve_options *options,
                            const struct mlg_monitor *monitor, struct mlg_solution **covering,
                            struct mlg_siting_solution **solution, struct mlg_error *err);

/* Percent as an exact share. */
struct mlg_share mlg_share_of_percent(double percent);

#endif
