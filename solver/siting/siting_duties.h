/* Siting problems whose stages all come down to limits of time: the most residents where the sites
 * suffice for everybody, then the shortest time, then the shortest mean. What a stage reached is a
 * duty of the later ones: the time within which a demand has to be served. Covering decisions and
 * the p-median engine know nothing else, and no program is needed.
 */
#ifndef MLG_SOLVER_SITING_SITING_DUTIES_H
#define MLG_SOLVER_SITING_SITING_DUTIES_H

#include "solver/placement/placement.h"
#include "solver/siting/siting_stages.h"

#define MLG_NO_DUTY UINT16_MAX

/* Whether goal `at` may only depend on times and on duties from the stages before it: sites all
 * cost the same, no rule but their number and roles, no tolerance. */
bool mlg_siting_has_duties(const struct mlg_siting *problem, size_t at,
                           const struct mlg_stage *earlier);

/* The goal by duties. placement: of the problem. open [n_sites]: on entry the candidates of the
 * plan so far, on return those of the new one, if *found. Not found: the sites do not suffice for
 * everybody, or the time was too short to tell; nothing is proven then. */
enum mlg_status mlg_siting_by_duties(const struct mlg_siting *problem, size_t at,
                                     const struct mlg_stage *earlier,
                                     const struct mlg_placement *placement,
                                     const struct mlg_control *control, bool *chosen, bool *found,
                                     struct mlg_siting_result *result, struct mlg_error *err);

#endif
