/* Radix sort of keyed numbers: linear, stable, so that results never depend on the machine. */
#ifndef MLG_NETWORK_GRAPH_RADIX_H
#define MLG_NETWORK_GRAPH_RADIX_H

#include "base/status.h"

#include <stddef.h>
#include <stdint.h>

struct mlg_keyed {
    uint64_t key;
    uint32_t value;
};

/* Sorts by key; equal keys keep their order. Needs as much memory again. O(n) for each 11 bits in
 * which the keys differ. */
enum mlg_status mlg_radix_sort(struct mlg_keyed *items, size_t n, struct mlg_error *err);

#endif
