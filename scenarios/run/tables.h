/* The tables of a scenario, read: people, existing sites, candidates.
 *
 * Points are put in an order of their own (people by position and id, sites by id), so that nothing
 * that follows depends on the order of records in a file. Sites are numbered through: the existing
 * ones first, then the candidates.
 */
#ifndef MLG_SCENARIOS_RUN_TABLES_H
#define MLG_SCENARIOS_RUN_TABLES_H

#include "base/monitor.h"
#include "datasets/points.h"
#include "scenarios/language/scenario.h"

struct mlg_tables {
    struct mlg_points *people, *existing, *candidates; /* existing: NULL where there are none */
    const char **commune;                              /* [n_people]: name; "" where unknown */
    const char **commune_id;                           /* [n_people]: "" where unknown */
    uint16_t *limit_ds; /* [n_people]: within which a site serves them, inclusive */
    size_t existing_commune, candidates_commune; /* columns, or MLG_NO_COLUMN */
    size_t n_people, n_existing, n_sites;
};

/* One site, wherever it comes from; texts belong to the tables. */
struct mlg_site {
    const char *id, *name, *commune;
    int32_t lon_e7, lat_e7;
};

/* Reads them all; fails where nobody lives anywhere or there is no candidate. O(n log n). */
enum mlg_status mlg_tables_read(const struct mlg_scenario *scenario,
                                const struct mlg_monitor *monitor, struct mlg_tables **tables,
                                struct mlg_error *err);
void mlg_tables_destroy(struct mlg_tables *tables);

struct mlg_site mlg_tables_site(const struct mlg_tables *tables, size_t site);

#endif
