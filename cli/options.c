#include "cli/options.h"

#include "base/memory.h"
#include "base/nearest.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum mlg_status parse_number(const char *name, const char *text, long least, long most,
                                    long *number, struct mlg_error *err)
{
    char *end;
    errno = 0;
    const long value = strtol(text, &end, 10);
    if (end == text || *end || errno || value < least || value > most)
        return mlg_fail(err, MLG_USAGE, "option '--%s': '%s' is no number from %ld to %ld", name,
                        text, least, most);
    *number = value;
    return MLG_OK;
}

static enum mlg_status parse_threads(const char *text, struct cli_options *options,
                                     struct mlg_error *err)
{
    long threads = -1;
    const enum mlg_status status = parse_number("threads", text, 0, 1024, &threads, err);
    options->threads = (int)threads;
    return status;
}

static enum mlg_status parse_repeat(const char *text, struct cli_options *options,
                                    struct mlg_error *err)
{
    long repeat = 1;
    const enum mlg_status status = parse_number("repeat", text, 1, 1024, &repeat, err);
    options->repeat = (unsigned)repeat;
    return status;
}

static enum mlg_status parse_seed(const char *text, struct cli_options *options,
                                  struct mlg_error *err)
{
    long seed = 1;
    const enum mlg_status status = parse_number("seed", text, 0, INT32_MAX, &seed, err);
    options->seed = (uint64_t)seed;
    return status;
}

static enum mlg_status parse_seconds(const char *text, struct cli_options *options,
                                     struct mlg_error *err)
{
    char *end;
    const double value = strtod(text, &end);
    if (end == text || *end || !isfinite(value) || value < 0 || value > 1e7)
        return mlg_fail(err, MLG_USAGE,
                        "option '--time-limit': '%s' is no number of seconds from 0 to 10000000",
                        text);
    options->time_limit_s = value;
    return MLG_OK;
}

static enum mlg_status parse_megabytes(const char *text, struct cli_options *options,
                                       struct mlg_error *err)
{
    long megabytes = 0;
    const enum mlg_status status =
        parse_number("memory-limit", text, 16, INT32_MAX, &megabytes, err);
    options->memory_limit_bytes = (uint64_t)megabytes << 20;
    return status;
}

static enum mlg_status parse_worse(const char *text, struct cli_options *options,
                                   struct mlg_error *err)
{
    char *end;
    double share = strtod(text, &end);
    const bool percent = end != text && strcmp(end, "%") == 0;
    if (percent)
        share /= 100;
    if (end == text || (*end && !percent) || !isfinite(share) || share < 0 || share > 100)
        return mlg_fail(err, MLG_USAGE,
                        "option '--worse': '%s' is no share from 0 to 100, such as 0.05 or 5%%",
                        text);
    options->worse = share;
    return MLG_OK;
}

static enum mlg_status parse_count(const char *text, struct cli_options *options,
                                   struct mlg_error *err)
{
    long count = 0;
    const enum mlg_status status = parse_number("count", text, 1, 100, &count, err);
    options->count = (uint32_t)count;
    return status;
}

static enum mlg_status parse_differ(const char *text, struct cli_options *options,
                                    struct mlg_error *err)
{
    long differ = 0;
    const enum mlg_status status = parse_number("differ", text, 1, 1000000, &differ, err);
    options->differ = (uint32_t)differ;
    return status;
}

static enum mlg_status parse_within(const char *text, struct cli_options *options,
                                    struct mlg_error *err)
{
    char *end;
    const double percent = strtod(text, &end);
    if (end == text || *end || !(percent >= 0 && percent <= 100))
        return mlg_fail(err, MLG_USAGE, "option '--within': '%s' is no number of percent, 0 to 100",
                        text);
    options->within = percent / 100;
    return MLG_OK;
}

static enum mlg_status parse_shard(const char *text, struct cli_options *options,
                                   struct mlg_error *err)
{
    unsigned shard, n_shards;
    int used = 0;
    if (strspn(text, "0123456789/") != strlen(text) ||
        sscanf(text, "%6u/%6u%n", &shard, &n_shards, &used) != 2 || text[used] || shard < 1 ||
        shard > n_shards || n_shards < 2)
        return mlg_fail(err, MLG_USAGE,
                        "option '--shard': '%s' is not a part and their number, such as 1/8", text);
    options->shard = shard;
    options->n_shards = n_shards;
    return MLG_OK;
}

