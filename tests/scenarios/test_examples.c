/* Every example of scenarios/README.md is a scenario, or a part of one, that loads. */
#include "base/file.h"
#include "folder.h"
#include "scenarios/language/scenario.h"
#include "tests/suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The files that the examples name. */
static const char *const files[] = {"region.osm.pbf",
                                    "north.osm.pbf",
                                    "south.osm.pbf",
                                    "car.mtt",
                                    "people.csv",
                                    "filosofi.gpkg",
                                    "communes.csv",
                                    "existing-sites.csv",
                                    "between.mtt",
                                    "bridge-closed.yaml",
                                    NULL};

/* What an example leaves out. */
static const struct part {
    const char *key, *text;
} parts[] = {
    {"\nmaillage:", "\nmaillage: 1"},
    {"\nname:", "\nname: an example"},
    {"\ntravel:", "\ntravel: {limit_min: 20, matrix: car.mtt}"},
    {"\npeople:", "\npeople: {file: people.csv, residents: residents}"},
    {"\nsites:", "\nsites: {candidates: {file: communes.csv, id: insee}}"},
    {"\ngoals:", "\ngoals: [{goal: fewest_sites}]"},
    {"\noutputs:", "\noutputs: {folder: out}"},
};

static char *page;

static void set_up(void)
{
    const char *source = getenv("MAILLAGE_SOURCE");
    ck_assert_ptr_nonnull(source);
    char path[4096];
    snprintf(path, sizeof path, "%s/scenarios/README.md", source);
    page = folder_read(path);
    folder_enter();
    for (size_t i = 0; files[i]; i++)
        folder_write(files[i], "");
    folder_write("base.yaml", "sites: {candidates: {file: communes.csv, id: insee}}\n");
}

static void tear_down(void)
{
    folder_leave();
    free(page);
}

static void complete(const char *example)
{
    FILE *file = fopen("example.yaml", "w");
    ck_assert_ptr_nonnull(file);
    fputs(example, file);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!strstr(example, parts[i].key))
            fputs(parts[i].text, file);
    fputc('\n', file);
    ck_assert_int_eq(fclose(file), 0);
}

static void load(const char *example)
{
    struct mlg_scenario *scenario = NULL;
    struct mlg_error err = {0};
    complete(example);
    ck_assert_msg(mlg_scenario_load("example.yaml", &scenario, &err) == MLG_OK, "%s\nin%s",
                  shown(&err), example);
    mlg_scenario_destroy(scenario);
}

START_TEST(every_example_loads)
{
    static const char opening[] = "\n```yaml", closing[] = "\n```";
    size_t count = 0;
    for (char *at = page; (at = strstr(at, opening)) != NULL; count++) {
        char *example = at + sizeof opening - 1, *end = strstr(example, closing);
        ck_assert_ptr_nonnull(end);
        *end = 0;
        load(example);
        at = end + 1;
    }
    ck_assert_uint_ge(count, 10);
}
END_TEST

static void add(TCase *cases)
{
    tcase_add_checked_fixture(cases, set_up, tear_down);
    tcase_add_test(cases, every_example_loads);
}

int main(void)
{
    return suite_run("examples", add);
}
