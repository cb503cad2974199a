// Workbooks of a run: their names, the same numbers as results.csv, and the same bytes again.

import Foundation
import TestSupport
import Testing

struct WorkbookCommandTests {
    private static func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        var rows = "region,at,good,wait,price\n"
        for month in 1...9 {
            for row in 0..<60 {
                rows += "\(["=east", "华南", "c/[d]"][row % 3]),2026-0\(month)-10,\((row * month) % 7 == 0 ? 0 : 1),"
                rows += "\((row * 37 + month) % 300).\(row % 10),\(row * month).\(10 + row)\n"
            }
        }
        try folder.write(rows, to: "c.csv")
        try folder.write(
            """
            title: { zh: 呼叫, en: Calls }
            currency: CNY
            period: { every: month, compare: [previous] }
            ingest:
              c:
                files: c.csv
                columns: { at: { type: date }, good: { type: integer }, wait: { type: decimal }, price: { type: decimal } }
            segment: { region: { column: c.region } }
            aggregate:
              metrics: [n, share, wait, price]
              by: [[region]]
              define:
                n: { count: rows, of: c, at: at }
                share: { share: good = 1, of: c, at: at }
                wait: { mean: wait, of: c, at: at, unit: s }
                price: { sum: price, of: c, at: at, unit: money:CNY }
            render:
              - { report: management-review, formats: [xlsx] }
            """, to: "p.yml")
        return folder
    }

    private static func run(_ folder: TemporaryFolder, into out: String) throws {
        let outcome = try BuiltProgram.run(
            ["run", "p.yml", "--as-of", "2026-10-01", "--out", out, "--quiet"], in: folder.path)
        try #require(outcome.status == 0, "\(outcome.errors)")
    }

    private static func bytes(_ folder: TemporaryFolder, _ name: String) throws -> [UInt8] {
        Array(try #require(FileManager.default.contents(atPath: folder.path + "/" + name), "\(name)"))
    }

    private static let names = [
        "report.en.xlsx", "report.zh-Hans.xlsx", "report.xlsx", "annex.en.xlsx", "annex.zh-Hans.xlsx", "annex.xlsx",
    ]

    @Test func `workbooks are made in every language, the same to the byte, and no other page`() throws {
        let folder = try Self.folder()
        try Self.run(folder, into: "one")
        // The times in an archive have a step of two seconds.
        Thread.sleep(forTimeInterval: 2.1)
        try Self.run(folder, into: "two")
        for name in Self.names {
            #expect(try Self.bytes(folder, "one/" + name) == Self.bytes(folder, "two/" + name), "\(name)")
        }
        #expect(try Self.bytes(folder, "one/report.xlsx") == Self.bytes(folder, "one/report.zh-Hans.xlsx"))
        let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/one").filter {
            $0.hasSuffix(".html") || $0.hasSuffix(".md")
        }
        #expect(pages.isEmpty)
    }

    @Test func `its numbers are those of results csv, and no label is a formula`() throws {
        let folder = try Self.folder()
        try Self.run(folder, into: "out")
        let lines = String(decoding: try Self.bytes(folder, "out/results.csv"), as: UTF8.self).split(separator: "\n")
        let heads = lines[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        func column(_ name: String) throws -> Int { try #require(heads.firstIndex(of: name), "\(heads)") }
        let (metric, period, value) = (try column("metric"), try column("period_start"), try column("value"))
        var truth: [String: [Double]] = [:]
        var latest: [String: [Double]] = [:]
        for line in lines.dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard let number = Double(cells[value]) else { continue }
            truth[cells[metric], default: []].append(number)
            if cells[period] == "2026-09-01" { latest[cells[metric], default: []].append(number) }
        }
        try #require(Set(truth.keys) == ["n", "share", "wait", "price"])
        guard let books = try WorkbookReader.read(Self.names.map { try Self.bytes(folder, "out/" + $0) }) else {
            return
        }
        for (name, book) in zip(Self.names, books) {
            #expect(!book.hasFormula && book.sheets.count > 2, "\(name)")
            let numbers = book.sheets.flatMap(\.cells).filter { $0.type == "n" }
            #expect(!numbers.isEmpty, "\(name)")
            /// Whether a number is the value of a metric, as far as a spreadsheet keeps it.
            func isTold(_ cell: WorkbookReader.Cell, _ metric: String) -> Bool {
                guard let number = cell.number else { return false }
                return truth[metric, default: []].contains { abs($0 - number) <= 1e-14 * abs($0) }
            }
            #expect(numbers.contains { isTold($0, "share") && $0.format == "#,##0.0%" }, "\(name)")
            #expect(numbers.contains { isTold($0, "price") && $0.format.hasPrefix("\"¥\"#,##0") }, "\(name)")
            let seconds = name.contains("en") && name != "report.xlsx" && name != "annex.xlsx" ? "s" : "秒"
            #expect(numbers.contains { isTold($0, "wait") && $0.format == "#,##0.0\"\u{A0}\(seconds)\"" }, "\(name)")
        }
        // Every value of the report's own month stands in the report or in its annex.
        let told = (books[0].sheets + books[3].sheets).flatMap(\.cells).compactMap(\.number)
        for (metric, values) in latest {
            let missing = values.filter { value in !told.contains { abs($0 - value) <= 1e-14 * abs(value) } }
            #expect(values.count >= 4 && missing.isEmpty, "\(metric): \(missing) of \(values.count)")
        }
    }
}
