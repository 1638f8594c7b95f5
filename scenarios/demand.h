/* The demand that a plan has to meet: people whom no existing site serves, and who could. */
#ifndef MLG_SCENARIOS_DEMAND_H
#define MLG_SCENARIOS_DEMAND_H

#include "scenarios/coverage.h"
#include "solver/instance.h"

struct mlg_demand {
    struct mlg_instance *instance; /* rows: people not served today whom a candidate reaches;
                                      columns: candidates */
    uint32_t *person;              /* [instance->n_rows]: who a row is */
    uint16_t *nearest_ds;          /* [n_people]: to the nearest candidate; MLG_BEYOND */
    uint32_t *nearest_site; /* [n_people]: its site (lowest number on a tie) or MLG_NO_SITE */
};

/* O(entries of the matrix). */
enum mlg_status mlg_demand_create(const struct mlg_tables *tables, struct mlg_times *times,
                                  const struct mlg_coverage *today, uint32_t limit_ds,
                                  struct mlg_demand **demand, struct mlg_error *err);
void mlg_demand_destroy(struct mlg_demand *demand);

#endif
