/* Turn restrictions on random networks, against a search over pieces of road that looks up every
 * turn: it knows junctions by their positions, ways by their names, and nothing of split nodes. */
#include "base/memory.h"
#include "base/random.h"
#include "network/graph/route.h"
#include "network/search/search.h"
#include "network/search/sweep.h"
#include "road_fixture.h"
#include "tests/suite.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    SIDE = 5,
    JUNCTIONS = SIDE * SIDE,
    MOST_WAYS = 150,
    MOST_RULES = 80,
    POINTS = 60,
    SITES = 12
};

struct rule {
    int from, via, to;
    bool only;
};

struct town {
    int n_nodes, n_ways, n_rules;
    int32_t lon_e7[2 * JUNCTIONS], lat_e7[2 * JUNCTIONS];
    struct {
        int from, to;
        bool oneway;
    } way[MOST_WAYS];
    struct rule rule[MOST_RULES];
};

static void add_way(struct town *town, struct mlg_random *random, int from, int to, bool oneway)
{
    bool turned = mlg_random_below(random, 2);
    town->way[town->n_ways].from = turned ? to : from;
    town->way[town->n_ways].to = turned ? from : to;
    town->way[town->n_ways++].oneway = oneway;
}

static bool touches(const struct town *town, int way, int node)
{
    return town->way[way].from == node || town->way[way].to == node;
}

static int add_node(struct town *town, struct mlg_random *random, int x, int y)
{
    town->lon_e7[town->n_nodes] = 20000000 + x * 20000 + (int32_t)mlg_random_below(random, 9000);
    town->lat_e7[town->n_nodes] = 500000000 + y * 20000 + (int32_t)mlg_random_below(random, 9000);
    return town->n_nodes++;
}

/* Streets of a grid with gaps; where two meet there is a drive too, so that no junction is part of
 * a longer piece of road. */
static void lay_streets(struct town *town, struct mlg_random *random)
{
    for (int i = 0; i < JUNCTIONS; i++)
        add_node(town, random, i % SIDE, i / SIDE);
    for (int i = 0; i < JUNCTIONS; i++) {
        if (i % SIDE + 1 < SIDE && mlg_random_below(random, 10))
            add_way(town, random, i, i + 1, mlg_random_below(random, 4) == 0);
        if (i + SIDE < JUNCTIONS && mlg_random_below(random, 10))
            add_way(town, random, i, i + SIDE, mlg_random_below(random, 4) == 0);
        if (i > 0 && mlg_random_below(random, 8) == 0)
            add_way(town, random, i, (int)mlg_random_below(random, (uint32_t)i), false);
    }
    for (int i = 0; i < JUNCTIONS; i++) {
        int degree = 0;
        for (int w = 0; w < town->n_ways; w++)
            degree += touches(town, w, i);
        if (degree == 2)
            add_way(town, random, i, add_node(town, random, i % SIDE, i / SIDE), false);
    }
}

static int random_way_at(const struct town *town, struct mlg_random *random, int node)
{
    for (int tries = 0; tries < 2000; tries++) {
        int way = (int)mlg_random_below(random, (uint32_t)town->n_ways);
        if (touches(town, way, node) && town->way[way].from != town->way[way].to)
            return way;
    }
    return 0;
}

static void forbid_turns(struct town *town, struct mlg_random *random)
{
    int n = (int)mlg_random_below(random, MOST_RULES);
    for (int i = 0; i < n; i++) {
        int via = (int)mlg_random_below(random, JUNCTIONS);
        town->rule[town->n_rules++] =
            (struct rule){random_way_at(town, random, via), via, random_way_at(town, random, via),
                          mlg_random_below(random, 4) == 0};
    }
}

