/* Certificates that were tampered with: the checker never believes more than the optimum, and
 * neither crashes nor hangs. */
#include "base/memory.h"
#include "solver/check/proof_check.h"
#include "tests/solver/instances.h"
#include "tests/suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct mlg_goal FEWEST[] = {{MLG_GOAL_FEWEST_SITES}};

/* A certified instance, small enough to enumerate. */
struct subject {
    struct mlg_instance *instance;
    struct mlg_solution *solution;
    int64_t optimum;
    const char *text;
    size_t length;
};

static void subject_init(struct subject *subject, struct mlg_instance *instance, bool no_cuts)
{
    const struct mlg_solve_options options = {.time_s = 1e9,
                                              .seed = 1,
                                              .presolve = true,
                                              .certify = true,
                                              .no_heuristics = true,
                                              .no_cuts = no_cuts};
    struct mlg_problem problem = {instance, FEWEST, 1, UINT32_MAX};
    *subject = (struct subject){.instance = instance};
    ck_assert_int_eq(mlg_solve(&problem, &options, NULL, &subject->solution, NULL), MLG_OK);
    subject->optimum = enumerate(&problem).value[0];
    ck_assert_int_eq(subject->solution->stages[0].bound, subject->optimum);
    subject->text = subject->solution->stages[0].certificate;
    subject->length = subject->solution->stages[0].certificate_length;
    ck_assert_ptr_nonnull(subject->text);
}

static void subject_finish(struct subject *subject)
{
    mlg_solution_destroy(subject->solution);
    mlg_instance_destroy(subject->instance);
}

/* Whether the checker accepts the text, which is copied to the end of a block, so that tools see
 * reads beyond it. */
static bool accepts(const struct mlg_instance *instance, const char *text, size_t length,
                    int64_t *bound)
{
    const struct mlg_check_instance seen = {
        .n_rows = instance->n_rows,
        .n_cols = instance->n_cols,
        .col_first = instance->col_first,
        .col_row = instance->col_row,
        .cost = instance->cost,
    };
    struct mlg_check_verdict verdict = {0};
    struct mlg_error err = {0};
    char *copy = mlg_alloc(length, 1);
    memcpy(copy, text, length);
    enum mlg_status status = mlg_check_proof(&seen, copy, length, &verdict, &err);
    free(copy);
    ck_assert_msg(status == MLG_OK || status == MLG_DIFFERENT, "%s", err.message);
    if (status == MLG_DIFFERENT)
        ck_assert_ptr_nonnull(strstr(err.message, "step "));
    *bound = verdict.bound;
    return status == MLG_OK;
}

/* Instances whose proofs need fixings, cuts and branches, and some with components and costs. */
static struct mlg_instance *next_instance(struct mlg_random *random, int round)
{
    const struct instance_traits traits = {20, 12, round % 4 == 1, false, 10};
    if (round % 2)
        return random_instance(random, traits);
    return hard_instance(random, 26, 14);
}

/* The text with its claims raised by one, where they stand: of the whole and of the first component
 * that has a proof. */
static char *raise_claims(const char *text, size_t *length)
{
    size_t room = *length + 64;
    char *raised = mlg_alloc(room, 1);
    const char *component = strstr(text, "\ncomponent "), *bound = strstr(text, "\nbound ");
    char *component_rest = NULL;
    long long part = component ? strtoll(component + 11, &component_rest, 10) : 0;
    long long all = bound ? strtoll(bound + 7, NULL, 10) : 0;
    int used;
    if (component && bound && component < bound)
        used = snprintf(raised, room, "%.*s\ncomponent %lld%.*s\nbound %lld\n",
                        (int)(component - text), text, part + 1, (int)(bound - component_rest),
                        component_rest, all + 1);
    else
        used = snprintf(raised, room, "%.*s\nbound %lld\n", bound ? (int)(bound - text) : 0, text,
                        all + 1);
    *length = (size_t)used;
    return raised;
}

/* Begin and end of a word at random. */
static void pick_word(const char *text, size_t length, struct mlg_random *random, size_t *begin,
                      size_t *end)
{
    size_t at = mlg_random_below(random, (uint32_t)length);
    *begin = at;
    while (*begin > 0 && text[*begin - 1] != ' ' && text[*begin - 1] != '\n')
        --*begin;
    *end = at;
    while (*end < length && text[*end] != ' ' && text[*end] != '\n')
        ++*end;
}

static void pick_line(const char *text, size_t length, struct mlg_random *random, size_t *begin,
                      size_t *end)
{
    size_t at = mlg_random_below(random, (uint32_t)length);
    *begin = at;
    while (*begin > 0 && text[*begin - 1] != '\n')
        --*begin;
    *end = at;
    while (*end < length && text[*end] != '\n')
        ++*end;
    *end += *end < length;
}

