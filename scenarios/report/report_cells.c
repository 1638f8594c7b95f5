#include "base/memory.h"
#include "datasets/points.h"
#include "datasets/projection.h"
#include "scenarios/report/coded.h"
#include "scenarios/report/report_parts.h"

#include <math.h>
#include <stdlib.h>

/* Of each square the south-west, south-east and north-west corner. */
enum { CORNERS = 3 };

/* Eastings and northings [CORNERS x n] of the corners; false = some id is no grid id. */
static bool grid_corners(const struct mlg_report_people *people, double *x, double *y)
{
    for (size_t i = 0; i < people->n; i++) {
        double east, north, side;
        if (!mlg_grid_cell_parse(people->id[i], &east, &north, &side))
            return false;
        for (size_t c = 0; c < CORNERS; c++) {
            x[CORNERS * i + c] = east + (c == 1 ? side : 0);
            y[CORNERS * i + c] = north + (c == 2 ? side : 0);
        }
    }
    return people->n > 0;
}

static int64_t step(double degrees)
{
    return llround(degrees * 1e7 / REPORT_E7_PER_STEP);
}

/* The first corner, and how the other two differ from it; all as differences to the cell before. */
static json_t *code_corners(size_t n, const double *x, const double *y)
{
    struct report_bytes bytes = {0};
    int64_t last[2 * CORNERS] = {0};
    for (size_t i = 0; i < n; i++) {
        int64_t west = step(x[CORNERS * i]), south = step(y[CORNERS * i]);
        int64_t now[2 * CORNERS] = {west, south};
        for (size_t c = 1; c < CORNERS; c++) {
            now[2 * c] = step(x[CORNERS * i + c]) - west;
            now[2 * c + 1] = step(y[CORNERS * i + c]) - south;
        }
        for (size_t k = 0; k < 2 * CORNERS; k++) {
            report_put_signed(&bytes, now[k] - last[k]);
            last[k] = now[k];
        }
    }
    return report_take_base64(&bytes);
}

static enum mlg_status to_degrees(size_t n, double *x, double *y, struct mlg_error *err)
{
    struct mlg_projection *projection;
    enum mlg_status status = mlg_projection_create("EPSG:3035", "EPSG:4326", &projection, err);
    if (status != MLG_OK)
        return status;
    status = mlg_projection_apply(projection, n, x, y, err);
    mlg_projection_destroy(projection);
    return status;
}

json_t *report_cells_json(const struct mlg_report_people *people, struct mlg_error *err)
{
    double *x = mlg_alloc(CORNERS * people->n, sizeof *x);
    double *y = mlg_alloc(CORNERS * people->n, sizeof *y);
    json_t *json = NULL;
    if (!x || !y) {
        mlg_fail_memory(err, "a report", 2 * CORNERS * people->n * sizeof *x);
    } else if (!grid_corners(people, x, y)) {
        json = json_null();
    } else if (to_degrees(CORNERS * people->n, x, y, err) == MLG_OK) {
        json = code_corners(people->n, x, y);
        if (!json)
            mlg_fail_memory(err, "a report", people->n);
    }
    free(x);
    free(y);
    return json;
}
