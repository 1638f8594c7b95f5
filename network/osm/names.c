#include "network/osm/names.h"

#include "base/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static uint64_t hash_of(const char *name)
{
    uint64_t hash = 0xcbf29ce484222325; /* FNV-1a */
    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * 0x100000001b3;
    return hash ^ hash >> 32;
}

enum mlg_status mlg_names_init(struct mlg_names *names, struct mlg_error *err)
{
    struct mlg_names fresh = {.size = 1, .capacity = 1, .n_slots = 64};
    fresh.text = mlg_alloc_zero(1, 1);
    fresh.slot = mlg_alloc_zero(fresh.n_slots, sizeof *fresh.slot);
    if (!fresh.text || !fresh.slot) {
        mlg_names_finish(&fresh);
        return mlg_fail_memory(err, "names", fresh.n_slots * sizeof *fresh.slot);
    }
    *names = fresh;
    return MLG_OK;
}

void mlg_names_finish(struct mlg_names *names)
{
    free(names->text);
    free(names->slot);
    *names = (struct mlg_names){0};
}

/* Where the name is, or where it belongs. */
static uint32_t *slot_of(const char *text, uint32_t *slot, size_t n_slots, const char *name)
{
    size_t i = hash_of(name) & (n_slots - 1);
    while (slot[i] && strcmp(text + slot[i], name) != 0)
        i = (i + 1) & (n_slots - 1);
    return &slot[i];
}

static bool grow(struct mlg_names *names)
{
    size_t n_slots = 2 * names->n_slots;
    uint32_t *slot = mlg_alloc_zero(n_slots, sizeof *slot);
    if (!slot)
        return false;
    for (size_t i = 0; i < names->n_slots; i++)
        if (names->slot[i])
            *slot_of(names->text, slot, n_slots, names->text + names->slot[i]) = names->slot[i];
    free(names->slot);
    names->slot = slot;
    names->n_slots = n_slots;
    return true;
}

enum mlg_status mlg_names_add(struct mlg_names *names, const char *name, uint32_t *offset,
                              struct mlg_error *err)
{
    if (!*name) {
        *offset = 0;
        return MLG_OK;
    }
    uint32_t *slot = slot_of(names->text, names->slot, names->n_slots, name);
    if (*slot) {
        *offset = *slot;
        return MLG_OK;
    }
    size_t length = strlen(name) + 1;
    if (names->size + length > UINT32_MAX)
        return mlg_fail(err, MLG_BAD_INPUT, "more than 4 GB of road names");
    if (!mlg_reserve(&names->text, &names->capacity, names->size + length, 1))
        return mlg_fail_memory(err, "names", names->size + length);
    memcpy(names->text + names->size, name, length);
    *slot = (uint32_t)names->size;
    *offset = *slot;
    names->size += length;
    if (2 * ++names->n_names > names->n_slots && !grow(names))
        return mlg_fail_memory(err, "names", 2 * names->n_slots * sizeof *names->slot);
    return MLG_OK;
}
