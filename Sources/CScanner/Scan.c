// The scan in four versions, and which of them this processor can run.
#include "include/CScanner.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/// Where the marks stand among 64 bytes, the first byte in the lowest bit.
struct Marks {
    uint64_t delimiters;
    uint64_t feeds;
    uint64_t returns;
    uint64_t quotes;
};

// MARK: What the plain versions share

static inline uint64_t prefixXor(uint64_t mask) {
    mask ^= mask << 1;
    mask ^= mask << 2;
    mask ^= mask << 4;
    mask ^= mask << 8;
    mask ^= mask << 16;
    mask ^= mask << 32;
    return mask;
}

static inline void writePositions(uint32_t *out, uint64_t mask, uint32_t at) {
    while (mask) {
        *out++ = at + (uint32_t)__builtin_ctzll(mask);
        mask &= mask - 1;
    }
}

// MARK: Portable: eight bytes a step in one machine word

/// Gathers the bytes of `word` that equal the byte repeated in `pattern` into eight bits.
static inline uint64_t equalBytes(uint64_t word, uint64_t pattern) {
    const uint64_t low = UINT64_C(0x7F7F7F7F7F7F7F7F);
    const uint64_t different = word ^ pattern;
    const uint64_t equal = ~(((different & low) + low) | different | low);  // 0x80 in each byte that is 0
    return ((equal >> 7) * UINT64_C(0x0102040810204080)) >> 56;
}

