/* Instances for the solver's tests: random ones, with their optimum by enumeration, and those of
 * the development data. */
#ifndef MLG_TESTS_INSTANCES_H
#define MLG_TESTS_INSTANCES_H

#include "base/random.h"
#include "solver/instance.h"
#include "solver/solve.h"

#include <stdbool.h>

/* What a random instance may have. */
struct instance_traits {
    uint32_t max_rows, max_cols;
    bool costs;      /* from 1 to 9 instead of 1 */
    bool empty_rows; /* rows without a column may occur */
    int64_t max_weight;
};

/* Has duplicate rows and columns, rows of weight 0, empty columns and components now and then. */
struct mlg_instance *random_instance(struct mlg_random *random, struct instance_traits traits);

/* From a dense table of '0' and '1', one string a row; weight and cost NULL = 1. */
struct mlg_instance *instance_of(uint32_t n_rows, uint32_t n_cols, const char *const *row,
                                 const int64_t *weight, const int64_t *cost);

/* The same rows and columns in another order, and with rows doubled where that is wanted (the
 * weights are split between both). */
struct mlg_instance *shuffled_instance(const struct mlg_instance *instance,
                                       struct mlg_random *random, bool double_rows);

/* One more column, with random rows. */
struct mlg_instance *instance_with_column(const struct mlg_instance *instance,
                                          struct mlg_random *random);

/* What enumeration of all subsets finds. */
struct enumerated {
    bool feasible;
    int64_t value[2]; /* by goal, in their order */
};
struct enumerated enumerate(const struct mlg_problem *problem);

/* Whether the solution keeps to the problem and its stages claim what it really has. NULL = all
 * right, else what is wrong. */
const char *check_solution(const struct mlg_problem *problem, const struct mlg_solution *solution);

/* Rows of four columns each, at random: small, but not solved by reductions. */
struct mlg_instance *hard_instance(struct mlg_random *random, uint32_t n_rows, uint32_t n_cols);

/* Whether the development data is where MAILLAGE_SHARED says. */
bool shared_data_is_present(void);

/* OR-Library set covering ("scp/…", "rail/…"). NULL = there is no such file. */
struct mlg_instance *read_orlib(const char *name);

/* Instance R at a limit in seconds, without the rows that existing sites cover (unless
 * from_scratch) and those that no site reaches. NULL = there is no such file. */
struct mlg_instance *read_region(uint32_t limit_s, bool from_scratch);

#endif
