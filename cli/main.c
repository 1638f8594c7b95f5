#include "cli/command.h"

#include <stdio.h>
#include <string.h>

static int exit_code(enum mlg_status status)
{
    switch (status) {
    case MLG_OK:
        return EXIT_WRITTEN;
    case MLG_USAGE:
    case MLG_BAD_SCENARIO:
        return EXIT_MISTAKE;
    case MLG_INFEASIBLE:
        return EXIT_NO_PLAN;
    case MLG_STOPPED:
        return EXIT_STOPPED;
    case MLG_DIFFERENT:
        return EXIT_DIFFERS;
    default:
        return EXIT_FAILED;
    }
}

static enum mlg_status check_arguments(const struct cli_command *command,
                                       const struct cli_options *options, struct mlg_error *err)
{
    if (options->n_arguments < command->min_arguments)
        return mlg_fail(err, MLG_USAGE, "'%s' wants %s", command->name, command->arguments);
    if (options->n_arguments > command->max_arguments)
        return mlg_fail(err, MLG_USAGE, "'%s' is one argument too many for '%s'",
                        options->arguments[command->max_arguments], command->name);
    if (options->quiet && options->verbose)
        return mlg_fail(err, MLG_USAGE, "'--quiet' and '--verbose' contradict each other");
    return MLG_OK;
}

static enum mlg_status run_with(const struct cli_command *command,
                                const struct cli_options *options, struct mlg_error *err)
{
    if (options->help) {
        cli_print_help(command);
        return MLG_OK;
    }
    const enum mlg_status status = check_arguments(command, options, err);
    if (status != MLG_OK)
        return status;
    struct cli_terminal terminal;
    cli_terminal_init(&terminal, options);
    const enum mlg_status result = command->run(options, &terminal, err);
    cli_terminal_finish(&terminal);
    return result;
}

static enum mlg_status run_command(int argc, char **argv, struct mlg_error *err)
{
    int used;
    const struct cli_command *command = cli_find_command(argc - 1, argv + 1, &used);
    if (!command)
        return cli_unknown_command(argc - 1, argv + 1, err);
    struct cli_options options;
    enum mlg_status status =
        cli_options_parse(argc - used, argv + used, command->options | CLI_COMMON, &options, err);
    if (status == MLG_OK) {
        status = run_with(command, &options, err);
        cli_options_finish(&options);
    }
    if (status == MLG_USAGE && !*err->hint)
        mlg_hint(err, "see 'maillage help %s'", command->name);
    return status;
}

/* The habits of other programs: --version, --help. */
static char *as_command(char *word)
{
    static char version[] = "version", help[] = "help";
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0)
        return version;
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
        return help;
    return word;
}

int main(int argc, char **argv)
{
    cli_keep_standard_streams();
    struct mlg_error err = {0};
    if (argc > 1)
        argv[1] = as_command(argv[1]);
    enum mlg_status status = run_command(argc, argv, &err);
    if (status != MLG_OK)
        cli_print_error(&err);
    if (cli_flush_stdout(&err) != MLG_OK && status == MLG_OK) {
        status = MLG_IO;
        cli_print_error(&err);
    }
    return exit_code(status);
}
