#include "network/graph/turn_report.h"

#include "base/plural.h"

#include <inttypes.h>
#include <stdio.h>

void mlg_turns_ignored(const struct mlg_turn_counts *turns, char text[MLG_TURN_TEXT])
{
    const struct {
        uint64_t count;
        const char *why;
    } reasons[] = {{turns->conditional, "at some hours only"},
                   {turns->via_way, "over a way"},
                   {turns->unclear, "unclear"}};
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].count)
            used += (size_t)snprintf(text + used, MLG_TURN_TEXT - used, "%s%" PRIu64 " %s",
                                     used ? ", " : "", reasons[i].count, reasons[i].why);
}

void mlg_turns_note(const struct mlg_turn_counts *turns, const struct mlg_monitor *monitor)
{
    char ignored[MLG_TURN_TEXT];
    mlg_turns_ignored(turns, ignored);
    if (!turns->used && !*ignored)
        return;
    mlg_note(monitor, "turn restrictions: %" PRIu64 " %s%s%s", turns->used,
             mlg_plural((double)turns->used, "counts", "count"), *ignored ? "; ignored: " : "",
             ignored);
}
