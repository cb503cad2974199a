// Pools that several tables share: texts of other tables make no labels and no partners, and nothing else changes.

import Diagnostics
import Segmentation
import Stages
import Tabular
import TestSupport
import Testing

@Suite struct SharedPoolTests {
    /// Customers whose ids are the first texts of a pool, in the order of the rows, need no look-ups; nothing else changes.
    @Test(arguments: 0..<30)
    func `keys in the order of their codes are found like any others`(_ seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let count = random.pick(1, 6, 40)
        let strangers = random.pick(0, 3)
        let names = (0..<count + strangers).map { "c\($0)" }.shuffled(using: &random)
        let sales = (0..<100).map { _ in random.chance(0.1) ? nil : names.randomElement(using: &random) }
        let amounts = sales.map { _ in Int64.random(in: -1...3, using: &random) }
        func table(_ name: String, _ key: [String?], _ pool: TextPool, _ codes: [String: UInt32], _ other: [Int64])
            -> Table
        {
            let chunks = stride(from: 0, to: key.count, by: 7).map { start in
                let rows = start..<min(start + 7, key.count)
                let presence = Presence(count: rows.count) { key[start + $0] != nil }
                let cells = rows.map { row in key[row].flatMap { codes[$0] } ?? 0 }
                let text = TextColumn(codes: PrimitiveColumn(cells, presence: presence), pool: pool)
                return Chunk(
                    rowCount: rows.count,
                    columns: [.text(text), .integer(PrimitiveColumn(rows.map { other[$0] }))],
                    origin: RowOrigin(file: 0))
            }
            return Table(
                name: name,
                columns: [
                    ColumnDescription(name: "id", type: .text), ColumnDescription(name: "number", type: .integer),
                ], chunks: chunks)
        }
        func run(_ texts: [String]) throws -> SegmentationSample {
            let pool = TextPool(texts)
            var codes: [String: UInt32] = [:]
            for (code, text) in texts.enumerated() { codes[text] = UInt32(code) }
            let row = (0..<count).map { Int64($0) }
            return try SegmentationSample(
                """
                link: { sales.id: customers.id }
                segment:
                  row: { column: customers.number }
                  tier: { value: number, of: sales, customer: id, cuts: { A: 30%, B: 31% } }
                """,
                [
                    table("customers", Array(names[..<count]), pool, codes, row),
                    table("sales", sales, pool, codes, amounts),
                ])
        }
        let (ordered, plain) = (try run(names), try run(["nobody's"] + names.reversed()))
        #expect(ordered.result.links == plain.result.links)
        for segment in ["row", "tier"] {
            for table in ["customers", "sales"] {
                #expect(ordered.labels(segment, of: table) == plain.labels(segment, of: table))
            }
        }
        let rowOfName = Dictionary(uniqueKeysWithValues: names[..<count].enumerated().map { ($1, "\($0)") })
        #expect(ordered.labels("row", of: "sales") == sales.map { $0.flatMap { rowOfName[$0] } ?? "unknown" })
        #expect(ordered.brokenPromises == [])
    }

    /// How the text columns of tables are coded.
    enum Coding: CaseIterable, Sendable {
        /// Every column has a pool of its own.
        case apart
        /// All columns of all tables share one, with texts that nobody uses in front.
        case shared
        /// Every chunk has a pool of its own, which tables promise not to have but which must do no harm.
        case perChunk
    }

    private func coded(_ tables: [Table], _ coding: Coding) -> [Table] {
        if coding == .apart { return tables }
        var builder = TextPoolBuilder()
        for text in ["nobody's", "unknown", "", "zz"] { _ = builder.code(for: text) }
        var result = tables
        func forEachText(_ body: (inout TextColumn) -> Void) {
            for table in result.indices {
                for chunk in result[table].chunks.indices {
                    for column in result[table].columns.indices {
                        guard case .text(var texts) = result[table].chunks[chunk].columns[column] else { continue }
                        body(&texts)
                        result[table].chunks[chunk].columns[column] = .text(texts)
                    }
                }
            }
        }
        func recode(_ texts: inout TextColumn) {
            for row in 0..<texts.count {
                guard let text = texts[row] else { continue }
                texts.codes.values[row] = builder.code(for: text)
            }
        }
        forEachText { texts in
            if coding == .perChunk { builder = TextPoolBuilder() }
            recode(&texts)
            if coding == .perChunk { texts.pool = builder.pool() }
        }
        if coding == .shared {
            let pool = builder.pool()
            forEachText { $0.pool = pool }
        }
        return result
    }

