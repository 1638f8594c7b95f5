#include "scenarios/map/map_page.h"

#include <math.h>

/* Dark is near. Blue to yellow differs in lightness for every kind of colour vision; red comes with
 * a hatch. */
static const struct map_colour colours[MAP_CLASSES] = {
    {0.13, 0.21, 0.42}, {0.13, 0.47, 0.56}, {0.45, 0.73, 0.55},
    {0.90, 0.87, 0.50}, {0.97, 0.80, 0.76},
};
static const struct map_colour hatch = {0.76, 0.15, 0.12};
static const double hatch_every = 4.5;

struct map_colour map_class_colour(int class)
{
    return colours[class];
}

int map_time_class(const struct mlg_map *map, uint16_t time_ds)
{
    for (int class = 0; class < MLG_MAP_STEPS; class ++)
        if ((uint64_t)time_ds * MLG_MAP_STEPS <= (uint64_t)(class + 1) * map->limit_ds)
            return class;
    return MLG_MAP_STEPS;
}

static void set_colour(cairo_t *cairo, struct map_colour colour)
{
    cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue);
}

/* Fills the current path; where it is beyond the limit, with the hatch inside `box`. */
static void fill_class(cairo_t *cairo, int class, struct map_box box)
{
    set_colour(cairo, colours[class]);
    if (class < MLG_MAP_STEPS) {
        cairo_fill(cairo);
        return;
    }
    cairo_fill_preserve(cairo);
    cairo_save(cairo);
    cairo_clip(cairo);
    double first = floor((box.x + box.y) / hatch_every) * hatch_every;
    int lines = (int)((box.width + box.height) / hatch_every) + 2;
    for (int k = 0; k < lines; k++) { /* x + y = first + k x hatch_every */
        double sum = first + k * hatch_every;
        cairo_move_to(cairo, sum - box.y, box.y);
        cairo_line_to(cairo, sum - box.y - box.height, box.y + box.height);
    }
    set_colour(cairo, hatch);
    cairo_set_line_width(cairo, 1.5);
    cairo_stroke(cairo);
    cairo_restore(cairo);
}

void map_draw_cells(struct map_page *page)
{
    const struct mlg_map *map = page->map;
    for (int class = 0; class < MAP_CLASSES; class ++) {
        bool any = false;
        for (size_t i = 0; i < map->n_cells; i++) {
            if (map_time_class(map, map->time_ds[i]) != class)
                continue;
            const double *x = page->frame.cell_x + 4 * i, *y = page->frame.cell_y + 4 * i;
            cairo_move_to(page->cairo, x[0], y[0]);
            for (int c = 1; c < 4; c++)
                cairo_line_to(page->cairo, x[c], y[c]);
            cairo_close_path(page->cairo);
            any = true;
        }
        if (any)
            fill_class(page->cairo, class, page->frame.view);
    }
}

void map_draw_swatch(cairo_t *cairo, struct map_box box, int class)
{
    cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
    fill_class(cairo, class, box);
}
