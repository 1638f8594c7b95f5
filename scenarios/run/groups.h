/* Groups of people and sites by a column of the people's table, or of the candidates' (then a
 * person belongs to the candidate whose id is the person's commune_id).
 */
#ifndef MLG_SCENARIOS_RUN_GROUPS_H
#define MLG_SCENARIOS_RUN_GROUPS_H

#include "datasets/text_index.h"
#include "scenarios/run/tables.h"

struct mlg_groups {
    bool of_people; /* the column is the people's */
    struct mlg_points *table;
    struct mlg_text_index index; /* of its ids */
};

/* Reads the table that has the column. A column that neither has is MLG_USAGE or an error that
 * names it. O(records). */
enum mlg_status mlg_groups_read(const struct mlg_scenario *scenario, const char *column,
                                const struct mlg_monitor *monitor, struct mlg_groups **groups,
                                struct mlg_error *err);
void mlg_groups_destroy(struct mlg_groups *groups);

/* group: [n_people], "" = none; the texts are the groups'. Where nobody has one, the error says
 * why. */
enum mlg_status mlg_groups_of_people(const struct mlg_groups *groups,
                                     const struct mlg_tables *tables, const char **group,
                                     struct mlg_error *err);
/* An existing site belongs to the candidate at its position; sites have no group of a column of the
 * people's. O(candidates) for an existing site. */
const char *mlg_groups_of_site(const struct mlg_groups *groups, const struct mlg_tables *tables,
                               size_t site);

#endif
