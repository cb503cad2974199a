// The texts of a block's column that the table's dictionary did not know yet, and the rows they stand in.

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

    var count: Int { hashes.count }

    mutating func append(_ text: CellBytes, hash: UInt64) {
        bytes.append(contentsOf: text)
        offsets.append(UInt32(truncatingIfNeeded: bytes.count))
        hashes.append(hash)
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
