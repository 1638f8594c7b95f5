#include "cli/command.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

const struct cli_command cli_commands[] = {
    {
        "init",
        "",
        "write a first scenario for a region",
        "Looks at the files of a region and writes a scenario with comments; what it guessed (the\n"
        "meaning of columns, the reference system, the limit) is marked. Without --candidates,\n"
        "the settlements and public buildings of the OpenStreetMap files are the candidates;\n"
        "without --people, the settlements that say their population are the people. Both are\n"
        "written as tables beside the scenario, which is scenario.yaml unless --output says so.\n"
        "\n"
        "Examples:\n"
        "  maillage init --roads region.osm.pbf --people grid.gpkg --existing sites.csv\n"
        "  maillage init --roads malta.osm.pbf -o malta.yaml\n",
        CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_PROFILE) | CLI_BIT(CLI_ROADS) |
            CLI_BIT(CLI_PEOPLE) | CLI_BIT(CLI_EXISTING) | CLI_BIT(CLI_CANDIDATES),
        0,
        0,
        cli_init,
    },
    {
        "run",
        "SCENARIO",
        "find the plan of a scenario and write its files",
        "Reads the people, the sites and the roads (or the ready matrix) that the scenario names,\n"
        "computes the travel times unless a matrix of the same inputs is in the cache, solves, "
        "and\n"
        "writes the plan into the scenario's output folder (or into --output). Ctrl-C ends the\n"
        "solving and writes the best plan so far, labelled as such.\n"
        "\n"
        "Examples:\n"
        "  maillage run scenarios/demo.yaml\n"
        "  maillage run scenarios/demo.yaml -o /tmp/plan --overwrite --time-limit 30\n"
        "  maillage run scenarios/demo.yaml --json > plan.json\n",
        CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_JSON) | CLI_BIT(CLI_THREADS) |
            CLI_BIT(CLI_TIME_LIMIT) | CLI_BIT(CLI_NO_PRESOLVE) | CLI_BIT(CLI_CACHE),
        1,
        1,
        cli_run,
    },
    {
        "check",
        "SCENARIO",
        "check a scenario and its files without solving",
        "Reads the scenario and every file that it names, says what is in them, how far people "
        "and\n"
        "sites are from the roads, and which ones are farthest.\n"
        "\n"
        "Example:\n"
        "  maillage check scenarios/demo.yaml\n",
        CLI_BIT(CLI_THREADS) | CLI_BIT(CLI_CACHE),
        1,
        1,
        cli_check,
    },
    {
        "matrix build",
        "SCENARIO",
        "compute the travel times of a scenario",
        "Builds the matrix that the scenario needs, into the cache or into --output. A matrix of\n"
        "the same inputs that is in the cache is not built again. One of many sites is made in\n"
        "parts: after an interruption the same command goes on from those that are finished.\n"
        "--shard builds one part only, on a machine of its own; `matrix merge` joins them.\n"
        "\n"
        "Examples:\n"
        "  maillage matrix build scenarios/demo.yaml -o demo.mtt\n"
        "  maillage matrix build scenarios/demo.yaml --shard 1/2 -o part-1.mtp\n",
        CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_THREADS) | CLI_BIT(CLI_CACHE) |
            CLI_BIT(CLI_SHARD),
        1,
        1,
        cli_matrix_build,
    },
    {
        "matrix merge",
        "PART...",
        "join the parts of a matrix that shards built",
        "Checks the parts, in any order, and writes the matrix: the same bytes as if it had been\n"
        "built whole.\n"
        "\n"
        "Example:\n"
        "  maillage matrix merge part-1.mtp part-2.mtp -o demo.mtt\n",
        CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE),
        1,
        INT_MAX,
        cli_matrix_merge,
    },
    {
        "matrix info",
        "FILE",
        "describe a matrix file",
        "Checks the whole file and prints its counts, bound, size, hashes, the share of\n"
        "reachable pairs, and how far its points are from the roads.\n"
        "\n"
        "Example:\n"
        "  maillage matrix info demo.mtt --json\n",
        CLI_BIT(CLI_JSON),
        1,
        1,
        cli_matrix_info,
    },
    {
        "matrix export",
        "FILE",
        "write a matrix as a table for other programs",
        "Writes a row for each reachable pair: site, its name, cell, seconds. --output ends in\n"
        ".csv, .csv.gz, .gpkg, .sqlite, or .parquet and .arrow where GDAL has them. With\n"
        "--scenario the points have its ids and names, otherwise their positions.\n"
        "\n"
        "Examples:\n"
        "  maillage matrix export demo.mtt --scenario scenarios/demo.yaml -o demo.csv\n"
        "  maillage matrix export demo.mtt --by-cell -o demo.csv.gz\n",
        CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_SCENARIO) | CLI_BIT(CLI_BY_CELL),
        1,
        1,
        cli_matrix_export,
    },
    {
        "model export",
        "SCENARIO",
        "write a scenario's question for another solver",
        "Writes the integer program of the first goal under all rules. --output ends in .mps or\n"
        ".lp. Columns: open_ID (a new site), keep_ID (an existing one), uncovered_ID (people).\n"
        "What is to be made small is the objective; a comment on top says what it counts.\n"
        "\n"
        "Example:\n"
        "  maillage model export scenarios/demo.yaml -o demo.mps\n",
        CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_THREADS) | CLI_BIT(CLI_CACHE),
        1,
        1,
        cli_model_export,
    },
    {
        "network info",
        "FILE...",
        "describe the roads of OpenStreetMap files",
        "Reads the files as a scenario's roads are read and prints what a profile makes of them:\n"
        "kilometres by class, the graph and its components, the share of ways with a speed limit,\n"
        "barriers, ferries, and nodes that are missing or in several files.\n"
        "\n"
        "Examples:\n"
        "  maillage network info datasets/demo/roads.osm.pbf\n"
        "  maillage network info --profile bicycle --json north.osm.pbf south.osm.pbf\n",
        CLI_BIT(CLI_PROFILE) | CLI_BIT(CLI_JSON),
        1,
        INT_MAX,
        cli_network_info,
    },
    {
        "plan show",
        "PLAN",
        "print the summary of a plan",
        "Prints what `run` printed when it wrote the plan.\n"
        "\n"
        "Example:\n"
        "  maillage plan show out/demo/plan.json\n",
        CLI_BIT(CLI_JSON),
        1,
        1,
        cli_plan_show,
    },
    {
        "plan map",
        "PLAN",
        "draw the map of a plan as SVG or PNG",
        "Colours everybody's cell by the minutes to the nearest site, with the new sites or\n"
        "without them (--before). The scenario and its times are read again, and must be those\n"
        "that the plan was made from. --output ends in .svg or .png.\n"
        "\n"
        "Examples:\n"
        "  maillage plan map out/demo/plan.json -o plan.png\n"
        "  maillage plan map out/demo/plan.json -o today.svg --before --lang fr\n",
        CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_BEFORE) | CLI_BIT(CLI_OUTLINES) |
            CLI_BIT(CLI_LANG) | CLI_BIT(CLI_SCENARIO) | CLI_BIT(CLI_THREADS) | CLI_BIT(CLI_CACHE),
        1,
        1,
        cli_plan_map,
    },
    {
        "plan report",
        "PLAN",
        "write a page about a plan that works alone and offline",
        "Writes one HTML file with a map, charts and tables, in English and French. The travel "
        "times\n"
        "are in it: the reader opens and closes sites and sees at once what that means. The "
        "scenario\n"
        "and its times are read again, and must be those that the plan was made from.\n"
        "\n"
        "Example:\n"
        "  maillage plan report out/demo/plan.json -o report.html\n",
        CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_BY) | CLI_BIT(CLI_OUTLINES) |
            CLI_BIT(CLI_SCENARIO) | CLI_BIT(CLI_THREADS) | CLI_BIT(CLI_CACHE),
        1,
        1,
        cli_plan_report,
    },
    {
        "sweep",
        "SCENARIO",
        "run a family of scenarios into one table",
        "Runs the scenario once for every combination of the values that --vary gives to its "
        "keys:\n"
        "a list, or FIRST..LAST/STEP. Several run at the same time (--threads), each in a folder\n"
        "of its own below --output ('sweep' by default) with a scenario.yaml that extends the\n"
        "given one, and its plan. FOLDER/table.csv has a row for each. A sweep that was stopped\n"
        "goes on with what is missing when it is started again.\n"
        "\n"
        "Examples:\n"
        "  maillage sweep scenarios/demo.yaml --vary travel.limit_min=10,15,20\n"
        "  maillage sweep scenarios/hauts-de-france.yaml -o curve \\\n"
        "      --vary sites.new.max=0..300/10 --vary travel.limit_min=15,20 --time-limit 20\n",
        CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_VARY) | CLI_BIT(CLI_THREADS) | CLI_BIT(CLI_TIME_LIMIT) |
            CLI_BIT(CLI_CACHE),
        1,
        1,
        cli_sweep,
    },
    {
        "compare",
        "PLAN PLAN...",
        "put plans side by side",
        "Opens each plan again with its scenario and its times and prints sites, bounds, the\n"
        "residents within 5, 10, 15 … minutes, mean, median, 95th percentile and longest time,\n"
        "Gini and Palma of the times, a second site in reach; then what changes from the first\n"
        "plan to each other one: sites moved, dropped and added, and the communes that gain and\n"
        "lose. The plans may have other scenarios and other matrices, but the same people.\n"
        "--output writes everybody's minutes in every plan and ends in .gpkg, .geojson or .csv.\n"
        "\n"
        "Examples:\n"
        "  maillage compare out/a/plan.json out/b/plan.json\n"
        "  maillage compare out/a/plan.json out/b/plan.json --by departement --csv > table.csv\n"
        "  maillage compare out/a/plan.json out/b/plan.json -o minutes.gpkg\n",
        CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_JSON) | CLI_BIT(CLI_CSV) |
            CLI_BIT(CLI_BY) | CLI_BIT(CLI_THREADS) | CLI_BIT(CLI_CACHE),
        2,
        64,
        cli_compare,
    },
    {
        "explain",
        "PLAN NAME",
        "say why a site is in a plan or not, or what the plan means for a commune",
        "NAME is the id or name of a site or of a commune. Of a site of the plan: who depends on\n"
        "it, and which other place would serve most of them. Of another candidate: what it would\n"
        "add, and whose place it would best take. Of a commune: its residents' times, today and\n"
        "with the plan, and their nearest sites. Counted from the plan's times; nothing is "
        "solved.\n"
        "\n"
        "Examples:\n"
        "  maillage explain out/demo/plan.json C001\n"
        "  maillage explain out/hauts-de-france/plan.json Laon --json\n",
        CLI_BIT(CLI_JSON) | CLI_BIT(CLI_SCENARIO) | CLI_BIT(CLI_THREADS) | CLI_BIT(CLI_CACHE),
        2,
        2,
        cli_explain,
    },
    {
        "route",
        "SCENARIO FROM TO",
        "show the way between two places of a scenario",
        "Finds the fastest way on the scenario's roads, which takes the time that the matrix "
        "says,\n"
        "and prints its time, length and steps. A place is the id or name of a site or person, or\n"
        "longitude,latitude (after -- where that begins with a minus). --output writes the line "
        "as\n"
        "GeoJSON. A scenario with a ready matrix needs --roads.\n"
        "\n"
        "Examples:\n"
        "  maillage route scenarios/demo.yaml C001 -- -4.65,46.13\n"
        "  maillage route scenarios/demo.yaml C001 C003 -o way.geojson\n",
        CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_JSON) | CLI_BIT(CLI_ROADS),
        3,
        3,
        cli_route,
    },
    {
        "reach",
        "SCENARIO PLACE",
        "show how far a site reaches: isochrones",
        "Computes everybody's time to one place of the scenario on its roads and prints how many\n"
        "residents are within each of --minutes (5,10,15,20 by default). A place is named as for\n"
        "`route`. --output writes .gpkg (everybody's point with its minutes, and the outline of "
        "each\n"
        "limit), .geojson (the outlines) or .csv (the points). A scenario with a ready matrix\n"
        "needs --roads.\n"
        "\n"
        "Examples:\n"
        "  maillage reach scenarios/demo.yaml C001\n"
        "  maillage reach scenarios/demo.yaml C001 --minutes 10,20,30 -o reach.gpkg\n",
        CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_JSON) | CLI_BIT(CLI_ROADS) |
            CLI_BIT(CLI_MINUTES),
        2,
        2,
        cli_reach,
    },
    {
        "verify",
        "PLAN",
        "recompute everything that a plan claims",
        "Recounts the plan from the matrix or, with --roads, from the roads by plain Dijkstra,\n"
        "without the solver. Every difference is named; the exit code is then 5.\n"
        "With --proof it follows the certificate of the bound that lies beside the plan, step by\n"
        "step, in integers.\n"
        "\n"
        "Examples:\n"
        "  maillage verify out/demo/plan.json\n"
        "  maillage verify out/demo/plan.json --proof\n"
        "  maillage verify out/demo/plan.json --roads datasets/demo/roads.osm.pbf\n",
        CLI_BIT(CLI_PROOF) | CLI_BIT(CLI_THREADS) | CLI_BIT(CLI_ROADS) | CLI_BIT(CLI_MATRIX) |
            CLI_BIT(CLI_SCENARIO),
        1,
        1,
        cli_verify,
    },
    {
        "bench network",
        "SCENARIO",
        "measure every step from the roads to the matrix",
        "Reads the scenario's roads and measures each step to matrices of --minutes (20,60 by\n"
        "default): reading, placing points, order, contraction, customization, rows, encoding,\n"
        "the file, reading it, and plain Dijkstra from up to 256 of the sites, in proportion,\n"
        "whose entries are compared. On one thread; --threads adds the rows on so many.\n"
        "\n"
        "Example:\n"
        "  maillage bench network scenarios/demo.yaml --minutes 20 --repeat 5 -o steps.jsonl\n",
        CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) | CLI_BIT(CLI_JSON) | CLI_BIT(CLI_ROADS) |
            CLI_BIT(CLI_MINUTES) | CLI_BIT(CLI_REPEAT) | CLI_BIT(CLI_THREADS),
        1,
        1,
        cli_bench_network,
    },
    {
        "bench solver",
        "INSTANCE...",
        "measure solvers on covering instances",
        "Finds the fewest sites of each instance, one run after the other, each in a process of "
        "its\n"
        "own on one thread, and prints objective, bound, gap, processor seconds to the best "
        "solution\n"
        "and in all, nodes, cuts, peak memory, and the ratio of the seconds to the base line's.\n"
        "\n"
        "An instance is a scenario, a matrix with a limit in minutes (FILE.mtt@20), a frozen "
        "region\n"
        "(FOLDER@20, FOLDER@20:scratch without its existing sites) or an OR-Library file (set\n"
        "covering, rail). Solvers: maillage, no-cuts and no-heuristics (maillage without them), "
        "plain\n"
        "(GLPK on the unreduced model) and the programs glpsol, cbc, highs and scip where they "
        "are on\n"
        "PATH. What contradicts --known, or another run, ends with an error. --output writes "
        "JSON\n"
        "lines, one for each run.\n"
        "\n"
        "Examples:\n"
        "  maillage bench solver scenarios/demo.yaml --solver maillage --solver plain\n"
        "  maillage bench solver scp41.txt rail507 --known known.csv --repeat 5 -o runs.jsonl\n",
        CLI_BIT(CLI_SOLVER) | CLI_BIT(CLI_TIME_LIMIT) | CLI_BIT(CLI_REPEAT) | CLI_BIT(CLI_SEED) |
            CLI_BIT(CLI_KNOWN) | CLI_BIT(CLI_JSON) | CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_OVERWRITE) |
            CLI_BIT(CLI_CACHE),
        1,
        INT_MAX,
        cli_bench_solver,
    },
    {
        "version",
        "",
        "print the versions of the program and its libraries",
        "Example:\n"
        "  maillage version --json\n",
        CLI_BIT(CLI_JSON),
        0,
        0,
        cli_version,
    },
    {
        "help",
        "[COMMAND]",
        "explain the program or one command",
        "Example:\n"
        "  maillage help run\n",
        0,
        0,
        2,
        cli_help,
    },
    {0},
};

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
