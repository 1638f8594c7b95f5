/* The page on which a map is drawn: for the map_*.c files. Units are pixels of a page that is 1600
 * wide. */
#ifndef MLG_SCENARIOS_MAP_MAP_PAGE_H
#define MLG_SCENARIOS_MAP_MAP_PAGE_H

#include "scenarios/map/map.h"

#include <cairo.h>

enum {
    MAP_PAGE_WIDTH = 1600,
    MAP_MARGIN = 36,
    MAP_PANEL_WIDTH = 400, /* right of the map: figures and legend */
    MAP_HEAD = 112,
    MAP_FOOT = 52,
    MAP_CLASSES = MLG_MAP_STEPS + 1, /* the last: beyond the limit */
};

struct map_box {
    double x, y, width, height;
};

struct map_colour {
    double red, green, blue;
};

/* Everything in pixels: cells as squares of four corners each, anything else as points. */
struct map_frame {
    double height;       /* of the page */
    struct map_box view; /* where the map is */
    double metres_per_pixel;
    double *cell_x, *cell_y;       /* [4 x n_cells] */
    double *site_x, *site_y;       /* [n_sites] */
    double *outline_x, *outline_y; /* [outlines->n_points] */
};

struct map_page {
    const struct mlg_map *map;
    struct map_frame frame;
    cairo_t *cairo;
};

/* map_frame.c: projects everything and fits it into the page. */
enum mlg_status map_frame_init(const struct mlg_map *map, struct map_frame *frame,
                               struct mlg_error *err);
void map_frame_finish(struct map_frame *frame);

/* map_text.c */
enum map_weight { MAP_NORMAL, MAP_BOLD };
double map_text_width(cairo_t *cairo, const char *text, double size, enum map_weight weight);
/* From the left end of the base line. Bytes that are no UTF-8 show as '?'. */
void map_text(cairo_t *cairo, double x, double y, const char *text, double size,
              enum map_weight weight);
/* The same with a light rim, to be read on top of a map. */
void map_text_rimmed(cairo_t *cairo, double x, double y, const char *text, double size,
                     enum map_weight weight);
/* Broken at spaces to lines of at most `width`; returns the base line after the last. */
double map_text_wrapped(cairo_t *cairo, double x, double y, double width, const char *text,
                        double size, enum map_weight weight);
/* "1,234" or "1 234". */
void map_format_count(enum mlg_language language, int64_t count, char *text, size_t bytes);
/* One decimal at most, rounded down: "99.9". */
void map_format_number(enum mlg_language language, double value, char *text, size_t bytes);

/* map_cells.c */
struct map_colour map_class_colour(int class);
int map_time_class(const struct mlg_map *map, uint16_t time_ds);
void map_draw_cells(struct map_page *page);
void map_draw_swatch(cairo_t *cairo, struct map_box box, int class);

/* map_sites.c: outlines (below the cells as land, above them as lines) and sites. */
void map_draw_land(struct map_page *page);
void map_draw_outlines(struct map_page *page);
void map_draw_sites(struct map_page *page);
void map_draw_symbol(cairo_t *cairo, double x, double y, bool is_new);

/* map_labels.c: the names of the largest places, where there is room for them. */
enum mlg_status map_draw_labels(struct map_page *page, struct mlg_error *err);

/* map_panel.c: title, figures, legend, scale bar, foot. */
void map_draw_panel(struct map_page *page);

#endif
