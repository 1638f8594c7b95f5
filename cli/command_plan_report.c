#include "cli/command.h"
#include "scenarios/report/plan_report.h"

enum mlg_status cli_plan_report(const struct cli_options *options, struct cli_terminal *terminal,
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
