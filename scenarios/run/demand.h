/* The demand that a plan has to meet: people whom no existing site serves, and who could be. */
#ifndef MLG_SCENARIOS_RUN_DEMAND_H
#define MLG_SCENARIOS_RUN_DEMAND_H

#include "scenarios/run/coverage.h"
#include "scenarios/run/terms.h"
#include "solver/instance.h"

struct mlg_demand {
    struct mlg_instance *instance; /* these people and all candidates, where it was asked for */
    uint32_t *person;              /* [instance->n_rows]: who a row is */
    uint64_t n_rows, n_entries; /* people not served today whom a candidate reaches; such pairs */
    uint16_t *nearest_ds;       /* [n_people]: to the nearest candidate; MLG_BEYOND */
    uint32_t *nearest_site;     /* [n_people]: its site (lowest number on a tie) or MLG_NO_SITE */
};

/* Candidates that must never open are none. O(entries of the matrix). */
enum mlg_status mlg_demand_create(const struct mlg_terms *terms, struct mlg_times *times,
                                  const struct mlg_coverage *today, struct mlg_demand **demand,
                                  struct mlg_error *err);
/* MLG_INFEASIBLE where a goal asks for more residents to be covered, of all or of a group, than any
 * site reaches; names the group. O(n_people). */
enum mlg_status mlg_demand_check(const struct mlg_terms *terms, const struct mlg_coverage *today,
                                 const struct mlg_demand *demand, struct mlg_error *err);
void mlg_demand_destroy(struct mlg_demand *demand);

/* Sets demand->instance, the same as a covering problem, and demand->person. O(entries). */
enum mlg_status mlg_demand_instance(const struct mlg_terms *terms, struct mlg_times *times,
                                    const struct mlg_coverage *today, struct mlg_demand *demand,
                                    struct mlg_error *err);

#endif
