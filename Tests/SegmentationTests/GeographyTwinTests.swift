// Places in random addresses of every shape are those that the slow twin finds.

import Tabular
import TestSupport
import Testing

@Suite struct GeographyTwinTests {
    private static let twin = DivisionNames.all.twin

    @Test(arguments: AddressShape.allCases)
    func `places are those of the slow twin`(_ shape: AddressShape) throws {
        var random = SplitMix64(seed: 0x6E0)
        let texts = (0..<600).map { _ in random.chance(0.05) ? nil : shape.text(using: &random) }
        let table = Table.sample("t", ["place": .texts(texts)], chunkRows: 70)
        try compare(table, ["place"])
    }

    @Test func `a second column makes the first more exact as in the slow twin`() throws {
        var random = SplitMix64(seed: 0x6E1)
        func texts() -> [String?] {
            (0..<1200).map { _ in
                let shape = random.pick(AddressShape.column, .column, .withoutProvince, .unknown)
                return random.chance(0.2) ? nil : shape.text(using: &random)
            }
        }
        let table = Table.sample("t", ["first": .texts(texts()), "second": .texts(texts())], chunkRows: 70)
        try compare(table, ["first", "second"])
    }

    private func compare(_ table: Table, _ columns: [String]) throws {
        let from = columns.map { "t.\($0)" }.joined(separator: ", ")
        for level in ["area", "province", "city"] {
            let run = try SegmentationSample("segment: { s: { geography: \(level), from: [\(from)] } }", [table])
            let found = try #require(run.labels("s", of: "t"))
            let rows = TwinTable(table).rows
            try #require(found.count == rows.count)
            var known = 0
            for (row, found) in zip(rows, found) {
                let sources = columns.map { row[$0] }
                let expected = Self.twin.label(at: level, of: sources)
                #expect(found == expected, "\(level) of \(sources)")
                if expected != "unknown" { known += 1 }
            }
            #expect(known > 20, "\(level): only \(known) places were known")
        }
    }
}
