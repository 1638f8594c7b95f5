#include "cli/command.h"
#include "cli/print_json.h"

#include <gdal.h>
#include <glpk.h>
#include <jansson.h>
#include <libfyaml.h>
#include <proj.h>
#include <stdio.h>
#include <string.h>

#ifdef __clang__
#define COMPILER "clang " __clang_version__
#else
#define COMPILER "gcc " __VERSION__
#endif

struct version {
    const char *name, *value;
};

static enum mlg_status print_json(const struct version *versions, size_t n, struct mlg_error *err)
{
    json_t *object = json_object();
    for (size_t i = 0; i < n; i++)
        if (json_object_set_new(object, versions[i].name, json_string(versions[i].value)) != 0)
            break;
    const enum mlg_status status = cli_print_json(object, err);
    json_decref(object);
    return status;
}

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    (void)terminal;
    const struct version versions[] = {
        {"maillage", MLG_VERSION},
        {"GLPK", glp_version()},
        {"GDAL", GDALVersionInfo("RELEASE_NAME")},
        {"PROJ", proj_info().version},
        {"libosmium", MLG_LIBOSMIUM_VERSION},
        {"libfyaml", fy_library_version()},
        {"jansson", jansson_version_str()},
        {"compiler", COMPILER},
    };
    const size_t n = sizeof versions / sizeof *versions;
    if (options->json)
        return print_json(versions, n, err);
    for (size_t i = 0; i < n; i++)
        printf("%-10s %s\n", versions[i].name, versions[i].value);
    return MLG_OK;
}

const struct cli_command cli_version = {
    .name = "version",
    .arguments = "",
    .summary = "print the versions of the program and its libraries",
    .help = "Example:\n"
            "  maillage version --json\n",
    .options = CLI_BIT(CLI_JSON),
    .min_arguments = 0,
    .max_arguments = 0,
    .run = execute,
};