static struct mlg_graph *read_town(const struct town *town)
{
    char *text;
    size_t length;
    struct mlg_graph *graph = NULL;
    struct mlg_error err = {0};
    FILE *out = open_memstream(&text, &length);
    fputs("<osm version=\"0.6\">\n", out);
    for (int i = 0; i < town->n_nodes; i++)
        fprintf(out, "<node id=\"%d\" lon=\"%.7f\" lat=\"%.7f\"/>\n", i + 1, town->lon_e7[i] / 1e7,
                town->lat_e7[i] / 1e7);
    for (int i = 0; i < town->n_ways; i++)
        fprintf(out,
                "<way id=\"%d\"><nd ref=\"%d\"/><nd ref=\"%d\"/><tag k=\"highway\" "
                "v=\"residential\"/><tag k=\"name\" v=\"%d\"/><tag k=\"oneway\" v=\"%s\"/></way>\n",
                i + 1, town->way[i].from + 1, town->way[i].to + 1, i,
                town->way[i].oneway ? "yes" : "no");
    for (int i = 0; i < town->n_rules; i++)
        fprintf(out,
                "<relation id=\"%d\"><member type=\"way\" ref=\"%d\" role=\"from\"/><member "
                "type=\"node\" ref=\"%d\" role=\"via\"/><member type=\"way\" ref=\"%d\" "
                "role=\"to\"/><tag k=\"type\" v=\"restriction\"/><tag k=\"restriction\" "
                "v=\"%s\"/></relation>\n",
                i + 1, town->rule[i].from + 1, town->rule[i].via + 1, town->rule[i].to + 1,
                town->rule[i].only ? "only_straight_on" : "no_left_turn");
    fputs("</osm>\n", out);
    fclose(out);
    const char *path = write_temporary(".osm", text, length);
    ck_assert_msg(try_roads(path, &graph, &err) == MLG_OK, "%s", err.message);
    unlink(path);
    free(text);
    return graph;
}

/* A way in one of its directions; open or not, somebody may stand at its end. */
struct piece {
    int way;
    bool back;
};

static int begin_of(const struct town *town, struct piece piece)
{
    return piece.back ? town->way[piece.way].to : town->way[piece.way].from;
}

static int end_of(const struct town *town, struct piece piece)
{
    return begin_of(town, (struct piece){piece.way, !piece.back});
}

static bool is_open(const struct town *town, struct piece piece)
{
    return !piece.back || !town->way[piece.way].oneway;
}

static bool opens(const struct town *town, int way, int node, bool in)
{
    for (int back = 0; back < 2; back++) {
        struct piece piece = {way, back};
        if (is_open(town, piece) && (in ? end_of(town, piece) : begin_of(town, piece)) == node)
            return true;
    }
    return false;
}

static bool may_turn(const struct town *town, struct piece from, struct piece to)
{
    int node = end_of(town, from);
    bool some_only = false, only_here = false;
    if (begin_of(town, to) != node)
        return false;
    for (int i = 0; i < town->n_rules; i++) {
        const struct rule *rule = &town->rule[i];
        if (rule->via != node || rule->from != from.way || !opens(town, rule->from, node, true) ||
            !opens(town, rule->to, node, false) || is_open(town, from) == false)
            continue;
        if (!rule->only && rule->to == to.way && is_open(town, to))
            return false;
        some_only = some_only || rule->only;
        only_here = only_here || (rule->only && rule->to == to.way && is_open(town, to));
    }
    return !some_only || only_here;
}

/* Of a piece of road on the graph: its edge is drawn from end to end of the way. */
struct piece_on {
    uint32_t time_ds;
    uint32_t edge;
    bool along; /* the edge's direction */
};

static struct piece_on find_piece(const struct mlg_graph *graph, const struct town *town,
                                  struct piece piece)
{
    for (uint32_t e = 0; e < graph->n_edges; e++) {
        if (atoi(graph->names + graph->edge_name[e]) != piece.way)
            continue;
        uint32_t first = graph->first_shape[e], last = graph->first_shape[e + 1] - 1;
        int begin = begin_of(town, piece);
        ck_assert_uint_eq(last, first + 1);
        bool along = graph->shape_lon_e7[first] == town->lon_e7[begin] &&
                     graph->shape_lat_e7[first] == town->lat_e7[begin];
        uint32_t ms = along ? graph->forward_ms[last] : graph->backward_ms[first];
        return (struct piece_on){ms == MLG_CLOSED ? MLG_CLOSED : (ms + 50) / 100, e, along};
    }
    ck_abort_msg("way %d is no edge", piece.way);
}

static struct piece nth_piece(int i)
{
    return (struct piece){i / 2, i % 2};
}

static uint32_t plus(uint32_t a, uint32_t b)
{
    return a == MLG_CLOSED || b == MLG_CLOSED ? MLG_CLOSED : a + b;
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* From a point to the ends of all pieces of road, by relaxing turns until nothing changes. */
static void spread(const struct town *town, const struct piece_on *on, const struct mlg_snap *from,
                   uint32_t *time)
{
    int n = 2 * town->n_ways;
    for (int i = 0; i < n; i++) {
        bool here = on[i].edge == from->edge;
        time[i] = !here ? MLG_CLOSED : on[i].along ? from->to_head_ds : from->to_tail_ds;
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = 0; i < n; i++)
            for (int k = 0; time[i] != MLG_CLOSED && k < n; k++) {
                uint32_t there = plus(time[i], on[k].time_ds);
                if (there >= time[k] || !may_turn(town, nth_piece(i), nth_piece(k)))
                    continue;
                time[k] = there;
                changed = true;
            }
    }
}

