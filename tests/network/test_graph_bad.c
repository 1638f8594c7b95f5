#include "road_fixture.h"

#include "base/file.h"
#include "base/memory.h"
#include "network/osm/osm_write.h"
#include "tests/suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Reads what must fail: with this status and these words in the message. */
static void expect_failure(const char *path, enum mlg_status expected, const char *words)
{
    struct mlg_graph *graph = NULL;
    struct mlg_error err = {0};
    enum mlg_status status = try_roads(path, &graph, &err);
    ck_assert_msg(status == expected, "%s: %s: %s", path, mlg_status_name(status), err.message);
    ck_assert_ptr_null(graph);
    ck_assert_msg(strstr(err.message, words), "'%s' does not say '%s'", err.message, words);
    ck_assert_msg(strstr(err.file, path) || strstr(err.message, path), "'%s' is not named", path);
}

static void expect_text_failure(const char *ending, const char *text, const char *words)
{
    const char *path = write_temporary(ending, text, strlen(text));
    expect_failure(path, MLG_BAD_INPUT, words);
    unlink(path);
}

START_TEST(a_missing_file_is_named)
{
    expect_failure("/nowhere/roads.osm.pbf", MLG_IO, "No such file");
    expect_failure("http://localhost/roads.osm.pbf", MLG_IO, "No such file");
    expect_failure("-", MLG_IO, "No such file");
}
END_TEST

START_TEST(a_folder_is_no_road_file)
{
    expect_failure("/tmp", MLG_IO, "not a regular file");
}
END_TEST

START_TEST(an_unreadable_file_is_named)
{
    const char *path = write_temporary(".osm", "<osm/>", 6);
    chmod(path, 0);
    if (geteuid() != 0) /* the superuser reads everything */
        expect_failure(path, MLG_IO, "Permission denied");
    unlink(path);
}
END_TEST

START_TEST(an_empty_file_is_refused)
{
    expect_text_failure(".osm.pbf", "", "empty");
    expect_text_failure(".osm", "", "empty");
}
END_TEST

START_TEST(foreign_files_are_refused)
{
    expect_text_failure(".osm.pbf", "name,lon,lat\nAmiens,2.3,49.9\n", "not OpenStreetMap data");
    expect_text_failure(".osm", "name,lon,lat\nAmiens,2.3,49.9\n", "not OpenStreetMap data");
    expect_text_failure(".csv", "name,lon,lat\n", "not a known kind");
    expect_text_failure(".osm", "<gpx version=\"1.1\"></gpx>", "not OpenStreetMap data");
}
END_TEST

START_TEST(broken_xml_is_refused)
{
    expect_text_failure(".osm", "<osm version=\"0.6\"><node id=\"1\" lat=\"50\"", "damaged");
    expect_text_failure(".osm", "<osm version=\"0.6\"><way id=\"one\"></way></osm>", "damaged");
    expect_text_failure(".osm",
                        "<osm version=\"0.6\"><node id=\"1\" lat=\"x\" lon=\"2\"/>"
                        "<way id=\"1\"><nd ref=\"1\"/><nd ref=\"2\"/>"
                        "<tag k=\"highway\" v=\"primary\"/></way></osm>",
                        "damaged");
}
END_TEST

START_TEST(a_file_without_roads_is_refused)
{
    expect_text_failure(".osm", "<osm version=\"0.6\"></osm>",
                        "no road that profile 'car' can use");
    expect_text_failure(".osm",
                        "<osm version=\"0.6\"><way id=\"1\"><nd ref=\"1\"/><nd ref=\"2\"/>"
                        "<tag k=\"highway\" v=\"footway\"/></way></osm>",
                        "among the 1 ways");
}
END_TEST

START_TEST(roads_without_positions_are_refused)
{
    expect_text_failure(".osm",
                        "<osm version=\"0.6\"><way id=\"1\"><nd ref=\"1\"/><nd ref=\"2\"/>"
                        "<tag k=\"highway\" v=\"primary\"/></way></osm>",
                        "2 of its nodes are missing");
}
END_TEST

START_TEST(a_node_off_the_earth_is_named)
{
    expect_text_failure(".osm",
                        "<osm version=\"0.6\"><node id=\"7\" lat=\"50\" lon=\"190.5\"/>"
                        "<node id=\"8\" lat=\"50\" lon=\"2\"/>"
                        "<way id=\"1\"><nd ref=\"7\"/><nd ref=\"8\"/>"
                        "<tag k=\"highway\" v=\"primary\"/></way></osm>",
                        "node 7 is at longitude 190.5");
}
END_TEST

START_TEST(a_history_file_is_refused)
{
    expect_text_failure(".osh", "<osm version=\"0.6\"></osm>", "history");
}
END_TEST

