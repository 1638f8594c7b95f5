#include "base/file.h"
#include "bench/region.h"
#include "bench/region_files.h"
#include "tests/suite.h"
#include "tests/temporary.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct mlg_error err;

static struct region *build(uint64_t seed, double n_nodes)
{
    struct region *region;
    ck_assert_int_eq(region_build(seed, n_nodes, &region, &err), MLG_OK);
    return region;
}

typedef enum mlg_status write_file(const struct region *region,
                                   const struct region_placement *placement, const char *path,
                                   struct mlg_error *err);

static char *written(const struct region *region, write_file *write, size_t *length)
{
    struct region_placement placement = {-4.6, 46.2, true};
    const char *path = temporary_path("file");
    char *bytes;
    ck_assert_int_eq(write(region, &placement, path, &err), MLG_OK);
    ck_assert_int_eq(mlg_read_file(path, 1 << 24, &bytes, length, &err), MLG_OK);
    unlink(path);
    return bytes;
}

static write_file *const files[] = {region_write_roads,      region_write_people,
                                    region_write_candidates, region_write_sites,
                                    region_write_hosts,      region_write_outline};

START_TEST(same_seed_writes_the_same_bytes_and_another_seed_others)
{
    struct region *a = build(7, 6000), *b = build(7, 6000), *c = build(8, 6000);
    for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
        size_t length_a, length_b, length_c;
        char *bytes_a = written(a, files[f], &length_a), *bytes_b = written(b, files[f], &length_b),
             *bytes_c = written(c, files[f], &length_c);
        ck_assert_uint_eq(length_a, length_b);
        ck_assert(memcmp(bytes_a, bytes_b, length_a) == 0);
        ck_assert(length_a != length_c || memcmp(bytes_a, bytes_c, length_a) != 0);
        free(bytes_a);
        free(bytes_b);
        free(bytes_c);
    }
    region_destroy(a);
    region_destroy(b);
    region_destroy(c);
}
END_TEST

START_TEST(demo_is_what_its_readme_says)
{
    static const char *const names[] = {"roads.osm.pbf", "people.csv", "candidates.csv",
                                        "sites.csv",     "hosts.csv",  "outline.geojson"};
    struct region *region = build(38, 16000);
    for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
        char path[4096], *shipped;
        size_t length, shipped_length;
        char *bytes = written(region, files[f], &length);
        snprintf(path, sizeof path, "%s/datasets/demo/%s", getenv("MAILLAGE_SOURCE"), names[f]);
        ck_assert_int_eq(mlg_read_file(path, 1 << 20, &shipped, &shipped_length, &err), MLG_OK);
        ck_assert_msg(length == shipped_length && memcmp(bytes, shipped, length) == 0,
                      "'%s' has other bytes than the generator writes", names[f]);
        free(bytes);
        free(shipped);
    }
    region_destroy(region);
}
END_TEST

struct arcs {
    uint32_t *tail, *head;
    size_t n;
};

static void add_arcs(const struct region *region, size_t w, struct arcs *arcs)
{
    const struct region_way *way = &region->ways[w];
    bool oneway = way->flags & (WAY_ONEWAY | WAY_ROUNDABOUT);
    for (size_t r = way->first_ref + 1; r < region_way_end(region, w); r++) {
        uint32_t a = region->refs[r - 1], b = region->refs[r];
        /* cars pass a gate that somebody opens, but no bollard */
        if (region->node_kind[a] == NODE_BOLLARD || region->node_kind[b] == NODE_BOLLARD)
            continue;
        arcs->tail[arcs->n] = a;
        arcs->head[arcs->n++] = b;
        if (!oneway) {
            arcs->tail[arcs->n] = b;
            arcs->head[arcs->n++] = a;
        }
    }
}

/* Marks what is reached from node `start`, by rounds over all arcs until nothing changes. */
static size_t reach(const struct arcs *arcs, const uint32_t *from, const uint32_t *to,
                    uint32_t start, size_t n_nodes, bool *reached)
{
    memset(reached, 0, n_nodes);
    reached[start] = true;
    size_t count = 1;
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t k = 0; k < 2 * arcs->n; k++) {
            size_t i = k < arcs->n ? k : 2 * arcs->n - 1 - k;
            if (reached[from[i]] && !reached[to[i]]) {
                reached[to[i]] = changed = true;
                count++;
            }
        }
    }
    return count;
}