/* text[0, begin), what is put in, text[end, length); ends with a 0. */
static char *spliced(const char *text, size_t *length, size_t begin, size_t end, const char *put,
                     size_t n_put)
{
    char *made = mlg_alloc(*length + n_put + 1, 1);
    memcpy(made, text, begin);
    memcpy(made + begin, put, n_put);
    memcpy(made + begin + n_put, text + end, *length - end);
    *length = begin + n_put + *length - end;
    made[*length] = '\0';
    return made;
}

/* One random change: a number, a word, a line, a byte, or the end. */
static char *mutated(const char *text, size_t *length, struct mlg_random *random)
{
    size_t begin, end, from, to;
    char number[32];
    pick_word(text, *length, random, &begin, &end);
    switch (mlg_random_below(random, 8)) {
    case 0: /* another number, near or far */
    case 1: {
        bool letter = text[begin] == 'r' || text[begin] == 'c';
        long long old = strtoll(text + begin + letter, NULL, 10);
        long long step = 1 + mlg_random_below(random, mlg_random_below(random, 2) ? 3 : 1 << 30);
        long long changed = mlg_random_below(random, 2) || old < step ? old + step : old - step;
        int n = snprintf(number, sizeof number, "%.*s%lld", letter, text + begin, changed);
        return spliced(text, length, begin, end, number, (size_t)n);
    }
    case 2: /* without a word */
        return spliced(text, length, begin, end, "", 0);
    case 3: /* a word of elsewhere */
        pick_word(text, *length, random, &from, &to);
        return spliced(text, length, begin, end, text + from, to - from);
    case 4: /* without a line */
        pick_line(text, *length, random, &begin, &end);
        return spliced(text, length, begin, end, "", 0);
    case 5: /* a line of elsewhere comes in */
        pick_line(text, *length, random, &begin, &end);
        pick_line(text, *length, random, &from, &to);
        return spliced(text, length, begin, begin, text + from, to - from);
    case 6: /* another byte */
        number[0] = (char)(1 + mlg_random_below(random, 255));
        return spliced(text, length, begin, begin + 1, number, 1);
    default: /* the end is missing */
        return spliced(text, length, begin, *length, "", 0);
    }
}

START_TEST(no_mutation_proves_more_than_the_optimum)
{
    struct mlg_random random;
    mlg_random_seed(&random, 81);
    int with_cuts = 0, with_branches = 0, refused = 0;
    for (int round = 0; round < 80; round++) {
        struct subject subject;
        subject_init(&subject, next_instance(&random, round), round % 4 == 2);
        with_cuts += strstr(subject.text, "\ncut ") != NULL;
        with_branches += strstr(subject.text, "\nbranch ") != NULL;
        for (int k = 0; k < 150; k++) {
            size_t length = subject.length;
            int64_t bound;
            char *text = mutated(subject.text, &length, &random);
            if (accepts(subject.instance, text, length, &bound))
                ck_assert_msg(bound <= subject.optimum, "%lld of %lld is believed:\n%s",
                              (long long)bound, (long long)subject.optimum, text);
            else
                refused++;
            char *raised = raise_claims(text, &length);
            ck_assert_msg(!accepts(subject.instance, raised, length, &bound) ||
                              bound <= subject.optimum,
                          "%lld of %lld is believed:\n%s", (long long)bound,
                          (long long)subject.optimum, raised);
            free(raised);
            free(text);
        }
        subject_finish(&subject);
    }
    ck_assert_int_ge(with_cuts, 5);
    ck_assert_int_ge(with_branches, 1);
    ck_assert_int_ge(refused, 80 * 150 / 3);
}
END_TEST

START_TEST(a_better_bound_than_the_proof_shows_is_refused)
{
    struct mlg_random random;
    mlg_random_seed(&random, 82);
    for (int round = 0; round < 60; round++) {
        struct subject subject;
        int64_t bound;
        subject_init(&subject, next_instance(&random, round), round % 4 == 2);
        size_t length = subject.length;
        char *text = mlg_alloc(length + 1, 1);
        memcpy(text, subject.text, length);
        text[length] = '\0';
        char *raised = raise_claims(text, &length);
        ck_assert(!accepts(subject.instance, raised, length, &bound));
        free(raised);
        char *claim = strstr(text, "\nbound ");
        length = (size_t)(claim - text);
        length += (size_t)snprintf(claim, subject.length + 1 - length, "\nbound %d\n", 9);
        ck_assert(subject.optimum >= 9 || !accepts(subject.instance, text, length, &bound));
        free(text);
        subject_finish(&subject);
    }
}
END_TEST

START_TEST(a_certificate_that_ends_early_is_refused_wherever_it_ends)
{
    struct mlg_random random;
    mlg_random_seed(&random, 83);
    for (int round = 0; round < 10; round++) {
        struct subject subject;
        int64_t bound;
        subject_init(&subject, next_instance(&random, round), round % 4 == 2);
        for (size_t length = 0; length < subject.length; length++)
            ck_assert(!accepts(subject.instance, subject.text, length, &bound));
        ck_assert(accepts(subject.instance, subject.text, subject.length, &bound));
        subject_finish(&subject);
    }
}
END_TEST

