/* Why a siting problem has no plan: a smallest set of rules that contradict each other, and what
 * would be the cheapest way out.
 */
#ifndef MLG_SOLVER_SITING_SITING_DIAGNOSIS_H
#define MLG_SOLVER_SITING_SITING_DIAGNOSIS_H

#include "solver/siting/siting.h"

enum mlg_siting_rule {
    MLG_RULE_MAX_NEW,
    MLG_RULE_BUDGET,
    MLG_RULE_COVER_ALL,
    MLG_RULE_REQUIRED,
    MLG_RULE_CAPACITY,
    MLG_RULE_TOO_CLOSE,
    MLG_RULE_NETWORK,
    MLG_RULE_PHASES,
    MLG_RULE_MUST,
    MLG_RULE_SERVED,       /* a shortest time: those who count have a site in reach */
    MLG_RULE_SITE_QUOTA,   /* index: in site_quotas */
    MLG_RULE_DEMAND_QUOTA, /* index: in demand_quotas */
};

struct mlg_siting_conflict {
    enum mlg_siting_rule rule;
    size_t index;
};

struct mlg_siting_diagnosis {
    size_t n_conflicts; /* 0 = a plan was found after all */
    struct mlg_siting_conflict *conflicts;
    bool smallest;      /* proven: without any one of them there is a plan */
    bool repaired;      /* max_new is in conflict, and more_sites are proven to be a way out */
    int64_t more_sites; /* the fewest that would have to be admitted beyond max_new */
};

/* For a problem that mlg_siting_solve found infeasible: each rule is left out in turn and stays out
 * where the others are still infeasible (deletion filter: Chinneck, Dravnieks 1991, doi
 * 10.1287/ijoc.3.2.157). O(rules) programs; a rule whose test is stopped by the time stays in. */
enum mlg_status mlg_siting_diagnose(const struct mlg_siting *problem,
                                    const struct mlg_solve_options *options,
                                    const struct mlg_monitor *monitor,
                                    struct mlg_siting_diagnosis **diagnosis, struct mlg_error *err);
void mlg_siting_diagnosis_destroy(struct mlg_siting_diagnosis *diagnosis);

#endif
