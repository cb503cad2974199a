// A report that is a list of blocks, from its pipeline file to its pages, in both languages.

import Foundation
import Testing

struct OwnReportTests {
    private static func folder(render: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        var rows = "region,at,good\n"
        for month in 1...9 {
            for row in 0..<24 {
                rows += "\(row % 3 == 0 ? "east" : "south"),2026-0\(month)-10,\(row % 4 == 0 ? 0 : 1)\n"
            }
        }
        try folder.write(rows + "east,someday,1\n", to: "c.csv")
        try folder.write(
            """
            title: { zh: 呼叫, en: Calls }
            period: { every: month, compare: [previous] }
            ingest: { c: { files: c.csv, columns: { at: { type: date }, good: { type: integer } } } }
            segment: { region: { column: c.region } }
            aggregate:
              metrics: [n, share]
              by: [[region]]
              define:
                n: { count: rows, of: c, at: at }
                share: { share: good = 1, of: c, at: at }
            render:
            \(render)
            """, to: "p.yml")
        return folder
    }

    private static let weekly = """
          - management-review
          - report: 周报
            title: { zh: 每周报告, en: Weekly report }
            blocks: [headlines, { trend: { periods: 3 } }, conventions, books, summary]
        """

    private static func text(_ folder: TemporaryFolder, _ name: String) -> String {
        String(decoding: FileManager.default.contents(atPath: folder.path + "/" + name) ?? Data(), as: UTF8.self)
    }

    @Test func `its files bear its name, and its pages show its blocks in their order`() throws {
        let folder = try Self.folder(render: Self.weekly)
        let outcome = try BuiltProgram.run(
            ["run", "p.yml", "--as-of", "2026-10-01", "--out", "out", "--quiet"], in: folder.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let pages = [("en", "Weekly report", "Headline figures", "Trends"), ("zh-Hans", "每周报告", "核心指标", "趋势")]
        for (language, title, headlines, trend) in pages {
            let page = Self.text(folder, "out/周报.\(language).html")
            #expect(page.contains("<p class=\"kicker\">\(title)</p>"), "\(language)")
            let sections = page.matches(of: /<section (?:id|aria-labelledby)="([a-z-]+)"/).map { String($0.1) }
            #expect(sections == ["headlines", "trend", "books", "glance-title"], "\(language): \(sections)")
            let contents = page.matches(of: /<li><a href="#([a-z-]+)">/).map { String($0.1) }
            #expect(contents == ["headlines", "trend", "books"])
            #expect(page.contains("href=\"周报.\(language == "en" ? "zh-Hans" : "en").html\""))
            let text = Self.text(folder, "out/周报.\(language).md")
            let headings = text.matches(of: /(?m)^## (.+)$/).map { String($0.1) }
            #expect(headings.count == 4 && headings.prefix(2) == [headlines, trend], "\(headings)")
            // Three periods were asked for, of nine.
            #expect(text.matches(of: /(?m)^\| --- \| ---: \| ---: \| ---: \|$/).count == 1)
        }
        #expect(Self.text(folder, "out/周报.html") == Self.text(folder, "out/周报.zh-Hans.html"))
        #expect(Self.text(folder, "out/annex.en.html").contains("id=\"breakdowns\""))
        let record = Self.text(folder, "out/run.json")
        for name in ["周报.html", "周报.en.html", "周报.zh-Hans.html", "周报.md", "周报.en.md", "周报.zh-Hans.md"] {
            #expect(record.contains("\"\(name)\""), "\(name)")
        }
    }

    @Test func `the next run removes its files when it is asked for no more, and nobody else's`() throws {
        let folder = try Self.folder(render: Self.weekly)
        func run() throws {
            let outcome = try BuiltProgram.run(
                ["run", "p.yml", "--as-of", "2026-10-01", "--out", "out", "--quiet"], in: folder.path)
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        try run()
        try folder.write("mine", to: "out/周报-notes.md")
        try folder.write(Self.text(folder, "p.yml").replacing("周报", with: "monthly"), to: "p.yml")
        try run()
        let names = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out"))
        #expect(names.filter { $0.hasPrefix("周报") } == ["周报-notes.md"])
        #expect(names.isSuperset(of: ["monthly.html", "monthly.en.md", "index.html", "report.md"]))
    }

    @Test(arguments: [
        ("en", "'blocks' has no choice 'headlnes'", "did you mean 'headlines'?"),
        ("zh-Hans", "'blocks' 没有选项 'headlnes'", "'headlines'"),
    ])
    func `a mistyped block is told with its place and its nearest name, and so is a name that is taken`(
        language: String, message: String, help: String
    ) throws {
        let folder = try Self.folder(
            render: """
                  - { report: index, blocks: [headlnes, books, books] }
                  - { report: daily, blocks: [] }
                """)
        let outcome = try BuiltProgram.run(["check", "p.yml", "--language", language], in: folder.path)
        #expect(outcome.status == 78)
        let said = outcome.errors + outcome.output
        #expect(said.contains("p.yml:12:31: ") && said.contains(message) && said.contains(help), "\(said)")
        for part in ["\"index\"", "'books'", "'blocks'"] { #expect(said.contains(part), "\(said)") }
        #expect(said.split(separator: "\n").count { $0.hasPrefix("p.yml:") } == 4, "\(said)")
    }
}
