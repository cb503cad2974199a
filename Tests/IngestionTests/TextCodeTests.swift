// Texts get the codes that a plain dictionary gives them, on every way a cell can take to its code.
import CScanner
import Diagnostics
import Foundation
import Stages
import Tabular
import TestSupport
import Testing

@testable import Ingestion

struct `The dictionary of a column` {
    /// Texts as a block hands them over.
    private func block(_ texts: [String]) -> BlockTexts {
        var block = BlockTexts(capacity: (texts.count, 64))
        for var text in texts { text.withUTF8 { block.append($0, hash: TextHash.exact($0)) } }
        block.pad()
        return block
    }

    @Test(arguments: 0..<20) func `numbers texts as they come, whenever it publishes them`(_ seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let interner = TextInterner()
        var known: [String: UInt32] = [:]
        var order: [String] = []
        // Of so many that hardly any comes twice, as many more are made room for as the file is likely to have.
        let ids = random.pick(5, 300, 4000, 1 << 40)
        for block in 1...30 {
            let progress = Double(block) / 30
            let texts = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                random.chance(ids > 4000 ? 0 : 0.2)
                    ? random.pick(
                        "客服一组", "a", "", "a longer text than a slot can hold", "a longer text than a slot can hole")
                    : "C\(Int.random(in: 0..<ids, using: &random))"
            }
            let expected = texts.map { text -> UInt32 in
                let code = known[text] ?? UInt32(order.count)
                if known[text] == nil { order.append(text) }
                known[text] = code
                return code
            }
            #expect(interner.codes(for: self.block(texts), cells: texts.count, progress: progress) == expected)
            if random.chance(0.1) { interner.beginFile(publishing: true) }
        }
        #expect(interner.count == order.count)
        #expect(interner.pool(jobs: 2).texts == order)
        interner.forget(after: order.count / 2)
        #expect(interner.pool(jobs: 2).texts == Array(order.prefix(order.count / 2)))
    }

    /// Texts of 16 bytes that all have one hash for whoever knows the key: the second word undoes the first.
    @Test func `is not slowed down by texts made up to have one hash`() {
        func mixed(_ word: UInt64) -> UInt64 {
            let product = word.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
            return product.high ^ product.low ^ 0xE703_7ED1_A0B4_28DB
        }
        func hashes(_ guessed: UInt64, _ texts: [[UInt8]]) -> Int {
            Set(
                texts.map { text in
                    (text + [0, 0, 0, 0, 0, 0, 0]).withUnsafeBufferPointer {
                        $0.baseAddress.map { TextHash.padded($0, text.count, key: guessed) }
                    }
                }
            ).count
        }
        let guessed: UInt64 = 0
        let texts = (0..<2000).map { number -> [UInt8] in
            let first = UInt64(number)
            let start = 16 &* 0x9E37_79B9_7F4A_7C15 ^ guessed
            let words = [first, mixed(start ^ first) ^ 0x1234_5678_9ABC_DEF0]
            return words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } }
        }
        #expect(hashes(guessed, texts) == 1)
        #expect(hashes(HashKey.value, texts) == texts.count)
        // What is read at once and what is read byte by byte has one hash.
        for text in texts.prefix(50) {
            for count in 0...16 {
                let bytes = Array(text.prefix(count))
                let exact = bytes.withUnsafeBufferPointer { TextHash.exact($0) }
                let padded = (bytes + [UInt8](repeating: 7, count: 8)).withUnsafeBufferPointer {
                    $0.baseAddress.map { TextHash.padded($0, count, key: HashKey.value) }
                }
                #expect(exact == padded)
            }
        }
    }

    @Test(arguments: [1, 3], ["C%07d", "%05d", "客户%04d"])
    func `keeps ids whole, with gaps and without, whatever comes after them`(_ step: Int, _ format: String) {
        let ids = (0..<3000).map { String(format: format, 17 + $0 * step) }
        let far = String(format: format, 9991)
        let blocks = [
            [ids[0]], Array(ids[1..<1500]), Array(ids[1500...]), [ids[7], far], ["客服一组", ids[7], "C12"],
            [String(format: format, 1), "客服一组", far],
        ]
        for publishes in [false, true] {
            // Each block may be the last.
            for count in 1...blocks.count {
                let interner = TextInterner()
                var order: [String] = []
                for texts in blocks[..<count] {
                    let known = Set(order)
                    order += texts.filter { !known.contains($0) }
                    let codes = interner.codes(for: block(texts), cells: texts.count, progress: 0.5)
                    #expect(codes.map { order[Int($0)] } == texts)
                    if publishes { interner.beginFile(publishing: true) }
                }
                #expect(interner.pool(jobs: 1).texts == order)
            }
        }
    }

    @Test func `fills a pool of many ids when someone asks`() {
        let interner = TextInterner()
        let ids = (0..<70_000).map { String(format: "C%07d", $0) }
        _ = interner.codes(for: block(ids), cells: ids.count, progress: 0.5)
        let pool = interner.pool(jobs: 2)
        #expect(pool.count == ids.count && pool.isAscending)
        let asked = parallelMap(Array(0..<64), jobs: 8) { pool[UInt32($0 * 1000)] }
        #expect(asked == stride(from: 0, to: 64_000, by: 1000).map { ids[$0] })
        #expect(pool[70_000].isEmpty && pool.texts == ids)
    }

    @Test func `finds the least and the greatest code of as many as there are`() {
        var random = SplitMix64(seed: 3)
        for count in 1..<200 {
            let codes = (0..<count).map { _ in
                UInt32.random(in: random.pick(0...9, 5...(.max), 0...(.max)), using: &random)
            }
            let span = scanner_span(codes, codes.count)
            #expect(span.least == codes.min() && span.most == codes.max())
        }
    }

    @Test(arguments: ["C%07d", "%d", "%08d", "客户-%05d", "ab%d", "x%02dy", "K-%08d", "order-%04d", "prefix78%08d"])
    func `finds ids by their numbers where they have some`(_ format: String) throws {
        let interner = TextInterner()
        let numbers = (0..<3000).map { ($0 * 7919) % 3000 + 1000 }
        let texts = numbers.map { String(format: format, $0) }
        _ = interner.codes(for: block(texts), cells: texts.count, progress: 0.5)
        interner.beginFile(publishing: true)
        let cells = Array(texts.reversed()) + ["C0000000", "C9999999", "C00012345", "", "C000123x", "-0001234"]
        let padding = [UInt8](repeating: 0, count: 64)
        var bytes = padding
        let spans = cells.map { cell in
            let span = CellSpan(start: bytes.count, length: cell.utf8.count, isQuoted: false)
            bytes += Array(cell.utf8)
            return span
        }
        bytes += padding
        let positions: [String: Int] = Dictionary(zip(texts, 0...)) { first, _ in first }
        bytes.withUnsafeBufferPointer { bytes in
            spans.withUnsafeBufferPointer { spans in
                guard let start = bytes.baseAddress else { return }
                let source = CellSource(bytes: start, cells: spans)
                for set in InstructionSet.allCases {
                    let builder = TextColumnBuilder(
                        ColumnPlan(name: "id", type: .text), missing: MissingSpellings(), vectors: VectorReading(set))
                    builder.begin(rowCount: source.count, known: interner.published)
                    builder.add(source.rows(0..<1024), from: 0)
                    builder.add(source.rows(1024..<source.count), from: 1024)
                    let built = builder.finish(source)
                    guard case .text(let column) = built.column.column else { continue }
                    for (row, cell) in cells.enumerated() {
                        let place = built.texts.rows.firstIndex(of: UInt32(row))
                        if cell.isEmpty {
                            #expect(!column.presence[row] && place == nil)
                        } else if let code = positions[cell] {
                            #expect(place == nil && Int(column.codes.values[row]) == code, "\(cell)")
                        } else {
                            #expect(place != nil, "\(cell) is new")
                        }
                    }
                }
            }
        }
    }
}

