#include "scenarios/run/certificate_file.h"

#include "base/file.h"
#include "base/memory.h"
#include "solver/check/proof_check.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

enum { LEVEL = 9, MAX_FILE_BYTES = 1 << 28 };
/* Of text; more is refused before it is unpacked. */
static const unsigned long long MAX_TEXT_BYTES = 1ULL << 31;

void mlg_certificate_file_finish(struct mlg_certificate_file *file)
{
    free(file->bytes);
    *file = (struct mlg_certificate_file){0};
}

/* The question as the checker sees it: rows are people. */
static enum mlg_status follow(const struct mlg_stage *stage, const struct mlg_tables *tables,
                              const struct mlg_demand *demand, uint32_t max_sites,
                              struct mlg_check_verdict *verdict, struct mlg_error *err)
{
    const struct mlg_instance *instance = demand->instance;
    uint32_t *row = mlg_alloc(instance->n_entries, sizeof *row);
    if (!row)
        return mlg_fail_memory(err, "a certificate", instance->n_entries * sizeof *row);
    for (uint64_t k = 0; k < instance->n_entries; k++)
        row[k] = demand->person[instance->col_row[k]];
    const struct mlg_check_instance seen = {
        .n_rows = (uint32_t)tables->n_people,
        .n_cols = instance->n_cols,
        .col_first = instance->col_first,
        .col_row = row,
        .cost = instance->cost,
        .weight = stage->kind == MLG_GOAL_MOST_RESIDENTS ? tables->people->residents_milli : NULL,
        .max_sites = max_sites,
    };
    enum mlg_status status =
        mlg_check_proof(&seen, stage->certificate, stage->certificate_length, verdict, err);
    free(row);
    return status;
}

static enum mlg_status pack(const struct mlg_stage *stage, struct mlg_certificate_file *file,
                            struct mlg_error *err)
{
    size_t room = ZSTD_compressBound(stage->certificate_length);
    file->bytes = mlg_alloc(room, 1);
    if (!file->bytes)
        return mlg_fail_memory(err, "a certificate", room);
    file->n_bytes =
        ZSTD_compress(file->bytes, room, stage->certificate, stage->certificate_length, LEVEL);
    if (ZSTD_isError(file->n_bytes))
        return mlg_fail(err, MLG_INTERNAL, "cannot compress a certificate: %s",
                        ZSTD_getErrorName(file->n_bytes));
    mlg_hash_bytes(file->bytes, file->n_bytes, &file->hash);
    return MLG_OK;
}

enum mlg_status mlg_certificate_file_make(const struct mlg_stage *stage,
                                          const struct mlg_tables *tables,
                                          const struct mlg_demand *demand, uint32_t max_sites,
                                          const struct mlg_monitor *monitor,
                                          struct mlg_certificate_file *file, struct mlg_error *err)
{
    struct mlg_certificate_file made = {0};
    struct mlg_check_verdict verdict = {0};
    struct mlg_error refusal = {0};
    enum mlg_status status = MLG_OK;
    if (stage->certificate) {
        mlg_progress(monitor, "checking the certificate", 0, 0, NULL);
        status = follow(stage, tables, demand, max_sites, &verdict, &refusal);
        if (status == MLG_DIFFERENT || (status == MLG_OK && verdict.bound != stage->bound))
            mlg_note(monitor, "the bound has no certificate: %s",
                     status == MLG_OK ? "it shows another one" : refusal.message);
        else if (status == MLG_OK)
            status = pack(stage, &made, err);
        else if (err)
            *err = refusal;
        status = status == MLG_DIFFERENT ? MLG_OK : status;
    }
    made.n_steps = verdict.n_steps;
    if (status == MLG_OK)
        *file = made;
    else
        mlg_certificate_file_finish(&made);
    return status;
}

enum mlg_status mlg_certificate_file_write(const struct mlg_certificate_file *file,
                                           const char *path, struct mlg_error *err)
{
    struct mlg_output output;
    enum mlg_status status = mlg_output_open(path, false, &output, err);
    if (status != MLG_OK)
        return status;
    if (fwrite(file->bytes, 1, file->n_bytes, output.stream) == file->n_bytes)
        return mlg_output_commit(&output, err);
    status = mlg_fail_at(err, MLG_IO, path, 0, 0, "cannot write '%s': %s", path, strerror(errno));
    mlg_output_abandon(&output);
    return status;
}

static enum mlg_status unpack(const char *path, const char *bytes, size_t n_bytes, char **text,
                              size_t *length, struct mlg_error *err)
{
    unsigned long long size = ZSTD_getFrameContentSize(bytes, n_bytes);
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > MAX_TEXT_BYTES)
        return mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0,
                           "'%s' is no certificate: expected text compressed by zstd, of known and "
                           "reasonable size",
                           path);
    char *made = mlg_alloc((size_t)size, 1);
    if (!made)
        return mlg_fail_memory(err, "a certificate", (size_t)size);
    size_t n = ZSTD_decompress(made, (size_t)size, bytes, n_bytes);
    if (ZSTD_isError(n) || n != size) {
        free(made);
        return mlg_fail_at(err, MLG_BAD_INPUT, path, 0, 0, "'%s' is damaged: %s", path,
                           ZSTD_isError(n) ? ZSTD_getErrorName(n) : "it is too short");
    }
    *text = made;
    *length = n;
    return MLG_OK;
}

enum mlg_status mlg_certificate_file_read(const char *path, char **text, size_t *length,
                                          struct mlg_error *err)
{
    char *bytes;
    size_t n_bytes;
    enum mlg_status status = mlg_read_file(path, MAX_FILE_BYTES, &bytes, &n_bytes, err);
    if (status != MLG_OK)
        return status;
    status = unpack(path, bytes, n_bytes, text, length, err);
    free(bytes);
    return status;
}
