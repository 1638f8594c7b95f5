/* The terms of a scenario: its rules looked up in its tables. Sites are numbered as in tables.h.
 * Costs, gains and capacities are thousandths, as residents are.
 */
#ifndef MLG_SCENARIOS_RUN_TERMS_H
#define MLG_SCENARIOS_RUN_TERMS_H

#include "scenarios/run/tables.h"
#include "solver/siting/siting.h"

/* The sites of one value of a column, and how many of them may or must be open. */
struct mlg_terms_group {
    const struct mlg_group_rule *rule;
    char *name;     /* "departement 59" */
    uint32_t *site; /* [n], increasing; existing ones only where the rule counts all sites */
    uint32_t n;
    uint32_t at_least, at_most; /* of the rule, or its share */
};

/* The people of one value of a column. */
struct mlg_terms_people {
    char *name;
    uint32_t *person; /* [n], increasing */
    uint32_t n;
    int64_t milli; /* their residents */
};

struct mlg_terms {
    const struct mlg_scenario *scenario;
    const struct mlg_tables *tables;
    enum mlg_site_role *role; /* [n_sites] */
    int64_t *cost_milli;      /* [n_sites]; NULL where none are given, as the others */
    int64_t *gain_milli, *capacity_milli;
    bool *preferred;    /* [n_sites] */
    bool *open_in_plan; /* [n_sites]: in the plan that changes are counted from */

    struct mlg_terms_group *groups; /* [n_groups] */
    size_t n_groups, groups_capacity;
    struct mlg_terms_people *covers; /* [n_covers]: of which so much is to be covered each */
    size_t n_covers, covers_capacity;

    uint32_t (*too_close)[2]; /* [n_too_close]: new sites that are not both open */
    size_t n_too_close, too_close_capacity;
    uint64_t *near_first; /* [n_sites + 1]; NULL without a rule for a network */
    uint32_t *near_site;  /* the sites within its time of each site, itself not among them */
};

/* Ids, values and columns that are not there, numbers that are none, and rules that contradict each
 * other are errors at their place in the scenario. O(records x values + pairs of near sites). */
enum mlg_status mlg_terms_create(const struct mlg_scenario *scenario,
                                 const struct mlg_tables *tables, struct mlg_terms **terms,
                                 struct mlg_error *err);
void mlg_terms_destroy(struct mlg_terms *terms);

/* Whether the site, a candidate, may open. */
bool mlg_terms_admitted(const struct mlg_terms *terms, size_t site);
/* MLG_INFEASIBLE at a place of the scenario: rules that contradict each other. */
enum mlg_status mlg_terms_contradict(struct mlg_node node, struct mlg_error *err,
                                     const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
