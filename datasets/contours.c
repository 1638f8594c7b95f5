#include "datasets/contours.h"

#include "base/memory.h"
#include "datasets/gdal_session.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal.h>
#include <gdal_alg.h>
#include <ogr_api.h>
#include <stdio.h>
#include <string.h>

/* The grid as a raster that GDAL reads in place; its pixels have the crossings in their middles. */
static GDALDatasetH open_raster(const struct mlg_grid *grid)
{
    char name[160];
    snprintf(name, sizeof name, "MEM:::DATAPOINTER=%p,PIXELS=%d,LINES=%d,DATATYPE=Float32",
             (void *)grid->value, grid->n_columns, grid->n_rows);
    GDALDatasetH raster = GDALOpen(name, GA_ReadOnly);
    double place[6] = {grid->west_deg - grid->step_lon_deg / 2,
                       grid->step_lon_deg,
                       0,
                       grid->north_deg + grid->step_lat_deg / 2,
                       0,
                       -grid->step_lat_deg};
    if (raster)
        GDALSetGeoTransform(raster, place);
    return raster;
}

/* The bands below and above the level, as polygons with their least value. */
static OGRLayerH make_bands(GDALDatasetH raster, GDALDatasetH memory, double level)
{
    OGRLayerH bands = GDALDatasetCreateLayer(memory, "bands", NULL, wkbMultiPolygon, NULL);
    OGRFieldDefnH least = OGR_Fld_Create("least", OFTReal);
    char text[64];
    snprintf(text, sizeof text, "FIXED_LEVELS=%.17g", level);
    char polygons[] = "POLYGONIZE=YES", field[] = "ELEV_FIELD_MIN=0";
    char *options[] = {text, polygons, field, NULL};
    bool made =
        bands && OGR_L_CreateField(bands, least, TRUE) == OGRERR_NONE &&
        GDALContourGenerateEx(GDALGetRasterBand(raster, 1), bands, options, NULL, NULL) == CE_None;
    OGR_Fld_Destroy(least);
    return made ? bands : NULL;
}

static OGRGeometryH area_below(OGRLayerH bands, double level)
{
    OGRGeometryH area = OGR_G_CreateGeometry(wkbMultiPolygon);
    OGRFeatureH feature;
    OGR_L_ResetReading(bands);
    while ((feature = OGR_L_GetNextFeature(bands))) {
        OGRGeometryH band = OGR_F_GetGeometryRef(feature);
        int n_parts =
            OGR_F_GetFieldAsDouble(feature, 0) < level && band ? OGR_G_GetGeometryCount(band) : 0;
        for (int i = 0; i < n_parts; i++)
            OGR_G_AddGeometry(area, OGR_G_GetGeometryRef(band, i));
        OGR_F_Destroy(feature);
    }
    return area;
}

enum mlg_status mlg_contour_area(const struct mlg_grid *grid, double level, char **wkt,
                                 struct mlg_error *err)
{
    struct mlg_gdal_session session;
    mlg_gdal_session_begin(&session);
    GDALDatasetH raster = open_raster(grid);
    GDALDatasetH memory = GDALCreate(GDALGetDriverByName("Memory"), "", 0, 0, 0, GDT_Unknown, NULL);
    OGRLayerH bands = raster && memory ? make_bands(raster, memory, level) : NULL;
    char *text = NULL, *copy = NULL;
    if (bands) {
        OGRGeometryH area = area_below(bands, level);
        OGR_G_ExportToWkt(area, &text);
        OGR_G_DestroyGeometry(area);
    }
    if (text)
        copy = mlg_strdup(text);
    CPLFree(text);
    if (memory)
        GDALClose(memory);
    if (raster)
        GDALClose(raster);
    enum mlg_status status = MLG_OK;
    if (!copy)
        status = mlg_fail(err, MLG_INTERNAL, "cannot draw the outline at level %g: %s", level,
                          session.failed ? session.message : "refused by GDAL");
    else
        *wkt = copy;
    mlg_gdal_session_end(&session);
    return status;
}
