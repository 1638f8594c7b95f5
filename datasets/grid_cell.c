#include "datasets/points.h"

#include <stdlib.h>
#include <string.h>

#define DIGITS "0123456789"

/* Digits at *text, at most 9 of them, and moves *text behind them. False: none or too many. */
static bool take_digits(const char **text, long *value)
{
    size_t n = strspn(*text, DIGITS);
    if (n == 0 || n > 9)
        return false;
    *value = strtol(*text, NULL, 10);
    *text += n;
    return true;
}

/* INSPIRE's short ids leave out the zeros at the end that the size has: "200mN20298", "10kmN259".
 */
static long short_unit_m(long size_m)
{
    long unit = 1;
    while (size_m % 10 == 0) {
        size_m /= 10;
        unit *= 10;
    }
    return unit;
}

bool mlg_grid_cell_parse(const char *id, double *easting_m, double *northing_m, double *size_m)
{
    static const char mark[] = "CRS3035RES";
    const char *p = strstr(id, mark);
    bool whole = p && (p == id || p[-1] == '_'); /* "FR_CRS3035RES…": a country before it */
    p = whole ? p + strlen(mark) : id;
    long size, northing, easting;
    if (!take_digits(&p, &size) || size == 0 || size > 1000000)
        return false;
    if (*p == 'k') {
        size *= 1000;
        p++;
    }
    if (*p++ != 'm' || *p++ != 'N' || !take_digits(&p, &northing) || *p++ != 'E' ||
        !take_digits(&p, &easting) || *p)
        return false;
    long unit = whole ? 1 : short_unit_m(size);
    northing *= unit;
    easting *= unit;
    if (northing % size != 0 || easting % size != 0)
        return false;
    *easting_m = (double)easting;
    *northing_m = (double)northing;
    *size_m = (double)size;
    return true;
}
