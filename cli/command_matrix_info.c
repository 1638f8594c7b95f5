#include "cli/command.h"
#include "cli/print_json.h"
#include "network/matrix/matrix.h"
#include "scenarios/plan/figures.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

enum { N_TABLES = 2 };

/* The sites or the cells of a matrix, and where they are. */
struct table {
    const char *name;
    void (*position)(const struct mlg_matrix *matrix, uint32_t index, int32_t *lon_e7,
                     int32_t *lat_e7);
    enum mlg_snap_reason (*snap)(const struct mlg_matrix *matrix, uint32_t index,
                                 float *distance_m);
    struct mlg_snap_report report;
};

struct far_point {
    int32_t lon_e7, lat_e7;
    float distance_m;
    enum mlg_snap_reason reason;
};

static struct far_point far_point(const struct mlg_matrix *matrix, const struct table *table,
                                  size_t rank)
{
    const uint32_t index = (uint32_t)table->report.farthest[rank];
    struct far_point point;
    table->position(matrix, index, &point.lon_e7, &point.lat_e7);
    point.reason = table->snap(matrix, index, &point.distance_m);
    return point;
}

/* Reachable pairs among all; 0 of 0. */
static double reachable_share(const struct mlg_matrix_info *info)
{
    const double pairs = (double)info->n_sites * (double)info->n_cells;
    return pairs > 0 ? (double)info->n_entries / pairs : 0;
}

static double bytes_per_entry(const struct mlg_matrix_info *info)
{
    return info->n_entries ? (double)info->row_bytes / (double)info->n_entries : 0;
}

static const char *reason_name(enum mlg_snap_reason reason)
{
    return reason == MLG_SNAPPED ? "on_roads" : mlg_snap_reason_name(reason);
}

static json_t *far_json(const struct far_point *point)
{
    return json_pack("{s:[f, f], s:f, s:s}", "at", point->lon_e7 / 1e7, point->lat_e7 / 1e7,
                     "road_distance_m", round((double)point->distance_m * 100) / 100, "reason",
                     reason_name(point->reason));
}

static json_t *snaps_json(const struct mlg_matrix *matrix, const struct table *table)
{
    const struct mlg_snap_report *report = &table->report;
    json_t *farthest = json_array();
    for (size_t i = 0; i < report->n_farthest; i++) {
        const struct far_point point = far_point(matrix, table, i);
        json_array_append_new(farthest, far_json(&point));
    }
    return json_pack("{s:I, s:I, s:I, s:f, s:f, s:f, s:o}", "on_roads",
                     (json_int_t)report->n_snapped, "too_far_from_road",
                     (json_int_t)report->n_too_far, "road_island", (json_int_t)report->n_islands,
                     "median_m", round(report->median_m * 100) / 100, "p95_m",
                     round(report->p95_m * 100) / 100, "max_m", round(report->max_m * 100) / 100,
                     "farthest", farthest);
}

static enum mlg_status print_info_json(const struct mlg_matrix *matrix, const struct table *tables,
                                       struct mlg_error *err)
{
    const struct mlg_matrix_info *info = mlg_matrix_info(matrix);
    char roads[MLG_SHA256_HEX], profile[MLG_SHA256_HEX];
    json_t *object = json_pack(
        "{s:I, s:I, s:I, s:f, s:I, s:f, s:s, s:f, s:s, s:s, s:s, s:I, s:I, s:I, s:I, s:f, "
        "s:s, s:o, s:o}",
        "sites", (json_int_t)info->n_sites, "cells", (json_int_t)info->n_cells, "entries",
        (json_int_t)info->n_entries, "reachable_share", reachable_share(info), "longest_row",
        (json_int_t)info->max_row, "bound_min", info->bound_ds / 600.0, "direction",
        mlg_direction_name(info->direction), "snap_max_m", info->snap_max_m, "profile",
        info->profile, "profile_sha256", mlg_hash_hex(&info->profile_hash, profile), "roads_sha256",
        mlg_hash_hex(&info->roads_hash, roads), "sites_unsnapped",
        (json_int_t)info->n_sites_unsnapped, "cells_unsnapped", (json_int_t)info->n_cells_unsnapped,
        "file_bytes", (json_int_t)info->file_bytes, "row_bytes", (json_int_t)info->row_bytes,
        "bytes_per_entry", bytes_per_entry(info), "written_by", info->program, "site_snaps",
        snaps_json(matrix, &tables[0]), "cell_snaps", snaps_json(matrix, &tables[1]));
    const enum mlg_status status = cli_print_json(object, err);
    json_decref(object);
    return status;
}

