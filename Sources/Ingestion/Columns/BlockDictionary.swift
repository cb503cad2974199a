// Finds the distinct texts among the cells of one block, without making a text of any of them.
import Tabular

/// Gives every distinct cell of one column of one block a code, in order of first appearance.
///
/// An open-addressing table over the block's own bytes; its buffers are reused for every column and block.
final class BlockDictionary {
    private var slots: UnsafeMutablePointer<UInt32>
    private var slotCapacity = 64
    /// Per code: the hash of its bytes, and where they lie.
    private(set) var hashes: UnsafeMutablePointer<UInt64>
    private var spans: UnsafeMutablePointer<CellSpan>
    private var codeCapacity = 64
    private(set) var count = 0
    /// Bytes of all texts that have a code.
    private(set) var byteCount = 0

    init() {
        slots = .allocate(capacity: 64)
        hashes = .allocate(capacity: 64)
        spans = .allocate(capacity: 64)
    }

    deinit {
        slots.deallocate()
        hashes.deallocate()
        spans.deallocate()
    }

    /// The bytes of a code.
    func bytes(_ code: Int, in source: CellSource) -> CellBytes {
        CellBytes(start: source.bytes + Int(spans[code].start), count: spans[code].length)
    }

    /// Writes the code of each row's cell; `UInt32.max` for an empty cell. Codes begin at 0 for every call.
    ///
    /// Shape: `codes` has room for one entry per row.
    func encode(_ source: CellSource, into codes: UnsafeMutablePointer<UInt32>) {
        let mask = prepare(expecting: source.count) &- 1
        let (slots, hashes, spans) = (slots, hashes, spans)
        let key = HashKey.value
        var known = 0
        var bytes = 0
        for row in 0..<source.count {
            let cell = source.cell(row)
            let length = cell.length
            if length == 0 {
                codes[row] = .max
                continue
            }
            let start = source.bytes + Int(cell.start)
            let hash = TextHash.padded(start, length, key: key)
            var slot = Int(truncatingIfNeeded: hash >> 20) & mask
            while true {
                let entry = slots[slot]
                if entry == 0 {
                    hashes[known] = hash
                    spans[known] = cell
                    codes[row] = UInt32(truncatingIfNeeded: known)
                    known &+= 1
                    bytes &+= length
                    slots[slot] = UInt32(truncatingIfNeeded: known)
                    break
                }
                let code = Int(entry &- 1)
                if hashes[code] == hash, spans[code].length == length,
                    TextHash.equal(source.bytes + Int(spans[code].start), start, length)
                {
                    codes[row] = UInt32(truncatingIfNeeded: code)
                    break
                }
                slot = (slot &+ 1) & mask
            }
        }
        count = known
        byteCount = bytes
    }

    /// Makes room for so many cells, all of them different, and returns the number of slots: a power of two.
    private func prepare(expecting cells: Int) -> Int {
        var size = 64
        while size < cells * 2 { size *= 2 }
        if size > slotCapacity {
            slots.deallocate()
            slots = .allocate(capacity: size)
            slotCapacity = size
        }
        slots.update(repeating: 0, count: size)
        if cells > codeCapacity {
            hashes.deallocate()
            spans.deallocate()
            hashes = .allocate(capacity: cells)
            spans = .allocate(capacity: cells)
            codeCapacity = cells
        }
        return size
    }
}
