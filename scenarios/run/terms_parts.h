/* The parts of the terms: for terms.c alone. */
#ifndef MLG_SCENARIOS_RUN_TERMS_PARTS_H
#define MLG_SCENARIOS_RUN_TERMS_PARTS_H

#include "scenarios/run/terms.h"

/* Roles, costs, gains, capacities, preferences, and the plan that changes are counted from. */
enum mlg_status mlg_terms_set_sites(struct mlg_terms *terms, struct mlg_error *err);
/* Groups of sites, and of people of whom so much is to be covered. */
enum mlg_status mlg_terms_set_groups(struct mlg_terms *terms, struct mlg_error *err);
/* Pairs of candidates that are too close, and who is near whom. */
enum mlg_status mlg_terms_set_pairs(struct mlg_terms *terms, struct mlg_error *err);

#endif
