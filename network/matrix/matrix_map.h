/* A matrix file in the address space. */
#ifndef MLG_NETWORK_MATRIX_MATRIX_MAP_H
#define MLG_NETWORK_MATRIX_MATRIX_MAP_H

#include "base/status.h"

#include <stddef.h>
#include <stdint.h>

struct mlg_matrix_map {
    const uint8_t *bytes;
    size_t length;
};

/* Refuses what is no file and an empty one; nothing else is checked. */
enum mlg_status mlg_matrix_map_open(const char *path, struct mlg_matrix_map *map,
                                    struct mlg_error *err);
/* Its pages need not stay in memory for now; reading brings them back. */
void mlg_matrix_map_rest(const struct mlg_matrix_map *map);
/* NULL-safe, and harmless where nothing is mapped. */
void mlg_matrix_map_close(struct mlg_matrix_map *map);

#endif
