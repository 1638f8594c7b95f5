#include "tests/solver/flows.h"

#include <string.h>

/* From a source (0) over demands and sites to a sink (1). */
enum { MAX_NODES = 2 + ROOM_DEMANDS + ROOM_SITES };

struct network {
    int n;
    int64_t room[MAX_NODES][MAX_NODES], price[MAX_NODES][MAX_NODES];
};

static void connect(struct network *network, int a, int b, int64_t room, int64_t price)
{
    network->room[a][b] = room;
    network->price[a][b] = price;
    network->price[b][a] = -price;
}

/* One cheapest path (Bellman, Ford); its capacity, 0 = none is left. */
static int64_t augment(struct network *network, int64_t most, int64_t *price)
{
    int64_t far = INT64_MAX / 4, dist[MAX_NODES];
    int from[MAX_NODES];
    for (int v = 0; v < network->n; v++)
        dist[v] = v == 0 ? 0 : far;
    for (int round = 0; round < network->n; round++)
        for (int a = 0; a < network->n; a++)
            for (int b = 0; dist[a] < far && b < network->n; b++)
                if (network->room[a][b] > 0 && dist[a] + network->price[a][b] < dist[b]) {
                    dist[b] = dist[a] + network->price[a][b];
                    from[b] = a;
                }
    if (dist[1] >= far)
        return 0;
    for (int v = 1; v != 0; v = from[v])
        if (network->room[from[v]][v] < most)
            most = network->room[from[v]][v];
    for (int v = 1; v != 0; v = from[v]) {
        network->room[from[v]][v] -= most;
        network->room[v][from[v]] += most;
    }
    *price = dist[1];
    return most;
}

static bool may_serve(const struct siting_case *made, uint32_t i, uint32_t j)
{
    return made->role[j] != MLG_SITE_NEVER && made->time[i][j] != UINT16_MAX &&
           made->time[i][j] <= made->limit[i];
}

static bool coverable(const struct siting_case *made, uint32_t i)
{
    for (uint32_t j = 0; j < made->n_sites; j++)
        if (may_serve(made, i, j))
            return true;
    return false;
}

enum price { BY_NOTHING, BY_TIME, BY_SHARE, BY_DELAY };

/* in_time: for BY_DELAY, which counts those who are later. */
static int64_t price_of(const struct siting_case *made, enum price kind, int64_t in_time,
                        uint16_t t)
{
    if (kind == BY_DELAY)
        return t > in_time;
    if (kind != BY_SHARE)
        return kind == BY_TIME ? t : 0;
    const struct mlg_gradual *gradual = &made->problem.gradual;
    double share = t <= gradual->time_ds[0] ? gradual->share_milli[0] : 0;
    for (uint32_t k = 1; k < gradual->n; k++) {
        double low = gradual->time_ds[k - 1], high = gradual->time_ds[k];
        double left = gradual->share_milli[k - 1], right = gradual->share_milli[k];
        if (t > low && t <= high)
            share = gradual->linear ? left + (right - left) * (t - low) / (high - low) : right;
    }
    return 1000 - (int64_t)(share + 1e-9);
}

static void build(const struct siting_case *made, uint32_t open, enum price kind, int64_t in_time,
                  struct network *network)
{
    const int first_site = 2 + (int)made->n_demands;
    network->n = first_site + (int)made->n_sites;
    for (int v = 0; v < network->n; v++) {
        memset(network->room[v], 0, (size_t)network->n * sizeof **network->room);
        memset(network->price[v], 0, (size_t)network->n * sizeof **network->price);
    }
    for (uint32_t i = 0; i < made->n_demands; i++) {
        connect(network, 0, (int)(2 + i), made->weight[i], 0);
        for (uint32_t j = 0; j < made->n_sites; j++)
            if (open >> j & 1 && may_serve(made, i, j))
                connect(network, (int)(2 + i), first_site + (int)j, made->weight[i],
                        price_of(made, kind, in_time, made->time[i][j]));
    }
    for (uint32_t j = 0; j < made->n_sites; j++)
        connect(network, first_site + (int)j, 1, made->capacity[j], 0);
}

static int64_t coverable_weight(const struct siting_case *made)
{
    int64_t sum = 0;
    for (uint32_t i = 0; i < made->n_demands; i++)
        sum += coverable(made, i) ? made->weight[i] : 0;
    return sum;
}

/* How many the rules want to be placed. */
static int64_t demanded(const struct siting_case *made)
{
    const struct mlg_siting *problem = &made->problem;
    int64_t total = 0, everybody = problem->cover_all ? coverable_weight(made) : 0;
    if (problem->required.denominator == 0)
        return everybody;
    for (uint32_t i = 0; i < made->n_demands; i++)
        total += made->weight[i];
    int64_t share = (total * problem->required.numerator + problem->required.denominator - 1) /
                    problem->required.denominator;
    return share > everybody ? share : everybody;
}

static int64_t placed(const struct siting_case *made, uint32_t open)
{
    struct network network;
    build(made, open, BY_NOTHING, 0, &network);
    int64_t sum = 0, more, price;
    while ((more = augment(&network, INT64_MAX, &price)) > 0)
        sum += more;
    return sum;
}

/* The least price of placing residents, where each without a place costs `without`. */
static int64_t cheapest(const struct siting_case *made, uint32_t open, enum price kind,
                        int64_t in_time, int64_t without)
{
    struct network network;
    build(made, open, kind, in_time, &network);
    int64_t sum = 0, total = 0, price = 0, more, needed = demanded(made);
    while ((more = augment(&network, sum < needed ? needed - sum : INT64_MAX, &price)) > 0) {
        if (sum >= needed && price >= without)
            break;
        sum += more;
        total += more * price;
    }
    return total - sum * without;
}

bool flow_covers(const struct siting_case *made, uint32_t open)
{
    return placed(made, open) >= demanded(made);
}

int64_t flow_residents(const struct siting_case *made, uint32_t open)
{
    if (made->problem.gradual.n == 0)
        return placed(made, open);
    return -cheapest(made, open, BY_SHARE, 0, 1000);
}

int64_t flow_time_sum(const struct siting_case *made, uint32_t open)
{
    int64_t cap = made->problem.unserved_ds, all = 0;
    for (uint32_t i = 0; i < made->n_demands; i++) {
        bool reached = false;
        for (uint32_t j = 0; j < made->n_sites; j++) {
            if (made->time[i][j] == UINT16_MAX)
                continue;
            cap = made->time[i][j] > cap ? made->time[i][j] : cap;
            reached |= made->role[j] != MLG_SITE_NEVER;
        }
        all += reached ? made->weight[i] : 0;
    }
    return all * cap + cheapest(made, open, BY_TIME, 0, cap);
}

int64_t flow_longest(const struct siting_case *made, uint32_t open, struct mlg_share within)
{
    int64_t needed = coverable_weight(made);
    if (within.denominator)
        needed = (needed * within.numerator + within.denominator - 1) / within.denominator;
    for (int64_t t = 0; t < 64; t++)
        if (-cheapest(made, open, BY_DELAY, t, 1) >= needed)
            return t;
    return -1;
}
