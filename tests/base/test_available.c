#include "base/available.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

START_TEST(what_is_more_than_the_memory_is_refused_with_both_sizes)
{
    struct mlg_error err = {0};
    ck_assert_uint_gt(mlg_memory_available(), 0);
    ck_assert_int_eq(mlg_check_memory("a flea", 1, &err), MLG_OK);
    ck_assert_int_eq(mlg_check_memory("an elephant", UINT64_C(1) << 60, &err), MLG_NO_MEMORY);
    ck_assert_ptr_nonnull(
        strstr(err.message, "an elephant needs about 1.15e+09 GB of memory, and "));
}
END_TEST

#ifndef __SANITIZE_ADDRESS__ /* which needs terabytes of addresses */
START_TEST(a_limit_of_address_space_counts)
{
    const pid_t child = fork();
    if (child == 0) {
        const rlim_t gigabyte = (rlim_t)1 << 30;
        const struct rlimit limit = {gigabyte, gigabyte};
        _exit(setrlimit(RLIMIT_AS, &limit) == 0 && mlg_memory_available() < gigabyte ? 0 : 1);
    }
    int state;
    ck_assert_int_eq(waitpid(child, &state, 0), child);
    ck_assert_int_eq(state, 0);
}
END_TEST
#endif

int main(void)
{
    Suite *suite = suite_create("available");
    TCase *tests = tcase_create("available");
    tcase_add_test(tests, what_is_more_than_the_memory_is_refused_with_both_sizes);
#ifndef __SANITIZE_ADDRESS__
    tcase_add_test(tests, a_limit_of_address_space_counts);
#endif
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_set_tap(runner, "-");
    srunner_run_all(runner, CK_SILENT);
    const int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
