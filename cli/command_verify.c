#include "cli/command.h"
#include "scenarios/verify/verify.h"

#include <stdio.h>

enum mlg_status cli_verify(const struct cli_options *options, struct cli_terminal *terminal,
                           struct mlg_error *err)
{
    if (options->roads.n && options->matrix)
        return mlg_fail(err, MLG_USAGE, "'--roads' and '--matrix' contradict each other");
    const struct mlg_verify_options verify_options = {
        .scenario = options->scenario,
        .roads = options->roads.n ? options->roads.word : NULL,
        .n_roads = options->roads.n,
        .matrix = options->matrix,
        .proof = options->proof,
        .threads = options->threads,
    };
    const enum mlg_status status =
        mlg_verify(options->arguments[0], &verify_options, &terminal->monitor, err);
    cli_terminal_finish(terminal);
    if (status == MLG_OK && !options->quiet)
        printf("'%s': every claim holds\n", options->arguments[0]);
    return status;
}
