#include "network/graph/turns_junction.h"

#include "base/memory.h"

#define NO_NODE UINT32_MAX

/* What a restriction comes to. */
enum effect { WITHOUT_EFFECT, UNCLEAR, USED };

/* The ends of a way that open in or out, a bit each. Several only count where they are the same
 * piece of road (which files that overlap may draw twice): of a way that goes on through the
 * junction nobody knows which end is meant. */
static enum effect find_ends(const struct mlg_junction *junction, int64_t way, bool in,
                             uint64_t *found)
{
    uint32_t beyond = 0;
    *found = 0;
    for (uint32_t i = 0; i < junction->n_ends; i++) {
        const struct mlg_turn_end *end = &junction->ends[i];
        if (end->way != way || !(in ? end->opens_in : end->opens_out))
            continue;
        if (*found && end->beyond != beyond)
            return UNCLEAR;
        beyond = end->beyond;
        *found |= (uint64_t)1 << i;
    }
    return *found ? USED : WITHOUT_EFFECT;
}

static enum effect apply(const struct mlg_junction *junction, const struct mlg_restriction *rule,
                         uint64_t *forbidden, uint64_t *only)
{
    uint64_t from, to;
    enum effect effect = find_ends(junction, rule->from, true, &from);
    if (effect != USED)
        return effect;
    effect = find_ends(junction, rule->to, false, &to);
    if (effect != USED)
        return effect;
    for (uint32_t i = 0; i < junction->n_ends; i++)
        if (from >> i & 1)
            *(rule->rule == MLG_TURN_ONLY ? &only[i] : &forbidden[i]) |= to;
    return USED;
}

static void count(enum effect effect, struct mlg_turn_counts *counts)
{
    counts->used += effect == USED;
    counts->unclear += effect == UNCLEAR;
    counts->without_effect += effect == WITHOUT_EFFECT;
}

bool mlg_junction_restrict(struct mlg_junction *junction, struct mlg_turn_counts *counts)
{
    uint64_t forbidden[MLG_MAX_TURN_ENDS] = {0}, only[MLG_MAX_TURN_ENDS] = {0};
    bool fits = junction->n_ends <= MLG_MAX_TURN_ENDS, restricts = false;
    enum effect effect = WITHOUT_EFFECT;
    for (size_t r = 0; r < junction->n_rules; r++) {
        const struct mlg_restriction *rule = &junction->rules[r];
        enum effect here = fits ? apply(junction, rule, forbidden, only) : UNCLEAR;
        effect = here > effect ? here : effect;
        if (r + 1 < junction->n_rules && rule[1].relation == rule->relation)
            continue;
        count(effect, counts);
        effect = WITHOUT_EFFECT;
    }
    uint64_t all =
        fits && junction->n_ends ? UINT64_MAX >> (MLG_MAX_TURN_ENDS - junction->n_ends) : 0;
    for (uint32_t i = 0; fits && i < junction->n_ends; i++) {
        junction->allowed[i] = (only[i] ? only[i] : all) & ~forbidden[i];
        restricts = restricts || junction->allowed[i] != all;
    }
    return restricts;
}

/* Ends of the same turns are a class: by where they lead to, and by where they are led to from. */
struct classes {
    uint32_t n;
    uint32_t of[MLG_MAX_TURN_ENDS];   /* the class of each end */
    uint32_t some[MLG_MAX_TURN_ENDS]; /* an end of each class */
    uint32_t node[MLG_MAX_TURN_ENDS]; /* the graph node of each class */
};

static void classify(const uint64_t *turns, uint32_t n_ends, struct classes *classes)
{
    classes->n = 0;
    for (uint32_t i = 0; i < n_ends; i++) {
        uint32_t c = 0;
        while (c < classes->n && turns[classes->some[c]] != turns[i])
            c++;
        classes->of[i] = c;
        if (c < classes->n)
            continue;
        classes->node[c] = NO_NODE;
        classes->some[classes->n++] = i;
    }
}

