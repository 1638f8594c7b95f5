/* What the sweep does with 32 numbers of 16 bits at once, in as many parts as the instruction set
 * that this is compiled for needs. */
#ifndef MLG_NETWORK_SEARCH_SWEEP_PARTS_H
#define MLG_NETWORK_SEARCH_SWEEP_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#if defined(__AVX512BW__)

#include <immintrin.h>
typedef __m512i mlg_part;

static inline mlg_part mlg_part_of(uint16_t number)
{
    return _mm512_set1_epi16((short)number);
}
/* a - b, or 0. */
static inline mlg_part mlg_part_less(mlg_part a, mlg_part b)
{
    return _mm512_subs_epu16(a, b);
}
static inline mlg_part mlg_part_larger(mlg_part a, mlg_part b)
{
    return _mm512_max_epu16(a, b);
}
static inline bool mlg_part_any(mlg_part a)
{
    return _mm512_test_epi16_mask(a, a) != 0;
}
/* a - b, or UINT16_MAX where b is 0. */
static inline mlg_part mlg_part_times(mlg_part a, mlg_part b)
{
    return _mm512_mask_sub_epi16(_mm512_set1_epi16(-1), _mm512_test_epi16_mask(b, b), a, b);
}

#elif defined(__AVX2__)

#include <immintrin.h>
typedef __m256i mlg_part;

static inline mlg_part mlg_part_of(uint16_t number)
{
    return _mm256_set1_epi16((short)number);
}
static inline mlg_part mlg_part_less(mlg_part a, mlg_part b)
{
    return _mm256_subs_epu16(a, b);
}
static inline mlg_part mlg_part_larger(mlg_part a, mlg_part b)
{
    return _mm256_max_epu16(a, b);
}
static inline bool mlg_part_any(mlg_part a)
{
    return !_mm256_testz_si256(a, a);
}
static inline mlg_part mlg_part_times(mlg_part a, mlg_part b)
{
    return _mm256_or_si256(_mm256_sub_epi16(a, b), _mm256_cmpeq_epi16(b, _mm256_setzero_si256()));
}

#else

typedef uint16_t mlg_part __attribute__((vector_size(16)));
typedef uint64_t mlg_part_words __attribute__((vector_size(16)));

static inline mlg_part mlg_part_of(uint16_t number)
{
    return (mlg_part){0} + number;
}
static inline mlg_part mlg_part_less(mlg_part a, mlg_part b)
{
    return (a - b) & (mlg_part)(a > b);
}
static inline mlg_part mlg_part_larger(mlg_part a, mlg_part b)
{
    return a + mlg_part_less(b, a);
}
static inline bool mlg_part_any(mlg_part a)
{
    mlg_part_words words = (mlg_part_words)a;
    return (words[0] | words[1]) != 0;
}
static inline mlg_part mlg_part_times(mlg_part a, mlg_part b)
{
    return (a - b) | (mlg_part)(b == 0);
}

#endif

enum { MLG_PARTS = 64 / sizeof(mlg_part) };

#endif
