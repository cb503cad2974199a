// Finds the distinct texts among the cells of one block, without making a text of any of them.

/// Gives every distinct cell of one column of one block a code, in order of first appearance.
///
/// An open-addressing table over the block's own bytes; reused for every column and block.
final class BlockDictionary {
    private var slots: [UInt32] = []
    private var hashes: [UInt64] = []
    private(set) var starts: [UInt32] = []
    private(set) var lengths: [UInt32] = []

    var count: Int { starts.count }

    /// Forgets everything and makes room for so many cells.
    func clear(expecting cells: Int) {
        var size = 64
        while size < cells * 2 { size *= 2 }
        if slots.count == size {
            slots.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
        } else {
            slots = [UInt32](repeating: 0, count: size)
        }
        hashes.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
    }

    /// The bytes of a code.
    func bytes(_ code: Int, in block: RecordBlock) -> CellBytes {
        CellBytes(start: block.bytes + Int(starts[code]), count: Int(lengths[code]))
    }

    /// Writes the code of each row's cell; `UInt32.max` for an empty cell.
    ///
    /// Shape: `codes` has one entry per row.
    func encode(
        _ block: RecordBlock, rows: UnsafeBufferPointer<UInt32>, column: Int, into codes: UnsafeMutablePointer<UInt32>
    ) {
        let bytes = UnsafePointer(block.bytes)
        let cells = block.cells
        let spans = block.rows
        let mask = slots.count &- 1
        slots.withUnsafeMutableBufferPointer { slots in
            for index in 0..<rows.count {
                let cell = cells[Int(spans[Int(rows[index])].firstCell) &+ column]
                let length = cell.length
                if length == 0 {
                    codes[index] = .max
                    continue
                }
                let start = bytes + Int(cell.start)
                let hash = BlockDictionary.hash(start, length)
                var slot = Int(truncatingIfNeeded: hash >> 20) & mask
                while true {
                    let entry = slots[slot]
                    if entry == 0 {
                        let code = UInt32(truncatingIfNeeded: starts.count)
                        hashes.append(hash)
                        starts.append(cell.start)
                        lengths.append(UInt32(truncatingIfNeeded: length))
                        slots[slot] = code &+ 1
                        codes[index] = code
                        break
                    }
                    let code = Int(entry &- 1)
                    if hashes[code] == hash, Int(lengths[code]) == length,
                        BlockDictionary.equal(bytes + Int(starts[code]), start, length)
                    {
                        codes[index] = UInt32(truncatingIfNeeded: code)
                        break
                    }
                    slot = (slot &+ 1) & mask
                }
            }
        }
    }

    /// Eight bytes at a time; the block's padding allows the last load to pass the cell.
    @inline(__always)
    private static func hash(_ start: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
        let raw = UnsafeRawPointer(start)
        var hash = UInt64(truncatingIfNeeded: length) &* 0x9E37_79B9_7F4A_7C15
        var offset = 0
        while offset &+ 8 <= length {
            hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset &+= 8
        }
        let rest = length &- offset
        if rest > 0 {
            let mask = ~UInt64(0) >> UInt64((8 &- rest) &* 8)
            hash = mix(hash ^ (raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & mask))
        }
        return hash
    }

    @inline(__always)
    private static func mix(_ word: UInt64) -> UInt64 {
        let product = word.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        return product.high ^ product.low ^ 0xE703_7ED1_A0B4_28DB
    }

    @inline(__always)
    private static func equal(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        let (first, second) = (UnsafeRawPointer(left), UnsafeRawPointer(right))
        var offset = 0
        while offset &+ 8 <= length {
            if first.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                != second.loadUnaligned(fromByteOffset: offset, as: UInt64.self) { return false }
            offset &+= 8
        }
        let rest = length &- offset
        guard rest > 0 else { return true }
        let mask = ~UInt64(0) >> UInt64((8 &- rest) &* 8)
        return (first.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            ^ second.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) & mask == 0
    }
}
