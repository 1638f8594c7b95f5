/* Tables of people as CSV. */
#include "datasets/points.h"
#include "input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct mlg_error err = {0};
    struct mlg_points *points;
    const struct mlg_points_source source = {
        .path = fuzz_file(data, size, ".csv"),
        .placement = MLG_PLACE_COLUMNS,
        .x_column = "lon",
        .y_column = "lat",
        .residents_column = "residents",
    };
    if (mlg_points_read(&source, NULL, &points, &err) == MLG_OK)
        mlg_points_destroy(points);
    return 0;
}