static bool leads(const struct mlg_junction *junction, const struct classes *in, uint32_t i,
                  const struct classes *out, uint32_t j)
{
    return junction->allowed[in->some[i]] >> out->some[j] & 1;
}

/* The only class that this one leads to (or is led to from), or n. */
static uint32_t only_other(const struct mlg_junction *junction, const struct classes *in,
                           const struct classes *out, bool of_in, uint32_t c)
{
    uint32_t n = of_in ? out->n : in->n, found = n;
    for (uint32_t other = 0; other < n; other++) {
        if (!leads(junction, in, of_in ? c : other, out, of_in ? other : c))
            continue;
        if (found < n)
            return n;
        found = other;
    }
    return found;
}

/* The junction's own node first, then new ones. */
static enum mlg_status next_node(struct mlg_chains *chains, uint32_t via, bool *taken,
                                 uint32_t *node, struct mlg_error *err)
{
    if (*taken) {
        chains->is_split = true;
        return mlg_chains_add_place(chains, via, node, err);
    }
    *taken = true;
    *node = chains->graph_node[via];
    return MLG_OK;
}

static enum mlg_status give_nodes(const struct mlg_junction *junction, struct mlg_chains *chains,
                                  struct classes *in, struct classes *out, struct mlg_error *err)
{
    enum mlg_status status = MLG_OK;
    uint32_t via = junction->rules->via;
    bool taken = false;
    for (uint32_t i = 0; status == MLG_OK && i < in->n; i++) {
        status = next_node(chains, via, &taken, &in->node[i], err);
        uint32_t j = only_other(junction, in, out, true, i);
        if (j < out->n)
            out->node[j] = in->node[i];
    }
    for (uint32_t j = 0; status == MLG_OK && j < out->n; j++) {
        uint32_t i = only_other(junction, in, out, false, j);
        if (i < in->n)
            out->node[j] = in->node[i];
        else if (out->node[j] == NO_NODE)
            status = next_node(chains, via, &taken, &out->node[j], err);
    }
    return status;
}

static enum mlg_status add_turns(const struct mlg_junction *junction, struct mlg_chains *chains,
                                 const struct classes *in, const struct classes *out,
                                 struct mlg_error *err)
{
    for (uint32_t i = 0; i < in->n; i++)
        for (uint32_t j = 0; j < out->n; j++) {
            if (!leads(junction, in, i, out, j) || in->node[i] == out->node[j])
                continue;
            if (!mlg_reserve(&chains->turns, &chains->turn_capacity, chains->n_turns + 1,
                             sizeof *chains->turns))
                return mlg_fail_memory(err, "turns", chains->n_turns * sizeof *chains->turns);
            chains->turns[chains->n_turns++] = (struct mlg_turn){in->node[i], out->node[j]};
        }
    return MLG_OK;
}

enum mlg_status mlg_junction_split(const struct mlg_junction *junction, struct mlg_chains *chains,
                                   struct mlg_error *err)
{
    uint64_t allowed_from[MLG_MAX_TURN_ENDS] = {0};
    struct classes in, out;
    for (uint32_t i = 0; i < junction->n_ends; i++)
        for (uint32_t j = 0; j < junction->n_ends; j++)
            allowed_from[j] |= (junction->allowed[i] >> j & 1) << i;
    classify(junction->allowed, junction->n_ends, &in);
    classify(allowed_from, junction->n_ends, &out);
    enum mlg_status status = give_nodes(junction, chains, &in, &out, err);
    if (status == MLG_OK)
        status = add_turns(junction, chains, &in, &out, err);
    for (uint32_t i = 0; status == MLG_OK && i < junction->n_ends; i++) {
        const struct mlg_turn_end *end = &junction->ends[i];
        struct mlg_chain *chain = &chains->chain[end->chain];
        uint32_t arrival = in.node[in.of[i]], departure = out.node[out.of[i]];
        *(end->at_head ? &chain->head : &chain->back_head) = arrival;
        *(end->at_head ? &chain->back_tail : &chain->tail) = departure;
    }
    return status;
}
