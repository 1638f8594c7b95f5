#include "solver/check/proof_reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum mlg_status mlg_proof_refuse(const struct mlg_proof_reader *reader, struct mlg_error *err,
                                 const char *format, ...)
{
    char reason[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(reason, sizeof reason, format, arguments);
    va_end(arguments);
    return mlg_fail(err, MLG_DIFFERENT, "step %zu of the certificate: %s", reader->line, reason);
}

static void skip_blanks(struct mlg_proof_reader *reader)
{
    while (reader->at < reader->end && *reader->at == ' ')
        reader->at++;
}

bool mlg_proof_line_ends(const struct mlg_proof_reader *reader)
{
    struct mlg_proof_reader copy = *reader;
    skip_blanks(&copy);
    return copy.at == copy.end || *copy.at == '\n';
}

enum mlg_status mlg_proof_end_line(struct mlg_proof_reader *reader, struct mlg_error *err)
{
    skip_blanks(reader);
    if (reader->at == reader->end)
        return mlg_proof_refuse(reader, err, "the text ends in the middle");
    if (*reader->at != '\n')
        return mlg_proof_refuse(reader, err, "it has more than it should");
    reader->at++;
    reader->line++;
    return MLG_OK;
}

static bool ends_word(const struct mlg_proof_reader *reader, const char *at)
{
    return at == reader->end || *at == ' ' || *at == '\n';
}

bool mlg_proof_word(struct mlg_proof_reader *reader, const char *word)
{
    skip_blanks(reader);
    size_t length = strlen(word);
    if ((size_t)(reader->end - reader->at) < length || memcmp(reader->at, word, length) != 0 ||
        !ends_word(reader, reader->at + length))
        return false;
    reader->at += length;
    return true;
}

enum mlg_status mlg_proof_number(struct mlg_proof_reader *reader, uint64_t max, uint64_t *number,
                                 struct mlg_error *err)
{
    skip_blanks(reader);
    const char *begin = reader->at;
    uint64_t value = 0;
    for (; reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9'; reader->at++) {
        uint64_t digit = (uint64_t)(*reader->at - '0');
        if (value > (max - digit) / 10 || digit > max)
            return mlg_proof_refuse(reader, err, "a number is above %llu", (unsigned long long)max);
        value = 10 * value + digit;
    }
    if (reader->at == begin || !ends_word(reader, reader->at))
        return mlg_proof_refuse(reader, err, "a number is missing");
    *number = value;
    return MLG_OK;
}

enum mlg_status mlg_proof_index(struct mlg_proof_reader *reader, const char *kind, uint32_t count,
                                uint32_t *index, struct mlg_error *err)
{
    uint64_t number;
    enum mlg_status status = mlg_proof_number(reader, UINT32_MAX, &number, err);
    if (status != MLG_OK)
        return status;
    if (number >= count)
        return mlg_proof_refuse(reader, err, "there is no %s %llu", kind,
                                (unsigned long long)number);
    *index = (uint32_t)number;
    return MLG_OK;
}

enum mlg_status mlg_proof_reference(struct mlg_proof_reader *reader, bool *is_cut, uint64_t *number,
                                    struct mlg_error *err)
{
    skip_blanks(reader);
    if (reader->at == reader->end || (*reader->at != 'r' && *reader->at != 'c'))
        return mlg_proof_refuse(reader, err, "a row (r…) or a cut (c…) is missing");
    *is_cut = *reader->at++ == 'c';
    if (reader->at < reader->end && *reader->at == ' ')
        return mlg_proof_refuse(reader, err, "a number is missing");
    return mlg_proof_number(reader, UINT32_MAX, number, err);
}
