#include "cli/command.h"

#include <stddef.h>

const struct cli_command *const cli_commands[] = {
    &cli_init,          &cli_run,          &cli_check,
    &cli_matrix_build,  &cli_matrix_merge, &cli_matrix_info,
    &cli_matrix_export, &cli_model_export, &cli_model_import,
    &cli_network_info,  &cli_plan_show,    &cli_plan_map,
    &cli_plan_report,   &cli_sweep,        &cli_compare,
    &cli_explain,       &cli_alternatives, &cli_route,
    &cli_reach,         &cli_verify,       &cli_bench_compare,
    &cli_bench_network, &cli_bench_report, &cli_bench_solver,
    &cli_version,       &cli_help,         NULL,
};
