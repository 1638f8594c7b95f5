/* What the user sees besides results: errors, remarks and progress, all on stderr; and what the
 * user may do meanwhile: Ctrl-C.
 */
#ifndef MLG_CLI_TERMINAL_H
#define MLG_CLI_TERMINAL_H

#include "base/monitor.h"
#include "base/status.h"
#include "cli/options.h"

#include <stdbool.h>
#include <stdio.h>

/* The line of progress, and what is needed to estimate the time left. */
struct cli_terminal {
    struct mlg_monitor monitor; /* to hand down */
    bool verbose, watched;
    FILE *notes; /* where remarks go; NULL = nowhere */
    char phase[80];
    double began_s, phase_began_s, last_drawn_s;
    bool drawn; /* a line of progress stands on the terminal */
};

/* Progress only where a person watches stderr and not -q; remarks unless -q. SIGINT and SIGTERM ask
 * for a stop from here on; a second one ends the process. */
void cli_terminal_init(struct cli_terminal *terminal, const struct cli_options *options);
/* Removes the line of progress; harmless twice. */
void cli_terminal_finish(struct cli_terminal *terminal);

/* "maillage: FILE:LINE:COLUMN: message", the excerpt, "hint: …". */
void cli_print_error(const struct mlg_error *err);

/* Makes sure that descriptors 0 to 2 are open, so that no file of ours takes their place. */
void cli_keep_standard_streams(void);
/* MLG_IO where something printed did not arrive. */
enum mlg_status cli_flush_stdout(struct mlg_error *err);

#endif