static void print_distances(const struct table *table)
{
    printf("%s to the road: median %.0f m, 95 %% within %.0f m, at most %.0f m; %zu too far from "
           "any, %zu on roads that are cut off\n",
           table->name, table->report.median_m, table->report.p95_m, table->report.max_m,
           table->report.n_too_far, table->report.n_islands);
}

static void print_farthest(const struct mlg_matrix *matrix, const struct table *table)
{
    if (table->report.n_farthest)
        printf("%s farthest from a road:\n", table->name);
    for (size_t i = 0; i < table->report.n_farthest; i++) {
        const struct far_point point = far_point(matrix, table, i);
        printf("  %11.7f,%10.7f  %8.0f m%s\n", point.lon_e7 / 1e7, point.lat_e7 / 1e7,
               (double)point.distance_m,
               point.reason == MLG_SNAPPED       ? ""
               : point.reason == MLG_SNAP_ISLAND ? "  roads cut off"
                                                 : "  too far");
    }
}

static void print_info(const struct mlg_matrix *matrix, const struct table *tables)
{
    const struct mlg_matrix_info *info = mlg_matrix_info(matrix);
    char hex[MLG_SHA256_HEX];
    printf("sites            %" PRIu32 ", %" PRIu32 " of them not on the roads\n", info->n_sites,
           info->n_sites_unsnapped);
    printf("cells            %" PRIu32 ", %" PRIu32 " of them not on the roads\n", info->n_cells,
           info->n_cells_unsnapped);
    printf("bound            %g min, inclusive\n", info->bound_ds / 600.0);
    printf("direction        %s\n", mlg_direction_name(info->direction));
    printf("snapped within   %g m\n", info->snap_max_m);
    printf("reachable pairs  %" PRIu64 ", %.2f %% of all; longest row %" PRIu32 "\n",
           info->n_entries, 100 * reachable_share(info), info->max_row);
    printf("file             %" PRIu64 " bytes; rows %.2f bytes an entry\n", info->file_bytes,
           bytes_per_entry(info));
    printf("profile          %s, sha256 %s\n", info->profile,
           mlg_hash_hex(&info->profile_hash, hex));
    printf("roads            sha256 %s\n", mlg_hash_hex(&info->roads_hash, hex));
    printf("written by       maillage %s\n", info->program);
    for (int i = 0; i < N_TABLES; i++)
        print_distances(&tables[i]);
    for (int i = 0; i < N_TABLES; i++)
        print_farthest(matrix, &tables[i]);
}

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    (void)terminal;
    struct mlg_matrix *matrix;
    enum mlg_status status = mlg_matrix_open(options->arguments[0], &matrix, err);
    if (status != MLG_OK)
        return status;
    struct table tables[N_TABLES] = {
        {.name = "sites", .position = mlg_matrix_site_position, .snap = mlg_matrix_site_snap},
        {.name = "cells", .position = mlg_matrix_cell_position, .snap = mlg_matrix_cell_snap},
    };
    status = mlg_matrix_report_sites(matrix, &tables[0].report, err);
    if (status == MLG_OK)
        status = mlg_matrix_report_cells(matrix, &tables[1].report, err);
    if (status == MLG_OK && options->json)
        status = print_info_json(matrix, tables, err);
    else if (status == MLG_OK)
        print_info(matrix, tables);
    mlg_matrix_close(matrix);
    return status;
}

const struct cli_command cli_matrix_info = {
    .name = "matrix info",
    .arguments = "FILE",
    .summary = "describe a matrix file",
    .help = "Checks the whole file and prints its counts, bound, size, hashes, the share of\n"
            "reachable pairs, and how far its points are from the roads.\n"
            "\n"
            "Example:\n"
            "  maillage matrix info demo.mtt --json\n",
    .options = CLI_BIT(CLI_JSON),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = execute,
};
