#include "cli/command.h"
#include "scenarios/map/plan_map.h"

#include <stdio.h>

enum mlg_status cli_plan_map(const struct cli_options *options, struct cli_terminal *terminal,
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
