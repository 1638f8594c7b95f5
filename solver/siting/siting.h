/* The general siting problem: which sites open, close or move, for a list of goals in order of
 * importance and any combination of rules. One GLPK program carries them all; where only the simple
 * rules occur the special machinery of the room takes over.
 *
 * A site is open or not. New sites are the open ones among MLG_SITE_CANDIDATE and MLG_SITE_MUST. A
 * demand is covered by an open site whose time is within the demand's limit (inclusive).
 *
 * Every pointer belongs to the caller and stays valid until the solution is there. Rules that a
 * zeroed structure does not have are off, but for the two limits that say so.
 */
#ifndef MLG_SOLVER_SITING_SITING_H
#define MLG_SOLVER_SITING_SITING_H

#include "base/monitor.h"
#include "base/status.h"
#include "solver/placement/reach.h"
#include "solver/solve.h"

#include <stdbool.h>
#include <stdint.h>

enum mlg_site_role {
    MLG_SITE_CANDIDATE, /* may open */
    MLG_SITE_MUST,      /* opens, and counts as new */
    MLG_SITE_NEVER,     /* does not open */
    MLG_SITE_KEPT,      /* exists and stays */
    MLG_SITE_CLOSABLE,  /* exists; may close, which saves its gain */
    MLG_SITE_MOVABLE,   /* exists; may close in exchange for one new site that does not count */
};

/* numerator / denominator, exact; denominator 0 = not asked for. */
struct mlg_share {
    uint32_t numerator, denominator;
};

/* How many sites of a group open. */
struct mlg_site_quota {
    const char *name;     /* for messages, such as "département 59" */
    const uint32_t *site; /* [n], increasing */
    uint32_t n;
    bool of_new;                  /* counts new sites; otherwise all open ones */
    uint32_t at_least, at_most;   /* 0 and UINT32_MAX = no limit */
    struct mlg_share least, most; /* of all new sites, or of all open ones */
};

/* How much of a group of demands is covered: of the weight of all its members, those included whom
 * no site reaches. */
struct mlg_demand_quota {
    const char *name;
    const uint32_t *demand; /* [n], increasing */
    uint32_t n;
    struct mlg_share covered;
};

/* Coverage that falls with time: share_milli[0] up to time_ds[0]; then, up to time_ds[k],
 * share_milli[k] (steps) or what lies on the line from point k - 1 to point k, rounded down; 0
 * beyond the last point. Times increase strictly, shares are at most 1000 and do not increase. */
struct mlg_gradual {
    uint32_t n; /* 0 = coverage is full within the limit and none beyond */
    const uint16_t *time_ds;
    const uint16_t *share_milli;
    bool linear;
};

/* The new sites open over some years. */
struct mlg_siting_phases {
    uint32_t n;               /* 0 = all at once */
    const uint32_t *openings; /* [n]: at most so many new sites in each; their sum limits all */
    const uint32_t *weight;   /* [n]: of what is covered at the end of the year */
};

/* Lists of sites by site: those of site j are site[first[j]] .. site[first[j + 1] - 1]. */
struct mlg_site_lists {
    const uint64_t *first; /* [n_sites + 1]; NULL = there is no such rule */
    const uint32_t *site;
};

struct mlg_siting_goal {
    enum mlg_goal_kind kind;
    /* MLG_GOAL_SHORTEST_TIME: of the weight of the demands that an admitted site reaches at all;
     * not asked for = all of them. That they have an open site in reach holds from the first stage
     * on. */
    struct mlg_share within;
    /* Later stages may be worse here by tolerance (in the units of the stage's value) plus this
     * share of the value. */
    int64_t tolerance;
    struct mlg_share relative_tolerance;
};

struct mlg_siting {
    const struct mlg_reach *reach;  /* existing sites and candidates alike */
    const int64_t *weight;          /* [n_demands]: residents in thousandths, >= 0 */
    const uint16_t *limit_ds;       /* [n_demands] */
    const enum mlg_site_role *role; /* [n_sites] */

