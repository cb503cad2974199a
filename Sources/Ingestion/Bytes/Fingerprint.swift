// The XXH3 fingerprint of a file's bytes, taken as they pass.
import CXXHash

/// A 128-bit XXH3 fingerprint.
package struct Fingerprint: Equatable, Hashable, Sendable, CustomStringConvertible {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// 32 hexadecimal digits, as `xxh128sum` prints them.
    package var description: String {
        func hexadecimal(_ word: UInt64) -> String {
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: max(0, 16 - digits.count)) + digits
        }
        return hexadecimal(high) + hexadecimal(low)
    }

    /// The fingerprint of bytes that are all at hand.
    package static func of(_ bytes: UnsafeRawBufferPointer) -> Fingerprint {
        let hash = XXH3_128bits(bytes.baseAddress, bytes.count)
        return Fingerprint(high: hash.high64, low: hash.low64)
    }
}

/// The fingerprints of a file.
struct FileFingerprints: Equatable, Sendable {
    /// Of the bytes on disk.
    var stored: Fingerprint
    /// Of what they hold: the same, or that of the unpacked bytes of a gzip file.
    var content: Fingerprint
}

/// Takes the fingerprint of bytes that come in pieces.
final class FingerprintTaker {
    private let state: OpaquePointer?

    init() {
        state = XXH3_createState()
        if let state { _ = XXH3_128bits_reset(state) }
    }

    deinit {
        if let state { _ = XXH3_freeState(state) }
    }

    func add(_ bytes: UnsafeRawBufferPointer) {
        guard let state, bytes.count > 0 else { return }
        _ = xxhash_update(state, bytes.baseAddress, bytes.count)
    }

    var fingerprint: Fingerprint {
        guard let state else { return Fingerprint(high: 0, low: 0) }
        let hash = XXH3_128bits_digest(state)
        return Fingerprint(high: hash.high64, low: hash.low64)
    }
}
