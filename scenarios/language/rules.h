/* What a scenario demands of a plan, as it is written: columns are known by their number in their
 * table, records are not looked up yet (scenarios/run/terms.h does that). Strings belong to the
 * scenario.
 */
#ifndef MLG_SCENARIOS_LANGUAGE_RULES_H
#define MLG_SCENARIOS_LANGUAGE_RULES_H

#include "base/document.h"
#include "solver/solve.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MLG_NO_COLUMN SIZE_MAX

/* Records by their id, or by what a column says. */
struct mlg_selection {
    struct mlg_node node; /* absent: none */
    size_t column;        /* MLG_NO_COLUMN: the texts are ids */
    const char **texts;   /* [n] */
    size_t n;
};

/* A number for every record: one for all, or a column's. */
struct mlg_amount {
    struct mlg_node node; /* absent: not given */
    size_t column;        /* MLG_NO_COLUMN: the number holds for all */
    double number;
};

/* Minutes for the people whom a column marks. */
struct mlg_limit_rule {
    struct mlg_node node; /* absent: none */
    size_t column;
    const char **values; /* [n] */
    uint32_t *limit_ds;  /* [n] */
    size_t n;
};

/* Bounds on the sites of each group that a column makes of them. */
struct mlg_group_rule {
    struct mlg_node node;
    const char *name;       /* of the column */
    size_t column;          /* of the candidates */
    size_t existing_column; /* MLG_NO_COLUMN: that of the candidate where the site stands */
    const char **values;    /* [n_values]; none: every value of the column is a group */
    size_t n_values;
    bool of_all;                              /* counts all open sites, not the new ones alone */
    uint32_t at_least, at_most;               /* 0 and UINT32_MAX: not asked for */
    double at_least_percent, at_most_percent; /* < 0: not asked for */
    size_t share_column; /* of the candidates: at least its share of the new sites, rounded down */
    size_t sum_column;   /* only groups in which this column adds up to more than sum_above */
    double sum_above;
};

/* A year of openings. */
struct mlg_phase {
    int32_t year;
    uint32_t new_sites, weight;
};

enum mlg_existing_may { MLG_MAY_STAY, MLG_MAY_CLOSE, MLG_MAY_MOVE };

struct mlg_rules {
    struct mlg_limit_rule limits;
    uint32_t full_ds, zero_ds; /* gradual coverage; zero_ds 0 = none */

    uint32_t max_new_sites; /* UINT32_MAX = no limit */
    double budget;          /* < 0 = no limit */
    struct mlg_amount cost, candidate_capacity, existing_capacity, gain;
    struct mlg_selection must, never, preferred;
    enum mlg_existing_may existing_may;
    size_t existing_at;            /* the column of the candidates at which existing sites stand */
    struct mlg_group_rule *groups; /* [n_groups] */
    size_t n_groups;
    double apart_m;           /* between any two new sites; 0 = no rule */
    uint32_t apart_ds;        /* the same in time */
    uint32_t network_ds;      /* from each site to another one; 0 = no rule */
    const char *sites_matrix; /* times between sites; NULL where no rule needs them */
    struct mlg_phase *phases; /* [n_phases] */
    size_t n_phases;
};

/* A goal as it is written. */
struct mlg_scenario_goal {
    enum mlg_goal_kind kind;
    const char *name; /* "least_cost" and "fewest_sites" are of one kind */
    struct mlg_node node;
    bool covers;          /* demands coverage: of everybody whom a site can reach, or … */
    double cover_percent; /* … of so many residents; 100 = everybody whom a site can reach */
    size_t of_each;       /* of each group that this column of the people makes; MLG_NO_COLUMN */
    const char *of_each_name;
    double percent;   /* of the residents, for whom a time is guaranteed */
    double tolerance; /* by how much later goals may worsen it, in its unit */
    double tolerance_percent;
    const char *from; /* a plan file, of fewest_changes */
};

#endif
