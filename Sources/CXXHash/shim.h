#pragma once
#include <xxhash.h>

// The library's own choice of the widest vectors, where it has one; the fingerprints are the same.
#if defined(__x86_64__) && __has_include(<xxh_x86dispatch.h>)
#include <xxh_x86dispatch.h>
#endif

/// Adds bytes to a fingerprint of 128 bits in the making.
static inline XXH_errorcode xxhash_update(XXH3_state_t *state, const void *bytes, size_t count) {
    return XXH3_128bits_update(state, bytes, count);
}