struct `The memory of a column` {
    @Test(arguments: [3, 7, 40, 900, 3000], [InstructionSet.portable, .avx512])
    func `tells the codes of the cells it was told, and of no others`(_ distinct: Int, _ set: InstructionSet) {
        var random = SplitMix64(seed: UInt64(distinct))
        let texts = (0..<distinct).map { number -> String in
            let length = random.pick(1, 2, 7, 8, 9, 14, 15, 16, 17, 40)
            return String((String(number) + String(repeating: "客a", count: 20)).prefix(max(1, length)))
        }
        let cells = (0..<5000).map { _ in
            random.chance(0.02) ? "" : random.pick(texts.randomElement(using: &random) ?? "", "x")
        }
        var bytes = [UInt8](repeating: 0, count: 64)
        let spans = cells.map { cell in
            defer { bytes += Array(cell.utf8) }
            return CellSpan(start: bytes.count, length: cell.utf8.count, isQuoted: false)
        }
        bytes += [UInt8](repeating: 0, count: 64)
        let memory = CellMemory(vectors: VectorReading(set))
        var codes: [String: UInt32] = [:]
        bytes.withUnsafeBufferPointer { bytes in
            spans.withUnsafeBufferPointer { spans in
                guard let start = bytes.baseAddress else { return }
                for step in stride(from: 0, to: cells.count, by: 100) {
                    let source = CellSource(bytes: start, cells: spans).rows(step..<(step + 100))
                    var found = [UInt32](repeating: .max, count: 100)
                    var left = [UInt32](repeating: 0, count: 100)
                    let (listed, empty) = found.withUnsafeMutableBufferPointer { found in
                        left.withUnsafeMutableBufferPointer { left in
                            guard let found = found.baseAddress, let left = left.baseAddress else { return (0, 0) }
                            return memory.recall(source, into: found, left: left)
                        }
                    }
                    let unknown = Set(left[..<listed])
                    #expect(empty == cells[step..<(step + 100)].count { $0.isEmpty })
                    for row in 0..<100 {
                        let cell = cells[step + row]
                        if cell.isEmpty {
                            #expect(found[row] == 0 && !unknown.contains(UInt32(row)))
                        } else if !unknown.contains(UInt32(row)) {
                            #expect(codes[cell] == found[row], "\(cell)")
                        } else {
                            let code = codes[cell] ?? UInt32(codes.count + 1)
                            codes[cell] = code
                            memory.remember(source.text(row), code: code)
                        }
                    }
                }
            }
        }
    }
}

