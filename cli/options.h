/* The options of the command line: one table for all commands; a command says which it takes. */
#ifndef MLG_CLI_OPTIONS_H
#define MLG_CLI_OPTIONS_H

#include "base/status.h"
#include "scenarios/map/map.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum cli_option {
    CLI_OUTPUT,
    CLI_OVERWRITE,
    CLI_JSON,
    CLI_THREADS,
    CLI_TIME_LIMIT,
    CLI_NO_PRESOLVE,
    CLI_CACHE,
    CLI_SHARD,
    CLI_BY_CELL,
    CLI_MINUTES,
    CLI_PROFILE,
    CLI_ROADS,
    CLI_MATRIX,
    CLI_SCENARIO,
    CLI_PROOF,
    CLI_BEFORE,
    CLI_BY,
    CLI_CSV,
    CLI_PEOPLE,
    CLI_EXISTING,
    CLI_CANDIDATES,
    CLI_VARY,
    CLI_OUTLINES,
    CLI_LANG,
    CLI_SOLVER,
    CLI_REPEAT,
    CLI_SEED,
    CLI_KNOWN,
    CLI_MEMORY_LIMIT,
    CLI_WORSE,
    CLI_COUNT,
    CLI_WITHIN,
    CLI_DIFFER,
    CLI_QUIET,
    CLI_VERBOSE,
    CLI_HELP,
    CLI_N_OPTIONS
};

enum { CLI_MAX_MINUTES = 24 };

#define CLI_BIT(option) (UINT64_C(1) << (option))
/* Every command takes these. */
#define CLI_COMMON (CLI_BIT(CLI_QUIET) | CLI_BIT(CLI_VERBOSE) | CLI_BIT(CLI_HELP))

/* The values of an option that may be repeated. */
struct cli_words {
    const char **word; /* [n], owned */
    size_t n;
};

/* What the command line said. Strings are borrowed from argv. */
struct cli_options {
    const char *output; /* NULL where not given, as all strings here */
    bool overwrite;
    bool json;
    int threads;         /* -1 = not given, 0 = all */
    double time_limit_s; /* < 0 = not given */
    bool no_presolve;
    const char *cache;
    uint32_t shard, n_shards;             /* 0 where not given */
    uint32_t minutes_ds[CLI_MAX_MINUTES]; /* [n_minutes], increasing */
    size_t n_minutes;
    bool by_cell;
    const char *profile;
    struct cli_words roads, vary, solvers;
    const char *matrix;
    const char *scenario;
    bool proof;
    bool before;
    const char *by;
    bool csv;
    const char *people, *existing, *candidates;
    const char *outlines;
    enum mlg_language language;
    unsigned repeat; /* 1 where not given, as seed */
    uint64_t seed;
    const char *known;
    uint64_t memory_limit_bytes; /* 0 = not given */
    double worse;                /* a share; < 0 = not given */
    uint32_t count, differ;      /* 5 and 1 where not given */
    double within;               /* a share; 0.01 where not given */
    bool quiet, verbose, help;
    char *const *arguments; /* [n_arguments]: what is no option */
    int n_arguments;
};

/* Reads argv[1 …] (argv[0] is the command's last word, reordered so that arguments come last) with
 * the options in the set `taken`. MLG_USAGE names a mistake, with the nearest option as a hint. */
enum mlg_status cli_options_parse(int argc, char **argv, uint64_t taken,
                                  struct cli_options *options, struct mlg_error *err);
void cli_options_finish(struct cli_options *options);

/* One line of help for each option in the set. */
void cli_options_print(uint64_t taken);

#endif
