#include "cli/command.h"
#include "cli/print_json.h"
#include "network/matrix.h"

#include <inttypes.h>
#include <stdio.h>

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

static enum mlg_status print_info_json(const struct mlg_matrix_info *info, struct mlg_error *err)
{
    char roads[MLG_SHA256_HEX], profile[MLG_SHA256_HEX];
    json_t *object = json_pack(
        "{s:I, s:I, s:I, s:f, s:I, s:f, s:s, s:f, s:s, s:s, s:s, s:I, s:I, s:I, s:I, s:f, "
        "s:s}",
        "sites", (json_int_t)info->n_sites, "cells", (json_int_t)info->n_cells, "entries",
        (json_int_t)info->n_entries, "reachable_share", reachable_share(info), "longest_row",
        (json_int_t)info->max_row, "bound_min", info->bound_ds / 600.0, "direction",
        mlg_direction_name(info->direction), "snap_max_m", info->snap_max_m, "profile",
        info->profile, "profile_sha256", mlg_hash_hex(&info->profile_hash, profile), "roads_sha256",
        mlg_hash_hex(&info->roads_hash, roads), "sites_unsnapped",
        (json_int_t)info->n_sites_unsnapped, "cells_unsnapped", (json_int_t)info->n_cells_unsnapped,
        "file_bytes", (json_int_t)info->file_bytes, "row_bytes", (json_int_t)info->row_bytes,
        "bytes_per_entry", bytes_per_entry(info), "written_by", info->program);
    const enum mlg_status status = cli_print_json(object, err);
    json_decref(object);
    return status;
}

static void print_info(const struct mlg_matrix_info *info)
{
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
}

enum mlg_status cli_matrix_info(const struct cli_options *options, struct cli_terminal *terminal,
                                struct mlg_error *err)
{
    (void)terminal;
    struct mlg_matrix *matrix;
    enum mlg_status status = mlg_matrix_open(options->arguments[0], &matrix, err);
    if (status != MLG_OK)
        return status;
    const struct mlg_matrix_info *info = mlg_matrix_info(matrix);
    if (options->json)
        status = print_info_json(info, err);
    else
        print_info(info);
    mlg_matrix_close(matrix);
    return status;
}