static enum mlg_status parse_minutes(const char *text, struct cli_options *options,
                                     struct mlg_error *err)
{
    size_t n = 0;
    const char *at = text;
    for (bool more = true; more && n < CLI_MAX_MINUTES; n++) {
        char *end;
        const double minutes = strtod(at, &end);
        if (end == at || !isfinite(minutes) || minutes <= 0 || minutes > 109 ||
            (n && lround(minutes * 600) <= options->minutes_ds[n - 1]) || (*end && *end != ','))
            break;
        options->minutes_ds[n] = (uint32_t)lround(minutes * 600);
        more = *end;
        at = more ? end + 1 : end;
    }
    options->n_minutes = n;
    if (n && *at == '\0' && at[-1] != ',')
        return MLG_OK;
    return mlg_fail(err, MLG_USAGE,
                    "option '--minutes': '%s' is no list of up to %d increasing times of at most "
                    "109 minutes, such as 5,10,15,20",
                    text, CLI_MAX_MINUTES);
}

static enum mlg_status parse_language(const char *text, struct cli_options *options,
                                      struct mlg_error *err)
{
    if (strcmp(text, "en") == 0)
        options->language = MLG_ENGLISH;
    else if (strcmp(text, "fr") == 0)
        options->language = MLG_FRENCH;
    else
        return mlg_fail(err, MLG_USAGE, "option '--lang': '%s' is neither 'en' nor 'fr'", text);
    return MLG_OK;
}

/* Where an option's value goes: to a field, or to a function that reads it. */
enum target { FLAG, WORD, WORDS, PARSED };

#define FLAG(field) FLAG, offsetof(struct cli_options, field), NULL
#define WORD(field) WORD, offsetof(struct cli_options, field), NULL
#define WORDS(field) WORDS, offsetof(struct cli_options, field), NULL
#define PARSED(function) PARSED, 0, function

