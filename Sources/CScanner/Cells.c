// Reads the commonest cells eight at a time: whole numbers, amounts with two places, times of a known date.
//
// A column of a block is a list of places in its text. What stands at eight of them is gathered into one vector, brought to eight
// digits each, checked and added up. Cells of any other form are not read, and told.
#include "include/CScanner.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512dq,avx2,bmi,bmi2,popcnt")))

/// Eight cells: where they begin and end, counted from the text; those past the list are empty.
struct Eight {
    __m512i start;
    __m512i length;
};

AVX512 static inline struct Eight cellsAt(const struct ScannerCell *cells, size_t left) {
    const __mmask8 there = left >= 8 ? 0xFF : (__mmask8)((1u << left) - 1);
    const __m512i both = _mm512_maskz_loadu_epi64(there, cells);
    return (struct Eight){
        _mm512_and_si512(both, _mm512_set1_epi64(0xFFFFFFFF)),
        // The top bit only tells that the cell was quoted.
        _mm512_and_si512(_mm512_srli_epi64(both, 32), _mm512_set1_epi64(0x7FFFFFFF)),
    };
}

/// The eight bytes `before` the end of each cell that is to be read; zeros for others.
AVX512 static inline __m512i wordsBeforeEnd(const uint8_t *text, struct Eight cells, __mmask8 wanted) {
    const __m512i end = _mm512_add_epi64(cells.start, cells.length);
    return _mm512_mask_i64gather_epi64(_mm512_setzero_si512(), wanted, end, text - 8, 1);
}

/// Eight digits, the first in the lowest byte, as numbers; `ok` loses those in which something else stands.
AVX512 static inline __m512i numbersOf(__m512i digits, __mmask8 *ok) {
    // Digits become 0 to 9, everything else more; what is more than 9 gets its top bit.
    const __m512i values = _mm512_xor_si512(digits, _mm512_set1_epi8('0'));
    const __m512i above = _mm512_adds_epu8(values, _mm512_set1_epi8(0x7F - 9));
    *ok &= ~_mm512_test_epi64_mask(above, _mm512_set1_epi8((char)0x80));
    const __m512i pairs = _mm512_maddubs_epi16(values, _mm512_set1_epi16(0x010A));
    const __m512i fours = _mm512_madd_epi16(pairs, _mm512_set1_epi32(0x00010064));
    return _mm512_add_epi64(_mm512_mul_epu32(fours, _mm512_set1_epi64(10000)), _mm512_srli_epi64(fours, 32));
}

/// Keeps what was read, and how far it reaches.
struct Reach {
    __m512i least;
    __m512i most;
};

AVX512 static inline void keep(
    struct ScannerNumbers *numbers, size_t at, size_t left, __m512i values, __mmask8 ok, struct Reach *reach)
{
    const __mmask8 there = left >= 8 ? 0xFF : (__mmask8)((1u << left) - 1);
    _mm512_mask_storeu_epi64(numbers->values + at, there, _mm512_maskz_mov_epi64(ok, values));
    ((uint8_t *)numbers->read)[at / 8] = ok;
    reach->least = _mm512_mask_min_epi64(reach->least, ok, reach->least, values);
    reach->most = _mm512_mask_max_epi64(reach->most, ok, reach->most, values);
}

AVX512 static inline struct Reach begin(struct ScannerNumbers *numbers, size_t count) {
    if (count > 0) numbers->read[(count - 1) / 64] = 0;
    return (struct Reach){_mm512_set1_epi64(INT64_MAX), _mm512_set1_epi64(INT64_MIN)};
}

AVX512 static inline void end(struct ScannerNumbers *numbers, struct Reach reach) {
    numbers->least = _mm512_reduce_min_epi64(reach.least);
    numbers->most = _mm512_reduce_max_epi64(reach.most);
}

AVX512 static void wholeNumbers(
    const uint8_t *text, const struct ScannerCell *cells, size_t count, struct ScannerNumbers *numbers)
{
    struct Reach reach = begin(numbers, count);
    for (size_t at = 0; at < count; at += 8) {
        const struct Eight eight = cellsAt(cells + at, count - at);
        const __m512i rest = _mm512_sub_epi64(_mm512_set1_epi64(8), eight.length);
        // One to eight digits: what stands before them becomes zeros.
        __mmask8 ok = _mm512_cmplt_epu64_mask(rest, _mm512_set1_epi64(8));
        const __m512i word = wordsBeforeEnd(text, eight, ok);
        const __m512i kept = _mm512_sllv_epi64(_mm512_set1_epi64(-1), _mm512_slli_epi64(rest, 3));
        const __m512i digits = _mm512_ternarylogic_epi64(kept, word, _mm512_set1_epi8('0'), 0xCA);
        const __m512i values = numbersOf(digits, &ok);
        keep(numbers, at, count - at, values, ok, &reach);
    }
    end(numbers, reach);
}

