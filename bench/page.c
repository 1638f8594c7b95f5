#include "bench/page.h"

#include "base/memory.h"
#include "bench/chart.h"
#include "bench/records.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

static const char HEAD[] =
    "<!DOCTYPE html>\n<html lang='en'>\n<head>\n<meta charset='utf-8'>\n"
    "<meta name='viewport' content='width=device-width, initial-scale=1'>\n"
    "<title>maillage: benchmarks</title>\n<style>\n"
    "body { font: 15px/1.5 sans-serif; max-width: 1100px; margin: 2em auto; padding: 0 1em;\n"
    "       color: #222; background: #fff }\n"
    "svg { width: 100%; max-width: 900px; height: auto; font: 12px sans-serif }\n"
    ".grid { stroke: #ddd } .middle { text-anchor: middle } .end { text-anchor: end }\n"
    ".scroll { overflow-x: auto }\n"
    "table { border-collapse: collapse; font-size: 13px }\n"
    "th, td { padding: 2px 8px; border-bottom: 1px solid #ddd; text-align: right }\n"
    "th:first-child, td:first-child { text-align: left } th { background: #f4f4f4 }\n"
    "</style>\n</head>\n<body>\n<h1>Benchmarks</h1>\n";

/* A column of a table: a member of the records. */
struct column {
    const char *title, *member;
    double scale;       /* of numbers */
    const char *format; /* of numbers; NULL = text */
};

static void write_cell(const json_t *record, const struct column *column, FILE *stream)
{
    fputs("<td>", stream);
    const double value = mlg_record_number(record, column->member, NAN);
    if (!column->format)
        mlg_put_html(mlg_record_text(record, column->member), stream);
    else if (!isnan(value))
        fprintf(stream, column->format, value * column->scale);
    fputs("</td>", stream);
}

/* Of the records that have the member `kind`; nothing where there are none. */
static void write_table(const json_t *records, const char *kind, const char *title,
                        const struct column *column, size_t n, FILE *stream)
{
    bool begun = false;
    size_t i;
    json_t *record;
    json_array_foreach((json_t *)records, i, record)
    {
        if (!json_object_get(record, kind))
            continue;
        if (!begun) {
            fprintf(stream, "<h2>%s</h2>\n<div class='scroll'><table>\n<tr>", title);
            for (size_t c = 0; c < n; c++)
                fprintf(stream, "<th>%s</th>", column[c].title);
            fputs("</tr>\n", stream);
        }
        begun = true;
        fputs("<tr>", stream);
        for (size_t c = 0; c < n; c++)
            write_cell(record, &column[c], stream);
        fputs("</tr>\n", stream);
    }
    if (begun)
        fputs("</table></div>\n", stream);
}

static const struct column RUNS[] = {
    {"instance", "instance", 0, NULL},
    {"solver", "solver", 0, NULL},
    {"seed", "seed", 1, "%.0f"},
    {"rows", "rows", 1, "%.0f"},
    {"columns", "columns", 1, "%.0f"},
    {"objective", "objective", 1, "%.10g"},
    {"bound", "bound", 1, "%.10g"},
    {"gap %", "gap", 100, "%.2f"},
    {"end", "end", 0, NULL},
    {"first s", "first_cpu_s", 1, "%.2f"},
    {"best s", "best_cpu_s", 1, "%.2f"},
    {"cpu s", "cpu_s", 1, "%.2f"},
    {"nodes", "nodes", 1, "%.0f"},
    {"cuts", "cuts", 1, "%.0f"},
    {"MB", "peak_bytes", 1e-6, "%.0f"},
};
static const struct column STEPS[] = {
    {"step", "step", 0, NULL},         {"limit min", "limit_min", 1, "%g"},
    {"threads", "threads", 1, "%.0f"}, {"cpu s", "cpu_s", 1, "%.3f"},
    {"wall s", "wall_s", 1, "%.3f"},   {"amount", "amount", 1, "%.0f"},
    {"of", "unit", 0, NULL},
};
static const struct column JOBS[] = {
    {"job", "job", 0, NULL},
    {"instructions", "instructions", 1, "%.0f"},
};

static void write_summary(const struct mlg_profiles *profiles, FILE *stream)
{
    fprintf(
        stream,
        "<h2>Solvers</h2>\n<p>%zu tests: an instance with a seed each. Times are seconds of the "
        "processor; their mean is the geometric one of seconds + 1, less 1, of all runs, those "
        "that a limit ended included.</p>\n<div class='scroll'><table>\n"
        "<tr><th>solver</th><th>runs</th><th>proven</th><th>mean s</th>"
        "<th>mean primal integral, s</th></tr>\n",
        profiles->n_tests);
    for (size_t s = 0; s < profiles->n; s++) {
        const struct mlg_profile *profile = &profiles->profile[s];
        fputs("<tr><td>", stream);
        mlg_put_html(profile->solver, stream);
        fprintf(stream, "</td><td>%zu</td><td>%zu</td><td>%.2f</td><td>%.2f</td></tr>\n",
                profile->n_runs, profile->n_proven, profile->mean_s, profile->mean_integral);
    }
    fputs("</table></div>\n", stream);
}

