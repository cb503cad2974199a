// A table from texts to codes: by their numbers where all have some, else by hash, with slots that tell most texts apart.
import CScanner
import Glibc
import Tabular

/// Distinct texts, numbered from 0 as they came.
///
/// An unsafe heart with one door: while it grows it belongs to one thread at a time; once nobody adds to it any more, any
/// number of threads may look texts up.
///
/// A look-up costs one cache miss. Asking for the slots of later rows ahead hides most of it: 400,000 ids, 5 M look-ups
/// take 12 ns each in place of 64 with a `Dictionary` of words and 170 with one of strings.
final class TextTable: @unchecked Sendable {
    private(set) var count = 0
    private var bytes: UnsafeMutablePointer<UInt8>
    private var byteCapacity: Int
    private(set) var byteCount = 0
    /// What the texts say as long as they are ids without a gap; nobody has written them then.
    private var unwritten: CountedIDs?
    /// Where text `code` begins; one more entry than texts. Not written while all texts have one length.
    private var offsets: UnsafeMutablePointer<Int>
    /// The length of all texts, as long as all are ids of one form: 5,000,000 of them then need no list of 40 MB.
    private var evenLength: Int?
    private var offsetCapacity: Int
    /// Finds the texts as long as all are ids of one form, such as C0012345; then all slots are free.
    private(set) var numbered: NumberedTexts? {
        didSet { evenLength = numbered?.length }
    }
    /// At most two thirds are taken; the count is a power of two.
    private var slots: UnsafeMutablePointer<TextSlot>
    private var slotCount = TextTable.fewestSlots
    /// How many texts there will be at least.
    private var foreseen: Int

    private static let fewestSlots = 64

    /// - Parameter capacity: for how many texts and bytes there is room at once.
    init(capacity: (texts: Int, bytes: Int) = (texts: 255, bytes: 4000)) {
        byteCapacity = capacity.bytes + 8
        bytes = Self.allocateBytes(byteCapacity)
        offsetCapacity = capacity.texts + 1
        offsets = .allocate(capacity: offsetCapacity)
        offsets[0] = 0
        foreseen = capacity.texts
        // More are made for the first text without a number.
        slots = Self.freeSlots(slotCount)
    }

    deinit {
        (bytes - 8).deallocate()
        offsets.deallocate()
        free(slots)
    }

