#include "cli/command.h"
#include "cli/print_json.h"
#include "scenarios/explain/explain.h"

#include <stdio.h>

enum mlg_status cli_explain(const struct cli_options *options, struct cli_terminal *terminal,
                            struct mlg_error *err)
{
    const struct mlg_plan_sources_options from = {
        .scenario = options->scenario,
        .cache_folder = options->cache,
        .threads = options->threads,
    };
    struct mlg_plan_sources *sources;
    json_t *document = NULL;
    enum mlg_status status =
        mlg_plan_sources_open(options->arguments[0], &from, &terminal->monitor, &sources, err);
    if (status != MLG_OK)
        return status;
    status = mlg_explain(sources, options->arguments[1], &terminal->monitor, &document, err);
    mlg_plan_sources_close(sources);
    cli_terminal_finish(terminal);
    if (status == MLG_OK && options->json)
        status = cli_print_json(document, err);
    else if (status == MLG_OK)
        status = mlg_explain_print(document, stdout, err);
    json_decref(document);
    return status;
}
