#include "matrix_sample.h"

#include "base/memory.h"
#include "base/random.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct mlg_error err;
char path[64];

void set_path(void)
{
    snprintf(path, sizeof path, "test_matrix.%ld.mtt", (long)getpid());
}

void remove_path(void)
{
    remove(path);
}

/* Rows of all kinds: empty, full, single entries, runs, scattered; smooth, extreme and random
 * times. */
static uint16_t sample_time(struct mlg_random *random, uint32_t site, uint32_t cell,
                            uint32_t n_cells)
{
    bool run = (cell / 7 + site) % 3 == 0;
    uint16_t smooth = (uint16_t)((cell * 37 + site * 11) % (BOUND + 1));
    uint16_t noise = (uint16_t)mlg_random_below(random, BOUND + 1);
    switch (site % 9) {
    case 0:
        return MLG_BEYOND;
    case 1:
        return smooth;
    case 2:
        return cell == site % n_cells ? noise : MLG_BEYOND;
    case 3:
        return run ? smooth : MLG_BEYOND;
    case 4:
        return run ? noise : MLG_BEYOND;
    case 5:
        return mlg_random_below(random, 20) == 0 ? noise : MLG_BEYOND;
    case 6:
        return cell % 2 ? BOUND : 0;
    case 7:
        return run ? (uint16_t)(smooth % 256) : MLG_BEYOND;
    default:
        return cell == 0 || cell == n_cells - 1 ? smooth : MLG_BEYOND;
    }
}

struct sample sample_create(uint64_t seed, uint32_t n_sites, uint32_t n_cells)
{
    struct mlg_random random;
    mlg_random_seed(&random, seed);
    size_t n_points = (size_t)n_sites + n_cells;
    struct sample sample = {.n_sites = n_sites, .n_cells = n_cells};
    sample.lon_e7 = mlg_alloc(n_points, sizeof(int32_t));
    sample.lat_e7 = mlg_alloc(n_points, sizeof(int32_t));
    sample.time_ds = mlg_alloc((size_t)n_sites * n_cells, sizeof(uint16_t));
    for (size_t i = 0; i < n_points; i++) {
        sample.lon_e7[i] = (int32_t)(mlg_random_below(&random, 1000000) * 1000 + i) - 500000000;
        sample.lat_e7[i] = (int32_t)mlg_random_below(&random, 900000000);
    }
    for (uint32_t site = 0; site < n_sites; site++)
        for (uint32_t cell = 0; cell < n_cells; cell++) {
            uint16_t time = sample_time(&random, site, cell, n_cells);
            sample.time_ds[(size_t)site * n_cells + cell] = time;
            sample.n_entries += time != MLG_BEYOND;
        }
    return sample;
}

void sample_destroy(struct sample *sample)
{
    free(sample->lon_e7);
    free(sample->lat_e7);
    free(sample->time_ds);
}

struct mlg_matrix_layout sample_layout(const struct sample *sample)
{
    return (struct mlg_matrix_layout){
        .n_sites = sample->n_sites,
        .n_cells = sample->n_cells,
        .site_lon_e7 = sample->lon_e7,
        .site_lat_e7 = sample->lat_e7,
        .cell_lon_e7 = sample->lon_e7 + sample->n_sites,
        .cell_lat_e7 = sample->lat_e7 + sample->n_sites,
        .snap_max_m = 500,
        .bound_ds = BOUND,
        .direction = MLG_FROM_SITE,
        .profile = "car",
        .roads_hash = {.byte = {1, 2, 3}},
        .profile_hash = {.byte = {4, 5, 6}},
    };
}

enum mlg_status write_rows(const struct sample *sample, struct mlg_matrix_writer *writer)
{
    enum mlg_status status = MLG_OK;
    uint32_t *cells = mlg_alloc(sample->n_cells, sizeof *cells);
    uint16_t *times = mlg_alloc(sample->n_cells, sizeof *times);
    for (uint32_t site = 0; status == MLG_OK && site < sample->n_sites; site++) {
        uint32_t count = 0;
        for (uint32_t cell = sample->n_cells; cell-- > 0;) {
            uint16_t time = sample->time_ds[(size_t)site * sample->n_cells + cell];
            if (time == MLG_BEYOND)
                continue;
            cells[count] = cell;
            times[count++] = time;
        }
        status = mlg_matrix_writer_add(writer, count, cells, times, &err);
    }
    free(cells);
    free(times);
    return status;
}

enum mlg_status write_sample(const struct sample *sample, const char *name)
{
    struct mlg_matrix_layout layout = sample_layout(sample);
    struct mlg_matrix_writer *writer = NULL;
    enum mlg_status status = mlg_matrix_writer_create(name, false, &layout, &writer, &err);
    if (status == MLG_OK)
        status = write_rows(sample, writer);
    if (status == MLG_OK)
        status = mlg_matrix_writer_commit(writer, &err);
    mlg_matrix_writer_destroy(writer);
    return status;
}
