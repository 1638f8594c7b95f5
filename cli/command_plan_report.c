#include "cli/command.h"
#include "scenarios/report/plan_report.h"

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    if (!options->output) {
        mlg_fail(err, MLG_USAGE, "'plan report' wants a file to write");
        return mlg_hint(err, "name it with --output; it is an HTML page");
    }
    const struct mlg_plan_report_options report = {
        .output = options->output,
        .overwrite = options->overwrite,
        .by = options->by,
        .outlines = options->outlines,
        .scenario = options->scenario,
        .cache_folder = options->cache,
        .threads = options->threads,
    };
    return mlg_plan_report(options->arguments[0], &report, &terminal->monitor, err);
}

const struct cli_command cli_plan_report = {
    .name = "plan report",
    .arguments = "PLAN",
    .summary = "write a page about a plan that works alone and offline",
    .help =
        "Writes one HTML file with a map, charts and tables, in English and French. The travel times\n"
        "are in it: the reader opens and closes sites and sees at once what that means. The scenario\n"
        "and its times are read again, and must be those that the plan was made from.\n"
        "\n"
        "Example:\n"
        "  maillage plan report out/demo/plan.json -o report.html\n",
    .options = CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_BY) |
               CLI_BIT(CLI_OUTLINES) | CLI_BIT(CLI_SCENARIO) | CLI_BIT(CLI_THREADS) |
               CLI_BIT(CLI_CACHE),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = execute,
};
