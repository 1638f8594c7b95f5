/* Other solvers: the model as an LP file, the program's own time limit, and what its log says. */
#include "bench/solver_run.h"

#include "base/file.h"
#include "base/leftovers.h"
#include "bench/process.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_WORDS = 16 };

/* How a program is called (MODEL and LIMIT stand for the file and the seconds), and the words after
 * which its log names the objective and the bound; the last of each counts. */
static const struct peer {
    const char *argv[MAX_WORDS];
    const char *objective, *other_objective, *bound, *optimal;
} PEERS[] = {
    {{"glpsol", "--lp", "MODEL", "--cuts", "--tmlim", "LIMIT"},
     "mip =",
     ">>>>>",
     ">=",
     "INTEGER OPTIMAL SOLUTION FOUND"},
    {{"cbc", "MODEL", "sec", "LIMIT", "solve"},
     "Objective value:",
     "Objective value:",
     "Lower bound:",
     "Result - Optimal solution found"},
    {{"highs", "--time_limit", "LIMIT", "--threads", "1", "MODEL"},
     "Primal bound",
     "Primal bound",
     "Dual bound",
     "Status            Optimal"},
    {{"scip", "-c", "set timing clocktype 1", "-c", "set limits time LIMIT", "-c", "read MODEL",
      "-c", "optimize", "-c", "quit"},
     "Primal Bound       :",
     "Primal Bound       :",
     "Dual Bound         :",
     "[optimal solution found]"},
};

/* A line for each row: files of this format are read by all of them. */
static bool write_model(const struct mlg_instance *instance, FILE *file)
{
    fputs("minimize\n cost:", file);
    for (uint32_t j = 0; j < instance->n_cols; j++)
        fprintf(file, "%s+ %lld x%u", j % 8 ? " " : "\n ", (long long)instance->cost[j], j);
    fputs("\nsubject to\n", file);
    for (uint32_t i = 0; i < instance->n_rows; i++) {
        fprintf(file, " r%u:", i);
        for (uint64_t k = instance->row_first[i]; k < instance->row_first[i + 1]; k++)
            fprintf(file, "%s+ x%u", (k - instance->row_first[i]) % 16 ? " " : "\n ",
                    instance->row_col[k]);
        fputs(" >= 1\n", file);
    }
    fputs("binary\n", file);
    for (uint32_t j = 0; j < instance->n_cols; j++)
        fprintf(file, "x%u%s", j, j % 16 == 15 ? "\n" : " ");
    fputs("\nend\n", file);
    return !ferror(file);
}

static enum mlg_status make_model(const struct mlg_instance *instance, const char *path,
                                  struct mlg_error *err)
{
    struct mlg_output output;
    const enum mlg_status status = mlg_output_open(path, false, &output, err);
    if (status != MLG_OK)
        return status;
    if (write_model(instance, output.stream))
        return mlg_output_commit(&output, err);
    mlg_output_abandon(&output);
    return mlg_fail(err, MLG_IO, "cannot write '%s': %s", path, strerror(errno));
}

/* Puts the file and the seconds into the words. */
static void fill_words(const struct peer *peer, const char *model, double time_s,
                       char words[MAX_WORDS][4200], const char *argv[MAX_WORDS])
{
    char limit[32];
    snprintf(limit, sizeof limit, "%.0f", ceil(time_s));
    for (int w = 0; w < MAX_WORDS; w++) {
        const char *word = peer->argv[w];
        const char *place = word ? strstr(word, "MODEL") : NULL, *value = model;
        if (word && !place) {
            place = strstr(word, "LIMIT");
            value = limit;
        }
        argv[w] = word;
        if (!place)
            continue;
        snprintf(words[w], sizeof words[w], "%.*s%s%s", (int)(place - word), word, value,
                 place + strlen("MODEL"));
        argv[w] = words[w];
    }
}

/* The number after the word in the line, if there is one. */
static void read_after(const char *line, const char *word, double *number)
{
    const char *at = strstr(line, word);
    if (!at)
        return;
    char *end;
    const double value = strtod(at + strlen(word), &end);
    if (end != at + strlen(word) && fabs(value) < 1e15)
        *number = value;
}

static void read_log(const struct peer *peer, FILE *log, struct mlg_bench_run *run)
{
    char line[4096];
    double objective = NAN, bound = 0;
    while (fgets(line, sizeof line, log)) {
        read_after(line, peer->objective, &objective);
        read_after(line, peer->other_objective, &objective);
        read_after(line, peer->bound, &bound);
        run->proven |= strstr(line, peer->optimal) != NULL;
    }
    run->found = isfinite(objective);
    run->value = run->found ? llround(objective) : 0;
    run->proven &= run->found;
    run->bound = run->proven ? run->value : (int64_t)ceil(bound - 1e-6);
}

static enum mlg_status run_model(const struct peer *peer, const char *model, double time_s,
                                 struct mlg_bench_run *run, struct mlg_error *err)
{
    char words[MAX_WORDS][4200];
    const char *argv[MAX_WORDS];
    fill_words(peer, model, time_s, words, argv);
    struct mlg_process process;
    const enum mlg_status status = mlg_process_start(argv, 2 * time_s + 60, &process, err);
    if (status != MLG_OK)
        return status;
    struct mlg_process_usage usage;
    read_log(peer, process.output, run);
    mlg_process_finish(&process, &usage);
    run->best_s = -1;
    run->cpu_s = usage.cpu_s;
    run->peak_bytes = usage.peak_bytes;
    return MLG_OK;
}

enum mlg_status mlg_bench_run_peer(const struct mlg_instance *instance, double time_s,
                                   struct mlg_bench_run *run, struct mlg_error *err)
{
    const char *parent = getenv("TMPDIR");
    char *folder, model[4096];
    int lock;
    enum mlg_status status = mlg_temporary_folder(parent && *parent ? parent : "/tmp",
                                                  "maillage-bench", &folder, &lock, err);
    if (status != MLG_OK)
        return status;
    snprintf(model, sizeof model, "%s/model.lp", folder);
    status = make_model(instance, model, err);
    if (status == MLG_OK)
        status = run_model(&PEERS[run->solver - MLG_BENCH_GLPSOL], model, time_s, run, err);
    unlink(model);
    rmdir(folder);
    close(lock);
    free(folder);
    return status;
}
