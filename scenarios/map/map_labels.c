#include "base/memory.h"
#include "scenarios/map/map_page.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_LABELS = 32, LARGE_LABELS = 4, MOST_LEFT_OUT = 3, MOST_NAMED_SITES = 40 };

static const double large_px = 19, small_px = 14.5;

struct town {
    const char *name;
    int64_t residents_milli;
    size_t cell; /* where most of them live */
};

struct labels {
    struct map_page *page;
    struct map_box *taken; /* what no label may cover */
    size_t n_taken;
    const char **name; /* [n]: the labels placed */
    size_t n;
};

/* Cells in the order of their place, within it the fullest first. */
static int by_place(const void *a, const void *b, void *context)
{
    const struct mlg_map *map = context;
    size_t i = *(const size_t *)a, j = *(const size_t *)b;
    int order = strcmp(map->place[i], map->place[j]);
    if (order)
        return order;
    if (map->residents_milli[i] != map->residents_milli[j])
        return map->residents_milli[i] > map->residents_milli[j] ? -1 : 1;
    return (i > j) - (i < j);
}

static int by_residents(const void *a, const void *b)
{
    const struct town *x = a, *y = b;
    if (x->residents_milli != y->residents_milli)
        return x->residents_milli > y->residents_milli ? -1 : 1;
    return strcmp(x->name, y->name);
}

/* The places with a name, the largest first. Returns their number. */
static size_t find_towns(const struct mlg_map *map, size_t *order, struct town *towns)
{
    for (size_t i = 0; i < map->n_cells; i++)
        order[i] = i;
    qsort_r(order, map->n_cells, sizeof *order, by_place, (void *)map);
    size_t n = 0;
    for (size_t k = 0; k < map->n_cells; k++) {
        size_t cell = order[k];
        if (map->place[cell][0] == '\0')
            continue;
        if (n == 0 || strcmp(towns[n - 1].name, map->place[cell]) != 0)
            towns[n++] = (struct town){.name = map->place[cell], .cell = cell};
        towns[n - 1].residents_milli += map->residents_milli[cell];
    }
    qsort(towns, n, sizeof *towns, by_residents);
    return n;
}

static bool is_free(const struct labels *labels, struct map_box view, struct map_box box)
{
    if (box.x < view.x || box.y < view.y || box.x + box.width > view.x + view.width ||
        box.y + box.height > view.y + view.height)
        return false;
    for (size_t i = 0; i < labels->n_taken; i++) {
        const struct map_box *other = &labels->taken[i];
        if (box.x < other->x + other->width && other->x < box.x + box.width &&
            box.y < other->y + other->height && other->y < box.y + box.height)
            return false;
    }
    return true;
}

static bool is_named(const struct labels *labels, const char *name)
{
    for (size_t i = 0; i < labels->n; i++)
        if (strcmp(labels->name[i], name) == 0)
            return true;
    return false;
}

/* Tries above, below, right and left of (x, y), once for each name. */
static void try_label(struct labels *labels, const char *name, double x, double y, double size)
{
    if (labels->n == MOST_LABELS || name[0] == '\0' || is_named(labels, name))
        return;
    cairo_t *cairo = labels->page->cairo;
    const double gap = 17, width = map_text_width(cairo, name, size, MAP_BOLD);
    const struct map_box tries[] = {
        {x - width / 2, y - gap - size, width, size},
        {x - width / 2, y + gap, width, size},
        {x + gap, y - size / 2, width, size},
        {x - gap - width, y - size / 2, width, size},
    };
    for (size_t t = 0; t < sizeof tries / sizeof *tries; t++) {
        struct map_box box = {tries[t].x - 6, tries[t].y - 4, width + 12, size + 8};
        if (!is_free(labels, labels->page->frame.view, box))
            continue;
        labels->taken[labels->n_taken++] = box;
        labels->name[labels->n++] = name;
        map_text_rimmed(cairo, tries[t].x, tries[t].y + 0.86 * size, name, size, MAP_BOLD);
        return;
    }
}

static void try_town(struct labels *labels, const struct town *town, double size)
{
    const struct map_frame *frame = &labels->page->frame;
    const double *x = &frame->cell_x[4 * town->cell], *y = &frame->cell_y[4 * town->cell];
    try_label(labels, town->name, (x[0] + x[2]) / 2, (y[0] + y[2]) / 2, size);
}

static void keep_sites_free(struct labels *labels)
{
    const struct map_page *page = labels->page;
    for (size_t s = 0; s < page->map->n_sites; s++)
        labels->taken[labels->n_taken++] =
            (struct map_box){page->frame.site_x[s] - 12, page->frame.site_y[s] - 12, 24, 24};
}

static void try_new_sites(struct labels *labels)
{
    const struct map_page *page = labels->page;
    size_t n_new = 0;
    for (size_t s = 0; s < page->map->n_sites; s++)
        n_new += page->map->sites[s].is_new;
    for (size_t s = 0; n_new <= MOST_NAMED_SITES && s < page->map->n_sites; s++)
        if (page->map->sites[s].is_new)
            try_label(labels, page->map->sites[s].place, page->frame.site_x[s],
                      page->frame.site_y[s], small_px);
}

static void try_left_out(struct labels *labels, const struct town *towns, size_t n)
{
    const struct mlg_map *map = labels->page->map;
    for (size_t t = 0, left = 0; t < n && left < MOST_LEFT_OUT; t++)
        if (map_time_class(map, map->time_ds[towns[t].cell]) == MLG_MAP_STEPS) {
            try_town(labels, &towns[t], small_px);
            left++;
        }
}

/* The most important first: the largest towns, the new sites, who is left out, and what still has
 * room. */
static void place_all(struct labels *labels, const struct town *towns, size_t n)
{
    keep_sites_free(labels);
    for (size_t t = 0; t < n && t < LARGE_LABELS; t++)
        try_town(labels, &towns[t], large_px);
    try_new_sites(labels);
    try_left_out(labels, towns, n);
    for (size_t t = 0; t < n && t < (size_t)4 * MOST_LABELS; t++)
        try_town(labels, &towns[t], small_px);
}

enum mlg_status map_draw_labels(struct map_page *page, struct mlg_error *err)
{
    const struct mlg_map *map = page->map;
    if (!map->place)
        return MLG_OK;
    size_t *order = mlg_alloc(map->n_cells, sizeof *order);
    struct town *towns = mlg_alloc(map->n_cells, sizeof *towns);
    struct labels labels = {
        .page = page,
        .taken = mlg_alloc(map->n_sites + MOST_LABELS, sizeof *labels.taken),
        .name = mlg_alloc(MOST_LABELS, sizeof *labels.name),
    };
    bool ready = order && towns && labels.taken && labels.name;
    if (ready)
        place_all(&labels, towns, find_towns(map, order, towns));
    free(order);
    free(towns);
    free(labels.taken);
    free(labels.name);
    return ready ? MLG_OK
                 : mlg_fail_memory(err, "the labels of a map", map->n_cells * sizeof *towns);
}
