#include "datasets/number.h"

#include <cpl_conv.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

#define DIGITS "0123456789"

/* The length of digits[.digits][e[+-]digits] with this decimal mark, signed or not; 0 = no number.
 */
static size_t number_length(const char *text, char mark)
{
    const char *p = text + (*text == '-' || *text == '+');
    size_t whole = strspn(p, DIGITS), part = 0;
    p += whole;
    if (*p == mark) {
        part = strspn(p + 1, DIGITS);
        p += 1 + part;
    }
    if (whole + part == 0)
        return 0;
    if (*p == 'e' || *p == 'E') {
        const char *exponent = p + 1 + (p[1] == '-' || p[1] == '+');
        size_t digits = strspn(exponent, DIGITS);
        if (digits > 0)
            p = exponent + digits;
    }
    return (size_t)(p - text);
}

enum mlg_number_flaw mlg_number_parse(const char *text, double *value)
{
    const char *blanks = " \t\r\n";
    text += strspn(text, blanks);
    if (!*text)
        return MLG_NUMBER_EMPTY;
    size_t length = number_length(text, '.');
    if (length > 0 && !text[length + strspn(text + length, blanks)]) {
        double number = CPLAtof(text);
        if (!isfinite(number))
            return MLG_NUMBER_TEXT;
        *value = number;
        return MLG_NUMBER_GOOD;
    }
    length = number_length(text, ',');
    if (length > 0 && !text[length + strspn(text + length, blanks)])
        return MLG_NUMBER_COMMA;
    return MLG_NUMBER_TEXT;
}
