#include "scenarios/plan/plan_text.h"

#include <limits.h>
#include <math.h>

double mlg_json_number(const json_t *json, const char *key)
{
    return json_number_value(json_object_get(json, key));
}

const char *mlg_json_text(const json_t *json, const char *key)
{
    const char *text = json_string_value(json_object_get(json, key));
    return text ? text : "";
}

const char *mlg_grouped(double value, char *text)
{
    char digits[32];
    int length = snprintf(digits, sizeof digits, "%.0f", fabs(value)), used = 0;
    if (value < 0)
        text[used++] = '-';
    for (int i = 0; i < length && used < 30; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            text[used++] = ',';
        text[used++] = digits[i];
    }
    text[used] = 0;
    return text;
}

/* At most `width` letters; returns how many. */
static int print_letters(FILE *stream, const char *text, int width)
{
    int letters = 0;
    for (; *text && (letters < width || (*text & 0xc0) == 0x80); text++) {
        letters += (*text & 0xc0) != 0x80;
        fputc((unsigned char)*text < ' ' || *text == 127 ? ' ' : *text, stream);
    }
    return letters;
}

void mlg_print_name(FILE *stream, const char *text)
{
    print_letters(stream, text, INT_MAX);
}

void mlg_print_column(FILE *stream, const char *text, int width)
{
    int letters = print_letters(stream, text, width);
    fprintf(stream, "%*s", width - letters, "");
}