static inline void portableMasks(const uint8_t *text, uint8_t delimiter, uint8_t quote, struct Marks *marks) {
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t delimiters = 0, feeds = 0, returns = 0, quotes = 0;
    for (int part = 0; part < 8; part++) {
        uint64_t word;
        memcpy(&word, text + 8 * part, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        word = __builtin_bswap64(word);
#endif
        delimiters |= equalBytes(word, ones * delimiter) << (8 * part);
        feeds |= equalBytes(word, ones * '\n') << (8 * part);
        returns |= equalBytes(word, ones * '\r') << (8 * part);
        quotes |= equalBytes(word, ones * quote) << (8 * part);
    }
    marks->delimiters = delimiters;
    marks->feeds = feeds;
    marks->returns = returns;
    marks->quotes = quotes;
}

#define SCAN_NAME scanPortable
#define SCAN_TARGET
#define SCAN_MASKS(text, delimiter, quote, marks) portableMasks(text, delimiter, quote, marks)
#define SCAN_WRITE(out, mask, at, count) writePositions(out, mask, at)
#define SCAN_PREFIX_XOR(mask) prefixXor(mask)
#include "ScanBody.h"

#if defined(__x86_64__)

// MARK: SSE2: what every x86-64 processor can do

static inline uint64_t sse2Bits(__m128i a, __m128i b, __m128i c, __m128i d) {
    return (uint64_t)(uint32_t)_mm_movemask_epi8(a) | (uint64_t)(uint32_t)_mm_movemask_epi8(b) << 16
        | (uint64_t)(uint32_t)_mm_movemask_epi8(c) << 32 | (uint64_t)(uint32_t)_mm_movemask_epi8(d) << 48;
}

static inline uint64_t sse2Equal(__m128i a, __m128i b, __m128i c, __m128i d, uint8_t byte) {
    const __m128i wanted = _mm_set1_epi8((char)byte);
    return sse2Bits(
        _mm_cmpeq_epi8(a, wanted), _mm_cmpeq_epi8(b, wanted), _mm_cmpeq_epi8(c, wanted), _mm_cmpeq_epi8(d, wanted));
}

static inline void sse2Masks(const uint8_t *text, uint8_t delimiter, uint8_t quote, struct Marks *marks) {
    const __m128i a = _mm_loadu_si128((const __m128i *)text);
    const __m128i b = _mm_loadu_si128((const __m128i *)(text + 16));
    const __m128i c = _mm_loadu_si128((const __m128i *)(text + 32));
    const __m128i d = _mm_loadu_si128((const __m128i *)(text + 48));
    marks->delimiters = sse2Equal(a, b, c, d, delimiter);
    marks->feeds = sse2Equal(a, b, c, d, '\n');
    marks->returns = sse2Equal(a, b, c, d, '\r');
    marks->quotes = sse2Equal(a, b, c, d, quote);
}

#define SCAN_NAME scanSSE2
#define SCAN_TARGET
#define SCAN_MASKS(text, delimiter, quote, marks) sse2Masks(text, delimiter, quote, marks)
#define SCAN_WRITE(out, mask, at, count) writePositions(out, mask, at)
#define SCAN_PREFIX_XOR(mask) prefixXor(mask)
#include "ScanBody.h"

// MARK: AVX2 with BMI2 and carry-less multiplication

#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt,pclmul")))

AVX2 static inline uint64_t avx2Bits(__m256i low, __m256i high) {
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

AVX2 static inline void avx2Masks(const uint8_t *text, uint8_t delimiter, uint8_t quote, struct Marks *marks) {
    const __m256i low = _mm256_loadu_si256((const __m256i *)text);
    const __m256i high = _mm256_loadu_si256((const __m256i *)(text + 32));
    const __m256i delimiters = _mm256_set1_epi8((char)delimiter);
    const __m256i feeds = _mm256_set1_epi8('\n');
    const __m256i returns = _mm256_set1_epi8('\r');
    const __m256i quotes = _mm256_set1_epi8((char)quote);
    marks->delimiters = avx2Bits(_mm256_cmpeq_epi8(low, delimiters), _mm256_cmpeq_epi8(high, delimiters));
    marks->feeds = avx2Bits(_mm256_cmpeq_epi8(low, feeds), _mm256_cmpeq_epi8(high, feeds));
    const __m256i lowReturns = _mm256_cmpeq_epi8(low, returns), highReturns = _mm256_cmpeq_epi8(high, returns);
    const __m256i lowQuotes = _mm256_cmpeq_epi8(low, quotes), highQuotes = _mm256_cmpeq_epi8(high, quotes);
    marks->returns = 0;
    marks->quotes = 0;
    const __m256i any =
        _mm256_or_si256(_mm256_or_si256(lowReturns, highReturns), _mm256_or_si256(lowQuotes, highQuotes));
    if (!_mm256_testz_si256(any, any)) {
        marks->returns = avx2Bits(lowReturns, highReturns);
        marks->quotes = avx2Bits(lowQuotes, highQuotes);
    }
}

/// The places of the bits set in a byte, one to a byte, the lowest first.
static const uint64_t placesInByte[256] = {
    0x0000000000000000, 0x0000000000000000, 0x0000000000000001, 0x0000000000000100, 0x0000000000000002,
    0x0000000000000200, 0x0000000000000201, 0x0000000000020100, 0x0000000000000003, 0x0000000000000300,
    0x0000000000000301, 0x0000000000030100, 0x0000000000000302, 0x0000000000030200, 0x0000000000030201,
    0x0000000003020100, 0x0000000000000004, 0x0000000000000400, 0x0000000000000401, 0x0000000000040100,
    0x0000000000000402, 0x0000000000040200, 0x0000000000040201, 0x0000000004020100, 0x0000000000000403,
    0x0000000000040300, 0x0000000000040301, 0x0000000004030100, 0x0000000000040302, 0x0000000004030200,
    0x0000000004030201, 0x0000000403020100, 0x0000000000000005, 0x0000000000000500, 0x0000000000000501,
    0x0000000000050100, 0x0000000000000502, 0x0000000000050200, 0x0000000000050201, 0x0000000005020100,
    0x0000000000000503, 0x0000000000050300, 0x0000000000050301, 0x0000000005030100, 0x0000000000050302,
    0x0000000005030200, 0x0000000005030201, 0x0000000503020100, 0x0000000000000504, 0x0000000000050400,
    0x0000000000050401, 0x0000000005040100, 0x0000000000050402, 0x0000000005040200, 0x0000000005040201,
    0x0000000504020100, 0x0000000000050403, 0x0000000005040300, 0x0000000005040301, 0x0000000504030100,
    0x0000000005040302, 0x0000000504030200, 0x0000000504030201, 0x0000050403020100, 0x0000000000000006,
    0x0000000000000600, 0x0000000000000601, 0x0000000000060100, 0x0000000000000602, 0x0000000000060200,
    0x0000000000060201, 0x0000000006020100, 0x0000000000000603, 0x0000000000060300, 0x0000000000060301,
    0x0000000006030100, 0x0000000000060302, 0x0000000006030200, 0x0000000006030201, 0x0000000603020100,
    0x0000000000000604, 0x0000000000060400, 0x0000000000060401, 0x0000000006040100, 0x0000000000060402,
    0x0000000006040200, 0x0000000006040201, 0x0000000604020100, 0x0000000000060403, 0x0000000006040300,
    0x0000000006040301, 0x0000000604030100, 0x0000000006040302, 0x0000000604030200, 0x0000000604030201,
    0x0000060403020100, 0x0000000000000605, 0x0000000000060500, 0x0000000000060501, 0x0000000006050100,
    0x0000000000060502, 0x0000000006050200, 0x0000000006050201, 0x0000000605020100, 0x0000000000060503,
    0x0000000006050300, 0x0000000006050301, 0x0000000605030100, 0x0000000006050302, 0x0000000605030200,
    0x0000000605030201, 0x0000060503020100, 0x0000000000060504, 0x0000000006050400, 0x0000000006050401,
    0x0000000605040100, 0x0000000006050402, 0x0000000605040200, 0x0000000605040201, 0x0000060504020100,
    0x0000000006050403, 0x0000000605040300, 0x0000000605040301, 0x0000060504030100, 0x0000000605040302,
    0x0000060504030200, 0x0000060504030201, 0x0006050403020100, 0x0000000000000007, 0x0000000000000700,
    0x0000000000000701, 0x0000000000070100, 0x0000000000000702, 0x0000000000070200, 0x0000000000070201,
    0x0000000007020100, 0x0000000000000703, 0x0000000000070300, 0x0000000000070301, 0x0000000007030100,
    0x0000000000070302, 0x0000000007030200, 0x0000000007030201, 0x0000000703020100, 0x0000000000000704,
    0x0000000000070400, 0x0000000000070401, 0x0000000007040100, 0x0000000000070402, 0x0000000007040200,
    0x0000000007040201, 0x0000000704020100, 0x0000000000070403, 0x0000000007040300, 0x0000000007040301,
    0x0000000704030100, 0x0000000007040302, 0x0000000704030200, 0x0000000704030201, 0x0000070403020100,
    0x0000000000000705, 0x0000000000070500, 0x0000000000070501, 0x0000000007050100, 0x0000000000070502,
    0x0000000007050200, 0x0000000007050201, 0x0000000705020100, 0x0000000000070503, 0x0000000007050300,
    0x0000000007050301, 0x0000000705030100, 0x0000000007050302, 0x0000000705030200, 0x0000000705030201,
    0x0000070503020100, 0x0000000000070504, 0x0000000007050400, 0x0000000007050401, 0x0000000705040100,
    0x0000000007050402, 0x0000000705040200, 0x0000000705040201, 0x0000070504020100, 0x0000000007050403,
    0x0000000705040300, 0x0000000705040301, 0x0000070504030100, 0x0000000705040302, 0x0000070504030200,
    0x0000070504030201, 0x0007050403020100, 0x0000000000000706, 0x0000000000070600, 0x0000000000070601,
    0x0000000007060100, 0x0000000000070602, 0x0000000007060200, 0x0000000007060201, 0x0000000706020100,
    0x0000000000070603, 0x0000000007060300, 0x0000000007060301, 0x0000000706030100, 0x0000000007060302,
    0x0000000706030200, 0x0000000706030201, 0x0000070603020100, 0x0000000000070604, 0x0000000007060400,
    0x0000000007060401, 0x0000000706040100, 0x0000000007060402, 0x0000000706040200, 0x0000000706040201,
    0x0000070604020100, 0x0000000007060403, 0x0000000706040300, 0x0000000706040301, 0x0000070604030100,
    0x0000000706040302, 0x0000070604030200, 0x0000070604030201, 0x0007060403020100, 0x0000000000070605,
    0x0000000007060500, 0x0000000007060501, 0x0000000706050100, 0x0000000007060502, 0x0000000706050200,
    0x0000000706050201, 0x0000070605020100, 0x0000000007060503, 0x0000000706050300, 0x0000000706050301,
    0x0000070605030100, 0x0000000706050302, 0x0000070605030200, 0x0000070605030201, 0x0007060503020100,
    0x0000000007060504, 0x0000000706050400, 0x0000000706050401, 0x0000070605040100, 0x0000000706050402,
    0x0000070605040200, 0x0000070605040201, 0x0007060504020100, 0x0000000706050403, 0x0000070605040300,
    0x0000070605040301, 0x0007060504030100, 0x0000070605040302, 0x0007060504030200, 0x0007060504030201,
    0x0706050403020100,
};

/// Writes eight positions for every byte of the mask, more than there are: the next ones overwrite them.
AVX2 static inline void avx2Write(uint32_t *out, uint64_t mask, uint32_t at) {
    for (int byte = 0; byte < 8; byte++) {
        const uint64_t bits = mask >> (8 * byte) & 0xFF;
        const __m256i places = _mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)&placesInByte[bits]));
        const __m256i base = _mm256_set1_epi32((int)at + 8 * byte);
        _mm256_storeu_si256((__m256i *)out, _mm256_add_epi32(places, base));
        out += _mm_popcnt_u64(bits);
    }
}

