#include "datasets/csv_line.h"

#include <cpl_vsi.h>
#include <stdbool.h>
#include <string.h>

/* Those that GDAL may find; the more usual one first. */
static const char separators[] = ",;\t |";
enum { SEPARATORS = sizeof separators - 1 };

/* 1 + its index in `separators`; 0 = an ordinary byte. */
static const unsigned char separator_kind[256] = {
    [','] = 1, [';'] = 2, ['\t'] = 3, [' '] = 4, ['|'] = 5};

struct scan {
    VSILFILE *file;
    size_t line;                  /* where the next byte stands */
    size_t began;                 /* where the current record began */
    size_t n_records;             /* begun so far, the header included */
    size_t count[1 + SEPARATORS]; /* bytes of the record outside of quotes, by kind */
    bool in_record, quoted;
    char last;
    size_t at, length; /* in piece */
    char piece[16384];
};

static void begin_record(struct scan *scan)
{
    scan->in_record = true;
    scan->began = scan->line;
    scan->n_records++;
    memset(scan->count, 0, sizeof scan->count);
}

/* True where this byte ends a record. */
static bool scan_byte(struct scan *scan, char c)
{
    bool inside_crlf = c == '\n' && scan->last == '\r';
    scan->last = c;
    if (inside_crlf)
        return false;
    if (c != '\n' && c != '\r') {
        if (!scan->in_record)
            begin_record(scan);
        if (c == '"')
            scan->quoted = !scan->quoted;
        else if (!scan->quoted)
            scan->count[separator_kind[(unsigned char)c]]++;
        return false;
    }
    scan->line++;
    if (!scan->in_record || scan->quoted)
        return false;
    scan->in_record = false;
    return true;
}

/* Reads to the end of the next record; false behind the last. */
static bool next_record(struct scan *scan)
{
    for (;;) {
        while (scan->at < scan->length)
            if (scan_byte(scan, scan->piece[scan->at++]))
                return true;
        scan->at = 0;
        scan->length = VSIFReadL(scan->piece, 1, sizeof scan->piece, scan->file);
        if (scan->length > 0)
            continue;
        bool unfinished = scan->in_record;
        scan->in_record = false;
        return unfinished;
    }
}

size_t mlg_csv_line(const char *gdal_path, size_t record)
{
    struct scan scan = {.file = VSIFOpenL(gdal_path, "rb"), .line = 1};
    if (!scan.file)
        return 0;
    while (scan.n_records <= record && next_record(&scan))
        continue;
    VSIFCloseL(scan.file);
    return scan.n_records > record ? scan.began : 0;
}

static bool occurs(char separator, const char *const *columns, size_t n_columns)
{
    for (size_t i = 0; i < n_columns; i++)
        if (strchr(columns[i], separator))
            return true;
    return false;
}

/* The kind of separator that splits the header into this many columns. Where several do, it is the
 * one that is part of no name. */
static size_t find_separator(const struct scan *header, const char *const *columns,
                             size_t n_columns)
{
    size_t found = 0;
    for (size_t kind = SEPARATORS; kind > 0; kind--)
        if (header->count[kind] + 1 == n_columns &&
            (!found || !occurs(separators[kind - 1], columns, n_columns)))
            found = kind;
    return found ? found : 1;
}

static enum mlg_status fail_fields(const struct scan *scan, const char *path, size_t kind,
                                   size_t expected, struct mlg_error *err)
{
    size_t found = scan->count[kind] + 1;
    const char *name = separators[kind - 1] == '\t' ? "tab" : NULL;
    char quoted[] = {'\'', separators[kind - 1], '\'', 0};
    mlg_fail_at(err, MLG_BAD_INPUT, path, scan->began, 0,
                "the record has %zu field%s, expected %zu as in the header", found,
                found == 1 ? "" : "s", expected);
    mlg_hint(err,
             "fields are separated by %s here: write a value that contains one, or a line break, "
             "in double quotes, and leave an empty value empty between its separators",
             name ? name : quoted);
    return MLG_BAD_INPUT;
}

static enum mlg_status check_records(struct scan *scan, const char *path,
                                     const char *const *columns, size_t n_columns, char *separator,
                                     struct mlg_error *err)
{
    if (!next_record(scan))
        return MLG_OK;
    size_t kind = find_separator(scan, columns, n_columns);
    *separator = separators[kind - 1];
    size_t expected = scan->count[kind];
    while (next_record(scan)) {
        if (scan->quoted) {
            mlg_fail_at(err, MLG_BAD_INPUT, path, scan->began, 0,
                        "a double quote of this record is never closed");
            mlg_hint(err, "write a quote that is part of a value twice, in a value that stands in "
                          "double quotes");
            return MLG_BAD_INPUT;
        }
        if (scan->count[kind] != expected)
            return fail_fields(scan, path, kind, expected + 1, err);
    }
    return MLG_OK;
}

enum mlg_status mlg_csv_check(const char *gdal_path, const char *path, const char *const *columns,
                              size_t n_columns, char *separator, struct mlg_error *err)
{
    struct scan scan = {.file = VSIFOpenL(gdal_path, "rb"), .line = 1};
    if (!scan.file)
        return mlg_fail_at(err, MLG_IO, path, 0, 0, "cannot read '%s'", path);
    enum mlg_status status = check_records(&scan, path, columns, n_columns, separator, err);
    VSIFCloseL(scan.file);
    return status;
}
