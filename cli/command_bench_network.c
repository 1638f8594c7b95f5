#include "base/file.h"
#include "bench/network_run.h"
#include "cli/command.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>

struct report {
    bool json;                /* JSON lines on stdout instead of the table */
    struct mlg_output output; /* JSON lines */
    bool failed;
};

static void write_line(const struct mlg_bench_step *step, FILE *stream, bool *failed)
{
    json_t *line = json_pack("{s:s, s:o, s:i, s:f, s:f, s:I, s:s}", "step", step->name, "limit_min",
                             step->limit_ds ? json_real(step->limit_ds / 600.0) : json_null(),
                             "threads", step->threads, "cpu_s", step->cpu_s, "wall_s", step->wall_s,
                             "amount", (json_int_t)step->amount, "unit", step->unit);
    if (!line || json_dumpf(line, stream, JSON_REAL_PRECISION(6)) != 0 || putc('\n', stream) == EOF)
        *failed = true;
    json_decref(line);
}

static void print_step(const struct mlg_bench_step *step)
{
    char limit[24] = "", rate[24] = "";
    if (step->limit_ds)
        snprintf(limit, sizeof limit, "%g min", step->limit_ds / 600.0);
    if (step->amount && step->cpu_s > 0)
        snprintf(rate, sizeof rate, "%.1f", (double)step->amount / 1e6 / step->cpu_s);
    printf("%-26s %7s %7d %9.3f %9.3f %12" PRIu64 " %-9s %10s\n", step->name, limit, step->threads,
           step->cpu_s, step->wall_s, step->amount, step->unit, rate);
    fflush(stdout);
}

static void tell(void *context, const struct mlg_bench_step *step)
{
    struct report *report = context;
    if (report->output.stream)
        write_line(step, report->output.stream, &report->failed);
    if (report->json)
        write_line(step, stdout, &report->failed);
    else
        print_step(step);
}

static enum mlg_status measure(const struct cli_options *options,
                               const struct mlg_scenario *scenario, struct cli_terminal *terminal,
                               struct report *report, struct mlg_error *err)
{
    static const uint32_t usual_ds[] = {12000, 36000};
    const struct mlg_bench_network_options wanted = {
        .roads = options->roads.n ? options->roads.word : NULL,
        .n_roads = options->roads.n,
        .limit_ds = options->n_minutes ? options->minutes_ds : usual_ds,
        .n_limits = options->n_minutes ? options->n_minutes : sizeof usual_ds / sizeof *usual_ds,
        .repeat = options->repeat,
        .threads = options->threads,
    };
    if (!report->json)
        printf("%-26s %7s %7s %9s %9s %12s %-9s %10s\n", "step", "limit", "threads", "cpu s",
               "wall s", "amount", "of", "million/s");
    enum mlg_status status =
        mlg_bench_network(scenario, &wanted, &terminal->monitor, tell, report, err);
    return status == MLG_OK && report->failed ? mlg_fail(err, MLG_IO, "cannot write a line of JSON")
                                              : status;
}

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    struct mlg_scenario *scenario;
    enum mlg_status status = mlg_scenario_load(options->arguments[0], &scenario, err);
    if (status != MLG_OK)
        return status;
    struct report report = {.json = options->json};
    if (options->output)
        status = mlg_output_open(options->output, options->overwrite, &report.output, err);
    if (status == MLG_OK)
        status = measure(options, scenario, terminal, &report, err);
    cli_terminal_finish(terminal);
    if (status == MLG_OK && report.output.stream)
        status = mlg_output_commit(&report.output, err);
    mlg_output_abandon(&report.output);
    mlg_scenario_destroy(scenario);
    return status;
}

const struct cli_command cli_bench_network = {
    .name = "bench network",
    .arguments = "SCENARIO",
    .summary = "measure every step from the roads to the matrix",
    .help =
        "Reads the scenario's roads and measures each step to matrices of --minutes (20,60 by\n"
        "default): reading, placing points, order, contraction, customization, rows to the points\n"
        "and to their junctions, encoding, the file, reading it, and plain Dijkstra from up to 256\n"
        "of the sites, in proportion, whose entries are compared. On one thread; --threads adds the\n"
        "rows on so many.\n"
        "\n"
        "Example:\n"
        "  maillage bench network scenarios/demo.yaml --minutes 20 --repeat 5 -o steps.jsonl\n",
    .options = CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_JSON) |
               CLI_BIT(CLI_ROADS) | CLI_BIT(CLI_MINUTES) | CLI_BIT(CLI_REPEAT) |
               CLI_BIT(CLI_THREADS),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = execute,
};
