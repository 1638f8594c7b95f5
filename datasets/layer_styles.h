/* The styles of a GeoPackage, where QGIS looks for them: the table layer_styles. */
#ifndef MLG_DATASETS_LAYER_STYLES_H
#define MLG_DATASETS_LAYER_STYLES_H

#include "datasets/layers.h"

#include <gdal.h>

/* Adds the table with the style of each layer that has one; nothing where none has. False: GDAL
 * refused. */
bool mlg_layer_styles_add(GDALDatasetH dataset, const struct mlg_layer *layers, size_t n_layers);

#endif
