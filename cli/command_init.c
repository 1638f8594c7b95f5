#include "cli/command.h"
#include "scenarios/init/init.h"

#include <stdio.h>

enum mlg_status cli_init(const struct cli_options *options, struct cli_terminal *terminal,
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
