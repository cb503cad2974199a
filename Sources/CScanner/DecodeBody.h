// The decoding of text that keeps ASCII, included once for each instruction set; all versions write exactly the same.
//
// Wants: DECODE_NAME, DECODE_TARGET, DECODE_WIDTH; DECODE_COPY(in, out) which copies so many bytes and tells, in a mask of
// so many bits, which of them are not ASCII.

DECODE_TARGET
static size_t DECODE_NAME(
    const uint8_t *text, size_t length, uint8_t *output, size_t room, const struct ScannerCodes *codes, size_t *written)
{
    const uint8_t *in = text, *const inEnd = text + length;
    // A character may begin wherever four bytes fit.
    uint8_t *out = output, *const outEnd = output + (room < 4 ? 0 : room - 3);
    while (in < inEnd && out < outEnd) {
        if (inEnd - in >= DECODE_WIDTH && outEnd - out >= DECODE_WIDTH) {
            const uint64_t others = DECODE_COPY(in, out);
            const size_t plain = others ? (size_t)__builtin_ctzll(others) : DECODE_WIDTH;
            in += plain;
            out += plain;
            if (!others) continue;
        } else if (*in < 0x80) {
            *out++ = *in++;
            continue;
        }
        const uint8_t *const before = in;
        decodeOthers(&in, inEnd, &out, outEnd, codes);
        if (in == before) break;
    }
    *written = (size_t)(out - output);
    return (size_t)(in - text);
}

#undef DECODE_NAME
#undef DECODE_TARGET
#undef DECODE_WIDTH
#undef DECODE_COPY
