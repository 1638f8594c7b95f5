#include "solver/placement/median_core.h"

#include "base/memory.h"
#include "base/random.h"

#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX
enum { MAX_KICK = 4, NEAR = 12 };

/* What the swap of the site in slot f for site j saves is gain[j] - loss[f] + extra[f][j], all kept
 * up to date by demand. A demand that must be served and is not costs `penalty`. */
struct search {
    const struct mlg_median_core *core;
    struct mlg_random random;
    uint64_t *col_first; /* [n_sites + 1] */
    uint32_t *col;       /* demands of a site, increasing */
    uint16_t *col_time;
    uint32_t *near;    /* [n_demands][2]: entries of the two nearest chosen sites, or NONE */
    uint32_t *slot_of; /* [n_sites], NONE = not chosen */
    uint32_t *site_in; /* [n_slots] */
    uint32_t n_slots;
    uint32_t *useful; /* [n_useful]: sites with entries */
    uint32_t n_useful;
    int64_t *gain;  /* [n_sites] */
    int64_t *loss;  /* [max_new] */
    int64_t *extra; /* [max_new][n_sites] */
    int64_t penalty, value;
};

static void search_finish(struct search *s)
{
    free(s->col_first);
    free(s->col);
    free(s->col_time);
    free(s->near);
    free(s->slot_of);
    free(s->site_in);
    free(s->useful);
    free(s->gain);
    free(s->loss);
    free(s->extra);
}

static void transpose(struct search *s)
{
    const struct mlg_median_core *core = s->core;
    uint64_t n = core->first[core->n_demands], *first = s->col_first;
    for (uint64_t k = 0; k < n; k++)
        first[core->site[k] + 1]++;
    for (uint32_t j = 0; j < core->n_sites; j++) {
        if (first[j + 1] > 0)
            s->useful[s->n_useful++] = j;
        first[j + 1] += first[j];
    }
    for (uint32_t i = 0; i < core->n_demands; i++)
        for (uint64_t k = core->first[i]; k < core->first[i + 1]; k++) {
            uint64_t at = first[core->site[k]]++;
            s->col[at] = i;
            s->col_time[at] = core->time_ds[k];
        }
    memmove(first + 1, first, core->n_sites * sizeof *first);
    first[0] = 0;
}

static enum mlg_status search_init(struct search *s, const struct mlg_median_core *core,
                                   uint64_t seed, struct mlg_error *err)
{
    size_t demands = core->n_demands, sites = core->n_sites, slots = core->max_new;
    uint64_t entries = core->first[demands];
    *s = (struct search){
        .core = core,
        .col_first = mlg_alloc_zero(sites + 1, sizeof *s->col_first),
        .col = mlg_alloc(entries, sizeof *s->col),
        .col_time = mlg_alloc(entries, sizeof *s->col_time),
        .near = mlg_alloc(demands, 2 * sizeof *s->near),
        .slot_of = mlg_alloc(sites, sizeof *s->slot_of),
        .site_in = mlg_alloc(slots, sizeof *s->site_in),
        .useful = mlg_alloc(sites, sizeof *s->useful),
        .gain = mlg_alloc_zero(sites, sizeof *s->gain),
        .loss = mlg_alloc_zero(slots, sizeof *s->loss),
        .extra = mlg_alloc_zero(slots, sites * sizeof *s->extra),
        .penalty = INT64_MAX / 16 / (int64_t)(demands + 1),
    };
    if (!s->col_first || !s->col || !s->col_time || !s->near || !s->slot_of || !s->site_in ||
        !s->useful || !s->gain || !s->loss || !s->extra)
        return mlg_fail_memory(err, "the search for the shortest mean time",
                               slots * sites * sizeof *s->extra + entries * 6);
    memset(s->near, 0xff, demands * 2 * sizeof *s->near);
    memset(s->slot_of, 0xff, sites * sizeof *s->slot_of);
    transpose(s);
    mlg_random_seed(&s->random, seed);
    return MLG_OK;
}