AVX512 static void amounts(
    const uint8_t *text, const struct ScannerCell *cells, size_t count, struct ScannerNumbers *numbers)
{
    struct Reach reach = begin(numbers, count);
    for (size_t at = 0; at < count; at += 8) {
        const struct Eight eight = cellsAt(cells + at, count - at);
        // One to five digits, a point and two digits: four to eight bytes.
        const __m512i rest = _mm512_sub_epi64(_mm512_set1_epi64(8), eight.length);
        __mmask8 ok = _mm512_cmplt_epu64_mask(rest, _mm512_set1_epi64(5));
        const __m512i word = wordsBeforeEnd(text, eight, ok);
        ok &= _mm512_cmpeq_epi64_mask(
            _mm512_and_si512(word, _mm512_set1_epi64(0x0000FF0000000000)), _mm512_set1_epi64(0x00002E0000000000));
        // The digits before the point are moved into its place.
        const __m512i whole = _mm512_slli_epi64(word, 8);
        const __m512i joined = _mm512_ternarylogic_epi64(_mm512_set1_epi64(0x0000FFFFFFFFFFFF), whole, word, 0xCA);
        const __m512i shift = _mm512_slli_epi64(_mm512_add_epi64(rest, _mm512_set1_epi64(1)), 3);
        const __m512i kept = _mm512_sllv_epi64(_mm512_set1_epi64(-1), shift);
        const __m512i digits = _mm512_ternarylogic_epi64(kept, joined, _mm512_set1_epi8('0'), 0xCA);
        const __m512i values = numbersOf(digits, &ok);
        keep(numbers, at, count - at, values, ok, &reach);
    }
    end(numbers, reach);
}

AVX512 static void moments(
    const uint8_t *text, const struct ScannerCell *cells, size_t count, const struct ScannerDate *date,
    struct ScannerNumbers *numbers)
{
    struct Reach reach = begin(numbers, count);
    const __m512i byte = _mm512_set1_epi64(0xFF);
    for (size_t at = 0; at < count; at += 8) {
        const struct Eight eight = cellsAt(cells + at, count - at);
        __mmask8 ok = _mm512_cmpeq_epi64_mask(eight.length, _mm512_set1_epi64(19));
        const __m512i zero = _mm512_setzero_si512();
        const __m512i head = _mm512_mask_i64gather_epi64(zero, ok, eight.start, text, 1);
        const __m512i tail = _mm512_mask_i64gather_epi64(zero, ok, eight.start, text + 8, 1);
        const __m512i clock = _mm512_mask_i64gather_epi64(zero, ok, eight.start, text + 11, 1);
        ok &= _mm512_cmpeq_epi64_mask(head, _mm512_set1_epi64((int64_t)date->head));
        ok &= _mm512_cmpeq_epi64_mask(
            _mm512_and_si512(tail, _mm512_set1_epi64(0xFFFFFF)), _mm512_set1_epi64(date->tail));
        // Digits become 0 to 9, the colons 0, everything else more.
        const __m512i digits = _mm512_xor_si512(clock, _mm512_set1_epi64(0x30303A30303A3030));
        const __m512i above = _mm512_adds_epu8(digits, _mm512_set1_epi8(0x7F - 9));
        ok &= ~_mm512_test_epi64_mask(above, _mm512_set1_epi8((char)0x80));
        ok &= ~_mm512_test_epi64_mask(digits, _mm512_set1_epi64(0x0000FF0000FF0000));
        // Each tens digit times ten, and the next one: no byte overflows.
        const __m512i tens = _mm512_add_epi64(_mm512_slli_epi64(digits, 3), _mm512_slli_epi64(digits, 1));
        const __m512i pairs = _mm512_add_epi64(tens, _mm512_srli_epi64(digits, 8));
        const __m512i hour = _mm512_and_si512(pairs, byte);
        const __m512i minute = _mm512_and_si512(_mm512_srli_epi64(pairs, 24), byte);
        const __m512i second = _mm512_and_si512(_mm512_srli_epi64(pairs, 48), byte);
        ok &= _mm512_cmplt_epu64_mask(hour, _mm512_set1_epi64(24));
        ok &= _mm512_cmplt_epu64_mask(minute, _mm512_set1_epi64(60));
        ok &= _mm512_cmplt_epu64_mask(second, _mm512_set1_epi64(60));
        const __m512i minutes = _mm512_add_epi64(_mm512_mul_epu32(hour, _mm512_set1_epi64(60)), minute);
        const __m512i seconds = _mm512_add_epi64(_mm512_mul_epu32(minutes, _mm512_set1_epi64(60)), second);
        const __m512i values =
            _mm512_add_epi64(_mm512_mul_epu32(seconds, _mm512_set1_epi64(1000)), _mm512_set1_epi64(date->midnight));
        keep(numbers, at, count - at, values, ok, &reach);
    }
    end(numbers, reach);
}

