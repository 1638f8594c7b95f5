#include "base/file.h"
#include "network/osm/osm_write.h"
#include "tests/suite.h"
#include "tests/temporary.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct mlg_error err;
static const char *path;

static const struct mlg_osm_tag primary[] = {{"highway", "primary"}, {"name", "Rue d'Œuf"}};
static const int64_t refs[] = {1, 2, 3};

static struct mlg_osm_writer *start(void)
{
    struct mlg_osm_writer *writer;
    path = temporary_path("roads.osm.pbf");
    ck_assert_int_eq(mlg_osm_writer_create(path, true, &writer, &err), MLG_OK);
    return writer;
}

static void add_road(struct mlg_osm_writer *writer)
{
    for (int64_t id = 1; id <= 3; id++)
        ck_assert_int_eq(
            mlg_osm_write_node(writer, id, 30000000 + (int32_t)id * 1000, 500000000, NULL, 0, &err),
            MLG_OK);
    ck_assert_int_eq(mlg_osm_write_way(writer, 1, refs, 3, primary, 2, &err), MLG_OK);
}

static size_t count_files(void)
{
    size_t n = 0;
    DIR *directory = opendir(temporary_folder());
    for (struct dirent *entry; (entry = readdir(directory));)
        n += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(directory);
    return n;
}

START_TEST(same_calls_write_the_same_bytes)
{
    char *bytes[2];
    size_t length[2];
    for (int i = 0; i < 2; i++) {
        struct mlg_osm_writer *writer = start();
        add_road(writer);
        ck_assert_int_eq(mlg_osm_writer_commit(writer, &err), MLG_OK);
        ck_assert_int_eq(mlg_read_file(path, 1 << 20, &bytes[i], &length[i], &err), MLG_OK);
        unlink(path);
    }
    ck_assert_uint_eq(length[0], length[1]);
    ck_assert(memcmp(bytes[0], bytes[1], length[0]) == 0);
    free(bytes[0]);
    free(bytes[1]);
}
END_TEST

/* What a file holds, added up. */
struct content {
    size_t nodes, ways, tags, refs;
    int64_t last_node_lon_e7;
    char name[64];
};

static enum mlg_status take_node(void *context, int64_t id, int32_t lon_e7, int32_t lat_e7,
                                 const struct mlg_osm_tag *tags, size_t n_tags,
                                 struct mlg_error *error)
{
    struct content *content = context;
    (void)tags, (void)error;
    ck_assert_int_eq(id, (int64_t)++content->nodes);
    ck_assert_int_eq(lat_e7, 500000000);
    content->tags += n_tags;
    content->last_node_lon_e7 = lon_e7;
    return MLG_OK;
}

static enum mlg_status take_way(void *context, int64_t id, const struct mlg_osm_tag *tags,
                                size_t n_tags, const int64_t *nodes, size_t n_nodes,
                                struct mlg_error *error)
{
    struct content *content = context;
    (void)error;
    ck_assert_int_eq(id, (int64_t)++content->ways);
    for (size_t i = 0; i < n_nodes; i++)
        ck_assert_int_eq(nodes[i], refs[i]);
    content->refs += n_nodes;
    content->tags += n_tags;
    for (size_t i = 0; i < n_tags; i++)
        if (strcmp(tags[i].key, "name") == 0)
            snprintf(content->name, sizeof content->name, "%s", tags[i].value);
    return MLG_OK;
}

START_TEST(what_was_written_is_read_back)
{
    struct content content = {0};
    const struct mlg_osm_sink sink = {.context = &content, .node = take_node, .way = take_way};
    struct mlg_osm_writer *writer = start();
    add_road(writer);
    ck_assert_int_eq(mlg_osm_writer_commit(writer, &err), MLG_OK);
    ck_assert_int_eq(mlg_osm_read(path, &sink, "reading", NULL, &err), MLG_OK);
    ck_assert_uint_eq(content.nodes, 3);
    ck_assert_int_eq(content.last_node_lon_e7, 30003000);
    ck_assert_uint_eq(content.ways, 1);
    ck_assert_uint_eq(content.refs, 3);
    ck_assert_uint_eq(content.tags, 2);
    ck_assert_str_eq(content.name, "Rue d'Œuf");
    unlink(path);
}
END_TEST

