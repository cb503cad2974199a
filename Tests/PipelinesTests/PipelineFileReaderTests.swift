// A pipeline file is read with the place of every key and value, and its mistakes are all told at once.

import Diagnostics
import Pipelines
import Stages
import Testing

struct PipelineFileReaderTests {
    private func read(_ text: String) -> (node: OptionNode?, diagnostics: [Diagnostic]) {
        let collector = DiagnosticCollector()
        let node = PipelineFileReader.read(text, file: "p.yml", collector: collector)
        return (node, collector.diagnostics)
    }

    private func entry(_ path: [String], in node: OptionNode?) -> OptionNode.Entry? {
        var current = node
        var found: OptionNode.Entry?
        for key in path {
            guard case .mapping(let entries)? = current?.content else { return nil }
            found = entries.first { $0.key == key }
            current = found?.value
        }
        return found
    }

    @Test func `keys and values know their line and column`() {
        let (node, diagnostics) = read("title: 报告\nclean:\n  calls:\n    - reject: { when: 'talk < 0' }\n")
        #expect(diagnostics.isEmpty)
        let title = entry(["title"], in: node)
        #expect(title?.keyLocation == SourceLocation(file: "p.yml", line: 1, column: 1))
        #expect(title?.value.location == SourceLocation(file: "p.yml", line: 1, column: 8))
        guard case .list(let rules)? = entry(["clean", "calls"], in: node)?.value.content else {
            Issue.record("expected a list of rules")
            return
        }
        let when = entry(["reject", "when"], in: rules.first)
        #expect(when?.keyLocation == SourceLocation(file: "p.yml", line: 4, column: 17))
        // The text begins after its quote.
        #expect(when?.value.location == SourceLocation(file: "p.yml", line: 4, column: 24))
        #expect(when?.value.isQuoted == true)
    }

    @Test func `every repeated key is told with its place and the place of the first`() {
        let (node, diagnostics) = read("a: 1\nb: 2\na: 3\nc: { x: 1, y: 2, x: 3 }\n\"a\": 4\n")
        #expect(diagnostics.map(\.kind.name) == ["repeated-key", "repeated-key", "repeated-key"])
        #expect(diagnostics.map(\.location?.description) == ["p.yml:3:1", "p.yml:4:18", "p.yml:5:1"])
        #expect(diagnostics.first?.message.english == "key 'a' is repeated")
        #expect(diagnostics.first?.message.chinese == "键 'a' 重复")
        #expect(entry(["a"], in: node)?.value.sourceText?.text == "1")
        #expect(entry(["c", "x"], in: node)?.value.sourceText?.text == "1")
    }

    @Test(arguments: [
        ("a: [1, 2\n", 2), ("a: 1\n b: 2\n", 2), ("a:\n\tb: 1\n", 2), ("a: *nowhere\n", 1), ("a: \"open\n", 2),
    ])
    func `what is not YAML is told with its line`(text: String, line: Int) {
        let (node, diagnostics) = read(text)
        #expect(node == nil)
        #expect(diagnostics.map(\.kind.name) == ["not-yaml"])
        #expect((diagnostics.first?.location?.line).map { abs($0 - line) <= 1 } == true)
    }

    @Test(arguments: [
        String(repeating: "[", count: 5000), String(repeating: "- ", count: 5000),
        (0..<800).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
        String(repeating: "{a: ", count: 3000),
    ])
    func `absurd nesting is refused and does not exhaust the stack`(text: String) {
        let (node, diagnostics) = read(text)
        #expect(node == nil)
        #expect(diagnostics.count == 1)
    }

    @Test func `an empty file is an empty value, a comment as well`() {
        for text in ["", "# nothing\n"] {
            let (node, diagnostics) = read(text)
            #expect(diagnostics.isEmpty)
            guard case .empty? = node?.content else {
                Issue.record("expected nothing")
                continue
            }
        }
    }
}
