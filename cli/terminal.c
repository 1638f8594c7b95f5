#include "cli/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t stop;

static void ask_for_stop(int signal_number)
{
    (void)signal_number;
    stop = 1;
}

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Text that came from files: control characters would command the terminal. */
static void print_safely(FILE *stream, const char *text)
{
    for (; *text; text++) {
        const unsigned char c = (unsigned char)*text;
        const int control = (c < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
        fputc(control ? '?' : c, stream);
    }
}

static void erase_progress(struct cli_terminal *terminal)
{
    if (terminal->drawn)
        fputs("\r\033[K", stderr);
    terminal->drawn = false;
}

static void print_note(void *context, const char *text)
{
    struct cli_terminal *terminal = context;
    if (!terminal->notes)
        return;
    erase_progress(terminal);
    print_safely(terminal->notes, text);
    fputc('\n', terminal->notes);
}

/* ", 12 s left" once enough was done to tell. */
static void estimate(char *text, size_t size, double elapsed_s, uint64_t done, uint64_t total)
{
    *text = '\0';
    if (elapsed_s < 2 || !done || done >= total)
        return;
    const double left_s = elapsed_s * (double)(total - done) / (double)done;
    if (left_s < 99)
        snprintf(text, size, ", %.0f s left", left_s);
    else
        snprintf(text, size, ", %.0f min left", left_s / 60);
}

/* Length of the first n columns of UTF-8 text, in bytes. */
static size_t bytes_of_columns(const char *text, size_t n)
{
    size_t i = 0;
    for (size_t columns = 0; text[i]; i++)
        if (((unsigned char)text[i] & 0xC0) != 0x80 && columns++ == n)
            break;
    return i;
}

static void draw_progress(struct cli_terminal *terminal, uint64_t done, uint64_t total,
                          const char *detail)
{
    char line[512], left[40], share[16] = "";
    struct winsize window = {0};
    estimate(left, sizeof left, now_s() - terminal->phase_began_s, done, total);
    if (total)
        snprintf(share, sizeof share, " %3.0f %%", 100.0 * (double)done / (double)total);
    snprintf(line, sizeof line, "%s%s%s%s%s", terminal->phase, share, left, detail ? "  " : "",
             detail ? detail : "");
    ioctl(STDERR_FILENO, TIOCGWINSZ, &window);
    line[bytes_of_columns(line, window.ws_col > 1 ? window.ws_col - 1U : 79)] = '\0';
    fputs("\r", stderr);
    print_safely(stderr, line);
    fputs("\033[K", stderr);
    fflush(stderr);
    terminal->drawn = true;
}

static void begin_phase(struct cli_terminal *terminal, const char *phase)
{
    erase_progress(terminal);
    snprintf(terminal->phase, sizeof terminal->phase, "%s", phase);
    terminal->phase_began_s = now_s();
    terminal->last_drawn_s = 0;
    if (terminal->verbose)
        fprintf(stderr, "%.1f s  %s\n", terminal->phase_began_s - terminal->began_s,
                terminal->phase);
}

static void show_progress(void *context, const char *phase, uint64_t done, uint64_t total,
                          const char *detail)
{
    struct cli_terminal *terminal = context;
    if (strncmp(terminal->phase, phase, sizeof terminal->phase - 1) != 0)
        begin_phase(terminal, phase);
    if (!terminal->watched || now_s() - terminal->last_drawn_s < 0.1)
        return;
    terminal->last_drawn_s = now_s();
    draw_progress(terminal, done, total, detail);
}

/* A signal that was ignored when we were started (nohup, a script's background) stays ignored. */
static void listen_to(int signal_number)
{
    struct sigaction action = {.sa_handler = ask_for_stop, .sa_flags = (int)SA_RESETHAND},
                     inherited;
    sigemptyset(&action.sa_mask);
    if (sigaction(signal_number, NULL, &inherited) == 0 && inherited.sa_handler != SIG_IGN)
        sigaction(signal_number, &action, NULL);
}

void cli_terminal_init(struct cli_terminal *terminal, const struct cli_options *options)
{
    *terminal = (struct cli_terminal){
        .monitor = {show_progress, print_note, terminal, &stop},
        .verbose = options->verbose,
        .watched = !options->quiet && isatty(STDERR_FILENO),
        .notes = options->quiet ? NULL : stderr,
        .began_s = now_s(),
    };
    listen_to(SIGINT);
    listen_to(SIGTERM);
}

void cli_terminal_finish(struct cli_terminal *terminal)
{
    erase_progress(terminal);
}

/* What to do about the ends of a machine, where the message does not say it. */
static const char *advice_for(const struct mlg_error *err)
{
    static const struct {
        int error;
        const char *advice;
    } table[] = {
        {ENOSPC,
         "free some space, or write elsewhere with --output; travel times go where --cache says"},
        {EDQUOT,
         "free some space, or write elsewhere with --output; travel times go where --cache says"},
        {EFBIG,
         "a limit on the size of files is in the way (ulimit -f): lift it, or ask for less output"},
        {EAGAIN,
         "no thread can be started: lift the limits on memory and processes (ulimit -v, -u)"},
        {EACCES, "give yourself the permission, or use another place"},
        {EIO, "the disk failed: see the system's log, or use another one"},
    };
    if (*err->hint)
        return err->hint;
    if (err->status == MLG_NO_MEMORY)
        return "close other programs or lift the limit (ulimit -v); fewer --threads, a shorter bound_min "
               "and fewer points need less";
    for (size_t i = 0; err->status == MLG_IO && i < sizeof table / sizeof *table; i++)
        if (strstr(err->message, strerror(table[i].error)))
            return table[i].advice;
    return NULL;
}

void cli_print_error(const struct mlg_error *err)
{
    fputs("maillage: ", stderr);
    if (*err->file && (err->line || !strstr(err->message, err->file))) {
        print_safely(stderr, err->file);
        if (err->line)
            fprintf(stderr, ":%zu", err->line);
        if (err->line && err->column)
            fprintf(stderr, ":%zu", err->column);
        fputs(": ", stderr);
    }
    print_safely(stderr, err->message);
    fputc('\n', stderr);
    if (*err->excerpt) {
        print_safely(stderr, err->excerpt);
        fputc('\n', stderr);
    }
    const char *advice = advice_for(err);
    if (advice) {
        fputs("hint: ", stderr);
        print_safely(stderr, advice);
        fputc('\n', stderr);
    }
}

void cli_keep_standard_streams(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
            (void)open("/dev/null", O_RDONLY); /* the lowest free one; writing to it fails */
    signal(SIGXFSZ, SIG_IGN); /* so that a file too large is an error that is told */
}

enum mlg_status cli_flush_stdout(struct mlg_error *err)
{
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return MLG_OK;
    return mlg_fail(err, MLG_IO, "cannot write to standard output: %s",
                    strerror(errno ? errno : EIO));
}
