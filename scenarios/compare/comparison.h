/* Plans side by side: each opened again with its own times, people matched by their ids.
 */
#ifndef MLG_SCENARIOS_COMPARISON_H
#define MLG_SCENARIOS_COMPARISON_H

#include "scenarios/plan/plan_sources.h"
#include "scenarios/run/groups.h"

/* One of the plans. The people of all plans are those of the first. */
struct mlg_compared {
    const char *path;
    struct mlg_plan_sources *sources;
    struct mlg_coverage *coverage;
    uint32_t *person; /* [n_people]: the first plan's person in this plan's tables */
};

struct mlg_comparison {
    size_t n; /* at least 2 */
    struct mlg_compared *plan;
    size_t n_people;
    const struct mlg_tables *tables; /* of the first plan */
    uint32_t bound_ds;               /* the shortest of all: beyond it nothing can be compared */
    uint32_t limit_ds;               /* the first plan's */
    const char *by;                  /* the column that groups people, or NULL */
    const char **group;              /* [n_people]: "" = none; NULL without `by` */
    struct mlg_groups *groups;       /* owns the texts */
};

struct mlg_compare_options {
    const char *by; /* a column of the people's table, or of the candidates' (then a person belongs
                       to the candidate whose id is the person's commune_id); or NULL */
    bool by_of_scenario; /* without `by`: the column that the first scenario names for its report */
    struct mlg_plan_sources_options sources;
};

/* paths [n]. Plans of other people cannot be compared: the error names the first difference.
 * O(matrix entries of the open sites). */
enum mlg_status mlg_comparison_open(const char *const *paths, size_t n,
                                    const struct mlg_compare_options *options,
                                    const struct mlg_monitor *monitor,
                                    struct mlg_comparison **comparison, struct mlg_error *err);
void mlg_comparison_close(struct mlg_comparison *comparison);

/* "A" for the first plan, "B", …; "27" from the twenty-seventh on. text [4]; returns text. */
const char *mlg_comparison_label(size_t plan, char *text);
/* The time of the first plan's person in a plan; more than bound_ds = not reached. */
uint16_t mlg_comparison_time(const struct mlg_comparison *comparison, size_t plan, size_t person);

#endif
