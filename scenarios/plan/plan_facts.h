/* What a plan says, in sentences for the map: for plan_map.c. */
#ifndef MLG_SCENARIOS_PLAN_PLAN_FACTS_H
#define MLG_SCENARIOS_PLAN_PLAN_FACTS_H

#include "scenarios/map/map.h"
#include "scenarios/plan/plan.h"

enum { PLAN_MAX_FACTS = 6, PLAN_FACT_BYTES = 480 };

struct plan_facts {
    char subtitle[PLAN_FACT_BYTES];
    char source[PLAN_FACT_BYTES];
    char text[PLAN_MAX_FACTS][PLAN_FACT_BYTES];
    const char *fact[PLAN_MAX_FACTS];
    size_t n;
};

/* before: as it is today. */
void plan_facts_fill(const struct mlg_plan *plan, bool before, enum mlg_language language,
                     struct plan_facts *facts);

#endif
