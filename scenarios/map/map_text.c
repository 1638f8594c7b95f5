#include "scenarios/map/map_page.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MAX_TEXT = 512 };

/* What cairo will take: valid UTF-8 without control characters, cut at MAX_TEXT. */
static void copy_clean(const char *text, size_t length, char *clean)
{
    size_t n = 0;
    for (size_t i = 0; i < length && text[i] && n + 5 < MAX_TEXT;) {
        size_t bytes = mlg_utf8_sequence(text + i);
        if (bytes == 0 || (unsigned char)text[i] < ' ') {
            clean[n++] = bytes ? ' ' : '?';
            i++;
            continue;
        }
        memcpy(clean + n, text + i, bytes);
        n += bytes;
        i += bytes;
    }
    clean[n] = '\0';
}

static void select_font(cairo_t *cairo, double size, enum map_weight weight)
{
    cairo_select_font_face(cairo, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL,
                           weight == MAP_BOLD ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cairo, size);
}

static double width_of(cairo_t *cairo, const char *text, size_t length)
{
    char clean[MAX_TEXT];
    cairo_text_extents_t extents;
    copy_clean(text, length, clean);
    cairo_text_extents(cairo, clean, &extents);
    return extents.x_advance;
}

double map_text_width(cairo_t *cairo, const char *text, double size, enum map_weight weight)
{
    select_font(cairo, size, weight);
    return width_of(cairo, text, strlen(text));
}

void map_text(cairo_t *cairo, double x, double y, const char *text, double size,
              enum map_weight weight)
{
    char clean[MAX_TEXT];
    copy_clean(text, strlen(text), clean);
    select_font(cairo, size, weight);
    cairo_move_to(cairo, x, y);
    cairo_show_text(cairo, clean);
}

void map_text_rimmed(cairo_t *cairo, double x, double y, const char *text, double size,
                     enum map_weight weight)
{
    char clean[MAX_TEXT];
    copy_clean(text, strlen(text), clean);
    select_font(cairo, size, weight);
    cairo_move_to(cairo, x, y);
    cairo_text_path(cairo, clean);
    cairo_set_source_rgba(cairo, 1, 1, 1, 0.85);
    cairo_set_line_width(cairo, 3.5);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke(cairo);
    cairo_set_source_rgb(cairo, 0.1, 0.1, 0.1);
    map_text(cairo, x, y, text, size, weight);
}

double map_text_wrapped(cairo_t *cairo, double x, double y, double width, const char *text,
                        double size, enum map_weight weight)
{
    select_font(cairo, size, weight);
    while (*text) {
        size_t end = strcspn(text, " ");
        for (size_t next = end; text[next]; end = next) {
            next += 1 + strcspn(text + next + 1, " ");
            if (width_of(cairo, text, next) > width)
                break;
        }
        char line[MAX_TEXT];
        copy_clean(text, end, line);
        cairo_move_to(cairo, x, y);
        cairo_show_text(cairo, line);
        y += 1.35 * size;
        text += end + (text[end] == ' ');
    }
    return y;
}

void map_format_count(enum mlg_language language, int64_t count, char *text, size_t bytes)
{
    const char *separator = language == MLG_FRENCH ? "\u202f" : ",";
    char digits[24];
    int n = snprintf(digits, sizeof digits, "%" PRId64, count);
    size_t used = 0;
    for (int i = 0; i < n && used + 5 < bytes; i++) {
        if (i > 0 && (n - i) % 3 == 0)
            used += (size_t)snprintf(text + used, bytes - used, "%s", separator);
        text[used++] = digits[i];
    }
    text[used] = '\0';
}

void map_format_number(enum mlg_language language, double value, char *text, size_t bytes)
{
    double tenths = floor(value * 10 + 1e-6);
    if (fmod(tenths, 10) == 0)
        snprintf(text, bytes, "%.0f", tenths / 10);
    else
        snprintf(text, bytes, "%.1f", tenths / 10);
    char *point = strchr(text, '.');
    if (point && language == MLG_FRENCH)
        *point = ',';
}