    const int64_t *cost; /* [n_sites]: of opening a new site, >= 0; NULL = 1 each */
    /* [n_sites]: what closing a site saves, of MLG_SITE_CLOSABLE and MLG_SITE_MOVABLE only; NULL =
     * a moved site saves 1, so that it pays for the one that opens instead, a closed one nothing */
    const int64_t *gain;
    uint32_t max_new; /* new sites less moved ones; UINT32_MAX = no limit */
    int64_t budget;   /* cost of new sites less gains; INT64_MAX = no limit */

    bool cover_all;            /* every demand is covered that an admitted site can cover */
    struct mlg_share required; /* of the weight of all demands is covered */
    const struct mlg_demand_quota *demand_quotas;
    size_t n_demand_quotas;
    struct mlg_gradual gradual; /* what MLG_GOAL_MOST_RESIDENTS counts; no other goal or rule */
    /* [n_sites]: thousandths of residents that a site can serve, >= 0; NULL = no limit. Then the
     * residents of a demand are divided among open sites within its limit, and those are covered
     * who have a place; time goals count the time to the place. A second site in reach
     * (MLG_GOAL_MOST_BACKUP) counts whatever its places. */
    const int64_t *capacity;

    const struct mlg_site_quota *site_quotas;
    size_t n_site_quotas;
    const uint32_t (*too_close)[2]; /* [n_too_close]: pairs of sites that are not both open */
    size_t n_too_close;
    struct mlg_site_lists network; /* each open site has an open one in its list (without itself) */
    struct mlg_siting_phases phases;

    /* MLG_GOAL_SHORTEST_MEAN: the time of a demand without an open site in reach, where an admitted
     * one could reach it; at least the longest time of the reach is taken */
    uint16_t unserved_ds;
    const bool *plan;           /* [n_sites]: MLG_GOAL_FEWEST_CHANGES counts from it */
    const int64_t *change_cost; /* [n_sites]: of each change from the plan, >= 0; NULL = 1 */
    const bool *preferred;      /* [n_sites]: MLG_GOAL_MOST_PREFERRED counts them */

    const struct mlg_siting_goal *goals; /* [n_goals], most important first, each kind once */
    size_t n_goals;
};

/* Residents of a demand who have their place at a site. */
struct mlg_siting_place {
    uint32_t demand, site;
    int64_t weight;
};

struct mlg_siting_solution {
    uint32_t n_new, n_closed, n_moved;
    uint32_t *new_site; /* [n_new], increasing */
    uint32_t *closed;   /* [n_closed]: closable sites that close, increasing */
    uint32_t *moved;    /* [n_moved]: movable sites that close, increasing */
    bool *open;         /* [n_sites] */
    size_t n_stages;
    struct mlg_stage *stages; /* units: see enum mlg_goal_kind */
    uint32_t n_binding;
    uint32_t *binding; /* the demands that decide the shortest time: those in which it is needed */
    uint32_t *phase;   /* [n_new], from 0; NULL without phases */
    /* of the order of openings: sum over the years of weight x covered residents in thousandths */
    struct mlg_stage phasing;
    size_t n_places;
    struct mlg_siting_place *places; /* by demand, then site; NULL without capacities */
    struct mlg_reduction_counts reduced;
    struct mlg_effort effort;
};

/* What cannot be met is MLG_INFEASIBLE when that is proven; stopped without any plan: MLG_STOPPED;
 * mistakes in the problem: MLG_BAD_SCENARIO; a program too large to be built: MLG_NO_MEMORY, by
 * name. A stage that was stopped keeps its plan and a true bound; the later ones then still run as
 * far as the time admits. With capacities values are those of a linear program in floating point,
 * rounded; elsewhere they are exact. */
enum mlg_status mlg_siting_solve(const struct mlg_siting *problem,
                                 const struct mlg_solve_options *options,
                                 const struct mlg_monitor *monitor,
                                 struct mlg_siting_solution **solution, struct mlg_error *err);
void mlg_siting_solution_destroy(struct mlg_siting_solution *solution);

#endif
