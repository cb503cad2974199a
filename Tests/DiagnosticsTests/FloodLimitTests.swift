// Of many diagnostics of a kind the newest are shown, and the rest is one number.

import Diagnostics
import Testing

struct FloodLimitTests {
    private static func warning(
        _ file: String, _ line: Int?, _ text: String = "w", kind: String = "rejected-row", standsFor: Int = 0
    ) -> Diagnostic {
        var diagnostic = Diagnostic(
            .remark(kind), .warning, at: SourceLocation(file: file, line: line), Wording(text))
        diagnostic.standsFor = standsFor
        return diagnostic
    }

    private static func cut(_ diagnostics: [Diagnostic], most: Int) -> (shown: [String], rests: [FloodLimit.Rest]) {
        let (shown, rests) = FloodLimit(most: most).cut(diagnostics)
        return (shown.map { $0.location?.description ?? "" }, rests)
    }

    @Test func `few are shown as they are`() {
        let (shown, rests) = Self.cut([Self.warning("a", 1), Self.warning("b", 2)], most: 2)
        #expect(shown == ["a:1", "b:2"])
        #expect(rests.isEmpty)
    }

    @Test func `those of the newest file of every series come first`() {
        let many =
            (1...9).map { Self.warning("calls-09-0\($0).csv", 1) }
            + (1...3).map { Self.warning("orders-0\($0).csv", 1) }
        let (shown, rests) = Self.cut(many, most: 3)
        #expect(shown == ["calls-09-08.csv:1", "calls-09-09.csv:1", "orders-03.csv:1"])
        #expect(rests == [FloodLimit.Rest(kind: "rejected-row", left: 9, all: 12)])
    }

    @Test func `within a file one of every sort comes before the second of any`() {
        let many =
            (1...5).map { (line: Int) in Self.warning("a", line, "expects a number, found \"x\(line)\"") } + [
                Self.warning("a", 6, "torn")
            ]
        #expect(Self.cut(many, most: 2).shown == ["a:1", "a:6"])
    }

    @Test func `what stands for many counts as many, in one number`() {
        let many = [Self.warning("a", nil, standsFor: 123)] + (1...20).map { Self.warning("a", $0) }
        let (shown, rests) = Self.cut(many, most: 10)
        #expect(shown == (1...10).map { "a:\($0)" })
        #expect(rests == [FloodLimit.Rest(kind: "rejected-row", left: 133, all: 143)])
    }

    @Test func `errors are all shown`() {
        let errors = (1...5).map {
            Diagnostic(.data("d"), at: SourceLocation(file: "a", line: $0), Wording("e"))
        }
        #expect(Self.cut(errors, most: 2).shown.count == 5)
    }
}