AVX512 static void flags(
    const uint8_t *text, const struct ScannerCell *cells, size_t count, const struct ScannerWords *words, uint64_t *known,
    uint64_t *yes)
{
    if (count == 0) return;
    known[(count - 1) / 64] = yes[(count - 1) / 64] = 0;
    const __m512i one = _mm512_set1_epi64(1);
    for (size_t at = 0; at < count; at += 8) {
        const struct Eight eight = cellsAt(cells + at, count - at);
        // One to seven bytes; what follows a word becomes zeros.
        const __mmask8 ok = _mm512_cmplt_epu64_mask(_mm512_sub_epi64(eight.length, one), _mm512_set1_epi64(7));
        const __m512i gathered = _mm512_mask_i64gather_epi64(_mm512_setzero_si512(), ok, eight.start, text, 1);
        const __m512i behind = _mm512_sllv_epi64(_mm512_set1_epi64(-1), _mm512_slli_epi64(eight.length, 3));
        const __m512i word = _mm512_andnot_si512(behind, gathered);
        const __m512i slot = _mm512_srli_epi64(_mm512_mullo_epi64(word, _mm512_set1_epi64((int64_t)words->factor)), 58);
        const __m512i found = _mm512_i64gather_epi64(slot, words->words, 8);
        const __mmask8 isKnown = ok & _mm512_cmpeq_epi64_mask(found, word);
        const __m512i answer = _mm512_srlv_epi64(_mm512_set1_epi64((int64_t)words->yes), slot);
        ((uint8_t *)known)[at / 8] = isKnown;
        ((uint8_t *)yes)[at / 8] = isKnown & _mm512_test_epi64_mask(answer, one);
    }
}

AVX512 static void ids(
    const uint8_t *text, const struct ScannerCell *cells, size_t count, const struct ScannerIds *form, uint32_t *places)
{
    const __m512i limit = _mm512_set1_epi64(form->limit);
    const __m512i kept = _mm512_set1_epi64((int64_t)(form->digits >= 8 ? ~UINT64_C(0) : ~(~UINT64_C(0) >> (8 * form->digits))));
    const __m128i toEnd = _mm_cvtsi32_si128(form->length <= 8 ? 64 - 8 * (int)form->length : 0);
    const __m512i prefixMask = _mm512_set1_epi64((int64_t)form->prefixMask);
    const __m512i prefix = _mm512_set1_epi64((int64_t)form->prefix);
    for (size_t at = 0; at < count; at += 8) {
        const size_t left = count - at;
        const struct Eight eight = cellsAt(cells + at, left);
        __mmask8 ok = _mm512_cmpeq_epi64_mask(eight.length, _mm512_set1_epi64(form->length));
        const __m512i start = _mm512_mask_i64gather_epi64(_mm512_setzero_si512(), ok, eight.start, text, 1);
        ok &= _mm512_cmpeq_epi64_mask(_mm512_and_si512(start, prefixMask), prefix);
        // An id of up to eight bytes has been gathered whole, and is moved to the end of its word.
        const __m512i word = form->length <= 8 ? _mm512_sll_epi64(start, toEnd) : wordsBeforeEnd(text, eight, ok);
        const __m512i digits = _mm512_ternarylogic_epi64(kept, word, _mm512_set1_epi8('0'), 0xCA);
        const __m512i numbers = _mm512_sub_epi64(numbersOf(digits, &ok), _mm512_set1_epi64(form->first));
        // Below the first is far above the limit.
        const __m512i found = _mm512_mask_min_epu64(limit, ok, numbers, limit);
        const __mmask8 there = left >= 8 ? 0xFF : (__mmask8)((1u << left) - 1);
        _mm512_mask_cvtepi64_storeu_epi32(places + at, there, found);
        // So that many of the codes are fetched at once.
        if (form->codes == NULL) continue;
        for (size_t next = at; next < at + 8 && next < count; next++) __builtin_prefetch(form->codes + places[next]);
    }
}

