// A pipeline file is read with the place of every key and value, and its mistakes are all told at once.

import Diagnostics
import OptionFiles
import Stages
import Testing

struct OptionFileReaderTests {
    private func read(_ text: String) -> (node: OptionNode?, diagnostics: [Diagnostic]) {
        let collector = DiagnosticCollector()
        let node = OptionFileReader.read(text, file: "p.yml", collector: collector)
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
        ("a:\n\tb: 1\n", "expected blanks as indentation", "缩进应为空格", "indent with blanks"),
        ("a: b: c\n", "another ':'", "又出现了 ':'", "quote a value that holds ': '"),
        ("a: [1, 2\nb: 3\n", "expected ',' or ']'", "应为 ',' 或 ']'", "close the bracket"),
        ("files: \"data\\calls.csv\"\n", "known escape", "转义", "write paths with '/'"),
        ("a: *nowhere\n", "expected a value, found '*'", "实际为 '*'", "quote a value that begins with '*'"),
        ("a: 1\n---\nb: 2\n", "a second one after '---'", "又有一份", "write a file for each pipeline"),
        ("a: { b: 1， c: 2 }\n", "expected ',' or '}'", "应为 ',' 或 '}'", "， → ,"),
        ("a: \"open\n", "expected a closing quote", "应有右引号", "not closed"),
        ("a: @b\n", "cannot begin one", "不能用于开头", "quote values"),
    ])
    func `what is not YAML is told in both languages with a remedy`(
        text: String, english: String, chinese: String, help: String
    ) {
        let (node, diagnostics) = read(text)
        #expect(node == nil)
        #expect(diagnostics.first?.message.english.contains(english) == true, "\(diagnostics)")
        #expect(diagnostics.first?.message.chinese.contains(chinese) == true, "\(diagnostics)")
        #expect(diagnostics.first?.help?.english.contains(help) == true, "\(diagnostics)")
    }

    @Test func `a full-width colon or comma is told, unless the text is quoted`() {
        let (_, diagnostics) = read("map: { 呼入： in, 呼出: out }\nkeys: [姓名，电话, 地址]\n")
        #expect(diagnostics.map(\.kind.name) == ["full-width-colon", "full-width-comma"])
        #expect(diagnostics.map(\.location?.description) == ["p.yml:1:8", "p.yml:2:8"])
        #expect(diagnostics.first?.help?.english.contains("write '呼入: in'") == true)
        #expect(diagnostics.last?.help?.chinese.contains("请写成 '姓名, 电话'") == true)
        #expect(read("map: { '呼入： in': ok }\nkeys: ['姓名，电话']\ntitle: 你好，世界：一\n").diagnostics.isEmpty)
    }

    @Test(arguments: [
        ("columns:\n  queue： 队列\n  wait: 等待\n", "2:3", "queue: 队列"),
        ("columns:\n  a: 1\n  wait：等待\n  b: 2\n  c: 3\n", "3:3", "wait: 等待"),
        ("columns:\n  a: 1\n  wait ：　等待\nb: 2\n", "3:3", "wait: 等待"),
        ("title： 周报\nperiod: week\n", "1:1", "title: 周报"),
    ])
    func `a key with a full-width colon is told in its own line, wherever the YAML library stumbles`(
        text: String, place: String, meant: String
    ) {
        let (_, diagnostics) = read(text)
        #expect(diagnostics.map(\.kind.name) == ["full-width-colon"])
        #expect(diagnostics.first?.location?.description == "p.yml:\(place)")
        #expect(diagnostics.first?.help?.chinese.contains("'\(meant)'") == true, "\(diagnostics)")
    }

    @Test(arguments: [
        ("derive: { paid: round(qty * price, 3), b: 1 }\n", "round(qty * price, 3)", "write \"round(qty * price, 3)\""),
        ("derive: { paid: if(a > 1, round(b, 2), c) }\n", "if(a > 1, round(b, 2), c)", "write \"if(a > 1"),
        ("derive: { paid: if(a, 'x', b) }\n", "if(a, 'x', b)", "write \"if(a, 'x', b)\""),
    ])
    func `a formula that a comma cuts in two is told once and read whole`(text: String, whole: String, help: String) {
        let (node, diagnostics) = read(text)
        #expect(diagnostics.map(\.kind.name) == ["comma-in-formula"])
        #expect(diagnostics.first?.help?.english.contains(help) == true)
        #expect(entry(["derive", "paid"], in: node)?.value.sourceText?.text == whole)
    }

    @Test(arguments: [
        String(repeating: "[", count: 5000), String(repeating: "- ", count: 5000),
        (0..<800).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
        String(repeating: "{a: ", count: 3000),
        (0..<200).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
        aliases(levels: 9),
        (0..<90_000).map { "k\($0): 1\n" }.joined(),
        (0..<60_000).map { "k\($0 % 300): 1\n" }.joined(),
    ])
    func `absurd nesting, aliases and numbers of keys are refused soon and do not exhaust the stack`(text: String) {
        let clock = ContinuousClock()
        let elapsed = clock.measure {
            let (node, diagnostics) = read(text)
            #expect(node == nil)
            #expect(diagnostics.count == 1)
        }
        // A second for a release; the tests are built without optimisation.
        #expect(elapsed < .seconds(20))
    }

    @Test(arguments: [
        (0..<10_000).map { "- 甲，乙\($0)\n" }.joined(), "a:\n" + (0..<10_000).map { "  k\($0): [甲，乙]\n" }.joined(),
        "a: [" + (0..<10_000).map { "[甲，乙\($0)]" }.joined(separator: ", ") + "]\n",
    ])
    func `many full-width commas are told in the time that many others take`(text: String) {
        let clock = ContinuousClock()
        let elapsed = clock.measure {
            let (node, diagnostics) = read(text)
            #expect(node != nil)
            // Only lists in brackets are cut by commas.
            #expect(diagnostics.count == (text.contains("[") ? 10_000 : 0))
        }
        #expect(elapsed < .seconds(20))
    }

    @Test func `brackets within a text are no nesting`() {
        let brackets = String(repeating: "[{-", count: 600)
        let (node, diagnostics) = read("title: a\(brackets)\nother: '\(brackets)'\n# \(brackets)\n")
        #expect(diagnostics.isEmpty)
        #expect(entry(["title"], in: node)?.value.sourceText?.text == "a" + brackets)
    }

    @Test func `files of Windows editors are read with their places`() {
        let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("titel: x\r\ncalls:\r\n  a: 1\r\n  a: 2\r\n".utf8)
        let collector = DiagnosticCollector()
        let text = OptionFileText.read(bytes, path: "p.yml", collector: collector)
        #expect(text == "titel: x\ncalls:\n  a: 1\n  a: 2\n")
        let (node, diagnostics) = read(text ?? "")
        #expect(entry(["titel"], in: node)?.keyLocation == SourceLocation(file: "p.yml", line: 1, column: 1))
        #expect(diagnostics.map(\.location?.description) == ["p.yml:4:3"])
    }

    @Test(arguments: [
        ([0x61, 0x3A, 0x0A, 0x62, 0xB0, 0xA1] as [UInt8], "p.yml:2:2", "other bytes at byte 4"),
        ([0xFF, 0xFE, 0x61, 0x00], "p.yml:1:1", "UTF-16 at byte 0"),
        // A character cut off at the end, and within; its bytes are those that stand for what cannot be read.
        ([0x61, 0x3A, 0x0A, 0x62, 0xEF], "p.yml:2:2", "other bytes at byte 4"),
        ([0x61, 0x3A, 0x0A, 0x62, 0xEF, 0xBF], "p.yml:2:2", "other bytes at byte 4"),
        ([0x61, 0xEF, 0xBF, 0x0A, 0x62, 0xB0], "p.yml:1:2", "other bytes at byte 1"),
        ([0xEF], "p.yml:1:1", "other bytes at byte 0"),
        ([0xE4, 0xB8, 0xAD, 0xF0, 0x9F, 0x98], "p.yml:1:2", "other bytes at byte 3"),
        ([0xEF, 0xBF, 0xBD, 0xED, 0xA0, 0x80], "p.yml:1:2", "other bytes at byte 3"),
    ])
    func `a file in another encoding is told with the place of its first wrong byte`(
        bytes: [UInt8], place: String, found: String
    ) {
        let collector = DiagnosticCollector()
        #expect(OptionFileText.read(bytes, path: "p.yml", collector: collector) == nil)
        #expect(collector.diagnostics.first?.location?.description == place)
        #expect(collector.diagnostics.first?.message.english.contains(found) == true)
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

/// Lists of nine aliases of the list before: 9 to the power of `levels` values in a few hundred bytes.
private func aliases(levels: Int) -> String {
    (0..<levels).map { level in
        let item = level == 0 ? "x" : "*a\(level - 1)"
        return "a\(level): &a\(level) [" + [String](repeating: item, count: 9).joined(separator: ", ") + "]\n"
    }.joined()
}
