// Lists where delimiters, line ends and quotes stand in a piece of text, with the widest vectors at hand.
import CScanner

/// The ways a scan can run; every one lists exactly the same marks.
enum InstructionSet: UInt32, CaseIterable, Sendable {
    case portable = 0
    case sse2 = 1
    case avx2 = 2
    case avx512 = 3

    fileprivate var function: ScannerFunction? { scanner_function(ScannerInstructionSet(rawValue)) }

    /// Whether this processor can run it.
    var isAvailable: Bool { function != nil }

    /// How to decode an encoding; nil for UTF-8.
    ///
    /// - Parameter set: nil for the fastest; one that this processor lacks is replaced by the fastest.
    static func decoding(_ encoding: TextEncoding, _ set: InstructionSet?) -> ScannerDecodeFunction? {
        switch encoding {
        case .utf8: return nil
        case .utf16LittleEndian: return scanner_decode_utf16_function(0)
        case .utf16BigEndian: return scanner_decode_utf16_function(1)
        case .gb18030, .big5, .windows1252, .latin1:
            let wanted = [set].compactMap { $0 } + allCases.reversed()
            return wanted.lazy.compactMap { scanner_decode_function(ScannerInstructionSet($0.rawValue)) }.first
        }
    }
}

/// Scans pieces of text into arrays that are used again for the next piece.
///
/// An unsafe heart: `findings` stay valid until the next `scan` or `reserve`.
final class MarkScanner {
    private let function: ScannerFunction
    private let delimiter: UInt8
    private let quote: UInt8
    private var storage: UnsafeMutablePointer<UInt32>
    /// Bytes of text there is room for.
    private(set) var capacity: Int
    private(set) var findings = ScannerFindings()

    /// - Parameter set: nil for the fastest; one that this processor lacks is replaced by the fastest.
    init(delimiter: UInt8, quote: UInt8, capacity: Int, set: InstructionSet? = nil) {
        function = set?.function ?? scanner_fastest_function()
        self.delimiter = delimiter
        self.quote = quote
        self.capacity = max(64, capacity)
        storage = .allocate(capacity: MarkScanner.storageCount(for: self.capacity))
        share()
    }

    deinit { storage.deallocate() }

    private static func storageCount(for length: Int) -> Int { 5 * (length + Int(SCANNER_SLACK)) }

    private func share() {
        let each = capacity + Int(SCANNER_SLACK)
        findings.separators = storage
        findings.lineEnds = storage + each
        findings.quotedCells = storage + 2 * each
        findings.doubledQuotes = storage + 3 * each
        findings.innerLineEnds = storage + 4 * each
    }

    /// Makes room for longer pieces.
    func reserve(_ length: Int) {
        guard length > capacity else { return }
        storage.deallocate()
        capacity = length
        storage = .allocate(capacity: MarkScanner.storageCount(for: capacity))
        share()
    }

    /// Lists the marks of a piece that begins a record.
    ///
    /// - Parameter text: followed by at least `SCANNER_PADDING` readable bytes.
    /// - Returns: how many bytes were scanned: `length`, or less when the arrays are shorter.
    func scan(_ text: UnsafePointer<UInt8>, length: Int) -> Int {
        let length = max(0, min(length, capacity))
        function(text, UInt32(truncatingIfNeeded: length), delimiter, quote, &findings)
        return length
    }
}
