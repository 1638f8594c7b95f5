/* What became of the turn restrictions of a road network, in words. */
#ifndef MLG_NETWORK_GRAPH_TURN_REPORT_H
#define MLG_NETWORK_GRAPH_TURN_REPORT_H

#include "base/monitor.h"
#include "network/graph/graph.h"

/* "3 at some hours, 1 over a way": those that would have counted, had we been able to heed them. An
 * empty text where there are none. */
enum { MLG_TURN_TEXT = 256 };
void mlg_turns_ignored(const struct mlg_turn_counts *turns, char text[MLG_TURN_TEXT]);

/* Says how many count and how many are ignored, if there are any. */
void mlg_turns_note(const struct mlg_turn_counts *turns, const struct mlg_monitor *monitor);

#endif
