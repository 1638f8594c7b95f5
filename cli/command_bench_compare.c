#include "bench/compare.h"
#include "bench/records.h"
#include "cli/command.h"
#include "cli/print_json.h"

#include <math.h>
#include <stdio.h>

static const double DEFAULT_SHARE = 0.05;

static void print_table(const struct mlg_comparisons *comparisons)
{
    printf("%-12s %6s %8s  %-17s %-13s %s\n", "measure", "pairs", "median", "95 % interval",
           "verdict", "of");
    for (size_t i = 0; i < comparisons->n; i++) {
        const struct mlg_comparison *item = &comparisons->item[i];
        char interval[40] = "-";
        if (!isnan(item->low))
            snprintf(interval, sizeof interval, "%.3f to %.3f", item->low, item->high);
        printf("%-12s %6u %8.3f  %-17s %-13s %s\n", mlg_measure_name(item->measure), item->n_pairs,
               item->median, interval,
               item->verdict == MLG_VERDICT_BEYOND ? "WORSE" : mlg_verdict_name(item->verdict),
               item->subject ? item->subject : "all");
    }
    if (comparisons->n_only_before || comparisons->n_only_after)
        printf("only before: %u, only after: %u\n", comparisons->n_only_before,
               comparisons->n_only_after);
}

static json_t *real_or_null(double value)
{
    return isnan(value) ? json_null() : json_real(value);
}

static enum mlg_status print_json(const struct mlg_comparisons *comparisons, struct mlg_error *err)
{
    json_t *list = json_array();
    for (size_t i = 0; i < comparisons->n; i++) {
        const struct mlg_comparison *item = &comparisons->item[i];
        json_array_append_new(list,
                              json_pack("{s:s, s:s?, s:i, s:f, s:o, s:o, s:s}", "measure",
                                        mlg_measure_name(item->measure), "subject", item->subject,
                                        "pairs", (int)item->n_pairs, "median", item->median, "low",
                                        real_or_null(item->low), "high", real_or_null(item->high),
                                        "verdict", mlg_verdict_name(item->verdict)));
    }
    const enum mlg_status status = cli_print_json(list, err);
    json_decref(list);
    return status;
}

static enum mlg_status hold_line(const struct mlg_comparisons *comparisons, double share,
                                 struct mlg_error *err)
{
    size_t n = 0;
    for (size_t i = 0; i < comparisons->n; i++)
        n += comparisons->item[i].verdict == MLG_VERDICT_BEYOND;
    if (n == 0)
        return MLG_OK;
    return mlg_fail(err, MLG_INTERNAL, "%zu of %zu are worse by more than %g %%, beyond noise", n,
                    comparisons->n, 100 * share);
}

static enum mlg_status execute(const struct cli_options *options, struct cli_terminal *terminal,
                               struct mlg_error *err)
{
    (void)terminal;
    const double share = options->worse < 0 ? DEFAULT_SHARE : options->worse;
    json_t *before = NULL, *after = NULL;
    struct mlg_comparisons comparisons = {0};
    enum mlg_status status = mlg_records_read(options->arguments[0], &before, err);
    if (status == MLG_OK)
        status = mlg_records_read(options->arguments[1], &after, err);
    if (status == MLG_OK)
        status = mlg_bench_compare(before, after, share, &comparisons, err);
    if (status == MLG_OK && options->json)
        status = print_json(&comparisons, err);
    else if (status == MLG_OK)
        print_table(&comparisons);
    if (status == MLG_OK)
        status = hold_line(&comparisons, share, err);
    mlg_comparisons_finish(&comparisons);
    json_decref(before);
    json_decref(after);
    return status;
}

const struct cli_command cli_bench_compare = {
    .name = "bench compare",
    .arguments = "BEFORE AFTER",
    .summary = "say what got better or worse between two records",
    .help =
        "Pairs the runs of two records that `bench network`, `bench solver` or the counts of\n"
        "instructions wrote (JSON lines), by what they measured, and prints for each measure and\n"
        "each subject the median of the ratios after / before, its interval of 95 % from order\n"
        "statistics (which takes 6 pairs), and whether that is better, worse or within noise. The\n"
        "exit code is 1 where something is worse by more than --worse, beyond noise, and where two\n"
        "runs proved different optima. Counts of instructions have no noise: one pair is enough.\n"
        "\n"
        "Examples:\n"
        "  maillage bench compare before.jsonl after.jsonl\n"
        "  maillage bench compare before.jsonl after.jsonl --worse 10%\n",
    .options = CLI_BIT(CLI_WORSE) | CLI_BIT(CLI_JSON),
    .min_arguments = 2,
    .max_arguments = 2,
    .run = execute,
};