AVX2 static inline uint64_t avx2PrefixXor(uint64_t mask) {
    const __m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)mask), _mm_set1_epi8((char)0xFF), 0);
    return (uint64_t)_mm_cvtsi128_si64(product);
}

#define SCAN_NAME scanAVX2
#define SCAN_TARGET AVX2
#define SCAN_MASKS(text, delimiter, quote, marks) avx2Masks(text, delimiter, quote, marks)
#define SCAN_WRITE(out, mask, at, count) avx2Write(out, mask, at)
#define SCAN_PREFIX_XOR(mask) avx2PrefixXor(mask)
#include "ScanBody.h"

// MARK: AVX-512 with VBMI2: positions by compressing the numbers 0…63

#define AVX512 \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi2,avx2,bmi,bmi2,popcnt,pclmul")))

AVX512 static inline void avx512Masks(const uint8_t *text, uint8_t delimiter, uint8_t quote, struct Marks *marks) {
    const __m512i bytes = _mm512_loadu_si512(text);
    marks->delimiters = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8((char)delimiter));
    marks->feeds = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\n'));
    marks->returns = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\r'));
    marks->quotes = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8((char)quote));
}

/// Writes sixteen positions at a time, more than there are: the next group overwrites them.
AVX512 static inline void avx512Write(uint32_t *out, uint64_t mask, uint32_t at, uint32_t count) {
    const __m512i places = _mm512_set_epi8(
        63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36,
        35, 34, 33, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7,
        6, 5, 4, 3, 2, 1, 0);
    const __m512i base = _mm512_set1_epi32((int)at);
    const __m512i set = _mm512_maskz_compress_epi8(mask, places);
    _mm512_storeu_si512(out, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(set))));
    if (count > 16) {
        _mm512_storeu_si512(
            out + 16, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(set, 1))));
        if (count > 32) {
            _mm512_storeu_si512(
                out + 32, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(set, 2))));
            _mm512_storeu_si512(
                out + 48, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(set, 3))));
        }
    }
}

