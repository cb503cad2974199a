// Whatever is typed as a formula, it is read or refused; it never crashes.

import Diagnostics
import Expressions
import Tabular
import TestSupport
import Testing

@Suite struct ExpressionFuzzTests {
    private static let words = [
        "a", "queue", "count", "amount", "score", "resolved", "day", "at", "wait", "等待时长", "`net revenue`", "$target",
        "and", "or",
        "not", "in", "between", "is", "missing", "like", "true", "false", "(", ")", ",", "+", "-", "*", "/", "=", "!=",
        "<", "<=", ">", ">=", "'x'", "\"y\"", "1", "9223372036854775807", "0.000000000000000001", "1e308", "80%",
        "20 s",
        "2026-01-31", "date '2026-01-31'", "instant '2026-01-31 09:30'", "if", "coalesce", "lower", "substring",
        "round",
        "number", "date", "days", "least", "（", "，", "“", "＞", "%", "`", "'", "$", ".", "\u{0}", "é", "\n",
    ]

    @Test func `random soups of words are read or refused`() {
        var random = SplitMix64(seed: 4)
        for _ in 0..<4000 {
            let count = Int.random(in: 1...14, using: &random)
            let text = (0..<count).map { _ in random.pick(from: Self.words) ?? "" }
                .joined(separator: random.pick(" ", " ", ""))
            Self.check(text)
        }
    }

    @Test func `random bytes are read or refused`() {
        var random = SplitMix64(seed: 5)
        for _ in 0..<3000 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            Self.check(String(decoding: bytes, as: UTF8.self))
        }
        for scalar in (0...0x3100).compactMap({ Unicode.Scalar($0 as Int) }) { Self.check("a \(scalar) b\(scalar)") }
    }

    @Test func `well-formed formulas with a piece changed are read or refused`() {
        var formulas = RandomFormula(seed: 6)
        var random = SplitMix64(seed: 7)
        for _ in 0..<1500 {
            var scalars = Array(formulas.formula(of: .flag).unicodeScalars)
            for _ in 0..<Int.random(in: 1...3, using: &random) where !scalars.isEmpty {
                let index = Int.random(in: 0..<scalars.count, using: &random)
                let piece = Array((random.pick(from: Self.words) ?? "").unicodeScalars)
                scalars.replaceSubrange(index..<min(scalars.count, index + random.pick(0, 1, 5)), with: piece)
            }
            Self.check(String(String.UnicodeScalarView(scalars)))
        }
    }

    /// Cells at the ends of every type's range.
    private static let table = Table.sample(
        "calls",
        [
            "queue": .texts(["", "x", nil]), "count": .integers([.min, .max, nil]),
            "amount": .decimals(["9223372036854775.807", "-9223372036854775.808", nil]),
            "score": .reals([.greatestFiniteMagnitude, -.leastNonzeroMagnitude, nil]),
            "resolved": .flags([true, false, nil]), "day": .cells(.date, [.date(.max), .date(.min), .missing]),
            "at": .cells(.instant, [.instant(.max), .instant(.min), .missing]),
            "wait": .cells(.duration, [.duration(.max), .duration(.min), .missing]),
            "等待时长": .seconds([1, 2, nil]), "net revenue": .decimals(["1", "2", nil]),
            "name": .texts(["a", "e\u{301}", nil]), "id": .texts(["c1", "c2", nil]),
        ])

    private static let clock = Formula.clock(in: .utc)

    private static func check(_ text: String) {
        let collector = DiagnosticCollector()
        let source = SourceText(text, start: SourceLocation(file: "p.yml", line: 1, column: 1))
        let scope = ExpressionScope(
            table: "calls", columns: table.columns, parameters: ["target": .duration(-.max)],
            clock: clock)
        let typed = Expression(source, collector: collector)?.checked(in: scope, collector: collector)
        #expect((typed == nil) == collector.hasErrors, "\(text)")
        guard let typed, let chunk = table.chunks.first else { return }
        let column = typed.evaluate(chunk: chunk, context: EvaluationContext(zone: .utc))
        #expect(column.count == 3 && column.type == typed.type, "\(text)")
        #expect(Formula.read(typed.description).expression?.description == typed.description, "\(text)")
        #expect(!typed.sql(zone: "UTC").isEmpty)
    }

    @Test func `formulas at the ends of every range give values or missing cells`() {
        var formulas = RandomFormula(seed: 8)
        for number in 0..<3000 {
            Self.check(formulas.formula(of: ColumnType.allCases[number % ColumnType.allCases.count]))
        }
    }
}
