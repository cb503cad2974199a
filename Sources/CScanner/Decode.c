// Decodes encodings that keep ASCII, and UTF-16, into UTF-8: ASCII many bytes a step, everything else by table.
#include "include/CScanner.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// MARK: What all versions share

/// Writes one scalar as UTF-8, and up to four bytes in all.
static inline uint8_t *writeScalar(uint32_t scalar, uint8_t *out) {
    if (scalar < 0x80) {
        out[0] = (uint8_t)scalar;
        return out + 1;
    }
    if (scalar < 0x800) {
        out[0] = (uint8_t)(0xC0 | scalar >> 6);
        out[1] = (uint8_t)(0x80 | (scalar & 0x3F));
        return out + 2;
    }
    if (scalar < 0x10000) {
        out[0] = (uint8_t)(0xE0 | scalar >> 12);
        out[1] = (uint8_t)(0x80 | (scalar >> 6 & 0x3F));
        out[2] = (uint8_t)(0x80 | (scalar & 0x3F));
        return out + 3;
    }
    out[0] = (uint8_t)(0xF0 | scalar >> 18);
    out[1] = (uint8_t)(0x80 | (scalar >> 12 & 0x3F));
    out[2] = (uint8_t)(0x80 | (scalar >> 6 & 0x3F));
    out[3] = (uint8_t)(0x80 | (scalar & 0x3F));
    return out + 4;
}

/// The scalar beyond the basic plane that four bytes of GB18030 spell by their number; 0 when they spell none.
static inline uint32_t numberedScalar(const uint8_t *in) {
    const uint32_t first = (uint32_t)in[0] - 0x90, second = (uint32_t)in[1] - 0x30;
    const uint32_t third = (uint32_t)in[2] - 0x81, fourth = (uint32_t)in[3] - 0x30;
    if (first > 0xE3 - 0x90 || second > 9 || third > 0xFE - 0x81 || fourth > 9) return 0;
    const uint32_t scalar = 0x10000 + ((first * 10 + second) * 126 + third) * 10 + fourth;
    return scalar > 0x10FFFF ? 0 : scalar;
}

/// Decodes characters that are not ASCII until ASCII follows or one is not known.
static inline void decodeOthers(
    const uint8_t **from, const uint8_t *inEnd, uint8_t **to, uint8_t *outEnd, const struct ScannerCodes *codes)
{
    const uint8_t *in = *from;
    uint8_t *out = *to;
    if (codes->width == 1) {
        while (in < inEnd && *in >= 0x80 && out < outEnd) {
            const uint8_t *const code = codes->table[*in & 0x7F];
            if (code[3] == 0) break;
            memcpy(out, code, 4);
            out += code[3];
            in += 1;
        }
    } else {
        while (inEnd - in >= 2 && *in >= 0x80 && out < outEnd) {
            const uint8_t *const code = codes->table[(size_t)(in[0] & 0x7F) << 8 | in[1]];
            if (code[3] != 0) {
                memcpy(out, code, 4);
                out += code[3];
                in += 2;
                continue;
            }
            if (!codes->numbersFourBytes || inEnd - in < 4) break;
            const uint32_t scalar = numberedScalar(in);
            if (scalar == 0) break;
            out = writeScalar(scalar, out);
            in += 4;
        }
    }
    *from = in;
    *to = out;
}

// MARK: Portable: eight bytes a step in one machine word

static inline uint64_t portableCopy(const uint8_t *in, uint8_t *out) {
    uint64_t word;
    memcpy(&word, in, 8);
    memcpy(out, &word, 8);
    word &= UINT64_C(0x8080808080808080);
    if (word == 0) return 0;
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return ((word >> 7) * UINT64_C(0x0102040810204080)) >> 56;
}

#define DECODE_NAME decodePortable
#define DECODE_TARGET
#define DECODE_WIDTH 8
#define DECODE_COPY(in, out) portableCopy(in, out)
#include "DecodeBody.h"

#if defined(__x86_64__)

// MARK: SSE2: what every x86-64 processor can do

static inline uint64_t sse2Copy(const uint8_t *in, uint8_t *out) {
    const __m128i bytes = _mm_loadu_si128((const __m128i *)in);
    _mm_storeu_si128((__m128i *)out, bytes);
    return (uint64_t)(uint32_t)_mm_movemask_epi8(bytes);
}

#define DECODE_NAME decodeSSE2
#define DECODE_TARGET
#define DECODE_WIDTH 16
#define DECODE_COPY(in, out) sse2Copy(in, out)
#include "DecodeBody.h"

// MARK: AVX2

#define AVX2 __attribute__((target("avx2,bmi")))

AVX2 static inline uint64_t avx2Copy(const uint8_t *in, uint8_t *out) {
    const __m256i bytes = _mm256_loadu_si256((const __m256i *)in);
    _mm256_storeu_si256((__m256i *)out, bytes);
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(bytes);
}

