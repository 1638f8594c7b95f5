#include "scenarios/map/map_page.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The words of the map itself, in each language. */
static const struct words {
    const char *legend, *residents, *beyond, *existing, *new, *caveats;
} words[] = {
    [MLG_ENGLISH] = {"Minutes to the nearest site", "of residents", "over", "existing site",
                     "new site", "What to know"},
    [MLG_FRENCH] = {"Minutes jusqu’au site le plus proche", "des habitants", "plus de",
                    "site existant", "nouveau site", "À savoir"},
};

static const struct map_colour dark = {0.1, 0.1, 0.1}, grey = {0.35, 0.35, 0.35};

static void set_colour(cairo_t *cairo, struct map_colour colour)
{
    cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue);
}

static double panel_x(void)
{
    return MAP_PAGE_WIDTH - MAP_MARGIN - MAP_PANEL_WIDTH;
}

static void draw_head(struct map_page *page)
{
    const struct mlg_map *map = page->map;
    double size = 34, room = MAP_PAGE_WIDTH - 2 * MAP_MARGIN;
    double width = map_text_width(page->cairo, map->title, size, MAP_BOLD);
    if (width > room)
        size = fmax(16, size * room / width);
    set_colour(page->cairo, dark);
    map_text(page->cairo, MAP_MARGIN, 52, map->title, size, MAP_BOLD);
    set_colour(page->cairo, grey);
    map_text(page->cairo, MAP_MARGIN, 86, map->subtitle, 20, MAP_NORMAL);
}

/* Residents of each class in percent of all. */
static void class_shares(const struct mlg_map *map, double *share)
{
    int64_t sum[MAP_CLASSES] = {0}, total = 0;
    for (size_t i = 0; i < map->n_cells; i++) {
        sum[map_time_class(map, map->time_ds[i])] += map->residents_milli[i];
        total += map->residents_milli[i];
    }
    for (int class = 0; class < MAP_CLASSES; class ++)
        share[class] = total > 0 ? 100.0 * (double)sum[class] / (double)total : 0;
}

static void class_name(const struct mlg_map *map, int class, char *name, size_t bytes)
{
    char low[32], high[32];
    double step = map->limit_ds / 600.0 / MLG_MAP_STEPS;
    map_format_number(map->language, class * step, low, sizeof low);
    map_format_number(map->language, (class + 1) * step, high, sizeof high);
    if (class < MLG_MAP_STEPS)
        snprintf(name, bytes, "%s – %s min", low, high);
    else
        snprintf(name, bytes, "%s %s min", words[map->language].beyond, low);
}

static double draw_legend(struct map_page *page, double y)
{
    const struct mlg_map *map = page->map;
    const struct words *w = &words[map->language];
    double share[MAP_CLASSES];
    class_shares(map, share);
    set_colour(page->cairo, dark);
    map_text(page->cairo, panel_x(), y, w->legend, 18, MAP_BOLD);
    y += 18;
    for (int class = 0; class < MAP_CLASSES; class ++, y += 34) {
        char name[80], number[32], text[128];
        map_draw_swatch(page->cairo, (struct map_box){panel_x(), y, 44, 24}, class);
        set_colour(page->cairo, dark);
        class_name(map, class, name, sizeof name);
        map_text(page->cairo, panel_x() + 58, y + 18, name, 17, MAP_NORMAL);
        map_format_number(map->language, share[class], number, sizeof number);
        bool trace = share[class] > 0 && strcmp(number, "0") == 0;
        snprintf(text, sizeof text, "%s%s %% %s", trace ? "< " : "",
                 trace ? (map->language == MLG_FRENCH ? "0,1" : "0.1") : number, w->residents);
        double width = map_text_width(page->cairo, text, 15, MAP_NORMAL);
        set_colour(page->cairo, grey);
        map_text(page->cairo, panel_x() + MAP_PANEL_WIDTH - width, y + 17, text, 15, MAP_NORMAL);
    }
    return y + 6;
}

