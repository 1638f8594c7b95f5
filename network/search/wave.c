#include "network/search/wave.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* One end of a site's edge. */
struct seed {
    uint32_t place; /* MLG_ROOT: out of reach */
    uint16_t left;  /* of the bound plus one */
};

static void *alloc_labels(size_t count)
{
    size_t bytes;
    if (__builtin_mul_overflow(count ? count : 1, sizeof(struct mlg_label), &bytes))
        return NULL;
    return aligned_alloc(sizeof(struct mlg_label), bytes);
}

enum mlg_status mlg_wave_init(struct mlg_wave *wave, const struct mlg_hierarchy *hierarchy,
                              const uint16_t *up_time_ds, const struct mlg_sweep_tree *tree,
                              size_t n_points, struct mlg_error *err)
{
    struct mlg_wave made = {.hierarchy = hierarchy, .up_time_ds = up_time_ds, .tree = tree};
    made.stack = alloc_labels(hierarchy->n_levels);
    made.open = mlg_alloc(hierarchy->n_levels, sizeof *made.open);
    made.marked = mlg_alloc_zero(hierarchy->n_nodes / 64 + 1, sizeof *made.marked);
    made.point = mlg_alloc(n_points, sizeof *made.point);
    made.reached = alloc_labels(n_points);
    if (!made.stack || !made.open || !made.marked || !made.point || !made.reached) {
        mlg_wave_finish(&made);
        return mlg_fail_memory(err, "the labels of a sweep", n_points * sizeof *made.reached);
    }
    *wave = made;
    return MLG_OK;
}

void mlg_wave_finish(struct mlg_wave *wave)
{
    if (!wave)
        return;
    free(wave->stack);
    free(wave->open);
    free(wave->place);
    free(wave->climbed);
    free(wave->marked);
    free(wave->point);
    free(wave->reached);
    *wave = (struct mlg_wave){0};
}

static struct seed seed_at(const struct mlg_hierarchy *h, uint32_t node, uint32_t leg,
                           uint32_t along, uint32_t bound)
{
    if (leg > bound || along > bound - leg)
        return (struct seed){.place = MLG_ROOT};
    return (struct seed){h->place[node], (uint16_t)(bound + 1 - leg - along)};
}

static void seed_site(const struct mlg_wave *wave, const struct mlg_graph *graph,
                      const struct mlg_snap *site, enum mlg_direction direction, uint32_t bound,
                      struct seed seeds[2])
{
    seeds[0] = seeds[1] = (struct seed){.place = MLG_ROOT};
    if (site->edge == MLG_NO_EDGE)
        return;
    struct mlg_snap_end ends[2];
    mlg_snap_ends(graph, site, direction == MLG_FROM_SITE, ends);
    for (int i = 0; i < 2; i++)
        seeds[i] = seed_at(wave->hierarchy, ends[i].node, site->leg_ds, ends[i].time_ds, bound);
}

/* Marks the seeds' places and all above them; returns how many. */
static uint32_t mark_ancestors(struct mlg_wave *wave, const struct seed *seeds, uint32_t n_seeds)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < n_seeds; i++) {
        for (uint32_t place = seeds[i].place; place != MLG_ROOT;
             place = wave->hierarchy->parent[place]) {
            uint64_t bit = (uint64_t)1 << (place % 64);
            if (wave->marked[place / 64] & bit)
                break;
            wave->marked[place / 64] |= bit;
            count++;
        }
    }
    return count;
}

static bool reserve_climbed(struct mlg_wave *wave, uint32_t count)
{
    if (!mlg_reserve(&wave->place, &wave->place_capacity, count + 1ul, sizeof *wave->place))
        return false;
    if (count <= wave->climbed_capacity)
        return true;
    struct mlg_label *more = alloc_labels(count + count / 2ul);
    if (!more)
        return false;
    free(wave->climbed);
    wave->climbed = more;
    wave->climbed_capacity = count + count / 2ul;
    return true;
}

/* Lists the marked places in order and forgets the marks. */
static void list_climbed(struct mlg_wave *wave, uint32_t count)
{
    uint32_t listed = 0;
    for (uint32_t word = 0; listed < count; word++) {
        for (uint64_t bits = wave->marked[word]; bits; bits &= bits - 1)
            wave->place[listed++] = word * 64 + (uint32_t)__builtin_ctzll(bits);
        wave->marked[word] = 0;
    }
    wave->place[count] = UINT32_MAX;
    wave->n_climbed = count;
}

static void plant(struct mlg_wave *wave, const struct seed *seeds, uint32_t n_seeds)
{
    if (wave->n_climbed)
        memset(wave->climbed, 0, wave->n_climbed * sizeof *wave->climbed);
    for (uint32_t i = 0; i < n_seeds; i++) {
        if (seeds[i].place == MLG_ROOT)
            continue;
        uint32_t low = 0, high = wave->n_climbed;
        while (low + 1 < high) {
            uint32_t middle = low + (high - low) / 2;
            if (wave->place[middle] <= seeds[i].place)
                low = middle;
            else
                high = middle;
        }
        uint16_t *left = &wave->climbed[low].left[i / 2];
        if (seeds[i].left > *left)
            *left = seeds[i].left;
    }
}

enum mlg_status mlg_wave_run(struct mlg_wave *wave, const struct mlg_sweep_kernel *kernel,
                             const struct mlg_graph *graph, const struct mlg_snap *sites,
                             uint32_t n_sites, enum mlg_direction direction, uint32_t bound_ds,
                             struct mlg_error *err)
{
    struct seed seeds[2 * MLG_LANES];
    for (uint32_t i = 0; i < n_sites; i++)
        seed_site(wave, graph, &sites[i], direction, bound_ds, &seeds[2 * i]);
    uint32_t count = mark_ancestors(wave, seeds, 2 * n_sites);
    bool fits = reserve_climbed(wave, count);
    if (!fits)
        return mlg_fail_memory(err, "the labels of a sweep", count * sizeof *wave->climbed);
    list_climbed(wave, count);
    plant(wave, seeds, 2 * n_sites);
    kernel->climb(wave);
    kernel->sweep(wave);
    return MLG_OK;
}
