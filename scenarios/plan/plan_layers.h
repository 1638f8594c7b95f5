/* The layers of a plan, for GIS programs and spreadsheets: the sites by what the plan does with
 * them, and the cells. */
#ifndef MLG_SCENARIOS_PLAN_PLAN_LAYERS_H
#define MLG_SCENARIOS_PLAN_PLAN_LAYERS_H

#include "datasets/layers.h"
#include "scenarios/plan/plan.h"
#include "scenarios/run/outcome.h"

enum {
    MLG_LAYER_NEW_SITES,
    MLG_LAYER_EXISTING_SITES, /* those that are kept */
    MLG_LAYER_CELLS,
    MLG_LAYER_GONE_SITES, /* only where existing sites may close or move */
    MLG_N_LAYERS,
};

struct mlg_layers {
    struct mlg_layer layer[MLG_N_LAYERS];
    size_t n;                         /* of them */
    const char *const (*metadata)[2]; /* title, caveats, attribution …; ends with NULL, NULL */
    void **owned;                     /* [n_owned]: the arrays of the layers */
    size_t n_owned, owned_capacity;
};

/* Texts stay the outcome's and the plan's. O(n_people + n_open). */
enum mlg_status mlg_layers_create(const struct mlg_outcome *outcome, const struct mlg_plan *plan,
                                  struct mlg_layers **layers, struct mlg_error *err);
void mlg_layers_destroy(struct mlg_layers *layers);

#endif
