#include "cli/command.h"
#include "scenarios/plan/plan.h"
#include "scenarios/plan/summary.h"

#include <stdio.h>

enum mlg_status cli_print_plan(const struct mlg_plan *plan, bool json, struct mlg_error *err)
{
    if (!json)
        return mlg_summary_print(plan, stdout, err);
    mlg_plan_print(plan, stdout);
    return MLG_OK;
}

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    (void)terminal;
    struct mlg_plan *plan;
    enum mlg_status status = mlg_plan_read(options->arguments[0], &plan, err);
    if (status != MLG_OK)
        return status;
    status = cli_print_plan(plan, options->json, err);
    mlg_plan_destroy(plan);
    return status;
}

const struct cli_command cli_plan_show = {
    .name = "plan show",
    .arguments = "PLAN",
    .summary = "print the summary of a plan",
    .help = "Prints what `run` printed when it wrote the plan.\n"
            "\n"
            "Example:\n"
            "  maillage plan show out/demo/plan.json\n",
    .options = CLI_BIT(CLI_JSON),
    .min_arguments = 1,
    .max_arguments = 1,
    .run = execute,
};
