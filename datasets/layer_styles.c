#include "datasets/layer_styles.h"

#include <ogr_api.h>

/* As QGIS makes it: it finds no style where a column is missing. */
static const struct {
    const char *name;
    OGRFieldType type;
} columns[] = {
    {"f_table_catalog", OFTString},
    {"f_table_schema", OFTString},
    {"f_table_name", OFTString},
    {"f_geometry_column", OFTString},
    {"styleName", OFTString},
    {"styleQML", OFTString},
    {"styleSLD", OFTString},
    {"useAsDefault", OFTInteger},
    {"description", OFTString},
    {"owner", OFTString},
    {"ui", OFTString},
    {"update_time", OFTDateTime},
};

enum { TABLE_NAME = 2, GEOMETRY_COLUMN = 3, STYLE_NAME = 4, STYLE_QML = 5, AS_DEFAULT = 7 };
enum { UPDATE_TIME = 11, UTC = 100 };

static OGRLayerH create_table(GDALDatasetH dataset)
{
    static const char *const options[] = {"FID=id", NULL};
    OGRLayerH table =
        GDALDatasetCreateLayer(dataset, "layer_styles", NULL, wkbNone, (char **)options);
    for (size_t i = 0; table && i < sizeof columns / sizeof *columns; i++) {
        OGRFieldDefnH column = OGR_Fld_Create(columns[i].name, columns[i].type);
        if (columns[i].type == OFTInteger)
            OGR_Fld_SetSubType(column, OFSTBoolean);
        bool added = OGR_L_CreateField(table, column, TRUE) == OGRERR_NONE;
        OGR_Fld_Destroy(column);
        if (!added)
            return NULL;
    }
    return table;
}

static bool add_style(OGRLayerH table, const struct mlg_layer *layer)
{
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(table));
    for (int i = 0; i < (int)(sizeof columns / sizeof *columns); i++)
        if (columns[i].type == OFTString)
            OGR_F_SetFieldString(feature, i, "");
    OGR_F_SetFieldString(feature, TABLE_NAME, layer->name);
    OGR_F_SetFieldString(feature, GEOMETRY_COLUMN, "geom");
    OGR_F_SetFieldString(feature, STYLE_NAME, layer->name);
    OGR_F_SetFieldString(feature, STYLE_QML, layer->style);
    OGR_F_SetFieldInteger(feature, AS_DEFAULT, 1);
    /* A fixed date, so that the same layers give the same bytes. */
    OGR_F_SetFieldDateTime(feature, UPDATE_TIME, 2000, 1, 1, 0, 0, 0, UTC);
    bool added = OGR_L_CreateFeature(table, feature) == OGRERR_NONE;
    OGR_F_Destroy(feature);
    return added;
}

bool mlg_layer_styles_add(GDALDatasetH dataset, const struct mlg_layer *layers, size_t n_layers)
{
    OGRLayerH table = NULL;
    for (size_t i = 0; i < n_layers; i++) {
        if (!layers[i].style)
            continue;
        if (!table && !(table = create_table(dataset)))
            return false;
        if (!add_style(table, &layers[i]))
            return false;
    }
    return true;
}
