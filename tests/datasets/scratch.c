#include "tests/datasets/scratch.h"

#include "tests/temporary.h"

#include <dirent.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int scratch_count(void)
{
    DIR *dir = opendir(temporary_folder());
    ck_assert_ptr_nonnull(dir);
    int n = -2; /* "." and ".." */
    while (readdir(dir))
        n++;
    closedir(dir);
    return n;
}

const char *scratch_write_bytes(const char *name, const void *bytes, size_t length)
{
    const char *path = temporary_path(name);
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
    return path;
}

const char *scratch_write(const char *name, const char *text)
{
    return scratch_write_bytes(name, text, strlen(text));
}

static void add_record(OGRLayerH layer, const char *id, double residents, double x, double y,
                       bool square)
{
    char wkt[256];
    if (square)
        snprintf(wkt, sizeof wkt, "POLYGON((%f %f,%f %f,%f %f,%f %f,%f %f))", x - .01, y - .01,
                 x + .01, y - .01, x + .01, y + .01, x - .01, y + .01, x - .01, y - .01);
    else
        snprintf(wkt, sizeof wkt, "POINT(%f %f)", x, y);
    char *text = wkt;
    OGRGeometryH geometry = NULL;
    ck_assert_int_eq(OGR_G_CreateFromWkt(&text, NULL, &geometry), OGRERR_NONE);
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    OGR_F_SetFieldString(feature, 0, id);
    OGR_F_SetFieldDouble(feature, 1, residents);
    OGR_F_SetFieldDouble(feature, 2, x);
    OGR_F_SetFieldDouble(feature, 3, y);
    OGR_F_SetGeometryDirectly(feature, geometry);
    ck_assert_int_eq(OGR_L_CreateFeature(layer, feature), OGRERR_NONE);
    OGR_F_Destroy(feature);
}

const char *scratch_table(const char *name, const char *driver, bool squares)
{
    const char *path = temporary_path(name);
    GDALAllRegister();
    GDALDatasetH dataset =
        GDALCreate(GDALGetDriverByName(driver), path, 0, 0, 0, GDT_Unknown, NULL);
    ck_assert_ptr_nonnull(dataset);
    OGRSpatialReferenceH crs = OSRNewSpatialReference(NULL);
    OSRImportFromEPSG(crs, 4326);
    OSRSetAxisMappingStrategy(crs, OAMS_TRADITIONAL_GIS_ORDER);
    OGRLayerH layer =
        GDALDatasetCreateLayer(dataset, "people", crs, squares ? wkbPolygon : wkbPoint, NULL);
    ck_assert_ptr_nonnull(layer);
    static const char *const names[] = {"id", "residents", "lon", "lat"};
    for (int i = 0; i < 4; i++) {
        OGRFieldDefnH column = OGR_Fld_Create(names[i], i == 0 ? OFTString : OFTReal);
        OGR_L_CreateField(layer, column, TRUE);
        OGR_Fld_Destroy(column);
    }
    add_record(layer, "a", 10.5, 3.0, 50.0, squares);
    add_record(layer, "b", 4, 3.1, 50.1, squares);
    OSRRelease(crs);
    GDALClose(dataset);
    return path;
}
