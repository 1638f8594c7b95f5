/* Hashes: SHA-256 says what a file was made from (`sha256sum` gives the same), XXH3 whether a body
 * was damaged.
 */
#ifndef MLG_BASE_HASH_H
#define MLG_BASE_HASH_H

#include "base/status.h"

#include <stdint.h>

struct mlg_sha256 {
    uint8_t byte[32];
};

enum { MLG_SHA256_HEX = 65 }; /* 64 digits and the final 0 */

/* Of a file's content, read in pieces. */
enum mlg_status mlg_hash_file(const char *path, struct mlg_sha256 *hash, struct mlg_error *err);
/* Of bytes in memory. */
void mlg_hash_bytes(const void *bytes, size_t length, struct mlg_sha256 *hash);
/* Lower-case hexadecimal into text[MLG_SHA256_HEX]; returns text. */
char *mlg_hash_hex(const struct mlg_sha256 *hash, char *text);

#endif
