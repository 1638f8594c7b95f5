/* Charts of steps as SVG, one line for each of several series, over a logarithmic axis. */
#ifndef MLG_BENCH_CHART_H
#define MLG_BENCH_CHART_H

#include "bench/profile.h"

#include <stdio.h>

struct mlg_chart_line {
    const char *name;
    const struct mlg_profile_step *step; /* [n]: value from `at` on, increasing */
    size_t n;
    double before; /* value before the first step */
};

struct mlg_chart {
    const char *title, *x_title, *y_title;
    const char *unit;                  /* behind the numbers of the x axis */
    double x_low, x_high;              /* > 0 */
    const struct mlg_chart_line *line; /* [n] */
    size_t n;
};

void mlg_chart_write(const struct mlg_chart *chart, FILE *stream);

/* Text with what HTML wants escaped. */
void mlg_put_html(const char *text, FILE *stream);
/* The colour of the n-th series. */
const char *mlg_chart_colour(size_t n);

#endif