static uint32_t time_to(const struct town *town, const struct piece_on *on,
                        const struct mlg_snap *from, const struct mlg_snap *to,
                        const uint32_t *time)
{
    uint32_t best = from->edge == to->edge ? mlg_snap_direct_ds(from, to) : MLG_CLOSED;
    for (int k = 0; k < 2 * town->n_ways; k++)
        for (int i = 0; on[k].edge == to->edge && i < 2 * town->n_ways; i++) {
            uint32_t last = on[k].along ? to->from_tail_ds : to->from_head_ds;
            if (time[i] != MLG_CLOSED && may_turn(town, nth_piece(i), nth_piece(k)))
                best = smaller(best, plus(time[i], last));
        }
    return plus(plus(best, from->leg_ds), to->leg_ds);
}

/* Points of a town, the first SITES of them sites, and the times between sites and points both
 * ways. */
struct trial {
    struct town town;
    struct mlg_graph *graph;
    struct mlg_snap snaps[POINTS];
    uint32_t to_ds[SITES][POINTS], from_ds[SITES][POINTS];
};

static void fill_times(struct trial *trial)
{
    struct piece_on on[2 * MOST_WAYS];
    uint32_t time[POINTS][2 * MOST_WAYS];
    const struct mlg_snap *snaps = trial->snaps;
    for (int i = 0; i < 2 * trial->town.n_ways; i++)
        on[i] = find_piece(trial->graph, &trial->town, nth_piece(i));
    for (int p = 0; p < POINTS; p++)
        spread(&trial->town, on, &snaps[p], time[p]);
    for (int s = 0; s < SITES; s++)
        for (int p = 0; p < POINTS; p++) {
            trial->to_ds[s][p] = time_to(&trial->town, on, &snaps[p], &snaps[s], time[p]);
            trial->from_ds[s][p] = time_to(&trial->town, on, &snaps[s], &snaps[p], time[s]);
        }
}

/* Some points stand on junctions, the others anywhere. */
static void place_points(struct trial *trial, struct mlg_random *random)
{
    int32_t lon_e7[POINTS], lat_e7[POINTS];
    for (int p = 0; p < POINTS; p++) {
        int node = (int)mlg_random_below(random, (uint32_t)trial->town.n_nodes);
        bool at_node = mlg_random_below(random, 4) == 0;
        lon_e7[p] = trial->town.lon_e7[node] + (at_node ? 0 : (int)mlg_random_below(random, 20000));
        lat_e7[p] = trial->town.lat_e7[node] + (at_node ? 0 : (int)mlg_random_below(random, 20000));
    }
    ck_assert_int_eq(
        mlg_snap_points(trial->graph, POINTS, lon_e7, lat_e7, 5000, 1, NULL, trial->snaps, NULL),
        MLG_OK);
    for (int p = 0; p < POINTS; p++)
        ck_assert_int_eq(trial->snaps[p].reason, MLG_SNAPPED);
}

static void trial_init(struct trial *trial, struct mlg_random *random)
{
    memset(trial, 0, sizeof *trial);
    lay_streets(&trial->town, random);
    forbid_turns(&trial->town, random);
    trial->graph = read_town(&trial->town);
    place_points(trial, random);
    fill_times(trial);
}

/* What a row must be. */
static void expect_row(const struct trial *trial, int site, enum mlg_direction direction,
                       uint32_t bound, uint16_t *row)
{
    for (int p = 0; p < POINTS; p++) {
        uint32_t to = trial->to_ds[site][p], from = trial->from_ds[site][p];
        uint32_t time = direction == MLG_TO_SITE     ? to
                        : direction == MLG_FROM_SITE ? from
                                                     : (to > from ? to : from);
        row[p] = time <= bound ? (uint16_t)time : MLG_BEYOND;
    }
}

