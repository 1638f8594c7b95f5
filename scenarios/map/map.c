#include "scenarios/map/map.h"

#include "base/file.h"
#include "base/memory.h"
#include "scenarios/map/map_page.h"

#include <cairo-svg.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The file in memory, as cairo hands it over. */
struct bytes {
    unsigned char *data;
    size_t n, capacity;
};

static cairo_status_t gather(void *closure, const unsigned char *data, unsigned length)
{
    struct bytes *bytes = closure;
    if (!mlg_reserve(&bytes->data, &bytes->capacity, bytes->n + length, 1))
        return CAIRO_STATUS_NO_MEMORY;
    memcpy(bytes->data + bytes->n, data, length);
    bytes->n += length;
    return CAIRO_STATUS_SUCCESS;
}

/* cairo numbers its surfaces through the life of the process; a file must not tell how many maps
 * were drawn before it: id="surface12" becomes id="surface". */
static void forget_surface_numbers(struct bytes *bytes)
{
    static const char word[] = "surface";
    size_t kept = 0;
    for (size_t i = 0; i < bytes->n;) {
        if (bytes->n - i >= sizeof word - 1 &&
            memcmp(bytes->data + i, word, sizeof word - 1) == 0) {
            memmove(bytes->data + kept, bytes->data + i, sizeof word - 1);
            kept += sizeof word - 1;
            i += sizeof word - 1;
            while (i < bytes->n && isdigit(bytes->data[i]))
                i++;
        } else {
            bytes->data[kept++] = bytes->data[i++];
        }
    }
    bytes->n = kept;
}

static enum mlg_status draw_page(struct map_page *page, struct mlg_error *err)
{
    const struct map_box *view = &page->frame.view;
    cairo_set_source_rgb(page->cairo, 1, 1, 1);
    cairo_paint(page->cairo);
    cairo_rectangle(page->cairo, view->x, view->y, view->width, view->height);
    cairo_set_source_rgb(page->cairo, 0.925, 0.937, 0.948);
    cairo_fill(page->cairo);
    map_draw_land(page);
    map_draw_cells(page);
    map_draw_outlines(page);
    map_draw_sites(page);
    enum mlg_status status = map_draw_labels(page, err);
    map_draw_panel(page);
    return status;
}

static enum mlg_status fail_cairo(cairo_status_t status, struct mlg_error *err)
{
    if (status == CAIRO_STATUS_NO_MEMORY)
        return mlg_fail_memory(err, "a map", 0);
    return mlg_fail(err, MLG_INTERNAL, "cannot draw the map: %s", cairo_status_to_string(status));
}

/* The page on a surface that is the callee's to destroy; for PNG, the surface is then written. */
static enum mlg_status draw_surface(const struct mlg_map *map, const struct map_frame *frame,
                                    cairo_surface_t *surface, struct mlg_error *err)
{
    struct map_page page = {.map = map, .frame = *frame, .cairo = cairo_create(surface)};
    enum mlg_status status = draw_page(&page, err);
    cairo_status_t drawn = cairo_status(page.cairo);
    cairo_destroy(page.cairo);
    if (status == MLG_OK && drawn != CAIRO_STATUS_SUCCESS)
        status = fail_cairo(drawn, err);
    return status;
}

static enum mlg_status draw_svg(const struct mlg_map *map, const struct map_frame *frame,
                                struct bytes *bytes, struct mlg_error *err)
{
    cairo_surface_t *surface =
        cairo_svg_surface_create_for_stream(gather, bytes, MAP_PAGE_WIDTH, frame->height);
    cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PX);
    enum mlg_status status = draw_surface(map, frame, surface, err);
    cairo_surface_finish(surface);
    cairo_status_t finished = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status == MLG_OK && finished != CAIRO_STATUS_SUCCESS)
        status = fail_cairo(finished, err);
    forget_surface_numbers(bytes);
    return status;
}

static enum mlg_status draw_png(const struct mlg_map *map, const struct map_frame *frame,
                                struct bytes *bytes, struct mlg_error *err)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, MAP_PAGE_WIDTH, (int)frame->height);
    enum mlg_status status = draw_surface(map, frame, surface, err);
    if (status == MLG_OK) {
        cairo_status_t written = cairo_surface_write_to_png_stream(surface, gather, bytes);
        if (written != CAIRO_STATUS_SUCCESS)
            status = fail_cairo(written, err);
    }
    cairo_surface_destroy(surface);
    return status;
}

static enum mlg_status write_bytes(const struct bytes *bytes, const char *path, bool overwrite,
                                   struct mlg_error *err)
{
    struct mlg_output output;
    enum mlg_status status = mlg_output_open(path, overwrite, &output, err);
    if (status != MLG_OK)
        return status;
    fwrite(bytes->data, 1, bytes->n, output.stream);
    return mlg_output_commit(&output, err);
}

static bool ends_with(const char *path, const char *end)
{
    size_t length = strlen(path);
    return length > strlen(end) && strcasecmp(path + length - strlen(end), end) == 0;
}

enum mlg_status mlg_map_check_path(const char *path, struct mlg_error *err)
{
    if (ends_with(path, ".svg") || ends_with(path, ".png"))
        return MLG_OK;
    mlg_fail_at(err, MLG_USAGE, path, 0, 0, "cannot draw a map into '%s'", path);
    return mlg_hint(err, "end the name with .svg or .png");
}

enum mlg_status mlg_map_draw(const struct mlg_map *map, const char *path, bool overwrite,
                             struct mlg_error *err)
{
    struct map_frame frame;
    struct bytes bytes = {0};
    bool svg = ends_with(path, ".svg");
    enum mlg_status status = mlg_map_check_path(path, err);
    if (status == MLG_OK)
        status = map_frame_init(map, &frame, err);
    if (status != MLG_OK)
        return status;
    status = svg ? draw_svg(map, &frame, &bytes, err) : draw_png(map, &frame, &bytes, err);
    map_frame_finish(&frame);
    if (status == MLG_OK)
        status = write_bytes(&bytes, path, overwrite, err);
    free(bytes.data);
    return status;
}
