#include "cli/command.h"
#include "cli/print_json.h"
#include "scenarios/compare/compare.h"

#include <stdio.h>

static enum mlg_status print_document(const struct cli_options *options, const json_t *document,
                                      struct mlg_error *err)
{
    if (options->json)
        return cli_print_json(document, err);
    if (options->csv)
        return mlg_compare_print_csv(document, stdout, err);
    return mlg_compare_print(document, stdout, err);
}

enum mlg_status cli_compare(const struct cli_options *options, struct cli_terminal *terminal,
                            struct mlg_error *err)
{
    if (options->json && options->csv)
        return mlg_fail(err, MLG_USAGE, "'--json' and '--csv' contradict each other");
    const struct mlg_compare_options compare = {
        .by = options->by,
        .sources = {.cache_folder = options->cache, .threads = options->threads},
    };
    struct mlg_comparison *comparison;
    json_t *document = NULL;
    enum mlg_status status =
        mlg_comparison_open((const char *const *)options->arguments, (size_t)options->n_arguments,
                            &compare, &terminal->monitor, &comparison, err);
    if (status != MLG_OK)
        return status;
    status = mlg_compare(comparison, &document, err);
    if (status == MLG_OK && options->output)
        status = mlg_compare_write(comparison, options->output, options->overwrite, err);
    mlg_comparison_close(comparison);
    cli_terminal_finish(terminal);
    if (status == MLG_OK)
        status = print_document(options, document, err);
    json_decref(document);
    return status;
}
