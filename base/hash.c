#include "base/hash.h"

#include <errno.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PIECE = 1 << 18 };

enum mlg_status mlg_hash_file(const char *path, struct mlg_sha256 *hash, struct mlg_error *err)
{
    FILE *stream = fopen(path, "rb");
    if (!stream)
        return mlg_fail_at(err, MLG_IO, path, 0, 0, "cannot open '%s': %s", path, strerror(errno));
    uint8_t *piece = malloc(PIECE);
    if (!piece) {
        fclose(stream);
        return mlg_fail_memory(err, "a read buffer", PIECE);
    }
    struct sha256_ctx context;
    sha256_init(&context);
    size_t length;
    while ((length = fread(piece, 1, PIECE, stream)) > 0)
        sha256_update(&context, length, piece);
    int failed = ferror(stream) ? errno : 0;
    fclose(stream);
    free(piece);
    if (failed)
        return mlg_fail_at(err, MLG_IO, path, 0, 0, "cannot read '%s': %s", path, strerror(failed));
    sha256_digest(&context, sizeof hash->byte, hash->byte);
    return MLG_OK;
}

void mlg_hash_bytes(const void *bytes, size_t length, struct mlg_sha256 *hash)
{
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, length, bytes);
    sha256_digest(&context, sizeof hash->byte, hash->byte);
}

char *mlg_hash_hex(const struct mlg_sha256 *hash, char *text)
{
    for (size_t i = 0; i < sizeof hash->byte; i++)
        snprintf(text + 2 * i, 3, "%02x", hash->byte[i]);
    return text;
}
