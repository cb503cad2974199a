// English messages count in two forms: 1 row, 2 rows.

import Diagnostics
import Foundation
import Testing

@Suite struct EnglishCountTests {
    @Test(arguments: [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (1000, "1000 rows")])
    func `a count has its noun in the right form`(number: Int, text: String) {
        #expect(English.count(number, "row") == text)
    }

    @Test func `a noun may have a plural of its own, and a verb goes with it`() {
        #expect(English.count(1, "entry", "entries") == "1 entry")
        #expect(English.count(3, "entry", "entries") == "3 entries")
        #expect(English.form(1, "is", "are") == "is")
        #expect(English.form(0, "is", "are") == "are")
    }

    @Test func `no sentence in the sources puts a number before a plural alone`() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources")
        let number =
            #"\\\([a-zA-Z.$0]*(count|Count|rows|Rows|cells|files|warnings|errors|values|lines|days|read|total|present|all)\)"#
        let plural =
            "(rows|cells|files|warnings|errors|values|columns|lines|days|times|labels|keys|names|characters|months|metrics|others)"
        let pattern = try Regex(number + " " + plural + #"\b"#)
        var found: [String] = []
        let walk = try #require(FileManager.default.enumerator(atPath: sources.path))
        for case let name as String in walk where name.hasSuffix(".swift") && !name.hasPrefix("TestSupport") {
            let text = try String(contentsOf: sources.appendingPathComponent(name), encoding: .utf8)
            for line in text.split(separator: "\n") {
                // What stands beside the other form, or behind one that is always more, is no plural alone.
                let isChosen =
                    line.contains("English.form") || line.contains("== 1") || line.contains("> 1 ?")
                    || line.contains(": \"all")
                if line.contains(pattern), !isChosen, !line.contains("//") { found.append("\(name): \(line)") }
            }
        }
        #expect(found == [])
    }
}
