/* A case small enough to be solved by hand: ten points of people, one existing site, four
 * candidates, a limit of 20 and a bound of 30 minutes. Minutes from each point (columns) to each
 * candidate:
 *
 *             p0    p1   p2   p3   p4     p5   p6   p7    p8  p9
 *   residents 100   50.5 30   20   10     5    4    3     2   1
 *   commune   A     A    B    B    C      C    D    D     E   E
 *   c0        5     10   .    .    .      .    .    .     .   .     the existing site e stands here
 *   c1        21.67 .    10   20   20.002 .    .    .     .   .
 *   c2        .     .    .    5    15     20   .    .     .   .
 *   c3        .     .    .    .    5      25   10   22.4  .   .
 *
 * p9 is 1,500 m from any road. p4 to c1 is one decisecond beyond the limit, p3 to c1 and p5 to c2
 * are just within. Fewest sites: c1, c2, c3. With two new sites: c1, c2.
 */
#ifndef MLG_TESTS_TINY_H
#define MLG_TESTS_TINY_H

#include "base/monitor.h"
#include "base/status.h"
#include "scenarios/run/run.h"

extern const char tiny_scenario[]; /* written as s.yaml; its outputs go to out */

/* Writes the case into the folder of the test: people.csv, open.csv, halls.csv, car.mtt, s.yaml. */
void tiny_write(void);
/* Only the matrix, with another profile, bound or direction. */
void tiny_write_matrix(const char *path, const char *profile, uint32_t bound_ds,
                       enum mlg_direction direction);

/* Loads and runs a scenario file; *plan may be NULL if only the files matter. */
enum mlg_status tiny_run(const char *path, const struct mlg_run_options *options,
                         const struct mlg_monitor *monitor, struct mlg_plan **plan,
                         struct mlg_error *err);
/* The options of a plain run. */
struct mlg_run_options tiny_options(void);

/* A monitor that keeps the notes, one a line, in tiny_notes. */
extern const struct mlg_monitor tiny_monitor;
extern char tiny_notes[16384];

#endif
