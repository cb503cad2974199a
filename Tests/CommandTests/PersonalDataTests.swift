// Reports, records and messages say why rows were set aside, not whose.

import Foundation
import Testing

struct PersonalDataTests {
    /// Everything in the fixture that names somebody.
    private static let personal = [
        "王芳", "李小龙", "欧阳春雪", "司徒静", "John Smith", "Maria González", "13812345678", "13987654321", "021-68881234",
        "+86 13711112222",
        "110101199003078515", "wang.fang@example.com", "ouyang@example.cn", "北京市海淀区中关村大街27号", "广州市天河区体育西路103号维多利广场",
        "12 Baker Street",
        "测试路",
    ]

    private static func folder(
        _ extra: String = "", segment: String = "region: { geography: area, from: [calls.address] }",
        by: String = "region"
    )
        throws -> TemporaryFolder
    {
        let folder = try TemporaryFolder()
        var lines = ["导出人：王芳，电话：13812345678,,,,,,,", "编号,开始时间,客户姓名,手机,邮箱,详细地址,等待,结果"]
        for index in 0..<60 {
            lines.append(
                "\(index),2026-09-\(10 + index % 20) 09:00:00,李小龙,13987654321,ouyang@example.cn,北京市海淀区中关村大街27号,\(index),已接听"
            )
        }
        lines += [
            // A bad cell in a column of another kind: the row is shifted.
            "100,2026-09-12 09:00:00,李小龙,13987654321,ouyang@example.cn,测试路,王芳,已接听",
            "101,2026-09-12 09:00:00,李小龙,13987654321,ouyang@example.cn,测试路,13812345678,已接听",
            "102,John Smith,李小龙,13987654321,ouyang@example.cn,测试路,3,已接听",
            "103,2026-09-12 09:00:00,李小龙,欧阳春雪,ouyang@example.cn,测试路,3,已接听",
            // Too many cells.
            "104,2026-09-12 09:00:00,Maria González,021-68881234,wang.fang@example.com,\"广州市天河区体育西路103号维多利广场\",3,已接听,多",
            // Not on the list of words, and rejected by a rule.
            "105,2026-09-12 09:00:00,李小龙,13987654321,ouyang@example.cn,12 Baker Street,3,司徒静",
            "106,2026-09-12 09:00:00,李小龙,13987654321,ouyang@example.cn,12 Baker Street,900,110101199003078515",
        ]
        try folder.write(lines.joined(separator: "\n") + "\n", to: "calls.csv")
        try folder.write(
            """
            period: month
            languages: [zh-Hans, en]
            ingest:
              calls:
                files: calls.csv
                reject_limit: 50%
                columns:
                  id: 编号
                  start: { from: 开始时间, type: instant }
                  who: 客户姓名
                  phone: { from: 手机, type: integer, bad: missing }
                  address: 详细地址
                  wait: { from: 等待, type: duration, unit: s }
                  result: 结果\(extra)
            clean:
              calls:
                - map: { column: result, values: { 已接听: answered }, otherwise: other }
                - reject: { when: wait > 10 min, because: { zh: 等待过长, en: waited too long } }
            segment:
              \(segment)
            aggregate:
              metrics: [n, w, people]
              by: [[\(by)]]
              define:
                n: { count: rows, of: calls, at: start, where: result = 'answered' or wait > 0 s }
                w: { mean: wait, of: calls, at: start }
                people: { distinct: phone, of: calls, at: start }
            """, to: "p.yml")
        return folder
    }

    private static let arguments = ["run", "p.yml", "--as-of", "2026-10-01", "--out", "out", "-v"]

