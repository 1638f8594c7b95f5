/* Compiled once for each instruction set, with MLG_KERNEL its name. */
#include "network/search/sweep_kernel.h"

#include "network/search/sweep_parts.h"

#include <string.h>

/* A label in registers. */
struct lanes {
    mlg_part part[MLG_PARTS];
} __attribute__((may_alias));

static inline struct lanes load(const struct mlg_label *label)
{
    return *(const struct lanes *)(const void *)label;
}

static inline void store(struct mlg_label *label, struct lanes lanes)
{
    *(struct lanes *)(void *)label = lanes;
}

static inline struct lanes dead(void)
{
    return (struct lanes){0};
}

static inline bool is_dead(struct lanes lanes)
{
    mlg_part all = lanes.part[0];
    for (int i = 1; i < MLG_PARTS; i++)
        all |= lanes.part[i];
    return !mlg_part_any(all);
}

static inline struct lanes after(struct lanes lanes, uint16_t time_ds)
{
    mlg_part time = mlg_part_of(time_ds);
    for (int i = 0; i < MLG_PARTS; i++)
        lanes.part[i] = mlg_part_less(lanes.part[i], time);
    return lanes;
}

static inline struct lanes larger(struct lanes a, struct lanes b)
{
    for (int i = 0; i < MLG_PARTS; i++)
        a.part[i] = mlg_part_larger(a.part[i], b.part[i]);
    return a;
}

/* Leaves a node upwards: its label is final and improves those of its upper neighbours. */
static void leave(struct mlg_wave *wave, uint32_t k)
{
    const struct mlg_hierarchy *h = wave->hierarchy;
    uint32_t place = wave->place[k];
    struct lanes label = load(&wave->stack[h->level[place]]);
    store(&wave->climbed[k], label);
    if (is_dead(label))
        return;
    for (uint32_t arc = h->first_up[place]; arc < h->first_up[place + 1]; arc++) {
        struct mlg_label *upper = &wave->stack[h->up_level[arc]];
        store(upper, larger(load(upper), after(label, wave->up_time_ds[arc])));
    }
}

/* Passes the places in preorder and leaves each when its last descendant has been left. */
static void climb(struct mlg_wave *wave)
{
    const struct mlg_hierarchy *h = wave->hierarchy;
    uint32_t n_open = 0;
    for (uint32_t k = 0; k < wave->n_climbed; k++) {
        uint32_t place = wave->place[k];
        while (n_open && h->end[wave->place[wave->open[n_open - 1]]] <= place)
            leave(wave, wave->open[--n_open]);
        wave->open[n_open++] = k;
        store(&wave->stack[h->level[place]], load(&wave->climbed[k]));
    }
    while (n_open)
        leave(wave, wave->open[--n_open]);
}

/* The best that comes down the arcs from first to end. */
static inline struct lanes arrive(const struct mlg_label *stack, const struct mlg_sweep_arc *arc,
                                  const struct mlg_sweep_arc *end, struct lanes label)
{
    for (; arc < end; arc++)
        label = larger(label, after(load(&stack[arc->level]), arc->time_ds));
    return label;
}

static void reach_targets(struct mlg_wave *wave, const struct mlg_sweep_node *node,
                          struct lanes label)
{
    const struct mlg_sweep_target *targets = wave->tree->targets;
    for (uint32_t k = node->first_target; k < node[1].first_target; k++) {
        struct lanes upper = load(&wave->stack[targets[k].upper_level]);
        struct lanes here =
            larger(after(label, targets[k].time_ds), after(upper, targets[k].upper_time_ds));
        store(&wave->reached[wave->n_reached], here);
        wave->point[wave->n_reached] = targets[k].point;
        wave->n_reached += !is_dead(here);
    }
}

/* Where a node and all gates into its subtree are dead and no climbed place is below, the subtree
 * is skipped. */
static void sweep(struct mlg_wave *wave)
{
    const struct mlg_sweep_tree *tree = wave->tree;
    struct mlg_label *stack = wave->stack;
    uint32_t k = 0;
    wave->n_reached = 0;
    for (uint32_t i = 0; i < tree->n_nodes;) {
        const struct mlg_sweep_node *node = &tree->nodes[i++];
        struct lanes label = dead();
        while (wave->place[k] < node->place)
            k++;
        if (wave->place[k] == node->place)
            label = load(&wave->climbed[k++]);
        label = arrive(stack, tree->arcs + node->first_arc, tree->arcs + node[1].first_arc, label);
        store(&stack[node->level], label);
        reach_targets(wave, node, label);
        if (is_dead(label) && node->end > i && wave->place[k] >= tree->nodes[node->end].place) {
            const struct mlg_sweep_arc *gates = tree->gates + node->first_gate;
            if (is_dead(arrive(stack, gates, gates + node->n_gates, dead())))
                i = node->end;
        }
    }
}

static void collect(const struct mlg_wave *wave, const uint32_t *order, uint32_t bound_ds,
                    struct mlg_lanes *lanes)
{
    mlg_part full = mlg_part_of((uint16_t)(bound_ds + 1));
    for (uint32_t i = 0; i < wave->n_reached; i++) {
        struct lanes label = load(&wave->reached[order[i]]);
        for (int part = 0; part < MLG_PARTS; part++)
            label.part[part] = mlg_part_times(full, label.part[part]);
        memcpy(&lanes[i], &label, sizeof label);
    }
}

static bool runs_here(void)
{
#if defined(__AVX512BW__)
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
#elif defined(__AVX2__)
    return __builtin_cpu_supports("avx2");
#else
    return true;
#endif
}

#define TEXT_OF(name) #name
#define NAME(name) TEXT_OF(name)
#define KERNEL_OF(name) mlg_sweep_kernel_##name
#define KERNEL(name) KERNEL_OF(name)

extern const struct mlg_sweep_kernel KERNEL(MLG_KERNEL);
const struct mlg_sweep_kernel KERNEL(MLG_KERNEL) = {NAME(MLG_KERNEL), runs_here, climb, sweep,
                                                    collect};
