// The texts of a block's column that the table's dictionary did not know yet, and the rows they stand in.

/// The new texts of one column of one block, in order of first appearance; a text may occur twice.
struct BlockTexts: Sendable {
    /// All texts, one after the other, and eight more bytes, which `TextHash.equal` may read.
    private(set) var bytes: [UInt8] = []
    /// Where each text begins, and where the last one ends.
    private(set) var offsets: [UInt32] = [0]
    private(set) var hashes: [UInt64] = []
    /// The rows whose text is one of these, and which.
    var rows: [UInt32] = []
    var ordinals: [UInt32] = []

    static let none = BlockTexts()

    private init() {}

    /// - Parameter capacity: how many texts there may be, and how many bytes all together.
    init(capacity: (texts: Int, bytes: Int)) {
        bytes.reserveCapacity(capacity.bytes + 8)
        offsets.reserveCapacity(capacity.texts + 1)
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
    mutating func pad() { bytes.append(contentsOf: repeatElement(0, count: 8)) }
}