/* What demand i costs with the site of that entry, or with none. */
static int64_t cost_of(const struct search *s, uint32_t i, uint32_t entry)
{
    const struct mlg_median_core *core = s->core;
    if (entry != NONE)
        return core->weight[i] * core->time_ds[core->first[i] + entry];
    return core->cap_ds[i] < UINT16_MAX ? core->weight[i] * core->cap_ds[i] : s->penalty;
}

/* Adds (sign 1) or takes back (-1) what demand i contributes. */
static void contribute(struct search *s, uint32_t i, int64_t sign)
{
    const struct mlg_median_core *core = s->core;
    const uint32_t *site = core->site + core->first[i];
    const uint16_t *time = core->time_ds + core->first[i];
    uint32_t n = (uint32_t)(core->first[i + 1] - core->first[i]);
    uint32_t nearest = s->near[2 * (size_t)i], second = s->near[2 * (size_t)i + 1];
    int64_t cost = cost_of(s, i, nearest), next = cost_of(s, i, second);
    int64_t weight = core->weight[i];
    uint32_t end = nearest < n ? nearest : n;
    s->value += sign * cost;
    for (uint32_t k = 0; k < end; k++)
        s->gain[site[k]] += sign * (cost - weight * time[k]);
    if (nearest == NONE)
        return;
    uint32_t slot = s->slot_of[site[nearest]];
    int64_t *extra = s->extra + (size_t)slot * core->n_sites;
    s->loss[slot] += sign * (next - cost);
    end = second < n ? second : n;
    for (uint32_t k = 0; k < end; k++) {
        int64_t here = weight * time[k];
        extra[site[k]] += sign * (next - (here > cost ? here : cost));
    }
}

static void find_nearest(struct search *s, uint32_t i)
{
    const struct mlg_median_core *core = s->core;
    const uint32_t *site = core->site + core->first[i];
    uint32_t n = (uint32_t)(core->first[i + 1] - core->first[i]), *near = s->near + 2 * (size_t)i;
    uint32_t found = 0;
    near[0] = near[1] = NONE;
    for (uint32_t k = 0; k < n && found < 2; k++)
        if (s->slot_of[site[k]] != NONE)
            near[found++] = k;
}

static uint32_t site_of(const struct search *s, uint32_t i, uint32_t entry)
{
    return entry == NONE ? NONE : s->core->site[s->core->first[i] + entry];
}

static void take_out(struct search *s, uint32_t slot)
{
    uint32_t j = s->site_in[slot];
    for (uint64_t k = s->col_first[j]; k < s->col_first[j + 1]; k++) {
        uint32_t i = s->col[k], *near = s->near + 2 * (size_t)i;
        if (site_of(s, i, near[0]) != j && site_of(s, i, near[1]) != j)
            continue;
        contribute(s, i, -1);
        s->slot_of[j] = NONE;
        find_nearest(s, i);
        contribute(s, i, 1);
        s->slot_of[j] = slot;
    }
    s->slot_of[j] = NONE;
}

static void put_in(struct search *s, uint32_t slot, uint32_t j)
{
    s->site_in[slot] = j;
    for (uint64_t k = s->col_first[j]; k < s->col_first[j + 1]; k++) {
        uint32_t i = s->col[k], second = s->near[2 * (size_t)i + 1];
        if (second != NONE && s->core->time_ds[s->core->first[i] + second] < s->col_time[k])
            continue;
        contribute(s, i, -1);
        s->slot_of[j] = slot;
        find_nearest(s, i);
        contribute(s, i, 1);
        s->slot_of[j] = NONE;
    }
    s->slot_of[j] = slot;
}

static void swap(struct search *s, uint32_t slot, uint32_t j)
{
    take_out(s, slot);
    put_in(s, slot, j);
}

/* Fills slots that are left with the sites that gain most. */
static void fill(struct search *s)
{
    while (s->n_slots < s->core->max_new) {
        uint32_t best = NONE;
        for (uint32_t q = 0; q < s->n_useful; q++) {
            uint32_t j = s->useful[q];
            if (s->slot_of[j] == NONE && s->gain[j] > (best == NONE ? 0 : s->gain[best]))
                best = j;
        }
        if (best == NONE)
            return;
        put_in(s, s->n_slots++, best);
    }
}