static const struct {
    const char *name;
    char letter;          /* or 0 */
    const char *argument; /* or NULL */
    const char *help;
    enum target target;
    size_t offset; /* in struct cli_options, of a bool, a string or a struct cli_words */
    enum mlg_status (*parse)(const char *text, struct cli_options *options, struct mlg_error *err);
} table[CLI_N_OPTIONS] = {
    [CLI_OUTPUT] = {"output", 'o', "PATH", "where to write, instead of what the scenario says",
                    WORD(output)},
    [CLI_OVERWRITE] = {"overwrite", 0, NULL, "replace files that exist", FLAG(overwrite)},
    [CLI_JSON] = {"json", 0, NULL, "print JSON instead of the readable form", FLAG(json)},
    [CLI_THREADS] = {"threads", 0, "N", "threads to use, 0 = all; the results are the same",
                     PARSED(parse_threads)},
    [CLI_TIME_LIMIT] = {"time-limit", 0, "SECONDS", "stop solving after this time, best plan kept",
                        PARSED(parse_seconds)},
    [CLI_NO_PRESOLVE] = {"no-presolve", 0, NULL, "plain GLPK on the unreduced model, the base line",
                         FLAG(no_presolve)},
    [CLI_CACHE] = {"cache", 0, "FOLDER", "where computed matrices are kept for the next run",
                   WORD(cache)},
    [CLI_SHARD] = {"shard", 0, "I/N", "compute only the I-th of N parts, for 'matrix merge'",
                   PARSED(parse_shard)},
    [CLI_MINUTES] = {"minutes", 0, "LIST", "limits, such as 5,10,15,20", PARSED(parse_minutes)},
    [CLI_BY_CELL] = {"by-cell", 0, NULL, "cell by cell instead of site by site", FLAG(by_cell)},
    [CLI_PROFILE] = {"profile", 0, "PROFILE", "car, car-daytime, bicycle, foot or a .yaml file",
                     WORD(profile)},
    [CLI_ROADS] = {"roads", 0, "FILE", "take the roads of this file; may be repeated",
                   WORDS(roads)},
    [CLI_MATRIX] = {"matrix", 0, "FILE", "take the times from this matrix", WORD(matrix)},
    [CLI_SCENARIO] = {"scenario", 0, "FILE", "the scenario, where it is not where the plan says",
                      WORD(scenario)},
    [CLI_PROOF] = {"proof", 0, NULL, "follow the certificate of the bound, in integers",
                   FLAG(proof)},
    [CLI_BEFORE] = {"before", 0, NULL, "today, without the new sites", FLAG(before)},
    [CLI_BY] = {"by", 0, "COLUMN", "the same for each value of this column of people or candidates",
                WORD(by)},
    [CLI_CSV] = {"csv", 0, NULL, "print CSV instead of the readable form", FLAG(csv)},
    [CLI_PEOPLE] = {"people", 0, "FILE", "the table of who lives where", WORD(people)},
    [CLI_EXISTING] = {"existing", 0, "FILE", "the table of the sites that are open",
                      WORD(existing)},
    [CLI_CANDIDATES] = {"candidates", 0, "FILE", "the table of where a site could open",
                        WORD(candidates)},
    [CLI_VARY] = {"vary", 0, "KEY=VALUES", "give a key these values; may be repeated", WORDS(vary)},
    [CLI_OUTLINES] = {"outlines", 0, "FILE", "draw the lines of this file, such as départements",
                      WORD(outlines)},
    [CLI_LANG] = {"lang", 0, "en|fr", "the language of the map", PARSED(parse_language)},
    [CLI_SOLVER] = {"solver", 0, "NAME",
                    "run this one; may be repeated, the first is the base line", WORDS(solvers)},
    [CLI_REPEAT] = {"repeat", 0, "N", "runs (with N seeds), of which the median one is shown",
                    PARSED(parse_repeat)},
    [CLI_SEED] = {"seed", 0, "N", "the first seed, 1 by default", PARSED(parse_seed)},
    [CLI_KNOWN] = {"known", 0, "FILE", "known optima: what contradicts them is an error",
                   WORD(known)},
    [CLI_MEMORY_LIMIT] = {"memory-limit", 0, "MB", "stop a run that wants more memory than this",
                          PARSED(parse_megabytes)},
    [CLI_WORSE] = {"worse", 0, "SHARE",
                   "what is worse by more than this is an error, 5% by default",
                   PARSED(parse_worse)},
    [CLI_COUNT] = {"count", 0, "N", "so many plans, 5 by default", PARSED(parse_count)},
    [CLI_WITHIN] = {"within", 0, "PERCENT", "how much worse the last goal may be, 1 by default",
                    PARSED(parse_within)},
    [CLI_DIFFER] = {"differ", 0, "N", "in at least so many sites from each other, 1 by default",
                    PARSED(parse_differ)},
    [CLI_QUIET] = {"quiet", 'q', NULL, "no progress and no remarks", FLAG(quiet)},
    [CLI_VERBOSE] = {"verbose", 'v', NULL, "each phase, and when it began", FLAG(verbose)},
    [CLI_HELP] = {"help", 'h', NULL, "explain the command", FLAG(help)},
};

/* getopt's tables for the options taken: long_options [CLI_N_OPTIONS + 1], letters "+:o:q…". */
static void getopt_tables(uint64_t taken, struct option *long_options, char *letters)
{
    *letters++ = ':';
    for (int i = 0; i < CLI_N_OPTIONS; i++) {
        if (!(taken & CLI_BIT(i)))
            continue;
        const int has_argument = table[i].argument ? required_argument : no_argument;
        *long_options++ = (struct option){table[i].name, has_argument, NULL, 256 + i};
        if (!table[i].letter)
            continue;
        *letters++ = table[i].letter;
        if (table[i].argument)
            *letters++ = ':';
    }
    *long_options = (struct option){0};
    *letters = '\0';
}

static int option_of(int found)
{
    for (int i = 0; i < CLI_N_OPTIONS; i++)
        if (found == 256 + i || (table[i].letter && found == table[i].letter))
            return i;
    return CLI_N_OPTIONS;
}

static enum mlg_status unknown_option(const char *word, uint64_t taken, struct mlg_error *err)
{
    const char *names[CLI_N_OPTIONS + 1];
    size_t n = 0;
    for (int i = 0; i < CLI_N_OPTIONS; i++)
        if (taken & CLI_BIT(i))
            names[n++] = table[i].name;
    names[n] = NULL;
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)strcspn(word, "="), word);
    mlg_fail(err, MLG_USAGE, "unknown option '%s'", name);
    const char *nearest = strncmp(name, "--", 2) == 0 ? mlg_nearest_name(name + 2, names) : NULL;
    return nearest ? mlg_hint(err, "did you mean '--%s'?", nearest) : MLG_USAGE;
}

