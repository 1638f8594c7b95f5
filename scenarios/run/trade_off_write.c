/* The files of a trade-off: a table and a picture. */
#include "base/file.h"
#include "scenarios/run/trade_off.h"

#include <math.h>

static double residents(int64_t milli)
{
    return (double)milli / 1000;
}

/* Shares are rounded down where they are reached and up where they are bounds. */
static double percent(int64_t milli, int64_t total_milli, bool up)
{
    double share = total_milli > 0 ? 1e4 * (double)milli / (double)total_milli : 1e4;
    return (up ? ceil(share - 1e-9) : floor(share + 1e-9)) / 100;
}

static void print_row(FILE *stream, const struct mlg_trade_off *trade_off,
                      const struct mlg_trade_point *point, const struct mlg_tables *tables)
{
    int64_t total = trade_off->total_milli;
    bool proven = point->bound_milli == point->covered_milli;
    double gap = 100 * (double)(point->bound_milli - point->covered_milli) /
                 (double)(point->covered_milli > 0 ? point->covered_milli : 1);
    fprintf(stream, "%g,%u,%u,%.3f,%.2f,%.3f,%.2f,%.2f,%s,\"", point->limit_ds / 600.0,
            point->max_new, point->n_new, residents(point->covered_milli),
            percent(point->covered_milli, total, false), residents(point->bound_milli),
            percent(point->bound_milli, total, !proven),
            proven ? 0.0 : ceil(gap * 100 - 1e-9) / 100, proven ? "yes" : "no");
    for (uint32_t i = 0; i < point->n_new; i++) {
        const char *id = mlg_tables_site(tables, point->site[i]).id;
        if (i > 0)
            fputc(' ', stream);
        for (; *id; id++)
            fputs(*id == '"' ? "\"\"" : (char[2]){*id}, stream);
    }
    fputs("\"\r\n", stream);
}

enum mlg_status mlg_trade_off_write_csv(const struct mlg_trade_off *trade_off,
                                        const struct mlg_tables *tables, const char *path,
                                        struct mlg_error *err)
{
    struct mlg_output output;
    enum mlg_status status = mlg_output_open(path, false, &output, err);
    if (status != MLG_OK)
        return status;
    fputs("limit_min,new_sites_max,new_sites,covered_residents,covered_percent,bound_residents,"
          "bound_percent,gap_percent,proven,site_ids\r\n",
          output.stream);
    for (size_t p = 0; p < trade_off->n_limits * trade_off->n_numbers; p++)
        print_row(output.stream, trade_off, &trade_off->point[p], tables);
    return mlg_output_commit(&output, err);
}

/* The picture, in its own units; the plot lies between the margins. */
enum { WIDTH = 840, HEIGHT = 520, LEFT = 64, RIGHT = 120, TOP = 48, BOTTOM = 56 };

/* Dark to light, told apart by colour-blind readers as well. */
static const char *const colours[] = {"#440154", "#3b528b", "#21918c", "#5ec962",
                                      "#d95f02", "#7570b3", "#1b9e77", "#666666"};

struct frame {
    FILE *stream;
    uint32_t from, to;
    int low; /* percent */
};

static double x_of(const struct frame *frame, uint32_t n)
{
    double span = frame->to > frame->from ? frame->to - frame->from : 1;
    return LEFT + (WIDTH - LEFT - RIGHT) * (n - frame->from) / span;
}

static double y_of(const struct frame *frame, double share)
{
    return TOP + (HEIGHT - TOP - BOTTOM) * (100 - share) / (100 - frame->low);
}

static void print_escaped(FILE *stream, const char *text)
{
    for (; *text; text++) {
        if (*text == '<' || *text == '&')
            fputs(*text == '<' ? "&lt;" : "&amp;", stream);
        else
            fputc((unsigned char)*text < ' ' ? ' ' : *text, stream);
    }
}

static void print_axes(const struct frame *frame, const char *title)
{
    fprintf(frame->stream,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
            "font-family=\"sans-serif\" font-size=\"13\">\n<rect width=\"100%%\" "
            "height=\"100%%\" fill=\"white\"/>\n<text x=\"%d\" y=\"28\" font-size=\"17\">",
            WIDTH, HEIGHT, LEFT);
    print_escaped(frame->stream, title);
    fputs("</text>\n", frame->stream);
    for (int share = frame->low; share <= 100; share += 10)
        fprintf(frame->stream,
                "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\" "
                "text-anchor=\"end\">%d %%</text>\n",
                LEFT, y_of(frame, share), WIDTH - RIGHT, LEFT - 8, y_of(frame, share) + 4, share);
    for (int i = 0; i <= 6; i++) {
        uint32_t n = frame->from + (uint32_t)((uint64_t)(frame->to - frame->from) * i / 6);
        fprintf(frame->stream, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%u</text>\n",
                x_of(frame, n), HEIGHT - BOTTOM + 20, n);
    }
    fprintf(frame->stream,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">new sites; residents within the limit, "
            "dashed: no plan serves more</text>\n",
            (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14);
}

static void print_line(const struct frame *frame, const struct mlg_trade_off *trade_off,
                       size_t limit, bool bound)
{
    const struct mlg_trade_point *point = trade_off->point + limit * trade_off->n_numbers;
    size_t n = trade_off->n_numbers;
    const char *colour = colours[limit % (sizeof colours / sizeof *colours)];
    double y = 0;
    fputs("<polyline fill=\"none\" points=\"", frame->stream);
    for (size_t p = 0; p < n; p++) {
        int64_t milli = bound ? point[p].bound_milli : point[p].covered_milli;
        y = y_of(frame, percent(milli, trade_off->total_milli, bound));
        fprintf(frame->stream, "%.1f,%.1f ", x_of(frame, point[p].max_new), y);
    }
    fprintf(frame->stream, "\" stroke=\"%s\" stroke-width=\"%s\"%s/>\n", colour, bound ? "1" : "2",
            bound ? " stroke-dasharray=\"5 3\"" : "");
    if (!bound)
        fprintf(frame->stream, "<text x=\"%d\" y=\"%.1f\" fill=\"%s\">%g min</text>\n",
                WIDTH - RIGHT + 8, y + 4 + 14.0 * (double)(trade_off->n_limits - 1 - limit), colour,
                point->limit_ds / 600.0);
}

/* The scale begins at the ten below the lowest point. */
static int lowest(const struct mlg_trade_off *trade_off)
{
    double low = 90;
    for (size_t p = 0; p < trade_off->n_limits * trade_off->n_numbers; p++)
        low = fmin(low, percent(trade_off->point[p].covered_milli, trade_off->total_milli, false));
    return (int)floor(low / 10) * 10;
}

enum mlg_status mlg_trade_off_write_svg(const struct mlg_trade_off *trade_off, const char *title,
                                        const char *path, struct mlg_error *err)
{
    struct mlg_output output;
    enum mlg_status status = mlg_output_open(path, false, &output, err);
    if (status != MLG_OK)
        return status;
    const struct frame frame = {.stream = output.stream,
                                .from = trade_off->point[0].max_new,
                                .to = trade_off->point[trade_off->n_numbers - 1].max_new,
                                .low = lowest(trade_off)};
    print_axes(&frame, title);
    for (size_t l = 0; l < trade_off->n_limits; l++) {
        print_line(&frame, trade_off, l, true);
        print_line(&frame, trade_off, l, false);
    }
    fputs("</svg>\n", output.stream);
    return mlg_output_commit(&output, err);
}
