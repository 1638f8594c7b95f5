#include "scenarios/report/coded.h"

#include "base/memory.h"

#include <stdlib.h>

void report_put_count(struct report_bytes *bytes, uint64_t value)
{
    enum { MAX_VARINT = 10 };
    if (!mlg_reserve(&bytes->data, &bytes->capacity, bytes->length + MAX_VARINT, 1)) {
        bytes->failed = true;
        return;
    }
    for (; value >= 128; value >>= 7)
        bytes->data[bytes->length++] = (uint8_t)(value | 128);
    bytes->data[bytes->length++] = (uint8_t)value;
}

void report_put_signed(struct report_bytes *bytes, int64_t value)
{
    report_put_count(bytes, ((uint64_t)value << 1) ^ (value < 0 ? UINT64_MAX : 0));
}

json_t *report_take_base64(struct report_bytes *bytes)
{
    json_t *text = bytes->failed ? NULL : report_base64(bytes->data, bytes->length);
    free(bytes->data);
    *bytes = (struct report_bytes){0};
    return text;
}

json_t *report_base64(const uint8_t *data, size_t length)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t n = (length + 2) / 3 * 4;
    char *text = mlg_alloc(n + 1, 1);
    if (!text)
        return NULL;
    for (size_t i = 0, t = 0; i < length; i += 3, t += 4) {
        uint32_t three = (uint32_t)data[i] << 16;
        three |= i + 1 < length ? (uint32_t)data[i + 1] << 8 : 0;
        three |= i + 2 < length ? data[i + 2] : 0;
        for (size_t d = 0; d < 4; d++)
            text[t + d] = digits[three >> (18 - 6 * d) & 63];
    }
    for (size_t pad = length % 3; pad && pad < 3; pad++)
        text[n - 3 + pad] = '=';
    json_t *json = json_stringn_nocheck(text, n);
    free(text);
    return json;
}

json_t *report_differences(const int64_t *value, size_t n)
{
    struct report_bytes bytes = {0};
    for (size_t i = 0; i < n; i++)
        report_put_signed(&bytes, value[i] - (i ? value[i - 1] : 0));
    return report_take_base64(&bytes);
}