/* What getopt answered with '?' (`code` is optopt): a long option has no letter or is given a value
 * that it does not take; a letter may stand in a group ("-qx"). */
static enum mlg_status refused_option(const char *word, int code, uint64_t taken,
                                      struct mlg_error *err)
{
    if (code >= 256)
        return mlg_fail(err, MLG_USAGE, "option '--%s' takes no value", table[code - 256].name);
    if (code == 0)
        return unknown_option(word, taken, err);
    const char letter[] = {'-', (char)code, '\0'};
    return unknown_option(letter, taken, err);
}

static enum mlg_status apply(struct cli_options *options, int option, const char *value,
                             struct mlg_error *err)
{
    void *place = (char *)options + table[option].offset;
    struct cli_words *words = place;
    switch (table[option].target) {
    case FLAG:
        *(bool *)place = true;
        break;
    case WORD:
        *(const char **)place = value;
        break;
    case WORDS:
        words->word[words->n++] = value;
        break;
    case PARSED:
        return table[option].parse(value, options, err);
    }
    return MLG_OK;
}

static enum mlg_status parse_words(int argc, char **argv, uint64_t taken,
                                   struct cli_options *options, struct mlg_error *err)
{
    struct option long_options[CLI_N_OPTIONS + 1];
    char letters[2 * CLI_N_OPTIONS + 2];
    getopt_tables(taken, long_options, letters);
    opterr = 0;
    optind = 0; /* 0, not 1: getopt starts anew */
    for (int found; (found = getopt_long(argc, argv, letters, long_options, NULL)) != -1;) {
        if (found == '?')
            return refused_option(argv[optind - 1], optopt, taken, err);
        const int option = option_of(found == ':' ? optopt : found);
        if (found == ':')
            return mlg_fail(err, MLG_USAGE, "option '--%s' wants a value: %s", table[option].name,
                            table[option].argument);
        if (table[option].argument && !*optarg)
            return mlg_fail(err, MLG_USAGE, "option '--%s' has an empty value", table[option].name);
        const enum mlg_status status = apply(options, option, optarg, err);
        if (status != MLG_OK)
            return status;
    }
    options->arguments = argv + optind;
    options->n_arguments = argc - optind;
    return MLG_OK;
}

enum mlg_status cli_options_parse(int argc, char **argv, uint64_t taken,
                                  struct cli_options *options, struct mlg_error *err)
{
    struct cli_options read = {.threads = -1,
                               .time_limit_s = -1,
                               .repeat = 1,
                               .seed = 1,
                               .worse = -1,
                               .count = 5,
                               .differ = 1,
                               .within = 0.01};
    const size_t bytes = sizeof *read.roads.word;
    read.roads.word = mlg_alloc((size_t)argc, bytes);
    read.solvers.word = mlg_alloc((size_t)argc, bytes);
    read.vary.word = mlg_alloc((size_t)argc, bytes);
    const enum mlg_status status =
        read.roads.word && read.solvers.word && read.vary.word
            ? parse_words(argc, argv, taken, &read, err)
            : mlg_fail_memory(err, "the command line", (size_t)argc * bytes);
    if (status == MLG_OK)
        *options = read;
    else
        cli_options_finish(&read);
    return status;
}

void cli_options_finish(struct cli_options *options)
{
    free(options->roads.word);
    free(options->solvers.word);
    free(options->vary.word);
    options->roads = options->solvers = options->vary = (struct cli_words){0};
}

void cli_options_print(uint64_t taken)
{
    for (int i = 0; i < CLI_N_OPTIONS; i++) {
        if (!(taken & CLI_BIT(i)))
            continue;
        char name[64];
        snprintf(name, sizeof name, "%c%c%s--%s%s%s", table[i].letter ? '-' : ' ',
                 table[i].letter ? table[i].letter : ' ', table[i].letter ? ", " : "  ",
                 table[i].name, table[i].argument ? " " : "",
                 table[i].argument ? table[i].argument : "");
        printf("  %-26s %s\n", name, table[i].help);
    }
}
