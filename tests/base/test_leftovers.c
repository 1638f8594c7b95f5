#include "base/leftovers.h"

#include "base/file.h"
#include "tests/suite.h"
#include "tests/temporary.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static bool exists(const char *path)
{
    return access(path, F_OK) == 0;
}

static void create(const char *path)
{
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fclose(file);
}

/* The number of a process that has ended. */
static long dead_process(void)
{
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    waitpid(child, NULL, 0);
    return child;
}

START_TEST(temporaries_of_dead_processes_go_and_others_stay)
{
    char dead[80], other[80];
    snprintf(dead, sizeof dead, ".plan.json.%ld.part", dead_process());
    snprintf(other, sizeof other, ".map.svg.%ld.part", dead_process());
    const char *const kept[] = {"plan.json", ".plan.json.part", ".plan.json.x1.part", "a.1.part",
                                ".plan.json.1.part"};
    create(temporary_path(dead));
    create(temporary_path(other));
    for (int i = 0; i < 5; i++)
        create(temporary_path(kept[i]));
    mlg_remove_leftovers(temporary_folder(), "plan.json");
    ck_assert(!exists(temporary_path(dead)));
    ck_assert(exists(temporary_path(other)));
    mlg_remove_leftovers(temporary_folder(), NULL);
    ck_assert(!exists(temporary_path(other)));
    for (int i = 0; i < 5; i++)
        ck_assert_msg(exists(temporary_path(kept[i])), "%s", kept[i]);
}
END_TEST

START_TEST(a_temporary_that_is_held_stays_and_one_of_a_killed_writer_goes)
{
    struct mlg_output first, second;
    pid_t child = fork();
    if (child == 0) {
        if (mlg_output_open(temporary_path("plan.json"), false, &first, NULL) != MLG_OK)
            _exit(1);
        _exit(0); /* as if killed: neither committed nor abandoned */
    }
    int state;
    waitpid(child, &state, 0);
    ck_assert(WIFEXITED(state) && WEXITSTATUS(state) == 0);
    char left[80];
    snprintf(left, sizeof left, ".plan.json.%ld.part", (long)child);
    ck_assert(exists(temporary_path(left)));
    ck_assert_int_eq(mlg_output_open(temporary_path("plan.json"), false, &first, NULL), MLG_OK);
    ck_assert(!exists(temporary_path(left)));
    mlg_remove_leftovers(temporary_folder(), NULL);
    ck_assert(exists(first.temporary));
    ck_assert_int_eq(mlg_output_commit(&first, NULL), MLG_OK);
    ck_assert(exists(temporary_path("plan.json")));
    ck_assert_int_eq(mlg_output_open(temporary_path("b.json"), false, &second, NULL), MLG_OK);
    mlg_output_abandon(&second);
}
END_TEST

START_TEST(a_folder_of_a_dead_process_goes_with_its_files)
{
    char name[80], *path;
    int lock;
    snprintf(name, sizeof name, ".maillage.%ld.part", dead_process());
    ck_assert_int_eq(mkdir(temporary_path(name), 0700), 0);
    char file[120];
    snprintf(file, sizeof file, "%s/plan.json", name);
    create(temporary_path(file));
    ck_assert_int_eq(mlg_temporary_folder(temporary_folder(), "maillage", &path, &lock, NULL),
                     MLG_OK);
    ck_assert(!exists(temporary_path(name)));
    mlg_remove_leftovers(temporary_folder(), NULL);
    ck_assert(exists(path));
    ck_assert_int_eq(rmdir(path), 0);
    close(lock);
    free(path);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_checked_fixture(tests, NULL, temporary_empty);
    tcase_add_test(tests, temporaries_of_dead_processes_go_and_others_stay);
    tcase_add_test(tests, a_temporary_that_is_held_stays_and_one_of_a_killed_writer_goes);
    tcase_add_test(tests, a_folder_of_a_dead_process_goes_with_its_files);
}

int main(void)
{
    return suite_run("leftovers", add);
}
