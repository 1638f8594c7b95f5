/* Small random siting problems, rule by rule, and what enumeration of all plans finds for them. It
 * shares no code with the solver.
 */
#ifndef MLG_TESTS_SITINGS_H
#define MLG_TESTS_SITINGS_H

#include "base/random.h"
#include "solver/siting/siting.h"

enum siting_rule {
    RULE_MAX_NEW,
    RULE_FIXED_ROLES, /* kept, must and never */
    RULE_CLOSABLE,
    RULE_MOVABLE,
    RULE_COSTS, /* and a budget */
    RULE_GROUPS,
    RULE_SHARES,
    RULE_TOO_CLOSE,
    RULE_NETWORK,
    RULE_LIMITS,
    RULE_COVER_ALL,
    RULE_REQUIRED,
    RULE_DEMAND_GROUPS,
    RULE_GRADUAL,
    RULE_CAPACITY,
    RULE_PHASES,
    N_RULES,
};

/* What enumeration bears, and what there is room for. */
enum { MAX_SITES = 8, MAX_DEMANDS = 12, ROOM_SITES = 20, ROOM_DEMANDS = 40 };
enum { MAX_PAIRS = 8, N_KINDS = MLG_GOAL_MOST_PREFERRED + 1 };

struct siting_case {
    struct mlg_siting problem;
    uint32_t n_demands, n_sites;
    uint16_t time[ROOM_DEMANDS][ROOM_SITES]; /* UINT16_MAX = out of reach */
    int64_t weight[ROOM_DEMANDS];
    uint16_t limit[ROOM_DEMANDS];
    enum mlg_site_role role[ROOM_SITES];
    int64_t cost[ROOM_SITES], gain[ROOM_SITES], capacity[ROOM_SITES], change_cost[ROOM_SITES];
    bool plan[ROOM_SITES], preferred[ROOM_SITES];
    uint32_t member[2][ROOM_SITES], person[2][ROOM_DEMANDS];
    struct mlg_site_quota quota[2];
    struct mlg_demand_quota demand_quota[2];
    uint16_t gradual_time[3], gradual_share[3];
    uint32_t too_close[MAX_PAIRS][2];
    uint64_t network_first[ROOM_SITES + 1];
    uint32_t network_site[ROOM_SITES * ROOM_SITES];
    uint32_t openings[3], year_weight[3];
    struct mlg_siting_goal goal[3];
};

/* rules: a bit for each. The goals are left to the caller: goal[] and problem.n_goals. */
void siting_case_init(struct siting_case *made, struct mlg_random *random, unsigned rules);
/* The same with so many sites and demands that there is no enumeration. */
void siting_case_init_larger(struct siting_case *made, struct mlg_random *random, unsigned rules);
void siting_case_finish(struct siting_case *made);
/* Takes changed times, or another number of sites or demands, into the problem. */
void siting_case_take_times(struct siting_case *made);

/* What the goals are worth to a set of open sites, a bit for each: values by position in the list
 * of goals; false = it breaks a rule, or leaves somebody without any site who counts. */
bool siting_case_measure(const struct siting_case *made, uint32_t open, int64_t *value);

/* The best plan, goal after goal, each as good as the earlier ones admit. */
bool siting_case_enumerate(const struct siting_case *made, int64_t *value);

/* Weighted coverage over the years when new site k of the plan opens in phase[k]. */
int64_t siting_case_phased(const struct siting_case *made,
                           const struct mlg_siting_solution *solution, const uint32_t *phase);

#endif
