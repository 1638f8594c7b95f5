/* The trade-off that a scenario's `curve` asks for: for each limit and each number of new sites the
 * most residents that can be served, with a bound.
 */
#ifndef MLG_SCENARIOS_RUN_TRADE_OFF_H
#define MLG_SCENARIOS_RUN_TRADE_OFF_H

#include "scenarios/run/work.h"

struct mlg_trade_point {
    uint32_t limit_ds, max_new, n_new;
    int64_t covered_milli, bound_milli; /* residents within the limit; no plan serves more */
    uint32_t *site;                     /* [n_new], as in tables.h, increasing */
};

struct mlg_trade_off {
    size_t n_limits, n_numbers;
    struct mlg_trade_point *point; /* [n_limits * n_numbers], limit after limit */
    int64_t total_milli;
};

/* Existing sites stay, and candidates that never open do not; any other rule, and a limit beyond
 * the known times, are mistakes at their place in the scenario. A curve of one limit gets an equal
 * part of the time that is left. */
enum mlg_status mlg_trade_off_make(const struct mlg_scenario *scenario, struct mlg_work *work,
                                   const struct mlg_monitor *monitor,
                                   struct mlg_trade_off **trade_off, struct mlg_error *err);
void mlg_trade_off_destroy(struct mlg_trade_off *trade_off);

/* A row for each point, with the ids of its sites. */
enum mlg_status mlg_trade_off_write_csv(const struct mlg_trade_off *trade_off,
                                        const struct mlg_tables *tables, const char *path,
                                        struct mlg_error *err);
/* A line for each limit, and dashed where its bound is. */
enum mlg_status mlg_trade_off_write_svg(const struct mlg_trade_off *trade_off, const char *title,
                                        const char *path, struct mlg_error *err);

#endif