AVX512 static void keysOf(
    const uint8_t *text, const struct ScannerCell *cells, size_t count, const struct ScannerKeys *keys, uint32_t *codes,
    uint64_t *found)
{
    if (count == 0) return;
    found[(count - 1) / 64] = 0;
    const __m512i all = _mm512_set1_epi64(-1), zero = _mm512_setzero_si512();
    for (size_t at = 0; at < count; at += 8) {
        const size_t left = count - at;
        const struct Eight eight = cellsAt(cells + at, left);
        const __mmask8 ok = _mm512_cmplt_epu64_mask(_mm512_sub_epi64(eight.length, _mm512_set1_epi64(1)), _mm512_set1_epi64(15));
        const __m512i bits = _mm512_slli_epi64(eight.length, 3);
        // What follows a cell becomes zeros.
        const __m512i first = _mm512_andnot_si512(
            _mm512_sllv_epi64(all, bits), _mm512_mask_i64gather_epi64(zero, ok, eight.start, text, 1));
        const __mmask8 isLong = ok & _mm512_cmpgt_epu64_mask(eight.length, _mm512_set1_epi64(8));
        __m512i last = zero;
        if (isLong) {
            last = _mm512_andnot_si512(
                _mm512_sllv_epi64(all, _mm512_sub_epi64(bits, _mm512_set1_epi64(64))),
                _mm512_mask_i64gather_epi64(zero, isLong, eight.start, text + 8, 1));
            last = _mm512_maskz_mov_epi64(isLong, last);
        }
        __m512i code = zero;
        __mmask8 known = 0;
        for (uint32_t key = 0; key < keys->count; key++) {
            __mmask8 same = _mm512_mask_cmpeq_epi64_mask(ok, first, _mm512_set1_epi64((int64_t)keys->words[key][0]));
            same = _mm512_mask_cmpeq_epi64_mask(same, last, _mm512_set1_epi64((int64_t)keys->words[key][1]));
            code = _mm512_mask_mov_epi64(code, same, _mm512_set1_epi64(keys->codes[key]));
            known |= same;
        }
        const __mmask8 there = left >= 8 ? 0xFF : (__mmask8)((1u << left) - 1);
        _mm512_mask_cvtepi64_storeu_epi32(codes + at, there, code);
        ((uint8_t *)found)[at / 8] = known;
    }
}

static int canRun(enum ScannerInstructionSet set) {
    return set == ScannerAVX512 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
}

ScannerNumbersFunction scanner_whole_numbers_function(enum ScannerInstructionSet set) {
    return canRun(set) ? wholeNumbers : NULL;
}

ScannerNumbersFunction scanner_amounts_function(enum ScannerInstructionSet set) { return canRun(set) ? amounts : NULL; }

ScannerMomentsFunction scanner_moments_function(enum ScannerInstructionSet set) { return canRun(set) ? moments : NULL; }

ScannerIdsFunction scanner_ids_function(enum ScannerInstructionSet set) { return canRun(set) ? ids : NULL; }

ScannerFlagsFunction scanner_flags_function(enum ScannerInstructionSet set) { return canRun(set) ? flags : NULL; }

ScannerKeysFunction scanner_keys_function(enum ScannerInstructionSet set) { return canRun(set) ? keysOf : NULL; }

#else

ScannerKeysFunction scanner_keys_function(enum ScannerInstructionSet set) { return NULL; }

ScannerIdsFunction scanner_ids_function(enum ScannerInstructionSet set) { return NULL; }

ScannerFlagsFunction scanner_flags_function(enum ScannerInstructionSet set) { return NULL; }

ScannerNumbersFunction scanner_whole_numbers_function(enum ScannerInstructionSet set) { return NULL; }

ScannerNumbersFunction scanner_amounts_function(enum ScannerInstructionSet set) { return NULL; }

ScannerMomentsFunction scanner_moments_function(enum ScannerInstructionSet set) { return NULL; }

#endif