    @Test(arguments: ["en", "zh-Hans"])
    func `no name, number or address of a customer leaves rejects.csv`(language: String) throws {
        let folder = try Self.folder()
        let outcome = try BuiltProgram.run(Self.arguments + ["--language", language], in: folder.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        var texts = ["standard output": outcome.output, "standard error": outcome.errors]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out")
        where name != "rejects.csv" {
            let data = FileManager.default.contents(atPath: folder.path + "/out/" + name) ?? Data()
            texts[name] = String(decoding: data, as: UTF8.self)
        }
        for command in [["plan", "p.yml"], ["check", "p.yml"], ["profile", "calls.csv"]] {
            let other = try BuiltProgram.run(command + ["--language", language], in: folder.path)
            texts[command[0]] = other.output + other.errors
        }
        #expect(texts.count > 10)
        for (name, text) in texts {
            for value in Self.personal { #expect(!text.contains(value), "\(name): \(value)") }
        }
        // Why they were set aside is told, with the place.
        #expect(outcome.errors.contains("calls.csv:63"))
        #expect(texts["annex.en.md"]?.contains("found \"…\"") == true)
        let rejects = String(
            decoding: FileManager.default.contents(atPath: folder.path + "/out/rejects.csv") ?? Data(), as: UTF8.self)
        for value in ["王芳", "John Smith", "Maria González", "110101199003078515"] { #expect(rejects.contains(value)) }
    }

    @Test func `with 'raw_rejects: no' nobody stands in rejects.csv either`() throws {
        let folder = try Self.folder()
        let pipeline = folder.path + "/p.yml"
        let text = String(decoding: FileManager.default.contents(atPath: pipeline) ?? Data(), as: UTF8.self)
        try folder.write(text + "\nrender: [{ report: summary, raw_rejects: no }]\n", to: "p.yml")
        let outcome = try BuiltProgram.run(Self.arguments, in: folder.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let rejects = String(
            decoding: FileManager.default.contents(atPath: folder.path + "/out/rejects.csv") ?? Data(), as: UTF8.self)
        for value in Self.personal { #expect(!rejects.contains(value), "\(value)") }
        #expect(rejects.split(separator: "\n").count > 5)
    }

    @Test(arguments: [
        ("", "x: { column: calls.who }", "segment 'x' expects values that name nobody, found 'calls.who'"),
        ("", "x: { expression: who, of: calls }", "found 'calls.who'"),
        ("\n    personal: [id]", "x: { column: calls.id }", "found 'calls.id'"),
    ])
    func `a breakdown by people is refused, with what to write`(extra: String, segment: String, said: String) throws {
        let folder = try Self.folder(extra, segment: segment, by: "x")
        let outcome = try BuiltProgram.run(Self.arguments, in: folder.path)
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains(said), "\(outcome.errors)")
        #expect(outcome.errors.contains("personal: no"))
        #expect(!outcome.errors.contains("李小龙"))
    }

    /// Rules of the table, a segment, the kind of a metric, and how many errors: what is made of names is names.
    @Test(arguments: [
        ("- derive: { x: upper(who) }", "column: calls.x", "count: rows", true),
        (
            "- derive: { column: result, as: \"if(wait > 1 s, concat(who, '!'), result)\", replace: true }",
            "column: calls.result",
            "count: rows", true
        ),
        ("- rename: { who: m }\n    - derive: { x: trim(m) }", "column: calls.x", "count: rows", true),
        (
            "- missing: { columns: [result], values: [other] }\n    - fill: { column: result, with: who }",
            "column: calls.result",
            "count: rows", true
        ),
        ("- derive: { x: 1 }", "{ expression: \"concat(who, '')\", of: calls }", "count: rows", true),
        ("- derive: { x: \"date('2026-09-01')\" }", "column: calls.result", "maximum: phone", true),
        ("- derive: { x: phone + 0 }", "column: calls.result", "median: x", true),
        ("- derive: { x: phone }", "column: calls.result", "{ quantile: x, at_share: 90% }", true),
        // What tells nothing of a person may divide and be counted.
        ("- derive: { x: length(who) > 2 }", "column: calls.x", "distinct: phone", false),
        ("- derive: { x: \"substring(who, 1, 1)\" }", "column: calls.x", "maximum: wait", false),
        ("- derive: { x: \"if(who is missing, 'none', 'some')\" }", "column: calls.x", "count: rows", false),
    ])
    func `what formulas make of people's names and numbers is no label and no value`(
        rule: String, segment: String, kind: String, isPersonal: Bool
    ) throws {
        let braced = segment.hasPrefix("{") ? segment : "{ \(segment) }"
        let folder = try Self.folder(segment: "x: \(braced)", by: "x")
        let path = folder.path + "/p.yml"
        var text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
        text = text.replacingOccurrences(of: "\nsegment:", with: "\n    \(rule)\nsegment:")
        let bare = kind.hasPrefix("{") ? String(kind.dropFirst(2).dropLast(2)) : kind
        text = text.replacingOccurrences(of: "people: { distinct: phone,", with: "people: { \(bare),")
        try folder.write(text, to: "p.yml")
        let outcome = try BuiltProgram.run(Self.arguments, in: folder.path)
        #expect(outcome.status == (isPersonal ? 78 : 0), "\(outcome.errors)")
        #expect(!outcome.errors.contains("李小龙") && !outcome.errors.contains("13987654321"))
        guard isPersonal else { return }
        let column = rule.contains("phone") || kind.contains("phone") ? "phone" : "who"
        #expect(outcome.errors.contains("values that name nobody"), "\(outcome.errors)")
        #expect(outcome.errors.contains("write '\(column): { personal: no }'"), "\(outcome.errors)")
        // The column as it was read is the place to say otherwise.
        text = text.replacingOccurrences(of: "personal: no", with: "")
            .replacingOccurrences(of: "who: 客户姓名", with: "who: { from: 客户姓名, personal: no }")
            .replacingOccurrences(of: "type: integer, bad", with: "type: integer, personal: no, bad")
        try folder.write(text, to: "p.yml")
        #expect(try BuiltProgram.run(Self.arguments, in: folder.path).status == 0)
    }

    @Test func `what is declared to name nobody may divide, and labels that are numbers may not`() throws {
        let allowed = try Self.folder(segment: "who: { column: calls.who }", by: "who")
        let path = allowed.path + "/p.yml"
        let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
        try allowed.write(
            text.replacingOccurrences(of: "who: 客户姓名", with: "who: { from: 客户姓名, personal: no }"), to: "p.yml")
        #expect(try BuiltProgram.run(Self.arguments, in: allowed.path).status == 0)

        let seen = try TemporaryFolder()
        let rows = (0..<30).map { "138000\($0 + 10000),2026-09-1\($0 % 10) 10:00:00\n" }.joined()
        try seen.write("kontakt,at\n" + rows, to: "c.csv")
        try seen.write(
            """
            period: month
            ingest: { c: { files: c.csv, columns: { at: { type: instant } } } }
            segment: { k: { column: c.kontakt } }
            aggregate: { metrics: [n], by: [[k]], define: { n: { count: rows, of: c, at: at } } }
            """, to: "p.yml")
        let outcome = try BuiltProgram.run(Self.arguments, in: seen.path)
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("segment 'k' expects values that name nobody"), "\(outcome.errors)")
        #expect(!outcome.errors.contains("138000"))
    }

    @Test func `a key that occurs twice is told without the number it is`() throws {
        let folder = try Self.folder(segment: "city: { column: customers.city }", by: "city")
        try folder.write("手机,city\n13987654321,北京\n13987654321,上海\n", to: "customers.csv")
        let path = folder.path + "/p.yml"
        var text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
        text = text.replacingOccurrences(
            of: "clean:\n",
            with: "  customers: { files: customers.csv, columns: { phone: { from: 手机, type: integer } } }\nclean:\n")
        text = text.replacingOccurrences(of: "segment:\n", with: "link: { calls.phone: customers.phone }\nsegment:\n")
        try folder.write(text, to: "p.yml")
        let outcome = try BuiltProgram.run(Self.arguments, in: folder.path)
        #expect(outcome.status == 65, "\(outcome.errors)")
        #expect(outcome.errors.contains("first \"…\""), "\(outcome.errors)")
        #expect(!outcome.errors.contains("13987654321"))
    }

    @Test func `a file name or a cell does not steer the terminal`() throws {
        let folder = try TemporaryFolder()
        let name = "a\u{1B}]0;owned\u{7}\u{202E}vsc.csv"
        let rows = (0..<30).map { "\($0 == 9 ? "\u{1B}[2J\u{9B}31m\u{2066}" : "3"),2026-09-1\($0 % 10) 10:00:00\n" }
            .joined()
        try folder.write("q,at\n" + rows, to: name)
        try folder.write(
            """
            period: month
            ingest: { c: { files: "*.csv", columns: { q: { type: integer }, at: { type: instant } } } }
            aggregate: { metrics: [n], define: { n: { mean: q, of: c, at: at } } }
            """, to: "p.yml")
        for arguments in [
            Self.arguments, ["plan", "p.yml"], ["check", "p.yml"], ["profile", name], ["run", name], ["\u{1B}[2J"],
        ] {
            let outcome = try BuiltProgram.run(arguments, in: folder.path)
            for text in [outcome.output, outcome.errors] {
                let acting = text.unicodeScalars.filter {
                    $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value)
                        || (0x202A...0x202E).contains($0.value) || (0x2066...0x2069).contains($0.value)
                }
                #expect(acting.isEmpty, "\(arguments): \(acting)")
            }
        }
        for page in ["index.html", "report.md"] {
            let text = String(
                decoding: FileManager.default.contents(atPath: folder.path + "/out/" + page) ?? Data(), as: UTF8.self)
            #expect(!text.isEmpty)
            #expect(!text.unicodeScalars.contains { [0x1B, 0x7, 0x9B, 0x202E, 0x2066].contains($0.value) })
        }
    }
}
