#include "base/memory.h"
#include "scenarios/map_page.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_LABELS = 28, LARGE_LABELS = 4 };

struct town {
    const char *name;
    int64_t residents_milli;
    size_t cell; /* where most of them live */
};

struct labels {
    struct map_box *taken; /* what no label may cover */
    size_t n_taken;
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

/* Tries above, below, right and left of the place; false: there is no room. */
static bool place_label(struct map_page *page, struct labels *labels, const struct town *town,
                        double size)
{
    const double *x = &page->frame.cell_x[4 * town->cell], *y = &page->frame.cell_y[4 * town->cell];
    double middle_x = (x[0] + x[2]) / 2, middle_y = (y[0] + y[2]) / 2;
    double width = map_text_width(page->cairo, town->name, size, MAP_BOLD);
    double gap = 15;
    const struct map_box tries[] = {
        {middle_x - width / 2, middle_y - gap - size, width, size},
        {middle_x - width / 2, middle_y + gap, width, size},
        {middle_x + gap, middle_y - size / 2, width, size},
        {middle_x - gap - width, middle_y - size / 2, width, size},
    };
    for (size_t t = 0; t < sizeof tries / sizeof *tries; t++) {
        struct map_box box = {tries[t].x - 6, tries[t].y - 4, width + 12, size + 8};
        if (!is_free(labels, page->frame.view, box))
            continue;
        labels->taken[labels->n_taken++] = box;
        map_text_rimmed(page->cairo, tries[t].x, tries[t].y + 0.86 * size, town->name, size,
                        MAP_BOLD);
        return true;
    }
    return false;
}

static void keep_sites_free(const struct map_page *page, struct labels *labels)
{
    for (size_t s = 0; s < page->map->n_sites; s++)
        labels->taken[labels->n_taken++] =
            (struct map_box){page->frame.site_x[s] - 12, page->frame.site_y[s] - 12, 24, 24};
}

enum mlg_status map_draw_labels(struct map_page *page, struct mlg_error *err)
{
    const struct mlg_map *map = page->map;
    if (!map->place)
        return MLG_OK;
    size_t *order = mlg_alloc(map->n_cells, sizeof *order);
    struct town *towns = mlg_alloc(map->n_cells, sizeof *towns);
    struct labels labels = {.taken = mlg_alloc(map->n_sites + MOST_LABELS, sizeof *labels.taken)};
    enum mlg_status status = MLG_OK;
    if (order && towns && labels.taken) {
        size_t n = find_towns(map, order, towns), placed = 0;
        keep_sites_free(page, &labels);
        for (size_t t = 0; t < n && t < (size_t)4 * MOST_LABELS && placed < MOST_LABELS; t++)
            placed += place_label(page, &labels, &towns[t], t < LARGE_LABELS ? 19 : 14.5);
    } else {
        status = mlg_fail_memory(err, "the labels of a map", map->n_cells * sizeof *towns);
    }
    free(order);
    free(towns);
    free(labels.taken);
    return status;
}
