/* How QGIS draws the layers of a plan: its style files (QML), as texts. Colours are those of the
 * map; the titles of the layer's columns stand in for their names. */
#ifndef MLG_SCENARIOS_PLAN_PLAN_STYLES_H
#define MLG_SCENARIOS_PLAN_PLAN_STYLES_H

#include "datasets/layers.h"

/* Points by the minutes of a column, in quarters of the limit and beyond it. Caller frees; NULL =
 * no memory. */
char *mlg_plan_style_times(const struct mlg_layer *layer, const char *column, uint32_t limit_ds);
/* All points the same, with the name beside them. colour: "red,green,blue,alpha", 0 to 255. Caller
 * frees. */
char *mlg_plan_style_sites(const struct mlg_layer *layer, const char *colour);

#endif
