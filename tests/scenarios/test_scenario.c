/* The scenario language: what it reads, and the answer to every kind of mistake, word for word. */
#include "folder.h"
#include "scenarios/language/scenario.h"
#include "tests/suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char valid[] = "maillage: 1\n"
                            "name: A case\n"
                            "caveats: [half of it]\n"
                            "travel:\n"
                            "  profile: car\n"
                            "  limit_min: 20\n"
                            "  roads: [a.osm, b.osm]\n"
                            "people:\n"
                            "  file: people.csv\n"
                            "  residents: pop\n"
                            "  at: {grid: idcell}\n"
                            "sites:\n"
                            "  existing:\n"
                            "    file: open.csv\n"
                            "    at: {candidate: insee}\n"
                            "  candidates:\n"
                            "    file: halls.csv\n"
                            "    id: code\n"
                            "    at: {lon: lon, lat: lat}\n"
                            "  new: {max: 5}\n"
                            "goals:\n"
                            "  - goal: most_residents\n"
                            "solver: {time_s: 9, gap_percent: 2, threads: 3, seed: 4}\n"
                            "outputs: {folder: out}\n";

static struct mlg_error err;
static struct mlg_scenario *scenario;

static void set_up(void)
{
    folder_enter();
    static const char *const files[] = {"a.osm",    "b.osm",     "people.csv",
                                        "open.csv", "halls.csv", "car.mtt"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        folder_write(files[i], "");
    ck_assert_int_eq(mkdir("empty", 0777), 0);
    scenario = NULL;
    memset(&err, 0, sizeof err);
}

static void tear_down(void)
{
    mlg_scenario_destroy(scenario);
    folder_leave();
}

static enum mlg_status load(const char *text)
{
    folder_write("s.yaml", text);
    return mlg_scenario_load("s.yaml", &scenario, &err);
}

START_TEST(complete_scenario_is_read)
{
    ck_assert_msg(load(valid) == MLG_OK, "%s", shown(&err));
    ck_assert_str_eq(scenario->name, "A case");
    ck_assert_uint_eq(scenario->n_caveats, 1);
    ck_assert_str_eq(scenario->profile, "car");
    ck_assert_uint_eq(scenario->limit_ds, 12000);
    ck_assert_uint_eq(scenario->n_roads, 2);
    ck_assert_str_eq(scenario->roads[1], "b.osm");
    ck_assert_ptr_null(scenario->matrix);
    ck_assert_int_eq(scenario->people.source.placement, MLG_PLACE_GRID_ID);
    ck_assert_str_eq(scenario->people.source.id_column, "idcell");
    ck_assert(scenario->people.source.merge_equal_ids);
    ck_assert_int_eq(scenario->existing.source.placement, MLG_PLACE_JOIN);
    ck_assert_str_eq(scenario->existing.source.join_column, "insee");
    ck_assert_str_eq(scenario->candidates.source.y_column, "lat");
    ck_assert_uint_eq(scenario->rules.max_new_sites, 5);
    ck_assert_uint_eq(scenario->n_goals, 1);
    ck_assert_int_eq(scenario->goals[0].kind, MLG_GOAL_MOST_RESIDENTS);
    ck_assert(scenario->solver.time_s == 9 && scenario->solver.gap == 0.02);
    ck_assert_int_eq(scenario->solver.threads, 3);
    ck_assert_uint_eq(scenario->solver.seed, 4);
    ck_assert_str_eq(scenario->output_folder, "out");
}
END_TEST

START_TEST(defaults_are_the_documented_ones)
{
    char *text = replaced(valid, "solver: {time_s: 9, gap_percent: 2, threads: 3, seed: 4}\n", "");
    ck_assert_msg(load(text) == MLG_OK, "%s", shown(&err));
    free(text);
    ck_assert_uint_eq(scenario->bound_ds, 18000);
    ck_assert(!scenario->has_bound && !scenario->has_direction && !scenario->has_snap_max);
    ck_assert_int_eq(scenario->direction, MLG_TO_SITE);
    ck_assert(scenario->snap_max_m == 1000);
    ck_assert(scenario->solver.time_s == 60 && scenario->solver.gap == 0);
    ck_assert_int_eq(scenario->solver.threads, 0);
    ck_assert_uint_eq(scenario->solver.seed, 1);
    ck_assert(scenario->solver.presolve);
    ck_assert_uint_eq(scenario->output_formats, MLG_OUTPUT_JSON | MLG_OUTPUT_GPKG |
                                                    MLG_OUTPUT_GEOJSON | MLG_OUTPUT_CSV |
                                                    MLG_OUTPUT_PROOF);
}
END_TEST

START_TEST(default_bound_stays_within_what_a_matrix_holds)
{
    char *text = replaced(valid, "limit_min: 20", "limit_min: 100");
    ck_assert_msg(load(text) == MLG_OK, "%s", shown(&err));
    free(text);
    ck_assert_uint_eq(scenario->bound_ds, 65534);
}
END_TEST

START_TEST(paths_are_relative_to_the_scenario_file)
{
    folder_write("empty/s.yaml", valid);
    ck_assert_int_eq(mlg_scenario_load("empty/s.yaml", &scenario, &err), MLG_BAD_SCENARIO);
    ck_assert_str_eq(err.message, "cannot open 'empty/a.osm': No such file or directory");
    static const char *const files[] = {"empty/a.osm", "empty/b.osm", "empty/people.csv",
                                        "empty/open.csv", "empty/halls.csv"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        folder_write(files[i], "");
    ck_assert_msg(mlg_scenario_load("empty/s.yaml", &scenario, &err) == MLG_OK, "%s", shown(&err));
    ck_assert_str_eq(scenario->people.source.path, "empty/people.csv");
    ck_assert_str_eq(mlg_scenario_path_as_written(scenario, scenario->people.source.path),
                     "people.csv");
}
END_TEST

START_TEST(every_key_of_travel_is_read)
{
    char *text = replaced(valid, "  roads: [a.osm, b.osm]\n",
                          "  matrix: car.mtt\n  bound_min: 20.5\n  direction: longer\n"
                          "  snap_max_m: 250\n");
    ck_assert_msg(load(text) == MLG_OK, "%s", shown(&err));
    free(text);
    ck_assert_str_eq(scenario->matrix, "car.mtt");
    ck_assert_uint_eq(scenario->bound_ds, 12300);
    ck_assert_int_eq(scenario->direction, MLG_LONGER);
    ck_assert(scenario->snap_max_m == 250);
    ck_assert(scenario->has_bound && scenario->has_direction && scenario->has_snap_max);
}
END_TEST

/* One change to the valid scenario, and the answer. */
static const struct mistake {
    const char *old, *new, *answer;
} mistakes[] = {
#include "mistakes.inc"
};

START_TEST(mistake_is_answered_with_its_place)
{
    const struct mistake *mistake = &mistakes[_i];
    char *text = replaced(valid, mistake->old, mistake->new);
    ck_assert_msg(load(text) == MLG_BAD_SCENARIO, "'%s' was accepted", mistake->new);
    free(text);
    ck_assert_ptr_null(scenario);
    ck_assert_str_eq(shown(&err), mistake->answer);
}
END_TEST

START_TEST(oversized_scenario_is_refused_with_its_size)
{
    FILE *file = fopen("s.yaml", "w");
    fputs(valid, file);
    for (int i = 0; i < 100000; i++)
        fputs("# a scenario of many megabytes\n", file);
    fclose(file);
    ck_assert_int_ne(mlg_scenario_load("s.yaml", &scenario, &err), MLG_OK);
    ck_assert_ptr_nonnull(strstr(err.message, "larger than"));
}
END_TEST

START_TEST(bomb_is_refused)
{
    ck_assert_int_eq(load("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"),
                     MLG_BAD_SCENARIO);
    ck_assert_ptr_nonnull(strstr(err.message, "alias"));
}
END_TEST

START_TEST(missing_scenario_is_named)
{
    ck_assert_int_eq(mlg_scenario_load("none.yaml", &scenario, &err), MLG_IO);
    ck_assert_str_eq(err.message, "cannot open 'none.yaml': No such file or directory");
}
END_TEST

static void add(TCase *cases)
{
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_test(cases, complete_scenario_is_read);
    tcase_add_test(cases, defaults_are_the_documented_ones);
    tcase_add_test(cases, default_bound_stays_within_what_a_matrix_holds);
    tcase_add_test(cases, paths_are_relative_to_the_scenario_file);
    tcase_add_test(cases, every_key_of_travel_is_read);
    tcase_add_loop_test(cases, mistake_is_answered_with_its_place, 0,
                        (int)(sizeof mistakes / sizeof *mistakes));
    tcase_add_test(cases, oversized_scenario_is_refused_with_its_size);
    tcase_add_test(cases, bomb_is_refused);
    tcase_add_test(cases, missing_scenario_is_named);
}

int main(void)
{
    return suite_run("scenario", add);
}