START_TEST(negative_and_enormous_ids_are_ids)
{
    const char text[] = "<osm version=\"0.6\">"
                        "<node id=\"-9000000000000000000\" lat=\"50\" lon=\"2\"/>"
                        "<node id=\"9000000000000000000\" lat=\"50\" lon=\"2.01\"/>"
                        "<node id=\"0\" lat=\"50\" lon=\"2.02\"/>"
                        "<way id=\"-3\"><nd ref=\"-9000000000000000000\"/>"
                        "<nd ref=\"9000000000000000000\"/><nd ref=\"0\"/>"
                        "<tag k=\"highway\" v=\"primary\"/></way></osm>";
    struct mlg_graph *graph = NULL;
    const char *path = write_temporary(".osm", text, strlen(text));
    ck_assert_int_eq(try_roads(path, &graph, NULL), MLG_OK);
    ck_assert_uint_eq(graph->n_shape, 3);
    ck_assert_uint_eq(graph->counts.missing_nodes, 0);
    mlg_graph_destroy(graph);
    unlink(path);
}
END_TEST

START_TEST(a_way_with_very_many_tags_is_read)
{
    char *text;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    fputs("<osm version=\"0.6\"><node id=\"1\" lat=\"50\" lon=\"2\"/>"
          "<node id=\"2\" lat=\"50\" lon=\"2.01\"/><way id=\"1\"><nd ref=\"1\"/><nd ref=\"2\"/>",
          out);
    for (int i = 0; i < 100000; i++)
        fprintf(out, "<tag k=\"note:%d\" v=\"yes\"/>", i);
    fputs("<tag k=\"highway\" v=\"primary\"/></way></osm>", out);
    fclose(out);
    struct mlg_graph *graph = NULL;
    const char *path = write_temporary(".osm", text, length);
    ck_assert_int_eq(try_roads(path, &graph, NULL), MLG_OK);
    ck_assert_uint_eq(graph->n_edges, 1);
    mlg_graph_destroy(graph);
    unlink(path);
    free(text);
}
END_TEST

START_TEST(no_files_at_all_are_refused)
{
    struct mlg_profile *profile = load_profile("car");
    struct mlg_graph *graph = NULL;
    ck_assert_int_eq(mlg_graph_read(NULL, 0, profile, NULL, &graph, NULL), MLG_BAD_INPUT);
    mlg_profile_destroy(profile);
}
END_TEST

START_TEST(reading_stops_when_asked)
{
    const volatile sig_atomic_t stop = 1;
    const struct mlg_monitor monitor = {.stop = &stop};
    const char *path = osm_path("loops");
    struct mlg_profile *profile = load_profile("car");
    struct mlg_graph *graph = NULL;
    ck_assert_int_eq(mlg_graph_read(&path, 1, profile, &monitor, &graph, NULL), MLG_STOPPED);
    mlg_profile_destroy(profile);
}
END_TEST

/* The pbf of a whole country, cut, or with one byte in a hundred changed: an error or a graph, no
 * crash. */
START_TEST(damaged_pbf_files_do_no_harm)
{
    char source[1024], *bytes;
    size_t length;
    snprintf(source, sizeof source, "%s/osm/liechtenstein.osm.pbf", getenv("MAILLAGE_SHARED"));
    if (mlg_read_file(source, 1 << 24, &bytes, &length, NULL) != MLG_OK) {
        puts("# skipped: no liechtenstein.osm.pbf");
        return;
    }
    static const size_t cuts[] = {1, 3, 4, 10, 100, 5000, 100000, 700000};
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        const char *path = write_temporary(".osm.pbf", bytes, cuts[i]);
        expect_failure(path, MLG_BAD_INPUT, "truncated");
        unlink(path);
    }
    for (size_t first = 0; first < 20; first++) {
        for (size_t i = first; i < length; i += 997 * 20)
            bytes[i] ^= 0x55;
        const char *path = write_temporary(".osm.pbf", bytes, length);
        struct mlg_graph *graph = NULL;
        if (try_roads(path, &graph, NULL) == MLG_OK)
            mlg_graph_destroy(graph);
        unlink(path);
    }
    free(bytes);
}
END_TEST

/* A pbf of one road, and where its first blob states its sizes. */
static char *small_pbf(size_t *length)
{
    struct mlg_osm_writer *writer;
    const char *path = write_temporary(".osm.pbf", "", 0);
    const struct mlg_osm_tag tag = {"highway", "primary"};
    const int64_t nodes[] = {1, 2};
    char *bytes;
    ck_assert_int_eq(mlg_osm_writer_create(path, true, &writer, NULL), MLG_OK);
    for (int64_t id = 1; id <= 2; id++)
        ck_assert_int_eq(
            mlg_osm_write_node(writer, id, 20000000 + (int32_t)id * 9000, 500000000, NULL, 0, NULL),
            MLG_OK);
    ck_assert_int_eq(mlg_osm_write_way(writer, 1, nodes, 2, &tag, 1, NULL), MLG_OK);
    ck_assert_int_eq(mlg_osm_writer_commit(writer, NULL), MLG_OK);
    ck_assert_int_eq(mlg_read_file(path, 1 << 20, &bytes, length, NULL), MLG_OK);
    unlink(path);
    return bytes;
}

