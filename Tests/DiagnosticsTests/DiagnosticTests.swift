// How diagnostics are collected, sorted and laid out.

import Diagnostics
import Testing

struct `A diagnostic` {
    private static let unknown = Diagnostic(
        .pipeline("unknown-column"), at: Diagnostics.SourceLocation(file: "p.yml", line: 31, column: 22),
        Wording(en: "unknown column 'quue' in table 'calls'", zh: "表 'calls' 中没有列 'quue'"),
        help: Wording(en: "did you mean 'queue'?", zh: "您是否想写 'queue'？"))

    @Test func `is laid out as place, severity, message, and a remedy below`() {
        #expect(
            DiagnosticText(language: .english).text(of: Self.unknown) == """
                p.yml:31:22: error: unknown column 'quue' in table 'calls'
                  help: did you mean 'queue'?
                """)
        #expect(
            DiagnosticText(language: .chinese).text(of: Self.unknown) == """
                p.yml:31:22: 错误：表 'calls' 中没有列 'quue'
                  建议：您是否想写 'queue'？
                """)
    }

    @Test(arguments: [
        (Diagnostics.SourceLocation(file: "a.csv"), "a.csv: "),
        (Diagnostics.SourceLocation(file: "a.csv", line: 3), "a.csv:3: "),
        (Diagnostics.SourceLocation(file: "a.csv", line: 3, column: 7, byte: 99), "a.csv:3:7: "),
        (Diagnostics.SourceLocation(file: "a.csv", column: 7), "a.csv: "), (nil, ""),
    ]) func `says as much of its place as is known`(_ place: Diagnostics.SourceLocation?, _ text: String) {
        let diagnostic = Diagnostic(.remark("x"), .warning, at: place, Wording("w"))
        #expect(DiagnosticText(language: .english).text(of: diagnostic) == text + "warning: w")
    }

    @Test func `points into a text by characters`() {
        let text = SourceText("wait > 客服 + quue", start: Diagnostics.SourceLocation(file: "p.yml", line: 3, column: 10))
        #expect(text.location(at: 0).column == 10)
        #expect(text.location(at: 12).column == 22)
        let lines = SourceText("a\nb", start: Diagnostics.SourceLocation(file: "p.yml", line: 3, column: 10))
        #expect(lines.location(at: 1).column == 11)
        #expect(lines.location(at: 2) == lines.start)
    }
}

struct `A collector` {
    @Test func `sorts by place, graver first, those without a place last, and keeps repetitions once`() {
        func place(_ file: String, _ line: Int?, _ column: Int?) -> Diagnostics.SourceLocation {
            Diagnostics.SourceLocation(file: file, line: line, column: column)
        }
        let sorted = [
            Diagnostic(.remark("1"), .note, at: place("a", nil, nil), Wording("1")),
            Diagnostic(.pipeline("2"), .error, at: place("a", 2, 3), Wording("2")),
            Diagnostic(.remark("3"), .warning, at: place("a", 2, 3), Wording("3")),
            Diagnostic(.remark("4"), .warning, at: place("a", 2, 3), Wording("4")),
            Diagnostic(.remark("5"), .note, at: place("a", 10, 1), Wording("5")),
            Diagnostic(.pipeline("6"), .error, at: place("b", 1, 1), Wording("6")),
            Diagnostic(.remark("7"), .note, Wording("7")), Diagnostic(.pipeline("8"), .error, Wording("8")),
        ]
        let collector = DiagnosticCollector()
        for index in [7, 4, 2, 5, 0, 1, 3] { collector.add(sorted[index]) }
        collector.add(sorted)
        let expected = Array(sorted[..<6]) + [sorted[7], sorted[6]]
        #expect(collector.diagnostics.map(\.kind) == expected.map(\.kind))
        #expect(collector.hasErrors)
        #expect([Severity.note, .warning, .error].map { collector.count(of: $0) } == [3, 2, 3])
    }

    @Test func `loses nothing when many threads speak at once`() async {
        let collector = DiagnosticCollector()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask { collector.add(Diagnostic(.remark("x"), .note, Wording("\(number % 100)"))) }
            }
        }
        #expect(collector.diagnostics.count == 100)
        #expect(!collector.hasErrors)
    }
}
