#include "solver/placement/reach.h"
#include "tests/suite.h"

#include <check.h>
#include <string.h>

static const uint64_t site_first[] = {0, 3, 3, 5};
static const uint32_t demand[] = {0, 1, 3, 0, 3};
static const uint16_t time_ds[] = {90, 10, 50, 20, 50};

START_TEST(nearest_sites_come_first_and_the_lower_number_on_a_tie)
{
    struct mlg_reach *reach = NULL;
    ck_assert_int_eq(mlg_reach_create(4, 3, site_first, demand, time_ds, &reach, NULL), MLG_OK);
    const uint64_t first[] = {0, 2, 3, 3, 5};
    const uint32_t site[] = {2, 0, 0, 0, 2};
    const uint16_t time[] = {20, 90, 10, 50, 50};
    ck_assert_mem_eq(reach->first, first, sizeof first);
    ck_assert_mem_eq(reach->site, site, sizeof site);
    ck_assert_mem_eq(reach->time_ds, time, sizeof time);
    mlg_reach_destroy(reach);
}
END_TEST

START_TEST(demands_out_of_order_or_out_of_range_are_refused)
{
    struct mlg_reach *reach = NULL;
    const uint32_t twice[] = {0, 0, 3, 0, 3};
    ck_assert_int_eq(mlg_reach_create(4, 3, site_first, twice, time_ds, &reach, NULL),
                     MLG_INTERNAL);
    ck_assert_int_eq(mlg_reach_create(3, 3, site_first, demand, time_ds, &reach, NULL),
                     MLG_INTERNAL);
    ck_assert_ptr_null(reach);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, nearest_sites_come_first_and_the_lower_number_on_a_tie);
    tcase_add_test(tests, demands_out_of_order_or_out_of_range_are_refused);
}

int main(void)
{
    return suite_run("who reaches which site", add);
}
