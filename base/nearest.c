#include "base/nearest.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum { LONGEST = 63 }; /* longer names are compared by their beginning */

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int lower(char c)
{
    return tolower((unsigned char)c);
}

static int distance(const char *a, const char *b)
{
    int n = (int)strnlen(a, LONGEST), m = (int)strnlen(b, LONGEST);
    int row[3][LONGEST + 1]; /* row i of the table lies in row[i % 3] */
    for (int j = 0; j <= m; j++)
        row[0][j] = j;
    for (int i = 1; i <= n; i++) {
        int *now = row[i % 3], *before = row[(i - 1) % 3], *earlier = row[(i + 1) % 3];
        now[0] = i;
        for (int j = 1; j <= m; j++) {
            int replaced = before[j - 1] + (lower(a[i - 1]) != lower(b[j - 1]));
            now[j] = least(replaced, least(before[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1]))
                now[j] = least(now[j], earlier[j - 2] + 1);
        }
    }
    return row[n % 3][m];
}

const char *mlg_nearest_name(const char *wanted, const char *const *names)
{
    int length = (int)strnlen(wanted, LONGEST);
    int best = length <= 3 ? 2 : length / 3 + 2; /* must be below this to be meant */
    const char *nearest = NULL;
    for (; *names; names++) {
        /* "limit" for "limit_min": the beginning of a name is near it */
        bool begins = length >= 3 && strncasecmp(wanted, *names, (size_t)length) == 0;
        int d = begins ? 1 : distance(wanted, *names);
        if (d < best) {
            best = d;
            nearest = *names;
        }
    }
    return nearest;
}