    /// The bytes of a code; seven more after them and eight before may be read.
    private func withText<Result>(_ code: Int, _ body: (CellBytes) -> Result) -> Result {
        guard let unwritten else {
            let start = start(of: code)
            return body(CellBytes(start: bytes + start, count: self.start(of: code + 1) - start))
        }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: unwritten.length + 16) { room in
            room.initialize(repeating: 0)
            guard let start = room.baseAddress else { return body(CellBytes(start: nil, count: 0)) }
            unwritten.write(code..<code + 1, to: start + 8)
            return body(CellBytes(start: start + 8, count: unwritten.length))
        }
    }

    /// Where a text begins, and so where the one before it ends.
    @inline(__always)
    private func start(of code: Int) -> Int { evenLength.map { code &* $0 } ?? offsets[code] }

    /// Whether the texts are known to be in the order of their bytes.
    var isAscending: Bool { numbered?.countsUp == true }

    /// Writes all texts, one after the other.
    func write(to texts: UnsafeMutablePointer<UInt8>) {
        if let unwritten { unwritten.write(0..<count, to: texts) } else { texts.update(from: bytes, count: byteCount) }
    }

    /// Writes where each text ends among all of them, counted from `origin`.
    func writeEnds(from origin: Int, to ends: UnsafeMutablePointer<Int>) {
        if let evenLength {
            for code in 0..<count { ends[code] = origin &+ (code &+ 1) &* evenLength }
        } else {
            for code in 0..<count { ends[code] = origin &+ offsets[code &+ 1] }
        }
    }

    // MARK: Looking up

    /// How many rows ahead slots are asked for.
    private static let lookAhead = 16

    private var view: TextSlots { TextSlots(slots: slots, mask: slotCount &- 1, bytes: bytes, offsets: offsets) }

    /// The code of a text; -1 when it is not known.
    ///
    /// - Bounds: seven bytes after the text and eight before its end may be read.
    @inline(__always)
    func code(of text: UnsafePointer<UInt8>, _ length: Int, hash: UInt64) -> Int {
        if let numbered { return numbered.code(of: text, length) }
        return view.code(of: text, length, hash: hash)
    }

    /// Asks for the slot where a text with this hash is looked for first.
    @inline(__always)
    func prefetch(hash: UInt64) { scanner_prefetch(slots + (Int(truncatingIfNeeded: hash) & (slotCount &- 1))) }

    /// Writes the codes of cells that are known, and leaves the rows of the others in the list.
    ///
    /// Cells for which `mayDiffer` holds, whose stored text may not be what the cell says, are not looked up.
    ///
    /// - Shape: `rows` lists rows whose cells are not empty; `hashes` has room for one entry each.
    /// - Returns: how many rows are left in the list.
    func encode(
        _ source: CellSource, rows: UnsafeMutableBufferPointer<UInt32>,
        _ mayDiffer: (UnsafePointer<UInt8>, Int) -> Bool, into codes: UnsafeMutablePointer<UInt32>,
        hashes: UnsafeMutablePointer<UInt64>, memory: CellMemory?
    ) -> Int {
        let count = rows.count
        if let numbered { return encode(source, rows: rows, mayDiffer, into: codes, memory: memory, by: numbered) }
        let (view, key) = (view, HashKey.value)
        for index in 0..<count {
            let cell = source.cell(Int(rows[index]))
            hashes[index] = TextHash.padded(source.bytes + Int(cell.start), cell.length, key: key)
        }
        // A small table is in the nearest cache anyway.
        let lookAhead = slotCount > 1 << 10 ? Self.lookAhead : count
        for index in 0..<min(count, lookAhead) where lookAhead < count {
            scanner_prefetch(view.slots + (Int(truncatingIfNeeded: hashes[index]) & view.mask))
        }
        var left = 0
        for index in 0..<count {
            if index &+ lookAhead < count {
                scanner_prefetch(view.slots + (Int(truncatingIfNeeded: hashes[index &+ lookAhead]) & view.mask))
            }
            let row = rows[index]
            let cell = source.cell(Int(row))
            let start = source.bytes + Int(cell.start)
            let length = cell.length
            let code = mayDiffer(start, length) ? -1 : view.code(of: start, length, hash: hashes[index])
            codes[Int(row)] = UInt32(truncatingIfNeeded: max(0, code))
            if code >= 0, let memory {
                memory.remember(CellBytes(start: start, count: length), code: UInt32(truncatingIfNeeded: code))
            }
            rows[left] = row
            left &+= code < 0 ? 1 : 0
        }
        return left
    }

    /// The same where all texts have numbers, and a cell may have blanks around its text.
    private func encode(
        _ source: CellSource, rows: UnsafeMutableBufferPointer<UInt32>,
        _ mayDiffer: (UnsafePointer<UInt8>, Int) -> Bool, into codes: UnsafeMutablePointer<UInt32>, memory: CellMemory?,
        by numbered: NumberedTexts
    ) -> Int {
        var left = 0
        for index in 0..<rows.count {
            let row = rows[index]
            let cell = source.cell(Int(row))
            let start = source.bytes + Int(cell.start)
            let code = mayDiffer(start, cell.length) ? -1 : numbered.code(of: start, cell.length)
            codes[Int(row)] = UInt32(truncatingIfNeeded: max(0, code))
            if code >= 0, let memory {
                memory.remember(CellBytes(start: start, count: cell.length), code: UInt32(truncatingIfNeeded: code))
            }
            rows[left] = row
            left &+= code < 0 ? 1 : 0
        }
        return left
    }

    // MARK: Adding

    /// Adds a text that is not known yet. Room must have been made.
    ///
    /// - Bounds: seven bytes after the text and eight before its end may be read.
    @inline(__always)
    func add(_ text: UnsafePointer<UInt8>, _ length: Int, hash: UInt64) -> Int {
        let code = count
        if let numbered {
            if !numbered.add(text, length, code: code, most: mostNumbers) { giveUpNumbers() }
            if unwritten != nil, !numbered.countsUp { writeTexts() }
        } else if code == 0 {
            begin(with: CellBytes(start: text, count: length))
        }
        if numbered == nil { insert(text, length, hash: hash, code: code) }
        count &+= 1
        if unwritten == nil { UnsafeMutableRawPointer(bytes + byteCount).copyMemory(from: text, byteCount: length) }
        byteCount &+= length
        if evenLength == nil { offsets[count] = byteCount }
        return code
    }

    /// Adds the texts of a block, if all have numbers and none is known yet; else nothing, and false. Room must have been made.
    ///
    /// A file of customers brings nothing else: 5 ns an id in place of 35.
    func addNumbered(_ texts: BlockTexts) -> Bool {
        texts.withTexts { bytes in
            let first = CellBytes(rebasing: bytes[..<(texts.count > 0 ? Int(texts.offsets[1] - texts.offsets[0]) : 0)])
            guard let numbers = numbered ?? (count == 0 ? NumberedTexts(like: first) : nil),
                numbers.add(bytes, offsets: texts.offsets, firstCode: count, most: mostNumbers)
            else { return false }
            numbered = numbers
            if count == 0 { unwritten = numbers.counted } else if !numbers.countsUp { writeTexts() }
            if unwritten == nil {
                _ = UnsafeMutableBufferPointer(start: self.bytes + byteCount, count: bytes.count).update(from: bytes)
            }
            count += texts.count
            byteCount += bytes.count
            return true
        }
    }

    @inline(__always)
    private func insert(_ text: UnsafePointer<UInt8>, _ length: Int, hash: UInt64, code: Int) {
        let mask = slotCount &- 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot].meta != 0 { slot = (slot &+ 1) & mask }
        slots[slot] = TextSlot(
            meta: TextSlot.meta(hash: hash, length: length) | UInt64(truncatingIfNeeded: code &+ 1),
            word: TextSlot.word(text, length))
    }

    /// How many numbers the table by numbers may reach over: some for each text, and 64 kB in any case.
    private var mostNumbers: Int { min(max(8 * max(count, foreseen), 1 << 14), 1 << 31) }

    /// Finds texts by number if the first one has a number, else by hash.
    @inline(never)
    private func begin(with first: CellBytes) {
        guard let start = first.baseAddress, let numbers = NumberedTexts(like: first),
            numbers.add(start, first.count, code: 0, most: mostNumbers)
        else { return makeSlots(for: foreseen) }
        numbered = numbers
        unwritten = numbers.counted
    }

    /// Writes what followed from the first text so far.
    @inline(never)
    private func writeTexts() {
        unwritten?.write(0..<count, to: bytes)
        unwritten = nil
    }

    /// Finds texts by hash from now on.
    @inline(never)
    private func giveUpNumbers() {
        writeTexts()
        for code in 0...count { offsets[code] = start(of: code) }
        numbered = nil
        makeSlots(for: max(foreseen, count + 1))
    }

    /// Makes new slots, with room for so many texts, and finds all texts by hash.
    private func makeSlots(for texts: Int) {
        free(slots)
        while texts * 3 > slotCount * 2 { slotCount *= 2 }
        slots = Self.freeSlots(slotCount)
        let key = HashKey.value
        for code in 0..<count {
            let text = bytes + offsets[code]
            let length = offsets[code + 1] - offsets[code]
            insert(text, length, hash: TextHash.padded(text, length, key: key), code: code)
        }
    }

    /// All texts by their numbers, when all have some: ids that came in no order may lie close together in the end.
    private func numbersOfAll() -> NumberedTexts? {
        guard count > 1 << 10, let numbers = withText(0, { NumberedTexts(like: $0) }) else { return nil }
        for code in 0..<count {
            let isAdded = withText(code) { text in
                text.baseAddress.map { numbers.add($0, text.count, code: code, most: mostNumbers) } ?? false
            }
            if !isAdded { return nil }
        }
        return numbers
    }

    /// Makes room for so many more texts; capacities at least double, and reach for as many as are expected: a table that is
    /// made again and again at twice the size takes four times the time of one that is made at once.
    func makeRoom(texts: Int, bytes more: Int, expecting expected: Int = 0) {
        // Whole words are compared, so eight bytes stay free at the end.
        if byteCount + more + 8 > byteCapacity {
            byteCapacity = max(byteCapacity * 2, byteCount + more + 8)
            if count > 0 { byteCapacity = max(byteCapacity, byteCount + byteCount / count * expected) }
            let larger = Self.allocateBytes(byteCapacity)
            if unwritten == nil { larger.update(from: bytes, count: byteCount) }
            (bytes - 8).deallocate()
            bytes = larger
        }
        if count + texts + 1 > offsetCapacity {
            offsetCapacity = max(offsetCapacity * 2, count + max(texts, expected) + 1)
            let larger = UnsafeMutablePointer<Int>.allocate(capacity: offsetCapacity)
            if evenLength == nil { larger.update(from: offsets, count: count + 1) }
            offsets.deallocate()
            offsets = larger
        }
        foreseen = max(foreseen, count + max(texts, expected))
        numbered?.expected = foreseen
        guard numbered == nil, count > 0, (count + texts) * 3 > slotCount * 2 else { return }
        // All must be found anew in any case.
        numbered = numbersOfAll()
        if numbered == nil {
            makeSlots(for: foreseen)
        } else {
            free(slots)
            slotCount = Self.fewestSlots
            slots = Self.freeSlots(slotCount)
        }
    }

    /// Adds texts of another table, none of which is known here: all, or the first so many.
    func append(_ other: TextTable, first: Int = .max) {
        makeRoom(texts: other.count, bytes: other.byteCount)
        let key = HashKey.value
        for code in 0..<min(first, other.count) {
            other.withText(code) { text in
                guard let start = text.baseAddress else { return }
                _ = add(start, text.count, hash: TextHash.padded(start, text.count, key: key))
            }
        }
    }

    /// Looks at every text for what a spreadsheet does to identifiers.
    func look(for damage: inout IdentifierDamage) {
        let folded = FoldedCell()
        for code in 0..<count { withText(code) { if let plain = folded.fold($0) { damage.look(at: plain) } } }
    }

    /// Lets go of what finds texts: from now on they can only be read.
    func close() {
        let length = evenLength
        numbered = nil
        evenLength = length
        free(slots)
        slotCount = Self.fewestSlots
        slots = Self.freeSlots(slotCount)
    }

    /// Eight bytes before the first text may be read as well.
    private static func allocateBytes(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
        let start = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + 8)
        start.initialize(repeating: 0, count: 8)
        return start + 8
    }

    private static func freeSlots(_ count: Int) -> UnsafeMutablePointer<TextSlot> {
        let slots = LargeTable.allocate(TextSlot.self, count: count)
        slots.initialize(repeating: .free, count: count)
        return slots
    }
}
