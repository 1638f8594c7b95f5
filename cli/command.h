/* The program's commands: one file for each, with what it says and takes, and their list
 * (commands.c).
 */
#ifndef MLG_CLI_COMMAND_H
#define MLG_CLI_COMMAND_H

#include "base/status.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "scenarios/run/run.h"

/* Exit codes: what a script may rely on. */
enum {
    EXIT_WRITTEN = 0,
    EXIT_FAILED = 1,
    EXIT_MISTAKE = 2, /* in the command line or in the scenario */
    EXIT_NO_PLAN = 3, /* proven infeasible */
    EXIT_STOPPED = 4, /* by a limit or Ctrl-C, before there was a plan */
    EXIT_DIFFERS = 5, /* a verification found a difference */
};

struct cli_command {
    const char *name;      /* one or two words: "run", "matrix info" */
    const char *arguments; /* "SCENARIO" */
    const char *summary;   /* one line */
    const char *help;      /* what it does, with its examples */
    uint64_t options; /* CLI_BIT of each that it takes, besides those that every command takes */
    int min_arguments, max_arguments;
    enum mlg_status (*run)(const struct cli_options *options, struct cli_terminal *terminal,
                           struct mlg_error *err);
};

/* Each is at the end of its file. */
extern const struct cli_command cli_init, cli_run, cli_check, cli_matrix_build, cli_matrix_merge,
    cli_matrix_info, cli_matrix_export, cli_model_export, cli_model_import, cli_network_info,
    cli_plan_show, cli_plan_map, cli_plan_report, cli_sweep, cli_compare, cli_explain,
    cli_alternatives, cli_route, cli_reach, cli_verify, cli_bench_compare, cli_bench_network,
    cli_bench_report, cli_bench_solver, cli_version, cli_help;
/* All of them, in the order of help; ends with NULL. */
extern const struct cli_command *const cli_commands[];

/* The command that the words (count of them) name, and how many words its name has; NULL: none. */
const struct cli_command *cli_find_command(int count, char *const *words, int *used);
/* "unknown command 'rnu'" with the nearest one as a hint; MLG_USAGE. */
enum mlg_status cli_unknown_command(int count, char *const *words, struct mlg_error *err);
/* The help of one command, and the list of all. On stdout. */
void cli_print_help(const struct cli_command *command);
void cli_print_overview(void);

/* What the command line says about a run. */
struct mlg_run_options cli_run_options(const struct cli_options *options);
/* A plan on stdout: its summary, or its JSON. */
enum mlg_status cli_print_plan(const struct mlg_plan *plan, bool json, struct mlg_error *err);

#endif