struct `A file of many blocks` {
    /// A file with ids, few texts in two scripts, null spellings, guards, quotes and new texts now and then.
    private func file(_ rows: Int, using random: inout SplitMix64) -> String {
        var text = "id,组,state,note,n\n"
        for row in 0..<rows {
            let id =
                random.chance(0.02)
                ? "N/A" : "C\(String(10_000_000 + Int.random(in: 0..<3000, using: &random)).dropFirst())"
            let group = random.pick("客服一组", "客服二组", " 客服一组 ", "内蒙古自治区客户服务中心", "-", "")
            let state = random.pick("open", "closed", "OPEN", "=\"open\"", "null", "\"closed\"", "pending")
            let note = random.chance(0.1) ? "\"new \(row),\n\"\"quoted\"\"\"" : random.pick("", "same", "other")
            text += "\(id),\(group),\(state),\(note),\(random.chance(0.05) ? "x" : String(row % 17))\n"
        }
        return text
    }

    /// What each cell of the file means, worked out one by one.
    private func twin(_ text: String) -> [String: [String?]] {
        var columns: [String: [String?]] = [:]
        for row in PlainCSV.cells(text).dropFirst() {
            for (name, cell) in zip(["id", "组", "state", "note"], row) {
                var bare = cell.trimmingCharacters(in: .whitespaces)
                if bare.hasPrefix("=\""), bare.hasSuffix("\"") { bare = String(bare.dropFirst(2).dropLast()) }
                let isMissing =
                    bare.isEmpty || MissingSpellings.common.contains { $0.lowercased() == bare.lowercased() }
                columns[name, default: []].append(isMissing ? nil : bare)
            }
        }
        return columns
    }

    @Test(arguments: [(1, 64), (2, 300), (3, 1000), (8, 4096), (2, 1 << 18)])
    func `reads the same texts on any number of threads`(jobs: Int, blockSize: Int) throws {
        var random = SplitMix64(seed: 11)
        let text = file(6000, using: &random)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rapport-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try text.write(to: folder.appendingPathComponent("t.csv"), atomically: true, encoding: .utf8)
        let options = """
            files: \(folder.path)/t.csv
            columns:
              id: { type: text }
              组: { type: text }
              state: { type: text }
              note: { type: text }
              n: { type: integer, bad: missing }
            """
        let (read, problems) = read(options, jobs: jobs, blockSize: blockSize)
        let table = try #require(read, "\(problems)")
        for (name, expected) in twin(text) { #expect(table.texts(name) == expected, "\(name)") }
        // Codes count in the order of first appearance.
        for (name, expected) in twin(text) {
            guard let index = table.table.index(of: name), let pool = table.table.pool(ofColumn: index) else {
                continue
            }
            var seen: Set<String> = []
            #expect(pool.texts == expected.compactMap { $0 }.filter { seen.insert($0).inserted }, "\(name)")
        }
    }
}
