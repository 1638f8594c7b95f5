/* Street names, each kept once. */
#ifndef MLG_NETWORK_OSM_NAMES_H
#define MLG_NETWORK_OSM_NAMES_H

#include "base/status.h"

#include <stddef.h>
#include <stdint.h>

struct mlg_names {
    char *text; /* names one after the other, each terminated; the empty name at offset 0 */
    size_t size, capacity;
    uint32_t *slot; /* open addressing, [n_slots], a power of two: offsets, 0 = free */
    size_t n_slots, n_names;
};

enum mlg_status mlg_names_init(struct mlg_names *names, struct mlg_error *err);
void mlg_names_finish(struct mlg_names *names);
/* The offset of a name in names->text, which it is added to if new. Amortised O(length). */
enum mlg_status mlg_names_add(struct mlg_names *names, const char *name, uint32_t *offset,
                              struct mlg_error *err);

#endif