START_TEST(every_node_reaches_every_other_by_car)
{
    struct region *region = build(3 + (uint64_t)_i, 12000);
    struct arcs arcs = {malloc(2 * region->n_refs * sizeof(uint32_t)),
                        malloc(2 * region->n_refs * sizeof(uint32_t)), 0};
    bool *reached = malloc(region->n_nodes);
    size_t off_road = 0;
    for (size_t w = 0; w < region->n_ways; w++)
        if (region->ways[w].class == CLASS_RIVER)
            off_road += region_way_end(region, w) - region->ways[w].first_ref;
        else
            add_arcs(region, w, &arcs);
    for (size_t n = 0; n < region->n_nodes; n++)
        off_road += region->node_kind[n] == NODE_BOLLARD;
    uint32_t start = region->places[region->islet].first_node;
    ck_assert_uint_gt(off_road, 20);
    ck_assert_uint_eq(reach(&arcs, arcs.tail, arcs.head, start, region->n_nodes, reached) +
                          off_road,
                      region->n_nodes);
    ck_assert_uint_eq(reach(&arcs, arcs.head, arcs.tail, start, region->n_nodes, reached) +
                          off_road,
                      region->n_nodes);
    free(arcs.tail);
    free(arcs.head);
    free(reached);
    region_destroy(region);
}
END_TEST

START_TEST(number_of_nodes_is_about_what_was_asked_for)
{
    static const double asked[] = {20000, 60000, 200000};
    struct region *region = build(1, asked[_i]);
    ck_assert(fabs((double)region->n_nodes / asked[_i] - 1) < 0.15);
    region_destroy(region);
}
END_TEST

START_TEST(a_region_has_all_that_makes_roads_difficult)
{
    struct region *region = build(1, 200000);
    size_t classes[CLASS_RIVER + 1] = {0}, flags[32] = {0}, kinds[NODE_GATE + 1] = {0};
    for (size_t w = 0; w < region->n_ways; w++) {
        classes[region->ways[w].class]++;
        for (unsigned bit = 1; bit < 32; bit *= 2)
            flags[bit] += (region->ways[w].flags & bit) != 0;
    }
    for (size_t n = 0; n < region->n_nodes; n++)
        kinds[region->node_kind[n]]++;
    for (int class = 0; class <= CLASS_RIVER; class ++)
        ck_assert_msg(classes[class] > 0, "no way of class %d", class);
    for (unsigned bit = 1; bit < 32; bit *= 2)
        ck_assert_msg(flags[bit] > 0, "no way with flag %u", bit);
    for (int kind = 0; kind <= NODE_GATE; kind++)
        ck_assert_msg(kinds[kind] > 0, "no node of kind %d", kind);
    ck_assert_uint_eq(classes[CLASS_FERRY], 1);
    region_destroy(region);
}
END_TEST

START_TEST(no_two_communes_share_a_name)
{
    struct region *region = build(1, 60000);
    size_t n = 0;
    char(*names)[REGION_COMMUNE_NAME] = malloc(region->n_places * sizeof *names);
    for (uint32_t p = 0; p < region->n_places; p++)
        if (region->places[p].commune == p)
            region_commune_name(region, p, names[n++]);
    ck_assert_uint_gt(n, 100);
    qsort(names, n, sizeof *names, (int (*)(const void *, const void *))strcmp);
    for (size_t i = 1; i < n; i++)
        ck_assert_str_ne(names[i - 1], names[i]);
    free(names);
    region_destroy(region);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, same_seed_writes_the_same_bytes_and_another_seed_others);
    tcase_add_test(tests, demo_is_what_its_readme_says);
    tcase_add_loop_test(tests, every_node_reaches_every_other_by_car, 0, 5);
    tcase_add_loop_test(tests, number_of_nodes_is_about_what_was_asked_for, 0, 3);
    tcase_add_test(tests, a_region_has_all_that_makes_roads_difficult);
    tcase_add_test(tests, no_two_communes_share_a_name);
}

int main(void)
{
    return suite_run("region", add);
}
