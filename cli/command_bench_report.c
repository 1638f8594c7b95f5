#include "base/file.h"
#include "bench/page.h"
#include "bench/records.h"
#include "cli/command.h"

#include <limits.h>

static enum mlg_status read_all(const struct cli_options *options, json_t *records,
                                struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    for (int a = 0; status == MLG_OK && a < options->n_arguments; a++) {
        json_t *read;
        status = mlg_records_read(options->arguments[a], &read, err);
        if (status != MLG_OK)
            return status;
        if (json_array_extend(records, read) != 0)
            status = mlg_fail_memory(err, "records", json_array_size(read));
        json_decref(read);
    }
    return status;
}

static enum mlg_status write_page(const struct cli_options *options, const json_t *records,
                                  struct mlg_error *err)
{
    struct mlg_output output;
    enum mlg_status status = mlg_output_open(options->output, options->overwrite, &output, err);
    if (status != MLG_OK)
        return status;
    status = mlg_bench_page_write(records, output.stream, err);
    if (status == MLG_OK)
        return mlg_output_commit(&output, err);
    mlg_output_abandon(&output);
    return status;
}

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    (void)terminal;
    if (!options->output)
        return mlg_fail(err, MLG_USAGE, "'bench report' wants --output PAGE.html");
    json_t *records = json_array();
    if (!records)
        return mlg_fail_memory(err, "records", 0);
    enum mlg_status status = read_all(options, records, err);
    if (status == MLG_OK)
        status = write_page(options, records, err);
    json_decref(records);
    return status;
}

const struct cli_command cli_bench_report = {
    .name = "bench report",
    .arguments = "RECORD...",
    .summary = "draw the records of benchmarks on a page",
    .help =
        "Reads records that `bench solver`, `bench network` or the counts of instructions wrote\n"
        "(JSON lines) and writes one HTML page that needs nothing else: performance profiles\n"
        "(Dolan, Moré 2002), the primal gap over time and the primal integrals (Berthold 2013) of\n"
        "the solvers as pictures, and all runs as tables.\n"
        "\n"
        "Example:\n"
        "  maillage bench report runs.jsonl steps.jsonl -o benchmarks.html\n",
    .options = CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE),
    .min_arguments = 1,
    .max_arguments = INT_MAX,
    .run = execute,
};
