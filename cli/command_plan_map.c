#include "cli/command.h"
#include "scenarios/map/plan_map.h"

#include <stdio.h>

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    if (!options->output) {
        mlg_fail(err, MLG_USAGE, "'plan map' wants a file to draw into");
        return mlg_hint(err, "name it with --output; it ends in .svg or .png");
    }
    const struct mlg_plan_map_options map = {
        .output = options->output,
        .overwrite = options->overwrite,
        .before = options->before,
        .language = options->language,
        .outlines = options->outlines,
        .scenario = options->scenario,
        .cache_folder = options->cache,
        .threads = options->threads,
    };
    return mlg_plan_map(options->arguments[0], &map, &terminal->monitor, err);
}

const struct cli_command cli_plan_map = {
    .name = "plan map",
    .arguments = "PLAN",
    .summary = "draw the map of a plan as SVG or PNG",
    .help =
        "Colours everybody's cell by the minutes to the nearest site, with the new sites or\n"
        "without them (--before). The scenario and its times are read again, and must be those\n"
        "that the plan was made from. --output ends in .svg or .png.\n"
        "\n"
        "Examples:\n"
        "  maillage plan map out/demo/plan.json -o plan.png\n"
        "  maillage plan map out/demo/plan.json -o today.svg --before --lang fr\n",
    .options = CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_BEFORE) |
               CLI_BIT(CLI_OUTLINES) | CLI_BIT(CLI_LANG) | CLI_BIT(CLI_SCENARIO) |
               CLI_BIT(CLI_THREADS) | CLI_BIT(CLI_CACHE),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = execute,
};
