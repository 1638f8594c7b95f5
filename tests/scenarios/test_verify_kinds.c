/* Plans of every goal and rule hold as they were written, and no single change of one passes. */
#include "folder.h"
#include "plan_mutation.h"
#include "scenarios/verify/verify.h"
#include "tiny.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct mlg_error err;
static const struct mlg_verify_options plain;

#define CANDIDATES                                                                                 \
    "  candidates:\n    file: places.csv\n    id: id\n    name: name\n    commune: commune\n"      \
    "    at: {lon: lon, lat: lat}\n"

/* What each scenario changes of the tiny one. */
static const char *const kinds[] = {
    /* roles, costs, groups, distances, and goals with tolerances */
    "sites:\n" CANDIDATES
    "    cost: price\n    must: [c1]\n    never: {column: kind, values: refused}\n"
    "    preferred: {column: kind, values: town}\n  new: {max: 3, budget: 9}\n"
    "  groups:\n    - {column: kind, values: town, at_most: 2}\n"
    "    - {column: kind, values: village, of: all, at_least_percent: 20}\n  apart: {km: 0.1}\n"
    "goals:\n  - {goal: most_residents, tolerance_percent: 1}\n  - goal: most_preferred\n"
    "  - goal: shortest_mean_time\n",
    /* capacities */
    "sites:\n" CANDIDATES "    capacity: room\n  existing: {capacity: 120}\n  new: {max: 2}\n"
    "goals:\n  - goal: most_residents\n",
    /* phases */
    "sites: {new: {max: 2}}\n"
    "phases:\n  - {year: 2025, new: 1, weight: 3}\n  - {year: 2026, new: 1}\n"
    "goals:\n  - goal: most_residents\n",
    /* closings and least cost */
    "sites:\n" CANDIDATES "    cost: price\n  existing: {may: close, gain: 4}\n"
    "goals:\n  - goal: least_cost\n",
    /* removals */
    "sites: {existing: {may: move}, new: {max: 2}}\ngoals:\n  - goal: most_residents\n",
    /* changes of another plan */
    "sites: {new: {max: 3}}\ngoals:\n  - goal: fewest_sites\n"
    "  - {goal: fewest_changes, from: from.json}\n",
    /* other conditions */
    "travel: {conditions: [{name: snow, slower_percent: 30}, {name: ice, slower_percent: 60, "
    "must_hold: false}]}\nsites: {new: {max: 2}}\ngoals:\n  - goal: most_residents\n",
    /* gradual coverage */
    "travel: {gradual: {full_min: 10, zero_min: 25}}\nsites: {new: {max: 2}}\n"
    "goals:\n  - goal: most_residents\n",
    /* times and a second site */
    "sites: {new: {max: 3}}\n"
    "goals:\n  - {goal: shortest_guaranteed_time, percent: 90}\n  - goal: second_site\n",
    /* limits and shares by group */
    "travel: {limit_min_by: {column: commune, limits: {B: 15}}}\npeople: {file: sides.csv}\n"
    "goals:\n  - {goal: fewest_sites, cover_percent: 50, of_each: side}\n",
};

enum { N_KINDS = sizeof kinds / sizeof *kinds };

static const char places[] = "id,name,commune,lon,lat,price,kind,room\n"
                             "c0,Hall 0,A,3.00,50.1,2,town,50\nc1,Hall 1,B,3.01,50.1,3,town,60\n"
                             "c2,Hall 2,C,3.02,50.1,2,village,30\n"
                             "c3,Hall 3,D,3.03,50.1,1,refused,20\n";

static const char sides[] = "id,pop,commune,lon,lat,side\n"
                            "p0,100,A,3.00,50.0,west\np1,50.5,A,3.01,50.0,west\n"
                            "p2,30,B,3.02,50.0,west\np3,20,B,3.03,50.0,west\n"
                            "p4,10,C,3.04,50.0,east\np5,5,C,3.05,50.0,east\n"
                            "p6,4,D,3.06,50.0,east\np7,3,D,3.07,50.0,east\n"
                            "p8,2,E,3.08,50.0,east\np9,1,E,3.09,50.0,east\n";

static void run(const char *scenario)
{
    struct mlg_run_options options = tiny_options();
    options.overwrite = true;
    ck_assert_msg(tiny_run(scenario, &options, NULL, NULL, &err) == MLG_OK, "%s", shown(&err));
}

static void set_up(void)
{
    folder_enter();
    tiny_write();
    memset(&err, 0, sizeof err);
    folder_write("places.csv", places);
    folder_write("sides.csv", sides);
    run("s.yaml");
    char *text = folder_read("out/plan.json");
    folder_write("from.json", text);
    free(text);
}

static bool is_refused(const json_t *changed)
{
    ck_assert_int_eq(json_dump_file(changed, "changed.json", JSON_REAL_PRECISION(15)), 0);
    return mlg_verify("changed.json", &plain, &tiny_monitor, &err) != MLG_OK;
}

/* What no verification can recount: which program it was, with its machinery or without, and how
 * far it reduced its problem. */
static bool may_change(const char *place)
{
    return strcmp(place, "program") == 0 || strcmp(place, "solver.presolve") == 0 ||
           strncmp(place, "problem.reduced", 15) == 0;
}

static void write_kind(int kind)
{
    char text[2048];
    snprintf(text, sizeof text, "maillage: 1\nextend: s.yaml\n%s", kinds[kind]);
    folder_write("kind.yaml", text);
    run("kind.yaml");
}

START_TEST(a_plan_as_written_holds)
{
    write_kind(_i);
    tiny_notes[0] = 0;
    ck_assert_msg(mlg_verify("out/plan.json", &plain, &tiny_monitor, &err) == MLG_OK, "kind %d: %s",
                  _i, shown(&err));
}
END_TEST

/* MAILLAGE_EVERY: each so manieth change is tried; 1 = all. */
static size_t every(void)
{
    const char *wanted = getenv("MAILLAGE_EVERY");
    return wanted ? (size_t)atol(wanted) : 7;
}

START_TEST(no_single_change_passes)
{
    write_kind(_i);
    struct plan_mutation mutation = {
        json_load_file("out/plan.json", 0, NULL), is_refused, may_change, every(), 0, 0, ""};
    ck_assert_ptr_nonnull(mutation.plan);
    plan_mutation_try_all(&mutation);
    json_decref(mutation.plan);
    ck_assert_msg(mutation.missed == 0, "kind %d: %zu of %zu passed, such as %s", _i,
                  mutation.missed, mutation.count, mutation.first_missed);
    ck_assert_uint_gt(mutation.count, 300);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("verify kinds");
    TCase *cases = tcase_create("verify kinds");
    tcase_add_checked_fixture(cases, set_up, folder_leave);
    tcase_add_loop_test(cases, a_plan_as_written_holds, 0, N_KINDS);
    tcase_add_loop_test(cases, no_single_change_passes, 0, N_KINDS);
    tcase_set_timeout(cases, 0);
    suite_add_tcase(suite, cases);
    SRunner *runner = srunner_create(suite);
    srunner_set_tap(runner, "-");
    srunner_run_all(runner, CK_SILENT);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
