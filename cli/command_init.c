#include "cli/command.h"
#include "scenarios/init/init.h"

#include <stdio.h>

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    if (options->roads.n == 0) {
        mlg_fail(err, MLG_USAGE, "'init' wants the roads of the region");
        return mlg_hint(err, "name an OpenStreetMap file with --roads");
    }
    const struct mlg_init_options init = {
        .output = options->output ? options->output : "scenario.yaml",
        .roads = options->roads.word,
        .n_roads = options->roads.n,
        .people = options->people,
        .existing = options->existing,
        .candidates = options->candidates,
        .profile = options->profile,
        .overwrite = options->overwrite,
    };
    enum mlg_status status = mlg_init(&init, &terminal->monitor, err);
    cli_terminal_finish(terminal);
    if (status == MLG_OK && !options->quiet)
        printf("'%s' is written; what it guessed is marked: next, 'maillage check %s'\n",
               init.output, init.output);
    return status;
}

const struct cli_command cli_init = {
    .name = "init",
    .arguments = "",
    .summary = "write a first scenario for a region",
    .help =
        "Looks at the files of a region and writes a scenario with comments; what it guessed (the\n"
        "meaning of columns, the reference system, the limit) is marked. Without --candidates,\n"
        "the settlements and public buildings of the OpenStreetMap files are the candidates;\n"
        "without --people, the settlements that say their population are the people. Both are\n"
        "written as tables beside the scenario, which is scenario.yaml unless --output says so.\n"
        "\n"
        "Examples:\n"
        "  maillage init --roads region.osm.pbf --people grid.gpkg --existing sites.csv\n"
        "  maillage init --roads malta.osm.pbf -o malta.yaml\n",
    .options = CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_PROFILE) |
               CLI_BIT(CLI_ROADS) | CLI_BIT(CLI_PEOPLE) | CLI_BIT(CLI_EXISTING) |
               CLI_BIT(CLI_CANDIDATES),
    .min_arguments = 0,
    .max_arguments = 0,
    .run = execute,
};