    private static let segments = """
        link:
          calls.id: people.id
          surveys.call: calls.key
        segment:
          level: { column: people.level }
          queue: { column: calls.queue, labels: { sales: { zh: 销售, en: Sales } } }
          lower: { expression: lower(level), of: people }
          place: { geography: province, from: [people.place, people.level] }
          value: { value: amount, of: calls, customer: id, at: day, cuts: { A: 40%, B: 70% } }
          own: { value: amount, of: calls, customer: name, method: quantiles, cuts: { A: 30% } }
          rfm: { rfm: calls, customer: id, at: day, amount: amount, over: 10 days }
        """

    private func tables(_ seed: Int) -> [Table] {
        var random = SplitMix64(seed: UInt64(seed) &+ 77)
        let calls = DirtyTable.random(using: &random)
        var keyed = calls.columns.map { description in
            (description.name, SampleColumn.cells(description.type, calls.cells(description.name)))
        }
        let keys: [String?] = (0..<calls.rowCount).map { $0 % 5 == 4 ? nil : "k\($0)" }
        keyed.append(("key", .texts(keys)))
        let chunkRows = random.pick(3, 1000)
        let people = Table.sample(
            "people",
            [
                "id": .texts((0..<20).map { $0 % 6 == 5 ? nil : "c\($0)" }),
                "level": .texts((0..<20).map { ["gold", "tin", nil, "unknown", ""][$0 % 5] }),
                "place": .texts((0..<20).map { ["广东", nil, "朝阳区", "Suzhou", "上海南京路"][$0 % 5] }),
            ], chunkRows: random.pick(1, 6, 100))
        let surveys = Table.sample(
            "surveys", ["call": .texts((0..<30).map { $0 % 7 == 3 ? nil : "k\($0 * 2)" })], chunkRows: chunkRows)
        return [.sample("calls", keyed, chunkRows: chunkRows), people, surveys]
    }