/* The blob that begins at `at`: 4 bytes of the header's size, the header, whose last field is the
 * size of what follows, and that: 0x10, the size once unpacked. */
struct blob {
    size_t header, size_field, raw_size_field, end;
};

static size_t varint_at(const char *bytes, size_t *at)
{
    size_t value = 0;
    for (int shift = 0;; shift += 7) {
        unsigned char byte = (unsigned char)bytes[(*at)++];
        value |= (size_t)(byte & 127) << shift;
        if (!(byte & 128))
            return value;
    }
}

static struct blob blob_at(const char *bytes, size_t at)
{
    struct blob blob = {.header = at};
    size_t name = at + 6 + (unsigned char)bytes[at + 5], size;
    ck_assert_int_eq(bytes[name], 0x18); /* the field "datasize" */
    blob.size_field = ++name;
    size = varint_at(bytes, &name);
    ck_assert_int_eq(bytes[name], 0x10); /* the field "raw_size" */
    blob.raw_size_field = name + 1;
    blob.end = name + size;
    return blob;
}

static void expect_lie(const char *good, size_t length, size_t at, const char *lie, size_t n)
{
    char *bytes = mlg_alloc(length, 1);
    memcpy(bytes, good, length);
    memcpy(bytes + at, lie, n);
    const char *path = write_temporary(".osm.pbf", bytes, length);
    expect_failure(path, MLG_BAD_INPUT, "");
    unlink(path);
    free(bytes);
}

START_TEST(a_pbf_that_lies_about_its_sizes_is_refused)
{
    size_t length, n = 0;
    char *bytes = small_pbf(&length);
    for (size_t at = 0; at < length; n++) {
        struct blob blob = blob_at(bytes, at);
        expect_lie(bytes, length, blob.header, "\xff\xff\xff\xff", 4);
        expect_lie(bytes, length, blob.header, "\x7f\xff\xff\xff", 4);
        expect_lie(bytes, length, blob.header, "\0\0\0\0", 4);
        expect_lie(bytes, length, blob.header, "\0\0\0\3", 4);
        expect_lie(bytes, length, blob.size_field, "\x7f", 1);
        expect_lie(bytes, length, blob.size_field, "\1", 1);
        expect_lie(bytes, length, blob.raw_size_field, "\x01", 1);
        at = blob.end;
    }
    ck_assert_uint_ge(n, 2);
    free(bytes);
}
END_TEST

START_TEST(a_history_in_a_plain_file_has_one_road_of_each_id)
{
    const char text[] = "<osm version=\"0.6\"><node id=\"1\" version=\"1\" lat=\"50\" lon=\"2\"/>"
                        "<node id=\"1\" version=\"2\" lat=\"51\" lon=\"3\"/>"
                        "<node id=\"2\" version=\"1\" lat=\"50\" lon=\"2.01\"/>"
                        "<way id=\"1\" version=\"1\"><nd ref=\"1\"/><nd ref=\"2\"/>"
                        "<tag k=\"highway\" v=\"primary\"/></way>"
                        "<way id=\"1\" version=\"2\"><nd ref=\"1\"/><nd ref=\"2\"/>"
                        "<tag k=\"highway\" v=\"primary\"/></way></osm>";
    struct mlg_graph *graph = NULL;
    const char *path = write_temporary(".osm", text, strlen(text));
    ck_assert_int_eq(try_roads(path, &graph, NULL), MLG_OK);
    ck_assert_uint_eq(graph->n_edges, 1);
    ck_assert_uint_eq(graph->counts.duplicate_nodes, 1);
    mlg_graph_destroy(graph);
    unlink(path);
}
END_TEST

static void add(TCase *bad)
{
    tcase_add_test(bad, a_missing_file_is_named);
    tcase_add_test(bad, a_folder_is_no_road_file);
    tcase_add_test(bad, an_unreadable_file_is_named);
    tcase_add_test(bad, an_empty_file_is_refused);
    tcase_add_test(bad, foreign_files_are_refused);
    tcase_add_test(bad, broken_xml_is_refused);
    tcase_add_test(bad, a_file_without_roads_is_refused);
    tcase_add_test(bad, roads_without_positions_are_refused);
    tcase_add_test(bad, a_node_off_the_earth_is_named);
    tcase_add_test(bad, a_history_file_is_refused);
    tcase_add_test(bad, negative_and_enormous_ids_are_ids);
    tcase_add_test(bad, a_way_with_very_many_tags_is_read);
    tcase_add_test(bad, no_files_at_all_are_refused);
    tcase_add_test(bad, reading_stops_when_asked);
    tcase_add_test(bad, damaged_pbf_files_do_no_harm);
    tcase_add_test(bad, a_pbf_that_lies_about_its_sizes_is_refused);
    tcase_add_test(bad, a_history_in_a_plain_file_has_one_road_of_each_id);
}

int main(void)
{
    return suite_run("graph_bad", add);
}
