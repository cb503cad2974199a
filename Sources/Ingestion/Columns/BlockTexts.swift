// The texts of a block's column that the table's dictionary did not know yet, and the rows they stand in.
import Tabular

/// The new texts of one column of one block, in order of first appearance; a text may occur twice.
struct BlockTexts: Sendable {
    /// All texts, one after the other, with eight bytes before and behind them, which whoever looks for a text may read.
    private(set) var bytes: [UInt8]
    /// Where each text begins, and where the last one ends.
    private(set) var offsets: [UInt32]
    private(set) var hashes: [UInt64] = []
    /// The rows whose text is one of these, and which.
    var rows: [UInt32] = []
    var ordinals: [UInt32] = []
    /// What a spreadsheet has done to the texts; nothing until they are looked at.
    private(set) var damage = IdentifierDamage()

    static let none = BlockTexts()

    private static let margin = 8

    private init() {
        bytes = []
        offsets = []
    }

    /// - Parameter capacity: how many texts there may be, and how many bytes all together.
    init(capacity: (texts: Int, bytes: Int)) {
        bytes = []
        bytes.reserveCapacity(capacity.bytes + 2 * Self.margin)
        bytes.append(contentsOf: repeatElement(0, count: Self.margin))
        offsets = []
        offsets.reserveCapacity(capacity.texts + 1)
        offsets.append(UInt32(truncatingIfNeeded: Self.margin))
        hashes.reserveCapacity(capacity.texts)
    }

    /// The texts of all cells, as they stand.
    init(_ cells: CellSource) {
        let count = cells.count
        let length = (0..<count).reduce(0) { $0 + cells.cell($1).length }
        var starts: [UInt32] = []
        starts.reserveCapacity(count + 1)
        let key = HashKey.value
        hashes = [UInt64](unsafeUninitializedCapacity: count) { hashes, initialized in
            for row in 0..<count {
                let cell = cells.cell(row)
                hashes[row] = TextHash.padded(cells.bytes + Int(cell.start), cell.length, key: key)
            }
            initialized = count
        }
        // A short text is written as two words, the end of which the next text overwrites.
        bytes = [UInt8](unsafeUninitializedCapacity: length + 2 * Self.margin + 16) { bytes, initialized in
            guard let start = bytes.baseAddress else { return }
            start.initialize(repeating: 0, count: Self.margin)
            var end = Self.margin
            for row in 0..<count {
                let cell = cells.cell(row)
                let from = UnsafeRawPointer(cells.bytes + Int(cell.start))
                let to = UnsafeMutableRawPointer(start + end)
                starts.append(UInt32(truncatingIfNeeded: end))
                if cell.length <= 16 {
                    to.storeBytes(of: from.loadUnaligned(as: UInt64.self), as: UInt64.self)
                    to.storeBytes(
                        of: from.loadUnaligned(fromByteOffset: 8, as: UInt64.self), toByteOffset: 8, as: UInt64.self)
                } else {
                    to.copyMemory(from: from, byteCount: cell.length)
                }
                end &+= cell.length
            }
            (start + end).initialize(repeating: 0, count: Self.margin)
            initialized = end + Self.margin
        }
        starts.append(UInt32(truncatingIfNeeded: Self.margin + length))
        offsets = starts
    }

    var count: Int { hashes.count }

    /// All texts without what may be read beside them.
    func withTexts<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { bytes in
            let end = Int(offsets.last ?? UInt32(Self.margin))
            return body(UnsafeBufferPointer(rebasing: bytes[min(Self.margin, end)..<end]))
        }
    }

    /// Looks at all texts for what a spreadsheet does to identifiers.
    mutating func lookForDamage() {
        let folded = FoldedCell()
        var damage = IdentifierDamage()
        bytes.withUnsafeBufferPointer { bytes in
            for index in 0..<count {
                let text = UnsafeBufferPointer(
                    rebasing: bytes[Int(offsets[index])..<Int(offsets[index &+ 1])])
                // Most ids begin with a letter.
                guard let first = text.first, first < 0x41 || first >= 0x80 else { continue }
                if let plain = folded.fold(text) { damage.look(at: plain) }
            }
        }
        self.damage = damage
    }

    mutating func append(_ text: CellBytes, hash: UInt64) {
        bytes.append(contentsOf: text)
        offsets.append(UInt32(truncatingIfNeeded: bytes.count))
        hashes.append(hash)
    }

    /// Whether every row has a text of its own, in the order of the rows.
    var areAllDifferent: Bool {
        ordinals.count == count && ordinals.elementsEqual(0..<UInt32(truncatingIfNeeded: count))
    }

    /// Follows rows that leave: lists only those kept, by their new places.
    mutating func keep(rows isKept: [Bool]) {
        guard !rows.isEmpty else { return }
        var places = [UInt32](repeating: 0, count: isKept.count)
        var next: UInt32 = 0
        for (row, kept) in isKept.enumerated() {
            places[row] = next
            if kept { next &+= 1 }
        }
        let left = rows.indices.filter { isKept[Int(rows[$0])] }
        ordinals = left.map { ordinals[$0] }
        rows = left.map { places[Int(rows[$0])] }
    }

    /// Adds what may be read after the last text.
    mutating func pad() { bytes.append(contentsOf: repeatElement(0, count: Self.margin)) }
}
