#include "datasets/projection.h"

#include <math.h>
#include <proj.h>
#include <stdint.h>
#include <stdlib.h>

struct mlg_projection {
    PJ_CONTEXT *context;
    PJ *transformation;
    struct mlg_bounds area;
};

/* An error number in words; a CRS that PROJ does not know is no error to it, only NULL. */
static const char *reason(PJ_CONTEXT *context, int number)
{
    return number ? proj_context_errno_string(context, number) : "unknown to PROJ";
}

static enum mlg_status check_crs(PJ_CONTEXT *context, const char *text, struct mlg_bounds *area,
                                 struct mlg_error *err)
{
    PJ *crs = proj_create(context, text);
    if (!crs || !proj_is_crs(crs)) {
        mlg_fail(err, MLG_BAD_INPUT, "'%.200s' is not a coordinate reference system: %s", text,
                 crs ? "a transformation" : reason(context, proj_context_errno(context)));
        mlg_hint(err, "write an EPSG code, such as EPSG:4326 (longitude, latitude) or EPSG:2154 "
                      "(Lambert-93)");
        proj_destroy(crs);
        return MLG_BAD_INPUT;
    }
    *area = (struct mlg_bounds){-180, -90, 180, 90};
    double west, south, east, north;
    if (proj_get_area_of_use(context, crs, &west, &south, &east, &north, NULL) && west > -999 &&
        west <= east)
        *area = (struct mlg_bounds){west, south, east, north};
    proj_destroy(crs);
    return MLG_OK;
}

/* From and to with their axes in the order of maps: easting or longitude first. */
static PJ *create_transformation(PJ_CONTEXT *context, const char *from, const char *to)
{
    PJ *as_defined = proj_create_crs_to_crs(context, from, to, NULL);
    if (!as_defined)
        return NULL;
    PJ *normalized = proj_normalize_for_visualization(context, as_defined);
    proj_destroy(as_defined);
    return normalized;
}

static enum mlg_status init(struct mlg_projection *projection, const char *from_crs,
                            const char *to_crs, struct mlg_error *err)
{
    projection->context = proj_context_create();
    if (!projection->context)
        return mlg_fail_memory(err, "a projection", 0);
    proj_log_level(projection->context, PJ_LOG_NONE);
    proj_context_set_enable_network(projection->context, 0);
    struct mlg_bounds to_area;
    enum mlg_status status = check_crs(projection->context, to_crs, &to_area, err);
    if (status == MLG_OK)
        status = check_crs(projection->context, from_crs, &projection->area, err);
    if (status != MLG_OK)
        return status;
    projection->transformation = create_transformation(projection->context, from_crs, to_crs);
    if (!projection->transformation)
        return mlg_fail(err, MLG_BAD_INPUT, "cannot transform from '%.200s' to '%.200s': %s",
                        from_crs, to_crs,
                        reason(projection->context, proj_context_errno(projection->context)));
    return MLG_OK;
}

enum mlg_status mlg_projection_create(const char *from_crs, const char *to_crs,
                                      struct mlg_projection **projection, struct mlg_error *err)
{
    struct mlg_projection *created = calloc(1, sizeof *created);
    if (!created)
        return mlg_fail_memory(err, "a projection", sizeof *created);
    enum mlg_status status = init(created, from_crs, to_crs, err);
    if (status == MLG_OK)
        *projection = created;
    else
        mlg_projection_destroy(created);
    return status;
}

void mlg_projection_destroy(struct mlg_projection *projection)
{
    if (!projection)
        return;
    proj_destroy(projection->transformation);
    if (projection->context)
        proj_context_destroy(projection->context);
    free(projection);
}

struct mlg_bounds mlg_projection_area(const struct mlg_projection *projection)
{
    return projection->area;
}

size_t mlg_projection_try(struct mlg_projection *projection, size_t n, double *x, double *y)
{
    proj_errno_reset(projection->transformation);
    proj_trans_generic(projection->transformation, PJ_FWD, x, sizeof *x, n, y, sizeof *y, n, NULL,
                       0, 0, NULL, 0, 0);
    for (size_t i = 0; i < n; i++)
        if (!isfinite(x[i]) || !isfinite(y[i]))
            return i;
    return SIZE_MAX;
}

enum mlg_status mlg_projection_apply(struct mlg_projection *projection, size_t n, double *x,
                                     double *y, struct mlg_error *err)
{
    size_t failed = mlg_projection_try(projection, n, x, y);
    if (failed == SIZE_MAX)
        return MLG_OK;
    return mlg_fail(err, MLG_BAD_INPUT, "point %zu cannot be projected: %s", failed + 1,
                    reason(projection->context, proj_errno(projection->transformation)));
}

bool mlg_crs_equal(const char *crs, const char *other)
{
    PJ_CONTEXT *context = proj_context_create();
    if (!context)
        return false;
    proj_log_level(context, PJ_LOG_NONE);
    PJ *first = proj_create(context, crs), *second = proj_create(context, other);
    bool equal = first && second &&
                 proj_is_equivalent_to_with_ctx(context, first, second,
                                                PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS);
    proj_destroy(first);
    proj_destroy(second);
    proj_context_destroy(context);
    return equal;
}
