#include "base/nearest.h"
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

enum { MAX_COMMANDS = 32 };

/* How many of the words are the command's name, word by word; 0 = it is another command. */
static int words_matched(const char *name, int count, char *const *words)
{
    int matched = 0;
    while (*name) {
        const size_t length = strcspn(name, " ");
        if (matched == count || strlen(words[matched]) != length ||
            memcmp(words[matched], name, length) != 0)
            return 0;
        matched++;
        name += length + (name[length] == ' ');
    }
    return matched;
}

const struct cli_command *cli_find_command(int count, char *const *words, int *used)
{
    for (const struct cli_command *const *at = cli_commands; *at; at++) {
        *used = words_matched((*at)->name, count, words);
        if (*used)
            return *at;
    }
    return NULL;
}

/* The names that begin with the same word ("matrix"), or all where none does. Returns whether some
 * do. */
static bool candidates(const char *word, const char **names)
{
    const size_t length = strlen(word);
    size_t n = 0;
    for (const struct cli_command *const *at = cli_commands; *at; at++)
        if (strncmp((*at)->name, word, length) == 0 && (*at)->name[length] == ' ')
            names[n++] = (*at)->name;
    names[n] = NULL;
    if (n)
        return true;
    for (const struct cli_command *const *at = cli_commands; *at; at++)
        names[n++] = (*at)->name;
    names[n] = NULL;
    return false;
}

enum mlg_status cli_unknown_command(int count, char *const *words, struct mlg_error *err)
{
    if (!count) {
        mlg_fail(err, MLG_USAGE, "no command given");
        return mlg_hint(err, "'maillage help' lists them");
    }
    const char *names[MAX_COMMANDS];
    char given[128];
    const bool group = candidates(words[0], names);
    const char *second = group && count > 1 ? words[1] : NULL;
    snprintf(given, sizeof given, "%s%s%s", words[0], second ? " " : "", second ? second : "");
    if (group && !second) {
        mlg_fail(err, MLG_USAGE, "'%s' is no command without a second word", given);
        return mlg_hint(err, "see 'maillage help %s'", given);
    }
    mlg_fail(err, MLG_USAGE, "unknown command '%s'", given);
    const char *nearest = mlg_nearest_name(given, names);
    if (nearest)
        return mlg_hint(err, "did you mean '%s'?", nearest);
    return mlg_hint(err, "'maillage help' lists them");
}

void cli_print_help(const struct cli_command *command)
{
    printf("usage: maillage %s [OPTIONS]%s%s\n\n%s\nOptions:\n", command->name,
           *command->arguments ? " " : "", command->arguments, command->help);
    cli_options_print(command->options | CLI_COMMON);
}

void cli_print_overview(void)
{
    fputs("maillage places sites so that everybody lives within a given travel time of one.\n"
          "\n"
          "usage: maillage COMMAND [OPTIONS] [ARGUMENTS]\n"
          "\n"
          "Commands:\n",
          stdout);
    for (const struct cli_command *const *at = cli_commands; *at; at++)
        printf("  %-14s %s\n", (*at)->name, (*at)->summary);
    fputs("\n"
          "Options of every command:\n",
          stdout);
    cli_options_print(CLI_COMMON);
    fputs("\n"
          "Exit codes: 0 done, 1 failure, 2 mistake in the command line or the scenario,\n"
          "3 proven infeasible, 4 stopped before there was a plan, 5 a verification failed.\n",
          stdout);
}

/* `help matrix`: every command of the group. */
static bool print_group(const char *word)
{
    const char *names[MAX_COMMANDS];
    if (!candidates(word, names))
        return false;
    for (size_t i = 0; names[i]; i++)
        for (const struct cli_command *const *at = cli_commands; *at; at++)
            if ((*at)->name == names[i]) {
                fputs(i ? "\n" : "", stdout);
                cli_print_help(*at);
            }
    return true;
}

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    (void)terminal;
    if (!options->n_arguments) {
        cli_print_overview();
        return MLG_OK;
    }
    int used;
    const struct cli_command *command =
        cli_find_command(options->n_arguments, options->arguments, &used);
    if (command && used == options->n_arguments)
        cli_print_help(command);
    else if (options->n_arguments > 1 || !print_group(options->arguments[0]))
        return cli_unknown_command(options->n_arguments, options->arguments, err);
    return MLG_OK;
}

const struct cli_command cli_help = {
    .name = "help",
    .arguments = "[COMMAND]",
    .summary = "explain the program or one command",
    .help = "Example:\n"
            "  maillage help run\n",
    .options = 0,
    .min_arguments = 0,
    .max_arguments = 2,
    .run = execute,
};