START_TEST(another_instance_is_never_given_more_than_its_optimum)
{
    struct mlg_random random;
    mlg_random_seed(&random, 84);
    int refused = 0;
    for (int round = 0; round < 60; round++) {
        struct subject subject;
        int64_t bound;
        subject_init(&subject, hard_instance(&random, 26, 14), false);
        struct mlg_instance *other = hard_instance(&random, 26, 14);
        struct mlg_problem problem = {other, FEWEST, 1, UINT32_MAX};
        if (accepts(other, subject.text, subject.length, &bound))
            ck_assert_int_le(bound, enumerate(&problem).value[0]);
        else
            refused++;
        mlg_instance_destroy(other);
        subject_finish(&subject);
    }
    ck_assert_int_ge(refused, 50);
}
END_TEST

/* Each step is refused at its place, with its reason. Two rows, {0, 1} and {1, 2}; costs 1. */
static const struct {
    const char *steps, *reason;
} WRONG[] = {
    {"implied 0 1\n", "step 3 of the certificate: column 2 covers row 1 and not row 0"},
    {"implied 0 2\n", "step 3 of the certificate: there is no row 2"},
    {"dominated 1 0\n", "step 3 of the certificate: column 1 covers row 1, which nothing else"},
    {"dominated 0 0\n", "step 3 of the certificate: column 0 is out itself"},
    {"useless 0\n", "step 3 of the certificate: column 0 covers row 0, which nothing else"},
    {"dominated 0 1\nforced 1 1\n", "step 4 of the certificate: column 2 can cover row 1, too"},
    {"dominated 0 1\ndominated 2 1\nforced 2 1\n", "step 5 of the certificate: column 2 is fixed"},
    {"component 1 0 0\n", "step 3 of the certificate: column 0 is fixed or of another"},
    {"component 1 0 1\nleaf 0 r1 1\n", "step 4 of the certificate: it uses column 2"},
    {"component 1 0 1 2\nleaf 0 c0 1\n", "step 4 of the certificate: there is no cut 0"},
    {"component 2 0 1 2\nleaf 0 r0 1 r1 1\n", "step 4 of the certificate: the weights do not"},
    {"component 2 0 1 2\nfix 0 r0 1 out 0\n", "step 4 of the certificate: the weights do not show"},
    {"component 1 0 1 2\nbranch 3\n", "step 4 of the certificate: there is no column 3"},
    {"component 1 0 1 2\nbound 1\n", "step 4 of the certificate: it is of no known kind"},
    {"component 1 0 1 2\nleaf 99 r0 1\n", "step 4 of the certificate: a number is above 60"},
    {"component 1 0 1 2\nleaf 0 r0 99999999999999999999\n", "step 4 of the certificate: a number"},
    {"leaf 0 r0 1\n", "step 3 of the certificate: it is of no known kind, or not of this place"},
    {"bound 1\n", "step 3 of the certificate: it claims 1, of which 0 is shown"},
    {"bound 0 1\n", "step 3 of the certificate: it has more than it should"},
    {"bound 0\nbound 0\n", "step 4 of the certificate: something follows the bound"},
    {"bound 0", "step 3 of the certificate: the text ends in the middle"},
};

START_TEST(a_wrong_step_is_refused_at_its_place_with_its_reason)
{
    const char *const rows[] = {"110", "011"};
    struct mlg_instance *instance = instance_of(2, 3, rows, NULL, NULL);
    const struct mlg_check_instance seen = {
        .n_rows = 2, .n_cols = 3, .col_first = instance->col_first, .col_row = instance->col_row};
    char text[256];
    struct mlg_check_verdict verdict = {0};
    struct mlg_error err = {0};
    int n = snprintf(text, sizeof text, "maillage proof 1\ncovering 2 3\n%s", WRONG[_i].steps);
    ck_assert_int_eq(mlg_check_proof(&seen, text, (size_t)n, &verdict, &err), MLG_DIFFERENT);
    ck_assert_msg(strncmp(err.message, WRONG[_i].reason, strlen(WRONG[_i].reason)) == 0, "%s",
                  err.message);
    mlg_instance_destroy(instance);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, no_mutation_proves_more_than_the_optimum);
    tcase_add_test(tests, a_better_bound_than_the_proof_shows_is_refused);
    tcase_add_test(tests, a_certificate_that_ends_early_is_refused_wherever_it_ends);
    tcase_add_test(tests, another_instance_is_never_given_more_than_its_optimum);
    tcase_add_loop_test(tests, a_wrong_step_is_refused_at_its_place_with_its_reason, 0,
                        sizeof WRONG / sizeof *WRONG);
}

int main(void)
{
    return suite_run("mutations", add);
}
