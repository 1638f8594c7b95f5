/* What a set of open sites is worth and which rules it obeys, counted exactly from the problem
 * itself. Every goal is counted as something to be made small.
 */
#ifndef MLG_SOLVER_SITING_SITING_COUNT_H
#define MLG_SOLVER_SITING_SITING_COUNT_H

#include "solver/siting/siting.h"

enum { MLG_N_GOALS = MLG_GOAL_MOST_PREFERRED + 1 };

/* A loss that no plan has: some demand that counts is not served at all. */
#define MLG_LOSS_UNSERVED INT64_MAX

bool mlg_site_is_admitted(const struct mlg_siting *problem, uint32_t site);
/* Open in every plan. */
bool mlg_site_is_fixed(const struct mlg_siting *problem, uint32_t site);
/* New when open. */
bool mlg_site_is_new(const struct mlg_siting *problem, uint32_t site);
int64_t mlg_site_cost(const struct mlg_siting *problem, uint32_t site);
int64_t mlg_site_gain(const struct mlg_siting *problem, uint32_t site);
int64_t mlg_site_change(const struct mlg_siting *problem, uint32_t site);

bool mlg_share_is_set(struct mlg_share share);
/* The least integer that is at least this share of the total >= 0. */
int64_t mlg_share_of(struct mlg_share share, int64_t total);

int64_t mlg_siting_weight(const struct mlg_siting *problem);
/* Weight of the demands that an admitted site reaches at all. */
int64_t mlg_siting_reachable(const struct mlg_siting *problem);
/* Thousandths of a demand that count when its site is so far. */
uint32_t mlg_gradual_share(const struct mlg_gradual *gradual, uint16_t time_ds);
/* Residents of a demand of some weight that count; rounded down. */
int64_t mlg_gradual_gain(const struct mlg_gradual *gradual, int64_t weight, uint16_t time_ds);
/* The time with which an unserved demand counts in the mean. */
uint16_t mlg_siting_unserved_ds(const struct mlg_siting *problem);

/* value = base - loss where a goal is to be made large, loss where small. */
bool mlg_goal_is_gain(enum mlg_goal_kind kind);
int64_t mlg_goal_base(const struct mlg_siting *problem, enum mlg_goal_kind kind);
/* The loss of a plan, open [n_sites]; capacities are not looked at. O(entries). */
enum mlg_status mlg_siting_loss(const struct mlg_siting *problem,
                                const struct mlg_siting_goal *goal, const bool *open, int64_t *loss,
                                struct mlg_error *err);

/* The rules on sites only. O(sites + members of rules). */
bool mlg_siting_obeys_sites(const struct mlg_siting *problem, const bool *open);
/* The rules on coverage, without capacities. O(entries). */
bool mlg_siting_obeys_coverage(const struct mlg_siting *problem, const bool *open);

#endif