static void check_searches(const struct trial *trial, enum mlg_direction direction, uint32_t bound)
{
    struct mlg_search *search;
    struct mlg_targets *targets;
    struct mlg_reached reach;
    uint16_t want[POINTS], got[POINTS];
    ck_assert_int_eq(mlg_search_create(trial->graph, &search, NULL), MLG_OK);
    ck_assert_int_eq(mlg_targets_create(trial->graph, trial->snaps, POINTS, &targets, NULL),
                     MLG_OK);
    ck_assert_int_eq(mlg_reached_init(&reach, targets, NULL), MLG_OK);
    for (int s = 0; s < SITES; s++) {
        expect_row(trial, s, direction, bound, want);
        mlg_search_times(search, &trial->snaps[s], trial->snaps, POINTS, direction, bound, got);
        ck_assert_mem_eq(got, want, sizeof want);
        ck_assert_int_eq(
            mlg_search_reach(search, &trial->snaps[s], targets, direction, bound, &reach, NULL),
            MLG_OK);
        memset(got, 0xff, sizeof got);
        for (uint32_t i = 0; i < reach.count; i++)
            got[reach.point[i]] = reach.time_ds[i];
        ck_assert_mem_eq(got, want, sizeof want);
    }
    mlg_reached_finish(&reach);
    mlg_targets_destroy(targets);
    mlg_search_destroy(search);
}

static void check_sweep(const struct trial *trial, enum mlg_direction direction, uint32_t bound)
{
    struct mlg_hierarchy *hierarchy;
    struct mlg_metric metric;
    struct mlg_sweep *sweep;
    struct mlg_sweeper *sweeper;
    struct mlg_block block;
    uint16_t want[POINTS], got[POINTS];
    ck_assert_int_eq(mlg_hierarchy_create(trial->graph, NULL, &hierarchy, NULL), MLG_OK);
    ck_assert_int_eq(mlg_metric_init(&metric, hierarchy, trial->graph, NULL), MLG_OK);
    ck_assert_int_eq(mlg_sweep_create(trial->graph, hierarchy, &metric, trial->snaps, POINTS,
                                      direction, bound, &sweep, NULL),
                     MLG_OK);
    ck_assert_int_eq(mlg_sweeper_create(sweep, &sweeper, NULL), MLG_OK);
    ck_assert(mlg_block_init(&block, POINTS));
    ck_assert_int_eq(mlg_sweeper_block(sweeper, trial->snaps, SITES, &block, NULL), MLG_OK);
    for (int s = 0; s < SITES; s++) {
        expect_row(trial, s, direction, bound, want);
        memset(got, 0xff, sizeof got);
        for (uint32_t i = 0; i < block.n_cells; i++)
            got[block.cell[i]] = block.lanes[i].time_ds[s];
        ck_assert_mem_eq(got, want, sizeof want);
    }
    mlg_block_finish(&block);
    mlg_sweeper_destroy(sweeper);
    mlg_sweep_destroy(sweep);
    mlg_metric_finish(&metric);
    mlg_hierarchy_destroy(hierarchy);
}

static void check_routes(const struct trial *trial)
{
    for (int s = 0; s < SITES; s++)
        for (int p = s; p < POINTS; p += 7) {
            struct mlg_route *route = NULL;
            uint32_t want = trial->from_ds[s][p], steps = 0;
            enum mlg_status status =
                mlg_route_find(trial->graph, &trial->snaps[s], &trial->snaps[p], &route, NULL);
            ck_assert_int_eq(status, want == MLG_CLOSED ? MLG_BAD_INPUT : MLG_OK);
            if (status != MLG_OK)
                continue;
            for (size_t i = 0; i < route->n_steps; i++)
                steps += route->steps[i].time_ds;
            ck_assert_uint_eq(route->time_ds, want);
            ck_assert_uint_eq(steps + trial->snaps[s].leg_ds + trial->snaps[p].leg_ds, want);
            mlg_route_destroy(route);
        }
}

START_TEST(searches_sweeps_and_routes_take_no_forbidden_turn_and_every_other)
{
    struct mlg_random random;
    static struct trial trial;
    mlg_random_seed(&random, 31);
    uint64_t n_turns = 0;
    for (int round = 0; round < 40; round++) {
        trial_init(&trial, &random);
        n_turns += trial.graph->n_turns;
        for (enum mlg_direction direction = MLG_TO_SITE; direction <= MLG_LONGER; direction++) {
            uint32_t bound = round % 2 ? MLG_MAX_BOUND_DS : 1500;
            check_searches(&trial, direction, bound);
            check_sweep(&trial, direction, bound);
        }
        check_routes(&trial);
        mlg_graph_destroy(trial.graph);
    }
    ck_assert_uint_gt(n_turns, 1000);
}
END_TEST

static void add(TCase *tests)
{
    tcase_add_test(tests, searches_sweeps_and_routes_take_no_forbidden_turn_and_every_other);
}

int main(void)
{
    return suite_run("turns_exact", add);
}