    @Test(arguments: 0..<25)
    func `labels, partners and warnings do not depend on pools, chunks or threads`(_ seed: Int) throws {
        let tables = tables(seed)
        let plain = try SegmentationSample(Self.segments, tables, end: "2026-09-05", jobs: 1)
        let twins = tables.map { TwinTable($0) }
        let partners = SegmentationTwin.partners(twins[0], "id", twins[1], "id")
        let callOfSurvey = SegmentationTwin.partners(twins[2], "call", twins[0], "key")
        let level = twins[1].rows.map { SegmentationTwin.valueLabel($0["level"]) }
        let levelOfCall = partners.map { $0.map { level[$0] } ?? "unknown" }
        let expected = [
            "people": level, "calls": levelOfCall,
            "surveys": callOfSurvey.map { $0.map { levelOfCall[$0] } ?? "unknown" },
        ]
        for coding in Coding.allCases {
            let coded = coded(tables, coding)
            for (jobs, rows) in [(1, nil), (3, nil), (2, 4)] {
                let run = try SegmentationSample(
                    Self.segments, rows.map { rows in coded.map { $0.rechunked(rows) } } ?? coded, end: "2026-09-05",
                    jobs: jobs)
                #expect(run.brokenPromises == [])
                #expect(run.result.links == plain.result.links)
                #expect(run.result.links.map(\.matched) == [partners, callOfSurvey].map { $0.count { $0 != nil } })
                #expect(run.result.segments.map(\.labels) == plain.result.segments.map(\.labels), "\(coding)")
                #expect(run.warnings == plain.warnings)
                for table in ["calls", "people", "surveys"] {
                    #expect(run.labels("level", of: table) == expected[table], "\(coding)")
                    for segment in ["queue", "lower", "place", "value", "own", "rfm"] {
                        #expect(
                            run.labels(segment, of: table) == plain.labels(segment, of: table), "\(coding) \(segment)")
                    }
                }
            }
        }
    }

    @Test func `numbers are kept by text along links, and per row only where rows differ`() throws {
        let tables = coded(tables(4), .shared)
        let run = try SegmentationSample(Self.segments, tables, end: "2026-09-05")
        func deciding(_ segment: String, _ table: String) -> String? {
            guard let segmented = run.result[table] else { return nil }
            return segmented.numbers[segment]?.decidingColumn.map { segmented.table.columns[$0].name }
        }
        #expect(deciding("level", "people") == "level")
        #expect(deciding("level", "calls") == "id")
        #expect(deciding("value", "calls") == "id")
        #expect(deciding("queue", "surveys") == "call")
        #expect(deciding("own", "calls") == "name")
        #expect(deciding("lower", "people") == nil)
    }

    @Test func `a text of another table in the same pool is no duplicate key`() throws {
        let left = Table.sample("left", ["id": .texts(["a", "a", nil, "b", "x"])], chunkRows: 2)
        let right = Table.sample("right", ["id": .texts(["b", nil, "a", nil]), "n": .integers([1, 2, 3, 4])])
        for coding in Coding.allCases {
            let run = try SegmentationSample(
                "link: { left.id: right.id }\nsegment: { n: { column: right.n } }", coded([left, right], coding))
            #expect(run.labels("n", of: "left") == ["3", "3", "unknown", "1", "unknown"])
            #expect(
                run.result.links == [LinkMatch(from: "left.id", to: "right.id", rows: 5, matched: 3, missing: 1)])
        }
        let twice = Table.sample("right", ["id": .texts(["b", "a", "b"])], chunkRows: 2)
        for coding in Coding.allCases {
            #expect(throws: DiagnosedFailure.self) {
                try SegmentationSample("link: { left.id: right.id }", coded([left, twice], coding))
            }
        }
    }

    @Test func `many texts find each other across pools made apart`() throws {
        var random = SplitMix64(seed: 8)
        // More than a slice of 16,384 texts, and not a whole number of blocks.
        let mine = (0..<17_001).map { "c\($0 * 3)" }.shuffled(using: &random)
        let theirs = (0..<9_001).map { $0 == 77 ? "" : "c\($0 * 5)" }.shuffled(using: &random)
        let left = Table.sample("left", ["id": .texts(mine)], chunkRows: 5000)
        let right = Table.sample(
            "right", ["id": .texts(theirs), "n": .integers(theirs.indices.map { Int64($0) })], chunkRows: 4000)
        let rowOfID = Dictionary(uniqueKeysWithValues: zip(theirs, 0...))
        let run = try SegmentationSample(
            "link: { left.id: right.id }\nsegment: { n: { column: right.n } }", [left, right])
        #expect(run.labels("n", of: "left") == mine.map { rowOfID[$0].map { "\($0)" } ?? "unknown" })
        #expect(run.result.links.first?.matched == mine.count { rowOfID[$0] != nil })
    }

    @Test func `empty tables link to nothing`() throws {
        for chunks in [0, 1] {
            var left = Table.sample("left", ["id": .texts(["a"]), "n": .integers([1])])
            var right = Table.sample("right", ["id": .texts(["a"]), "n": .integers([1])])
            left.chunks = chunks == 0 ? [] : left.chunks.map { $0.gathered([]) }
            right.chunks = left.chunks
            for (mine, theirs) in [("id", "id"), ("n", "n")] {
                let options = """
                    link: { left.\(mine): right.\(theirs) }
                    segment:
                      s: { column: right.n }
                      t: { column: right.id }
                      v: { value: n, of: left, customer: \(mine) }
                    """
                let run = try SegmentationSample(options, [left, right])
                #expect(run.labelKeys("s") == ["unknown"])
                #expect(run.labels("t", of: "left") == [])
                #expect(run.labels("v", of: "right") == [])
                #expect(run.result.links.first?.rows == 0)
                #expect(run.brokenPromises == [])
                let full = Table.sample("left", ["id": .texts(["a", nil]), "n": .integers([nil, 1])])
                let alone = try SegmentationSample(options, [full, right])
                #expect(alone.labels("s", of: "left") == ["unknown", "unknown"])
                #expect(alone.labels("v", of: "left") == ["unknown", "unknown"])
            }
        }
    }
}
