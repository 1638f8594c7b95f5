#include "bench/chart.h"

#include <math.h>

/* The drawing: margins around the axes. */
enum { WIDTH = 760, HEIGHT = 380, LEFT = 60, RIGHT = 170, TOP = 20, BOTTOM = 50 };

void mlg_put_html(const char *text, FILE *stream)
{
    for (; *text; text++)
        switch (*text) {
        case '<':
            fputs("&lt;", stream);
            break;
        case '>':
            fputs("&gt;", stream);
            break;
        case '&':
            fputs("&amp;", stream);
            break;
        case '"':
            fputs("&quot;", stream);
            break;
        default:
            fputc(*text, stream);
        }
}

/* Okabe and Ito's colours, which those who see fewer of them tell apart. */
const char *mlg_chart_colour(size_t n)
{
    static const char *const colours[] = {"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00",
                                          "#56b4e9", "#000000", "#7a5c00", "#7f7f7f"};
    return colours[n % (sizeof colours / sizeof *colours)];
}

static const char *dashes(size_t n)
{
    static const char *const patterns[] = {"none", "8 3", "2 3", "10 3 2 3"};
    return patterns[n % (sizeof patterns / sizeof *patterns)];
}

static double place_x(const struct mlg_chart *chart, double x)
{
    const double share =
        log(fmax(x, chart->x_low) / chart->x_low) / log(chart->x_high / chart->x_low);
    return LEFT + fmin(share, 1) * (WIDTH - LEFT - RIGHT);
}

static double place_y(double y)
{
    return HEIGHT - BOTTOM - y * (HEIGHT - TOP - BOTTOM);
}

/* 1, 2, 5, 10, …, or only powers of ten where the axis is long. */
static void write_x_axis(const struct mlg_chart *chart, FILE *stream)
{
    static const double digits[] = {1, 2, 5};
    const size_t n_digits = chart->x_high / chart->x_low > 2000 ? 1 : 3;
    const int highest = (int)floor(log10(chart->x_high));
    for (int exponent = (int)floor(log10(chart->x_low)); exponent <= highest; exponent++)
        for (size_t d = 0; d < n_digits; d++) {
            const double at = digits[d] * pow(10, exponent);
            if (at < chart->x_low * 0.999 || at > chart->x_high * 1.001)
                continue;
            const double x = place_x(chart, at);
            fprintf(stream,
                    "<line x1='%.1f' y1='%d' x2='%.1f' y2='%d' class='grid'/>"
                    "<text x='%.1f' y='%d' class='tick middle'>%g%s</text>\n",
                    x, TOP, x, HEIGHT - BOTTOM, x, HEIGHT - BOTTOM + 18, at, chart->unit);
        }
    fprintf(stream, "<text x='%d' y='%d' class='middle'>%s</text>\n", (LEFT + WIDTH - RIGHT) / 2,
            HEIGHT - 8, chart->x_title);
}

static void write_y_axis(const struct mlg_chart *chart, FILE *stream)
{
    for (int percent = 0; percent <= 100; percent += 20) {
        const double y = place_y(percent / 100.0);
        fprintf(stream,
                "<line x1='%d' y1='%.1f' x2='%d' y2='%.1f' class='grid'/>"
                "<text x='%d' y='%.1f' class='tick end'>%d %%</text>\n",
                LEFT, y, WIDTH - RIGHT, y, LEFT - 6, y + 4, percent);
    }
    fprintf(stream, "<text transform='translate(14 %d) rotate(-90)' class='middle'>%s</text>\n",
            (TOP + HEIGHT - BOTTOM) / 2, chart->y_title);
}

static void write_line(const struct mlg_chart *chart, size_t at, FILE *stream)
{
    const struct mlg_chart_line *line = &chart->line[at];
    double y = place_y(line->before);
    fprintf(stream,
            "<path fill='none' stroke='%s' stroke-width='2' stroke-dasharray='%s' d='M%d %.1f",
            mlg_chart_colour(at), dashes(at), LEFT, y);
    for (size_t k = 0; k < line->n; k++) {
        y = place_y(line->step[k].value);
        fprintf(stream, "H%.1fV%.1f", place_x(chart, line->step[k].at), y);
    }
    fprintf(stream, "H%d'><title>", WIDTH - RIGHT);
    mlg_put_html(line->name, stream);
    fprintf(stream, "</title></path>\n");
    const int top = TOP + 10 + 20 * (int)at;
    fprintf(stream,
            "<line x1='%d' y1='%d' x2='%d' y2='%d' stroke='%s' stroke-width='2' "
            "stroke-dasharray='%s'/><text x='%d' y='%d'>",
            WIDTH - RIGHT + 12, top, WIDTH - RIGHT + 42, top, mlg_chart_colour(at), dashes(at),
            WIDTH - RIGHT + 48, top + 4);
    mlg_put_html(line->name, stream);
    fputs("</text>\n", stream);
}

void mlg_chart_write(const struct mlg_chart *chart, FILE *stream)
{
    fprintf(stream, "<svg viewBox='0 0 %d %d' role='img' aria-label='", WIDTH, HEIGHT);
    mlg_put_html(chart->title, stream);
    fputs("'>\n", stream);
    write_x_axis(chart, stream);
    write_y_axis(chart, stream);
    for (size_t k = 0; k < chart->n; k++)
        write_line(chart, k, stream);
    fputs("</svg>\n", stream);
}
