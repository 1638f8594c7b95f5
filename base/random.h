/* A small seeded generator (xoshiro256**, doi 10.1145/3460772): the same numbers everywhere. */
#ifndef MLG_BASE_RANDOM_H
#define MLG_BASE_RANDOM_H

#include <stdint.h>

struct mlg_random {
    uint64_t state[4];
};

void mlg_random_seed(struct mlg_random *random, uint64_t seed);
uint64_t mlg_random_next(struct mlg_random *random);
/* Uniform in [0, n), n > 0, without bias. */
uint32_t mlg_random_below(struct mlg_random *random, uint32_t n);
/* Uniform in [0, 1). */
double mlg_random_unit(struct mlg_random *random);

#endif