static void write_ratios(const struct mlg_profiles *profiles, struct mlg_chart_line *line,
                         FILE *stream)
{
    double longest = 10;
    for (size_t s = 0; s < profiles->n; s++) {
        const struct mlg_profile *profile = &profiles->profile[s];
        line[s] = (struct mlg_chart_line){profile->solver, profile->ratio, profile->n_ratios, 0};
        if (profile->n_ratios > 0)
            longest = fmax(longest, profile->ratio[profile->n_ratios - 1].at);
    }
    const struct mlg_chart chart = {
        .title = "Performance profile: share of tests proven within a factor of the fastest time",
        .x_title = "at most so many times the fastest solver's time",
        .y_title = "tests proven",
        .unit = "×",
        .x_low = 1,
        .x_high = longest,
        .line = line,
        .n = profiles->n,
    };
    fputs(
        "<h2>Performance profile</h2>\n<p>For each factor the share of the tests that a solver "
        "proved within so many times the time of the solver that was fastest on the test (Dolan, "
        "Moré 2002, doi 10.1007/s101070100263). Higher is better; on the left: how often it is the "
        "fastest; on the right: how many it proves at all.</p>\n",
        stream);
    mlg_chart_write(&chart, stream);
}

static void write_gaps(const struct mlg_profiles *profiles, struct mlg_chart_line *line,
                       FILE *stream)
{
    for (size_t s = 0; s < profiles->n; s++)
        line[s] = (struct mlg_chart_line){profiles->profile[s].solver, profiles->profile[s].gap,
                                          profiles->profile[s].n_gaps, 1};
    const struct mlg_chart chart = {
        .title = "Primal gap over time, mean of all tests",
        .x_title = "seconds of the processor",
        .y_title = "mean primal gap",
        .unit = " s",
        .x_low = 0.01,
        .x_high = fmax(profiles->longest_s, 0.1),
        .line = line,
        .n = profiles->n,
    };
    fputs(
        "<h2>Primal integral</h2>\n<p>How far the best solution so far is from the best known, "
        "mean of all tests: 100 % before the first one. What is below a line is the solver's primal "
        "integral (Berthold 2013, doi 10.1016/j.orl.2013.08.007); lower is better. Solvers that "
        "do not tell when they found something count from their end.</p>\n",
        stream);
    mlg_chart_write(&chart, stream);
}

static enum mlg_status write_solvers(const json_t *records, FILE *stream, struct mlg_error *err)
{
    struct mlg_profiles profiles;
    enum mlg_status status = mlg_profiles_init(&profiles, records, err);
    if (status != MLG_OK)
        return status;
    struct mlg_chart_line *line = mlg_alloc(profiles.n, sizeof *line);
    if (!line) {
        status = mlg_fail_memory(err, "a chart", profiles.n * sizeof *line);
    } else if (profiles.n > 0) {
        write_summary(&profiles, stream);
        write_ratios(&profiles, line, stream);
        write_gaps(&profiles, line, stream);
    }
    free(line);
    mlg_profiles_finish(&profiles);
    return status;
}

static bool has_any(const json_t *records)
{
    size_t i;
    json_t *record;
    json_array_foreach((json_t *)records, i, record)
    {
        if (json_object_get(record, "instance") || json_object_get(record, "step") ||
            json_object_get(record, "job"))
            return true;
    }
    return false;
}

enum mlg_status mlg_bench_page_write(const json_t *records, FILE *stream, struct mlg_error *err)
{
    if (!has_any(records))
        return mlg_fail(err, MLG_BAD_INPUT, "there are no benchmarks in the records");
    fputs(HEAD, stream);
    const enum mlg_status status = write_solvers(records, stream, err);
    if (status != MLG_OK)
        return status;
    write_table(records, "instance", "Runs of solvers", RUNS, sizeof RUNS / sizeof *RUNS, stream);
    write_table(records, "step", "Steps of the network", STEPS, sizeof STEPS / sizeof *STEPS,
                stream);
    write_table(records, "job", "Instructions", JOBS, sizeof JOBS / sizeof *JOBS, stream);
    fputs("</body>\n</html>\n", stream);
    return MLG_OK;
}
