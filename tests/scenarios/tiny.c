#include "tiny.h"

#include "folder.h"
#include "network/matrix/matrix.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

enum { N_PEOPLE = 10, N_CANDIDATES = 4 };

const char tiny_scenario[] = "maillage: 1\n"
                             "name: Ten points\n"
                             "caveats: [invented]\n"
                             "travel: {limit_min: 20, matrix: car.mtt}\n"
                             "people:\n"
                             "  file: people.csv\n"
                             "  residents: pop\n"
                             "  id: id\n"
                             "  commune: commune\n"
                             "  at: {lon: lon, lat: lat}\n"
                             "sites:\n"
                             "  existing:\n"
                             "    file: open.csv\n"
                             "    id: id\n"
                             "    name: name\n"
                             "    at: {candidate: hall}\n"
                             "  candidates:\n"
                             "    file: halls.csv\n"
                             "    id: id\n"
                             "    name: name\n"
                             "    commune: commune\n"
                             "    at: {lon: lon, lat: lat}\n"
                             "goals:\n"
                             "  - goal: fewest_sites\n"
                             "outputs: {folder: out}\n";

static const char people[] = "id,pop,commune,lon,lat\n"
                             "p0,100,A,3.00,50.0\np1,50.5,A,3.01,50.0\np2,30,B,3.02,50.0\n"
                             "p3,20,B,3.03,50.0\np4,10,C,3.04,50.0\np5,5,C,3.05,50.0\n"
                             "p6,4,D,3.06,50.0\np7,3,D,3.07,50.0\np8,2,E,3.08,50.0\n"
                             "p9,1,E,3.09,50.0\n";

static const char halls[] = "id,name,commune,lon,lat\n"
                            "c0,Hall 0,A,3.00,50.1\nc1,Hall 1,B,3.01,50.1\n"
                            "c2,Hall 2,C,3.02,50.1\nc3,Hall 3,D,3.03,50.1\n";

static const uint16_t time_ds[N_CANDIDATES][N_PEOPLE] = {
    {3000, 6000},
    {13000, 0, 6000, 12000, 12001},
    {0, 0, 0, 3000, 9000, 12000},
    {0, 0, 0, 0, 3000, 15000, 6000, 13440},
};

static void add_row(struct mlg_matrix_writer *writer, size_t site)
{
    uint32_t cells[N_PEOPLE], count = 0;
    uint16_t row[N_PEOPLE];
    struct mlg_error err = {0};
    for (uint32_t i = 0; i < N_PEOPLE; i++) {
        if (time_ds[site][i] == 0)
            continue;
        cells[count] = i;
        row[count++] = time_ds[site][i];
    }
    ck_assert_msg(mlg_matrix_writer_add(writer, count, cells, row, &err) == MLG_OK, "%s",
                  err.message);
}

void tiny_write_matrix(const char *path, const char *profile, uint32_t bound_ds,
                       enum mlg_direction direction)
{
    int32_t lon[N_PEOPLE], lat[N_PEOPLE], site_lon[N_CANDIDATES], site_lat[N_CANDIDATES];
    struct mlg_snap snaps[N_PEOPLE] = {0};
    for (int i = 0; i < N_PEOPLE; i++) {
        lon[i] = 30000000 + i * 100000;
        lat[i] = 500000000;
    }
    for (int i = 0; i < N_CANDIDATES; i++) {
        site_lon[i] = 30000000 + i * 100000;
        site_lat[i] = 501000000;
    }
    snaps[9] = (struct mlg_snap){.distance_m = 1500, .reason = MLG_SNAP_TOO_FAR};
    const struct mlg_matrix_layout layout = {
        .n_sites = N_CANDIDATES,
        .n_cells = N_PEOPLE,
        .site_lon_e7 = site_lon,
        .site_lat_e7 = site_lat,
        .cell_lon_e7 = lon,
        .cell_lat_e7 = lat,
        .cell_snaps = snaps,
        .snap_max_m = 1000,
        .bound_ds = bound_ds,
        .direction = direction,
        .profile = profile,
    };
    struct mlg_matrix_writer *writer;
    struct mlg_error err = {0};
    ck_assert_msg(mlg_matrix_writer_create(path, true, &layout, &writer, &err) == MLG_OK, "%s",
                  err.message);
    for (size_t site = 0; site < N_CANDIDATES; site++)
        add_row(writer, site);
    ck_assert_msg(mlg_matrix_writer_commit(writer, &err) == MLG_OK, "%s", err.message);
    mlg_matrix_writer_destroy(writer);
}

void tiny_write(void)
{
    folder_write("people.csv", people);
    folder_write("open.csv", "id,name,hall\ne,Open,c0\n");
    folder_write("halls.csv", halls);
    folder_write("s.yaml", tiny_scenario);
    tiny_write_matrix("car.mtt", "car", 18000, MLG_TO_SITE);
    tiny_notes[0] = 0;
}

struct mlg_run_options tiny_options(void)
{
    return (struct mlg_run_options){.threads = -1, .time_s = -1, .cache_folder = "cache"};
}

enum mlg_status tiny_run(const char *path, const struct mlg_run_options *options,
                         const struct mlg_monitor *monitor, struct mlg_plan **plan,
                         struct mlg_error *err)
{
    struct mlg_scenario *scenario;
    struct mlg_plan *made;
    enum mlg_status status = mlg_scenario_load(path, &scenario, err);
    if (status != MLG_OK)
        return status;
    status = mlg_run(scenario, options, monitor, &made, err);
    mlg_scenario_destroy(scenario);
    if (status == MLG_OK && plan)
        *plan = made;
    else if (status == MLG_OK)
        mlg_plan_destroy(made);
    return status;
}

char tiny_notes[16384];

static void keep_note(void *context, const char *text)
{
    (void)context;
    size_t used = strlen(tiny_notes);
    snprintf(tiny_notes + used, sizeof tiny_notes - used, "%s\n", text);
}

const struct mlg_monitor tiny_monitor = {.note = keep_note};
