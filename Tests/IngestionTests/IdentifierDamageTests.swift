// Identifiers that a spreadsheet has shortened are no keys.
import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Ingestion

struct IdentifierDamageTests {
    private func damage(_ texts: [String]) -> IdentifierDamage {
        var damage = IdentifierDamage()
        for text in texts {
            var text = text
            text.withUTF8 { damage.look(at: $0) }
        }
        return damage
    }

    @Test(arguments: [
        ["1.25E+17"], ["9E+15", "c1"], ["1.23457e+11", "123"], (0..<6).map { "20260914000\($0)0000000" },
        (0..<200).map { "1234567890123\($0 + 100)45" } + (0..<9).map { "98765432109876\($0)000" },
    ])
    func `what a spreadsheet leaves is known`(texts: [String]) {
        #expect(damage(texts).isDamage)
    }

    @Test(arguments: [
        ["1.25E-17", "1E5", "12E+45", "E+17", "1.E+17", "A1.25E+17", "1.25E+10", "1.25E+170"],
        (0..<100).map { "123456789012345\($0 < 10 ? "0" : "")\($0)" },  // 17 digits, of which one in a hundred ends in 00
        (0..<100).map { "123456789012\($0 + 100)\($0 % 10)" },  // 16 digits, of which one in ten ends in 0
        ["000000000000000000", "123456789012000", "13800138000", ""],
        (0..<4).map { "20260914000\($0)0000000" },
    ])
    func `what is no damage is not taken for it`(texts: [String]) {
        #expect(!damage(texts).isDamage)
    }

    private func said(_ ids: [String], _ columns: String, keys: Set<String> = ["id"]) -> [String] {
        let file = TemporaryFile("id,n\n" + ids.enumerated().map { "\($1),\($0)\n" }.joined())
        let collector = DiagnosticCollector()
        let ingest = IngestionOptions(
            .text("t: { files: \(file.path), columns: { \(columns) } }"), collector: collector)
        let context = context(collector)
        let plan = Ingestion.plan(
            ingest, requested: ["t": ["id", "n"]], keys: ["t": keys], baseFolder: "", defaultZone: .utc,
            context: context)
        if !collector.hasErrors { _ = try? Ingestion.run(plan, context: context) }
        return messages(collector).map { $0.replacing(file.path, with: "FILE") }
    }

    private static let healthy = (0..<300).map { "65010000000000\($0 + 1000)" }

    @Test(arguments: ["", "id: { type: text }", "id: { type: decimal }"])
    func `a damaged key ends the run, whatever its type and how it was told`(columns: String) {
        let found = said(["1.25E+17", "1.26E+17", "1.25E+17"], columns)
        #expect(found.count == 1)
        #expect(
            found.first?.contains(
                "error: column 'id' of table 't' tells rows apart, but 3 values are written like 1.25E+17") == true)
    }

    @Test func `damage further down is found when the rows are read`() {
        let found = said(Self.healthy + ["6.5E+17"], "id: { type: text }")
        #expect(found.count == 1)
        #expect(
            found.first?.hasPrefix(
                "error: column 'id' of table 't' tells rows apart, but 1 value is written like 1.25E+17") == true)
    }

    @Test(arguments: [
        (0..<70_000).map { "call-\($0)" } + ["6.5E+17"],
        (0..<70_000).map { "C\($0 + 1_000_000)" } + ["6.5E+17", "6.5E+17"],
        (0..<70_000).map { "65010000000\($0 + 100_000)" } + ["6.5E+17"],
    ])
    func `one damaged text is found among any number of them`(ids: [String]) {
        let found = said(ids, "id: { type: text }")
        #expect(found.count == 1)
        #expect(
            found.first?.hasPrefix(
                "error: column 'id' of table 't' tells rows apart, but 1 value is written like 1.25E+17") == true)
        #expect(said(ids.filter { !$0.hasPrefix("6.5E") }, "id: { type: text }").isEmpty)
    }

    @Test func `zeros are damage further down as well, whatever the type of the key`() {
        let rounded = (0..<8).flatMap { number in Array(repeating: "6501000000000\(number + 10)000", count: 3) }
        for type in ["integer", "text"] {
            let found = said(Self.healthy + rounded, "id: { type: \(type) }")
            #expect(found.count == 1, "\(type)")
            #expect(found.first?.contains("9 of 308 long numbers have only zeros after the fifteenth digit") == true)
            // One customer's number may end in zeros by chance, however often it is written.
            #expect(said(Self.healthy + Array(repeating: rounded[0], count: 40), "id: { type: \(type) }").isEmpty)
        }
    }

    @Test func `zeros after the fifteenth digit are damage in a key`() {
        let found = said((0..<20).map { "6501000000000\($0 + 10)000" }, "id: { type: text }")
        #expect(found.first?.contains("20 of 20 long numbers have only zeros after the fifteenth digit") == true)
    }

    @Test func `no key, or a column declared intact, may hold them`() {
        #expect(said(["1.25E+17", "1.26E+17"], "id: { type: text }", keys: []).isEmpty)
        #expect(said(["1.25E+17", "1.26E+17"], "id: { type: text, intact: true }").isEmpty)
        #expect(said(Self.healthy, "id: { type: text }").isEmpty)
        #expect(
            said(["1.25E+17"], "", keys: []).first?.hasPrefix("FILE: warning: column 'id': 1 value is written") == true)
    }

    @Test func `a profile shows them`() throws {
        let file = TemporaryFile("id,n\n1.25E+17,1\n1.26E+17,2\n")
        let profile = try Ingestion.profile(file.path, context: context(DiagnosticCollector()))
        #expect(
            profile.columns.first?.hints.map(\.english) == [
                "2 values are written like 1.25E+17, as a spreadsheet leaves them when it loses digits: no key for joining"
            ])
    }
}
