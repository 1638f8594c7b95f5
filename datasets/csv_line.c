#include "datasets/csv_line.h"

#include <cpl_vsi.h>
#include <stdbool.h>

struct scan {
    size_t line;      /* where the next byte stands */
    size_t began;     /* where the current record began */
    size_t n_records; /* begun so far, the header included */
    bool in_record, quoted;
};

static void scan_byte(struct scan *scan, char c)
{
    if (!scan->in_record && c != '\n' && c != '\r') {
        scan->in_record = true;
        scan->began = scan->line;
        scan->n_records++;
    }
    if (c == '"')
        scan->quoted = !scan->quoted;
    if (c != '\n')
        return;
    scan->line++;
    if (!scan->quoted)
        scan->in_record = false;
}

size_t mlg_csv_line(const char *gdal_path, size_t record)
{
    VSILFILE *file = VSIFOpenL(gdal_path, "rb");
    if (!file)
        return 0;
    struct scan scan = {.line = 1};
    char piece[8192];
    size_t length;
    while (scan.n_records <= record && (length = VSIFReadL(piece, 1, sizeof piece, file)) > 0)
        for (size_t i = 0; i < length && scan.n_records <= record; i++)
            scan_byte(&scan, piece[i]);
    VSIFCloseL(file);
    return scan.n_records > record ? scan.began : 0;
}