/* The best swap; false = none saves anything. */
static bool improve(struct search *s)
{
    int64_t best = 0;
    uint32_t best_slot = NONE, best_site = NONE;
    for (uint32_t f = 0; f < s->n_slots; f++) {
        const int64_t *extra = s->extra + (size_t)f * s->core->n_sites;
        for (uint32_t q = 0; q < s->n_useful; q++) {
            uint32_t j = s->useful[q];
            int64_t saved = s->gain[j] - s->loss[f] + extra[j];
            if (saved > best && s->slot_of[j] == NONE) {
                best = saved;
                best_slot = f;
                best_site = j;
            }
        }
    }
    if (best_slot == NONE)
        return false;
    swap(s, best_slot, best_site);
    return true;
}

/* Moves some chosen sites that are close together to places nearby. Returns how many. */
static uint32_t kick(struct search *s)
{
    const struct mlg_median_core *core = s->core;
    uint32_t moved = 0, slot = mlg_random_below(&s->random, s->n_slots);
    for (uint32_t n = 2 + mlg_random_below(&s->random, MAX_KICK - 1); n > 0; n--) {
        uint32_t j = s->site_in[slot];
        uint32_t length = (uint32_t)(s->col_first[j + 1] - s->col_first[j]);
        if (length == 0)
            return moved;
        uint32_t i = s->col[s->col_first[j] + mlg_random_below(&s->random, length)];
        length = (uint32_t)(core->first[i + 1] - core->first[i]);
        uint32_t other = core->site[core->first[i] +
                                    mlg_random_below(&s->random, length < NEAR ? length : NEAR)];
        if (s->slot_of[other] == NONE) {
            swap(s, slot, other);
            moved++;
        }
        i = s->col[s->col_first[j] +
                   mlg_random_below(&s->random, (uint32_t)(s->col_first[j + 1] - s->col_first[j]))];
        uint32_t next = site_of(s, i, s->near[2 * (size_t)i + mlg_random_below(&s->random, 2)]);
        slot = next == NONE ? mlg_random_below(&s->random, s->n_slots) : s->slot_of[next];
    }
    return moved;
}

static void restore(struct search *s, const uint32_t *best)
{
    for (uint32_t f = 0; f < s->n_slots; f++)
        if (s->site_in[f] != best[f])
            take_out(s, f);
    for (uint32_t f = 0; f < s->n_slots; f++)
        if (s->site_in[f] != best[f])
            put_in(s, f, best[f]);
}

/* best [max_new]: room for the sites of the best plan. */
static void run(struct search *s, uint32_t swaps, const struct mlg_control *control, uint32_t *best)
{
    int64_t best_value = INT64_MAX;
    uint32_t done = 0;
    for (;;) {
        while (done < swaps && !mlg_control_halted(control) && improve(s))
            done++;
        if (s->value <= best_value) {
            best_value = s->value;
            memcpy(best, s->site_in, s->n_slots * sizeof *best);
        } else {
            restore(s, best);
        }
        if (done >= swaps || s->n_slots == 0 || mlg_control_halted(control))
            return;
        done += 1 + kick(s);
    }
}

enum mlg_status mlg_median_search(const struct mlg_median_core *core, uint32_t swaps,
                                  const struct mlg_control *control, bool *chosen, int64_t *value,
                                  struct mlg_error *err)
{
    struct search s;
    uint32_t *best = mlg_alloc(core->max_new, sizeof *best), unserved;
    enum mlg_status status = search_init(&s, core, control->seed, err);
    if (status == MLG_OK && !best)
        status = mlg_fail_memory(err, "a plan", core->max_new * sizeof *best);
    if (status == MLG_OK) {
        for (uint32_t i = 0; i < core->n_demands; i++)
            contribute(&s, i, 1);
        for (uint32_t j = 0; j < core->n_sites; j++)
            if (chosen[j])
                put_in(&s, s.n_slots++, j);
        fill(&s);
        run(&s, swaps, control, best);
        memset(chosen, 0, core->n_sites * sizeof *chosen);
        for (uint32_t f = 0; f < s.n_slots; f++)
            chosen[best[f]] = true;
        *value = mlg_median_cost(core, chosen, &unserved);
    }
    free(best);
    search_finish(&s);
    return status;
}
