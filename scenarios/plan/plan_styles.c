#include "scenarios/plan/plan_styles.h"

#include "scenarios/map/map_page.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const char head[] =
    "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
    "<qgis version=\"3.22\" styleCategories=\"Symbology|Labeling|Fields\" labelsEnabled=\"%d\">\n";

/* The style's text and the stream that it grows in. */
struct style {
    char *text;
    size_t length;
    FILE *stream;
};

static bool begin(struct style *style)
{
    *style = (struct style){0};
    style->stream = open_memstream(&style->text, &style->length);
    return style->stream != NULL;
}

/* Closes the style, with the titles of the layer's columns. */
static char *end(struct style *style, const struct mlg_layer *layer)
{
    fputs("<aliases>\n", style->stream);
    for (size_t i = 0; i < layer->n_fields; i++)
        if (layer->fields[i].title)
            fprintf(style->stream, "<alias field=\"%s\" index=\"%zu\" name=\"%s\"/>\n",
                    layer->fields[i].name, i + 1, layer->fields[i].title);
    fputs("</aliases>\n</qgis>\n", style->stream);
    if (fclose(style->stream) == 0)
        return style->text;
    free(style->text);
    return NULL;
}

static int byte_of(double part)
{
    return (int)lround(part * 255);
}

static void print_symbol(FILE *stream, int name, const char *colour, const char *shape, double size,
                         bool outlined)
{
    fprintf(stream,
            "<symbol type=\"marker\" name=\"%d\" alpha=\"1\" clip_to_extent=\"1\" "
            "force_rhr=\"0\"><layer class=\"SimpleMarker\" enabled=\"1\" locked=\"0\" "
            "pass=\"0\"><prop k=\"color\" v=\"%s\"/><prop k=\"name\" v=\"%s\"/><prop k=\"size\" "
            "v=\"%g\"/><prop k=\"size_unit\" v=\"MM\"/><prop k=\"outline_style\" v=\"%s\"/><prop "
            "k=\"outline_color\" v=\"255,255,255,255\"/><prop k=\"outline_width\" "
            "v=\"0.3\"/></layer></symbol>\n",
            name, colour, shape, size, outlined ? "solid" : "no");
}

char *mlg_plan_style_times(const struct mlg_layer *layer, const char *column, uint32_t limit_ds)
{
    struct style style;
    if (!begin(&style))
        return NULL;
    double step_min = limit_ds / 600.0 / MLG_MAP_STEPS;
    fprintf(style.stream, head, 0);
    fprintf(style.stream,
            "<renderer-v2 type=\"graduatedSymbol\" attr=\"%s\" graduatedMethod=\"GraduatedColor\" "
            "symbollevels=\"0\" enableorderby=\"0\" forceraster=\"0\">\n<ranges>\n",
            column);
    for (int i = 0; i < MAP_CLASSES; i++) {
        bool last = i == MLG_MAP_STEPS;
        fprintf(style.stream,
                "<range symbol=\"%d\" lower=\"%.4f\" upper=\"%.4f\" render=\"true\" label=\"", i,
                i * step_min, last ? 1e6 : (i + 1) * step_min);
        if (last)
            fprintf(style.stream, "more than %g min", limit_ds / 600.0);
        else
            fprintf(style.stream, "up to %g min", (i + 1) * step_min);
        fputs("\"/>\n", style.stream);
    }
    fputs("</ranges>\n<symbols>\n", style.stream);
    for (int i = 0; i < MAP_CLASSES; i++) {
        struct map_colour colour = map_class_colour(i);
        char text[32];
        snprintf(text, sizeof text, "%d,%d,%d,255", byte_of(colour.red), byte_of(colour.green),
                 byte_of(colour.blue));
        print_symbol(style.stream, i, text, "square", 1.4, false);
    }
    fputs("</symbols>\n</renderer-v2>\n", style.stream);
    return end(&style, layer);
}

char *mlg_plan_style_sites(const struct mlg_layer *layer, const char *colour)
{
    struct style style;
    if (!begin(&style))
        return NULL;
    fprintf(style.stream, head, 1);
    fputs("<renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" enableorderby=\"0\" "
          "forceraster=\"0\">\n<symbols>\n",
          style.stream);
    print_symbol(style.stream, 0, colour, "circle", 2.8, true);
    fputs("</symbols>\n</renderer-v2>\n"
          "<labeling type=\"simple\"><settings calloutType=\"simple\"><text-style "
          "fieldName=\"name\" fontSize=\"8\" textColor=\"30,30,30,255\"><text-buffer "
          "bufferDraw=\"1\" bufferSize=\"0.8\" bufferColor=\"255,255,255,255\"/></text-style>"
          "<placement placement=\"0\" dist=\"1\"/></settings></labeling>\n",
          style.stream);
    return end(&style, layer);
}