static double draw_symbols(struct map_page *page, double y)
{
    const struct mlg_map *map = page->map;
    const struct words *w = &words[map->language];
    size_t count[2] = {0};
    for (size_t s = 0; s < map->n_sites; s++)
        count[map->sites[s].is_new]++;
    for (int is_new = 0; is_new <= 1; is_new++) {
        char number[32], text[96];
        if (count[is_new] == 0)
            continue;
        map_draw_symbol(page->cairo, panel_x() + 22, y + 10, is_new);
        map_format_count(map->language, (int64_t)count[is_new], number, sizeof number);
        snprintf(text, sizeof text, "%s (%s)", is_new ? w->new : w->existing, number);
        set_colour(page->cairo, dark);
        map_text(page->cairo, panel_x() + 58, y + 16, text, 17, MAP_NORMAL);
        y += 34;
    }
    return y + 10;
}

static double draw_facts(struct map_page *page, double y)
{
    const struct mlg_map *map = page->map;
    for (size_t f = 0; f < map->n_facts; f++) {
        set_colour(page->cairo, dark);
        y = map_text_wrapped(page->cairo, panel_x(), y, MAP_PANEL_WIDTH, map->facts[f],
                             f == 0 ? 21 : 16, f == 0 ? MAP_BOLD : MAP_NORMAL);
        y += 8;
    }
    return y + 18;
}

static void draw_caveats(struct map_page *page, double y)
{
    const struct mlg_map *map = page->map;
    if (map->n_caveats == 0)
        return;
    set_colour(page->cairo, dark);
    map_text(page->cairo, panel_x(), y, words[map->language].caveats, 16, MAP_BOLD);
    y += 24;
    for (size_t c = 0; c < map->n_caveats; c++) {
        set_colour(page->cairo, grey);
        y = 6 + map_text_wrapped(page->cairo, panel_x(), y, MAP_PANEL_WIDTH, map->caveats[c], 14,
                                 MAP_NORMAL);
    }
}

/* 1, 2 or 5 times a power of ten, some sixth of the map's width; below its right corner. */
static void draw_scale_bar(struct map_page *page)
{
    const struct map_box *view = &page->frame.view;
    double wanted = view->width / 6 * page->frame.metres_per_pixel;
    double power = pow(10, floor(log10(wanted)));
    double metres = power * (wanted >= 5 * power ? 5 : wanted >= 2 * power ? 2 : 1);
    double length = metres / page->frame.metres_per_pixel;
    double x = view->x + view->width - length, y = page->frame.height - 16;
    set_colour(page->cairo, dark);
    cairo_set_line_width(page->cairo, 2);
    cairo_move_to(page->cairo, x, y - 7);
    cairo_line_to(page->cairo, x, y);
    cairo_line_to(page->cairo, x + length, y);
    cairo_line_to(page->cairo, x + length, y - 7);
    cairo_stroke(page->cairo);
    char text[32];
    if (metres >= 1000)
        snprintf(text, sizeof text, "%.0f km", metres / 1000);
    else
        snprintf(text, sizeof text, "%.0f m", metres);
    double width = map_text_width(page->cairo, text, 14, MAP_NORMAL);
    map_text(page->cairo, x - width - 10, y - 1, text, 14, MAP_NORMAL);
}

static void draw_foot(struct map_page *page)
{
    set_colour(page->cairo, grey);
    map_text(page->cairo, MAP_MARGIN, page->frame.height - 20, page->map->source, 14, MAP_NORMAL);
}

void map_draw_panel(struct map_page *page)
{
    draw_head(page);
    double y = draw_facts(page, MAP_HEAD + 22);
    y = draw_legend(page, y);
    y = draw_symbols(page, y);
    draw_caveats(page, y + 16);
    draw_scale_bar(page);
    draw_foot(page);
}
