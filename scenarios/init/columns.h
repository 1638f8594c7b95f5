/* What columns are for, by their names. */
#ifndef MLG_SCENARIOS_INIT_COLUMNS_H
#define MLG_SCENARIOS_INIT_COLUMNS_H

#include "datasets/table.h"

enum mlg_column_use {
    MLG_USE_RESIDENTS,
    MLG_USE_ID,
    MLG_USE_NAME,
    MLG_USE_COMMUNE,
    MLG_USE_COMMUNE_ID,
    MLG_USE_LONGITUDE,
    MLG_USE_LATITUDE,
    MLG_USE_X,
    MLG_USE_Y,
};

/* The column whose whole name says this use, else the first that has a word of it; case, accents
 * and what stands between words do not count. -1 = none. */
int mlg_column_for(const struct mlg_table *table, enum mlg_column_use use);

#endif