START_TEST(many_blocks_keep_their_order)
{
    enum { NODES = 60000 };
    struct content content = {0};
    const struct mlg_osm_sink sink = {.context = &content, .node = take_node, .way = take_way};
    const struct mlg_osm_tag tag = {"note", "long enough to fill several buffers of the writer"};
    struct mlg_osm_writer *writer = start();
    for (int64_t id = 1; id <= NODES; id++)
        ck_assert_int_eq(mlg_osm_write_node(writer, id, (int32_t)id * 7, 500000000, &tag, 1, &err),
                         MLG_OK);
    ck_assert_int_eq(mlg_osm_writer_commit(writer, &err), MLG_OK);
    ck_assert_int_eq(mlg_osm_read(path, &sink, "reading", NULL, &err), MLG_OK);
    ck_assert_uint_eq(content.nodes, NODES);
    ck_assert_uint_eq(content.tags, NODES);
    ck_assert_int_eq(content.last_node_lon_e7, NODES * 7);
    unlink(path);
}
END_TEST

START_TEST(nothing_has_the_final_name_before_the_commit)
{
    struct mlg_osm_writer *writer = start();
    add_road(writer);
    ck_assert_int_ne(access(path, F_OK), 0);
    ck_assert_int_eq(mlg_osm_writer_commit(writer, &err), MLG_OK);
    ck_assert_int_eq(access(path, F_OK), 0);
    unlink(path);
    ck_assert_uint_eq(count_files(), 0);
}
END_TEST

START_TEST(giving_up_leaves_no_file)
{
    struct mlg_osm_writer *writer = start();
    add_road(writer);
    mlg_osm_writer_destroy(writer);
    mlg_osm_writer_destroy(NULL);
    ck_assert_uint_eq(count_files(), 0);
}
END_TEST

START_TEST(existing_file_is_kept_unless_told)
{
    struct mlg_osm_writer *writer = start();
    ck_assert_int_eq(mlg_osm_writer_commit(writer, &err), MLG_OK);
    ck_assert_int_eq(mlg_osm_writer_create(path, false, &writer, &err), MLG_IO);
    ck_assert(strstr(err.message, "exists already") != NULL);
    unlink(path);
    ck_assert_uint_eq(count_files(), 0);
}
END_TEST

START_TEST(folder_that_is_missing_is_named)
{
    struct mlg_osm_writer *writer;
    ck_assert_int_eq(mlg_osm_writer_create("/nowhere/at/all.osm.pbf", false, &writer, &err),
                     MLG_IO);
    ck_assert(strstr(err.message, "'/nowhere/at/all.osm.pbf'") != NULL);
}
END_TEST

START_TEST(position_off_the_globe_is_refused)
{
    struct mlg_osm_writer *writer = start();
    ck_assert_int_eq(mlg_osm_write_node(writer, 9, 1800000001, 0, NULL, 0, &err), MLG_BAD_INPUT);
    ck_assert(strstr(err.message, "node 9") != NULL);
    ck_assert_int_eq(mlg_osm_write_node(writer, 9, 0, -900000001, NULL, 0, &err), MLG_BAD_INPUT);
    mlg_osm_writer_destroy(writer);
    ck_assert_uint_eq(count_files(), 0);
}
END_TEST

START_TEST(tag_that_is_too_long_is_refused_and_the_rest_still_written)
{
    static char value[2000];
    memset(value, 'x', sizeof value - 1);
    const struct mlg_osm_tag tag = {"name", value};
    struct mlg_osm_writer *writer = start();
    ck_assert_int_eq(mlg_osm_write_node(writer, 9, 0, 0, &tag, 1, &err), MLG_BAD_INPUT);
    add_road(writer);
    ck_assert_int_eq(mlg_osm_writer_commit(writer, &err), MLG_OK);
    unlink(path);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, same_calls_write_the_same_bytes);
    tcase_add_test(tests, what_was_written_is_read_back);
    tcase_add_test(tests, many_blocks_keep_their_order);
    tcase_add_test(tests, nothing_has_the_final_name_before_the_commit);
    tcase_add_test(tests, giving_up_leaves_no_file);
    tcase_add_test(tests, existing_file_is_kept_unless_told);
    tcase_add_test(tests, folder_that_is_missing_is_named);
    tcase_add_test(tests, position_off_the_globe_is_refused);
    tcase_add_test(tests, tag_that_is_too_long_is_refused_and_the_rest_still_written);
}

int main(void)
{
    return suite_run("osm_write", add);
}