#define DECODE_NAME decodeAVX2
#define DECODE_TARGET AVX2
#define DECODE_WIDTH 32
#define DECODE_COPY(in, out) avx2Copy(in, out)
#include "DecodeBody.h"

// MARK: AVX-512

#define AVX512 __attribute__((target("avx512f,avx512bw,avx2,bmi")))

AVX512 static inline uint64_t avx512Copy(const uint8_t *in, uint8_t *out) {
    const __m512i bytes = _mm512_loadu_si512(in);
    _mm512_storeu_si512(out, bytes);
    return _mm512_movepi8_mask(bytes);
}

#define DECODE_NAME decodeAVX512
#define DECODE_TARGET AVX512
#define DECODE_WIDTH 64
#define DECODE_COPY(in, out) avx512Copy(in, out)
#include "DecodeBody.h"

#endif

// MARK: UTF-16

static inline uint32_t unitAt(const uint8_t *in, int isBigEndian) {
    return isBigEndian ? (uint32_t)in[0] << 8 | in[1] : (uint32_t)in[1] << 8 | in[0];
}

static inline size_t decodeUTF16(
    const uint8_t *text, size_t length, uint8_t *output, size_t room, size_t *written, int isBigEndian)
{
    const uint8_t *in = text, *const inEnd = text + length;
    // A character may begin wherever four bytes fit.
    uint8_t *out = output, *const outEnd = output + (room < 4 ? 0 : room - 3);
    while (inEnd - in >= 2 && out < outEnd) {
#if defined(__x86_64__)
        if (inEnd - in >= 32 && outEnd - out >= 16) {
            __m128i low = _mm_loadu_si128((const __m128i *)in), high = _mm_loadu_si128((const __m128i *)(in + 16));
            if (isBigEndian) {
                low = _mm_or_si128(_mm_slli_epi16(low, 8), _mm_srli_epi16(low, 8));
                high = _mm_or_si128(_mm_slli_epi16(high, 8), _mm_srli_epi16(high, 8));
            }
            const __m128i beyond = _mm_set1_epi16((short)0xFF80), zero = _mm_setzero_si128();
            const __m128i plain = _mm_packs_epi16(
                _mm_cmpeq_epi16(_mm_and_si128(low, beyond), zero), _mm_cmpeq_epi16(_mm_and_si128(high, beyond), zero));
            const uint32_t others = ~(uint32_t)_mm_movemask_epi8(plain) & 0xFFFF;
            _mm_storeu_si128((__m128i *)out, _mm_packus_epi16(low, high));
            const size_t count = others ? (size_t)__builtin_ctz(others) : 16;
            in += 2 * count;
            out += count;
            if (!others) continue;
        }
#endif
        // At least one character, whatever it is; then all that are not ASCII.
        do {
            uint32_t scalar = unitAt(in, isBigEndian);
            size_t size = 2;
            if ((scalar & 0xF800) == 0xD800) {
                if (scalar >= 0xDC00 || inEnd - in < 4) goto end;
                const uint32_t second = unitAt(in + 2, isBigEndian);
                if ((second & 0xFC00) != 0xDC00) goto end;
                scalar = 0x10000 + ((scalar & 0x3FF) << 10 | (second & 0x3FF));
                size = 4;
            }
            out = writeScalar(scalar, out);
            in += size;
        } while (inEnd - in >= 2 && out < outEnd && unitAt(in, isBigEndian) >= 0x80);
    }
end:
    *written = (size_t)(out - output);
    return (size_t)(in - text);
}

static size_t decodeUTF16LittleEndian(
    const uint8_t *text, size_t length, uint8_t *output, size_t room, const struct ScannerCodes *codes, size_t *written)
{
    (void)codes;
    return decodeUTF16(text, length, output, room, written, 0);
}

static size_t decodeUTF16BigEndian(
    const uint8_t *text, size_t length, uint8_t *output, size_t room, const struct ScannerCodes *codes, size_t *written)
{
    (void)codes;
    return decodeUTF16(text, length, output, room, written, 1);
}

// MARK: The choice

ScannerDecodeFunction scanner_decode_function(enum ScannerInstructionSet set) {
    switch (set) {
    case ScannerPortable: return decodePortable;
#if defined(__x86_64__)
    case ScannerSSE2: return decodeSSE2;
    case ScannerAVX2:
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") ? decodeAVX2 : NULL;
    case ScannerAVX512:
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
                && scanner_decode_function(ScannerAVX2)
            ? decodeAVX512
            : NULL;
#endif
    default: return NULL;
    }
}

ScannerDecodeFunction scanner_decode_utf16_function(int isBigEndian) {
    return isBigEndian ? decodeUTF16BigEndian : decodeUTF16LittleEndian;
}
