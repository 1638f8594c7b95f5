#include "random_roads.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* The haversine formula, written again. */
static double metres(const struct random_roads *roads, int a, int b)
{
    const double degree = M_PI / 180;
    double lat_a = roads->lat_e7[a] / 1e7 * degree, lat_b = roads->lat_e7[b] / 1e7 * degree;
    double lon = (roads->lon_e7[b] / 1e7 - roads->lon_e7[a] / 1e7) * degree;
    double h = pow(sin((lat_b - lat_a) / 2), 2) + cos(lat_a) * cos(lat_b) * pow(sin(lon / 2), 2);
    return 2 * 6371008.8 * asin(sqrt(h));
}

static void write_nodes(struct random_roads *roads, struct mlg_random *random, bool *signal,
                        FILE *out)
{
    for (int i = 0; i < ROAD_NODES; i++) {
        roads->lon_e7[i] = 20000000 + (int32_t)mlg_random_below(random, 1000000);
        roads->lat_e7[i] = 500000000 + (int32_t)mlg_random_below(random, 1000000);
        roads->blocked[i] = mlg_random_below(random, 12) == 0;
        signal[i] = mlg_random_below(random, 6) == 0;
        fprintf(out, "<node id=\"%d\" lon=\"%.7f\" lat=\"%.7f\">", i + 1, roads->lon_e7[i] / 1e7,
                roads->lat_e7[i] / 1e7);
        if (roads->blocked[i])
            fputs("<tag k=\"barrier\" v=\"bollard\"/>", out);
        if (signal[i])
            fputs("<tag k=\"highway\" v=\"traffic_signals\"/>", out);
        fputs("</node>\n", out);
    }
}

int random_roads_segment(const struct random_roads *roads, int from, int to)
{
    for (int i = 0; i < roads->n_segments; i++)
        if ((roads->segment[i].from == from && roads->segment[i].to == to) ||
            (roads->segment[i].from == to && roads->segment[i].to == from))
            return i;
    return -1;
}

int random_roads_node(const struct random_roads *roads, int32_t lon_e7, int32_t lat_e7)
{
    for (int i = 0; i < ROAD_NODES; i++)
        if (roads->lon_e7[i] == lon_e7 && roads->lat_e7[i] == lat_e7)
            return i;
    return -1;
}

/* A walk from a random node; now and then it closes a loop. */
static void write_way(struct random_roads *roads, struct mlg_random *random, const bool *signal,
                      int id, FILE *out)
{
    static const struct {
        const char *name;
        double kmh;
    } classes[] = {{"primary", 65}, {"residential", 25}, {"service", 15}};
    static const char *const oneways[] = {"no", "no", "no", "yes", "-1"};
    unsigned class = mlg_random_below(random, 3), oneway = mlg_random_below(random, 5);
    int at = (int)mlg_random_below(random, ROAD_NODES);
    fprintf(out, "<way id=\"%d\"><nd ref=\"%d\"/>", id, at + 1);
    for (unsigned steps = 1 + mlg_random_below(random, 6); steps > 0; steps--) {
        int to = (int)mlg_random_below(random, ROAD_NODES);
        if (to == at || random_roads_segment(roads, at, to) >= 0 ||
            roads->n_segments == ROAD_SEGMENTS)
            continue;
        double ms = metres(roads, at, to) / (classes[class].kmh / 3.6) * 1000;
        int s = roads->n_segments++;
        roads->segment[s].from = at;
        roads->segment[s].to = to;
        roads->segment[s].there_ms = oneway == 4 ? INFINITY : ms + signal[to] * 8000;
        roads->segment[s].back_ms = oneway == 3 ? INFINITY : ms + signal[at] * 8000;
        fprintf(out, "<nd ref=\"%d\"/>", to + 1);
        at = to;
    }
    fprintf(out, "<tag k=\"highway\" v=\"%s\"/><tag k=\"oneway\" v=\"%s\"/></way>\n",
            classes[class].name, oneways[oneway]);
}

void random_roads_init(struct random_roads *roads, struct mlg_random *random)
{
    bool signal[ROAD_NODES];
    *roads = (struct random_roads){0};
    FILE *out = open_memstream(&roads->text, &roads->length);
    fputs("<osm version=\"0.6\">\n", out);
    write_nodes(roads, random, signal, out);
    int n_ways = 3 + (int)mlg_random_below(random, 30);
    for (int id = 1; id <= n_ways || roads->n_segments == 0; id++)
        write_way(roads, random, signal, id, out);
    fputs("</osm>\n", out);
    fclose(out);
}

void random_roads_finish(struct random_roads *roads)
{
    free(roads->text);
    roads->text = NULL;
}

static void relax(const struct random_roads *roads, int source, int from, int to, double along_ms,
                  double *ms, int *hops)
{
    if ((roads->blocked[from] && from != source) || ms[from] + along_ms >= ms[to])
        return;
    ms[to] = ms[from] + along_ms;
    hops[to] = hops[from] + 1;
}

void random_roads_times(const struct random_roads *roads, int source, double *ms, int *hops)
{
    for (int i = 0; i < ROAD_NODES; i++) {
        ms[i] = i == source ? 0 : INFINITY;
        hops[i] = 0;
    }
    for (int round = 0; round < ROAD_NODES; round++)
        for (int s = 0; s < roads->n_segments; s++) {
            int from = roads->segment[s].from, to = roads->segment[s].to;
            relax(roads, source, from, to, roads->segment[s].there_ms, ms, hops);
            relax(roads, source, to, from, roads->segment[s].back_ms, ms, hops);
        }
}
