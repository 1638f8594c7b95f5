#include "scenarios/travel/matrix_omx.h"

#include "base/file.h"
#include "base/memory.h"

#include <hdf5.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK_ROWS = 16, BLOCK_CELLS = 8192, DEFLATE_LEVEL = 6 };

static const uint16_t nowhere = UINT16_MAX;

static bool put_attribute(hid_t at, const char *name, hid_t type, hid_t space, const void *value)
{
    const hid_t attribute = H5Acreate2(at, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    const bool ok = attribute >= 0 && H5Awrite(attribute, type, value) >= 0;
    return H5Aclose(attribute) >= 0 && ok;
}

static bool put_version(hid_t file, uint32_t n_sites, uint32_t n_cells)
{
    const hid_t text = H5Tcopy(H5T_C_S1), one = H5Screate(H5S_SCALAR);
    const hsize_t two = 2;
    const hid_t pair = H5Screate_simple(1, &two, NULL);
    const uint32_t shape[] = {n_sites, n_cells};
    const bool ok = H5Tset_size(text, strlen("0.2")) >= 0 &&
                    put_attribute(file, "OMX_VERSION", text, one, "0.2") &&
                    put_attribute(file, "SHAPE", H5T_NATIVE_UINT32, pair, shape);
    H5Sclose(pair);
    H5Sclose(one);
    H5Tclose(text);
    return ok;
}

/* Objects without the time at which they were made: the same matrix gives the same bytes. */
static hid_t timeless(hid_t kind)
{
    const hid_t properties = H5Pcreate(kind);
    H5Pset_obj_track_times(properties, false);
    return properties;
}

static bool put_group(hid_t file, const char *name)
{
    const hid_t properties = timeless(H5P_GROUP_CREATE);
    const hid_t group = H5Gcreate2(file, name, H5P_DEFAULT, properties, H5P_DEFAULT);
    H5Pclose(properties);
    return H5Gclose(group) >= 0;
}

/* Names in a text of their longest one's length, without an end where they fill it. */
static bool put_names(hid_t file, const char *place, const char *const *names, uint32_t n,
                      uint32_t dimension)
{
    size_t longest = 1;
    for (uint32_t i = 0; i < n; i++)
        longest = strlen(names[i]) > longest ? strlen(names[i]) : longest;
    char *texts = mlg_alloc_zero(n, longest);
    if (!texts)
        return false;
    for (uint32_t i = 0; i < n; i++)
        memcpy(texts + i * longest, names[i], strlen(names[i]));
    const hsize_t length = n;
    const hid_t type = H5Tcopy(H5T_C_S1), space = H5Screate_simple(1, &length, NULL);
    const hid_t one = H5Screate(H5S_SCALAR), properties = timeless(H5P_DATASET_CREATE);
    H5Tset_size(type, longest);
    const hid_t set = H5Dcreate2(file, place, type, space, H5P_DEFAULT, properties, H5P_DEFAULT);
    const bool ok = set >= 0 && H5Dwrite(set, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, texts) >= 0 &&
                    put_attribute(set, "DIM", H5T_NATIVE_UINT32, one, &dimension);
    const bool closed = H5Dclose(set) >= 0;
    H5Pclose(properties);
    H5Sclose(one);
    H5Sclose(space);
    H5Tclose(type);
    free(texts);
    return ok && closed;
}

static hid_t create_times(hid_t file, uint32_t n_sites, uint32_t n_cells)
{
    const hsize_t size[] = {n_sites, n_cells};
    const hsize_t block[] = {n_sites < BLOCK_ROWS ? n_sites : BLOCK_ROWS,
                             n_cells < BLOCK_CELLS ? n_cells : BLOCK_CELLS};
    const hid_t properties = timeless(H5P_DATASET_CREATE), one = H5Screate(H5S_SCALAR);
    const hid_t space = H5Screate_simple(2, size, NULL);
    H5Pset_chunk(properties, 2, block);
    H5Pset_fill_value(properties, H5T_NATIVE_UINT16, &nowhere);
    H5Pset_shuffle(properties);
    H5Pset_deflate(properties, DEFLATE_LEVEL);
    hid_t set = H5Dcreate2(file, "/data/time_ds", H5T_STD_U16LE, space, H5P_DEFAULT, properties,
                           H5P_DEFAULT);
    if (set >= 0 && !put_attribute(set, "NA", H5T_NATIVE_UINT16, one, &nowhere)) {
        H5Dclose(set);
        set = H5I_INVALID_HID;
    }
    H5Sclose(space);
    H5Sclose(one);
    H5Pclose(properties);
    return set;
}

static bool put_block(hid_t set, uint32_t first, uint32_t n_rows, uint32_t n_cells,
                      const uint16_t *block)
{
    const hsize_t start[] = {first, 0}, size[] = {n_rows, n_cells};
    const hid_t memory = H5Screate_simple(2, size, NULL), space = H5Dget_space(set);
    const bool ok = H5Sselect_hyperslab(space, H5S_SELECT_SET, start, NULL, size, NULL) >= 0 &&
                    H5Dwrite(set, H5T_NATIVE_UINT16, memory, space, H5P_DEFAULT, block) >= 0;
    H5Sclose(space);
    H5Sclose(memory);
    return ok;
}

/* The dense rows from `first` on; returns how many. */
static uint32_t read_block(struct mlg_matrix_reader *reader, const struct mlg_matrix_info *info,
                           uint32_t first, uint16_t *block)
{
    const uint32_t left = info->n_sites - first, n = left < BLOCK_ROWS ? left : BLOCK_ROWS;
    memset(block, 0xff, (size_t)n * info->n_cells * sizeof *block);
    for (uint32_t r = 0; r < n; r++) {
        const uint32_t *cells;
        const uint16_t *time_ds;
        const uint32_t count = mlg_matrix_reader_row(reader, first + r, &cells, &time_ds);
        for (uint32_t k = 0; k < count; k++)
            block[(size_t)r * info->n_cells + cells[k]] = time_ds[k];
    }
    return n;
}

static enum mlg_status put_times(hid_t set, const struct mlg_matrix *matrix, const char *path,
                                 const struct mlg_monitor *monitor, struct mlg_error *err)
{
    const struct mlg_matrix_info *info = mlg_matrix_info(matrix);
    uint16_t *block = mlg_alloc((size_t)BLOCK_ROWS * info->n_cells, sizeof *block);
    if (!block)
        return mlg_fail_memory(err, "rows", (size_t)BLOCK_ROWS * info->n_cells * sizeof *block);
    struct mlg_matrix_reader *reader = NULL;
    enum mlg_status status = mlg_matrix_reader_create(matrix, &reader, err);
    for (uint32_t site = 0; status == MLG_OK && site < info->n_sites;) {
        const uint32_t n = read_block(reader, info, site, block);
        if (!put_block(set, site, n, info->n_cells, block))
            status = mlg_fail(err, MLG_IO, "cannot write '%s': the disk may be full", path);
        else if (mlg_stopped(monitor))
            status = mlg_fail(err, MLG_STOPPED, "stopped before all rows were written");
        site += n;
        mlg_progress(monitor, "writing rows", site, info->n_sites, NULL);
    }
    mlg_matrix_reader_destroy(reader);
    free(block);
    return status;
}

static enum mlg_status write_all(hid_t file, const struct mlg_matrix *matrix,
                                 const struct mlg_matrix_names *names, const char *path,
                                 const struct mlg_monitor *monitor, struct mlg_error *err)
{
    const struct mlg_matrix_info *info = mlg_matrix_info(matrix);
    hid_t times = H5I_INVALID_HID;
    if (put_version(file, info->n_sites, info->n_cells) && put_group(file, "/data") &&
        put_group(file, "/lookup") &&
        put_names(file, "/lookup/site", names->site, info->n_sites, 0) &&
        put_names(file, "/lookup/cell", names->cell, info->n_cells, 1))
        times = create_times(file, info->n_sites, info->n_cells);
    if (times < 0)
        return mlg_fail(err, MLG_IO, "cannot write '%s': the disk or the memory may be full", path);
    const enum mlg_status status = put_times(times, matrix, path, monitor, err);
    if (H5Dclose(times) < 0 && status == MLG_OK)
        return mlg_fail(err, MLG_IO, "cannot write '%s': the disk may be full", path);
    return status;
}

enum mlg_status mlg_matrix_write_omx(const struct mlg_matrix *matrix,
                                     const struct mlg_matrix_names *names, const char *path,
                                     bool overwrite, const struct mlg_monitor *monitor,
                                     struct mlg_error *err)
{
    char *temporary;
    enum mlg_status status = mlg_temporary_name(path, overwrite, &temporary, err);
    if (status != MLG_OK)
        return status;
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL); /* what went wrong is ours to say */
    const hid_t file = H5Fcreate(temporary, H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    if (file < 0) {
        status = mlg_fail(err, MLG_IO, "cannot write into the folder of '%s'", path);
    } else {
        status = write_all(file, matrix, names, path, monitor, err);
        if (H5Fclose(file) < 0 && status == MLG_OK)
            status = mlg_fail(err, MLG_IO, "cannot write '%s': the disk may be full", path);
    }
    if (status == MLG_OK)
        status = mlg_temporary_commit(temporary, path, err);
    else
        unlink(temporary);
    free(temporary);
    return status;
}