AVX512 static inline uint64_t avx512PrefixXor(uint64_t mask) {
    const __m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)mask), _mm_set1_epi8((char)0xFF), 0);
    return (uint64_t)_mm_cvtsi128_si64(product);
}

#define SCAN_NAME scanAVX512
#define SCAN_TARGET AVX512
#define SCAN_MASKS(text, delimiter, quote, marks) avx512Masks(text, delimiter, quote, marks)
#define SCAN_WRITE(out, mask, at, count) avx512Write(out, mask, at, count)
#define SCAN_PREFIX_XOR(mask) avx512PrefixXor(mask)
#include "ScanBody.h"

#endif

// MARK: The choice

ScannerFunction scanner_function(enum ScannerInstructionSet set) {
    switch (set) {
    case ScannerPortable: return scanPortable;
#if defined(__x86_64__)
    case ScannerSSE2: return scanSSE2;
    case ScannerAVX2:
        if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi") || !__builtin_cpu_supports("bmi2")
            || !__builtin_cpu_supports("popcnt") || !__builtin_cpu_supports("pclmul"))
            return NULL;
        return scanAVX2;
    case ScannerAVX512:
        if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512bw")
            || !__builtin_cpu_supports("avx512vl") || !__builtin_cpu_supports("avx512vbmi2")
            || !scanner_function(ScannerAVX2))
            return NULL;
        return scanAVX512;
#endif
    default: return NULL;
    }
}

ScannerFunction scanner_fastest_function(void) {
    for (int set = ScannerAVX512; set > ScannerPortable; set--) {
        const ScannerFunction function = scanner_function((enum ScannerInstructionSet)set);
        if (function) return function;
    }
    return scanPortable;
}
