#include "base/random.h"

static uint64_t rotate(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

/* SplitMix64, as the authors of xoshiro advise for seeding. */
static uint64_t split_mix(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

void mlg_random_seed(struct mlg_random *random, uint64_t seed)
{
    for (int i = 0; i < 4; i++)
        random->state[i] = split_mix(&seed);
}

uint64_t mlg_random_next(struct mlg_random *random)
{
    uint64_t *s = random->state;
    uint64_t result = rotate(s[1] * 5, 7) * 9;
    uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

/* Lemire's multiply-and-reject (doi 10.1145/3230636). */
uint32_t mlg_random_below(struct mlg_random *random, uint32_t n)
{
    uint32_t threshold = -n % n;
    for (;;) {
        uint64_t product = (mlg_random_next(random) >> 32) * n;
        if ((uint32_t)product >= threshold)
            return (uint32_t)(product >> 32);
    }
}

double mlg_random_unit(struct mlg_random *random)
{
    return (double)(mlg_random_next(random) >> 11) * 0x1p-53;
}
