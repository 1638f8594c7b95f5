#include "scenarios/map/map_page.h"

#include <math.h>

/* Sites are many on the map of a region and few on that of a town. */
static double symbol_scale(size_t n_sites)
{
    return n_sites > 120 ? 0.75 : 1;
}

static void trace_star(cairo_t *cairo, double x, double y, double radius)
{
    enum { TIPS = 5 };
    for (int k = 0; k < 2 * TIPS; k++) {
        double angle = M_PI * (k / (double)TIPS - 0.5);
        double r = k % 2 ? 0.48 * radius : radius;
        cairo_line_to(cairo, x + r * cos(angle), y + r * sin(angle));
    }
    cairo_close_path(cairo);
}

static void draw_scaled(cairo_t *cairo, double x, double y, bool is_new, double scale)
{
    cairo_new_path(cairo);
    if (is_new)
        trace_star(cairo, x, y, 13 * scale);
    else
        cairo_arc(cairo, x, y, 6.5 * scale, 0, 2 * M_PI);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_fill_preserve(cairo);
    cairo_set_source_rgb(cairo, 0.05, 0.05, 0.05);
    cairo_set_line_width(cairo, (is_new ? 2 : 2.5) * scale);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke(cairo);
    if (!is_new) {
        cairo_arc(cairo, x, y, 2.2 * scale, 0, 2 * M_PI);
        cairo_fill(cairo);
    }
}

void map_draw_symbol(cairo_t *cairo, double x, double y, bool is_new)
{
    draw_scaled(cairo, x, y, is_new, 1);
}

void map_draw_sites(struct map_page *page)
{
    const struct mlg_map *map = page->map;
    double scale = symbol_scale(map->n_sites);
    for (int is_new = 0; is_new <= 1; is_new++)
        for (size_t s = 0; s < map->n_sites; s++)
            if (map->sites[s].is_new == (bool)is_new)
                draw_scaled(page->cairo, page->frame.site_x[s], page->frame.site_y[s], is_new,
                            scale);
}

static void trace_outlines(struct map_page *page)
{
    const struct mlg_outlines *outlines = page->map->outlines;
    for (size_t line = 0; line < outlines->n_lines; line++) {
        cairo_new_sub_path(page->cairo);
        for (size_t p = outlines->first[line]; p < outlines->first[line + 1]; p++)
            cairo_line_to(page->cairo, page->frame.outline_x[p], page->frame.outline_y[p]);
    }
}

void map_draw_land(struct map_page *page)
{
    if (!page->map->outlines)
        return;
    trace_outlines(page);
    cairo_set_source_rgb(page->cairo, 1, 1, 1);
    cairo_fill(page->cairo);
}

void map_draw_outlines(struct map_page *page)
{
    if (!page->map->outlines)
        return;
    trace_outlines(page);
    cairo_set_source_rgb(page->cairo, 0.45, 0.47, 0.5);
    cairo_set_line_width(page->cairo, 1.2);
    cairo_set_line_join(page->cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke(page->cairo);
}
