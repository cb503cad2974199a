// DuckDB counts the rows of random cells from the exports, and comes to what `rapport why` tells of them, file by file and step by step.

import Aggregation
import Diagnostics
import Expressions
import Foundation
import Pipelines
import TestSupport
import Testing

struct CellRowsTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// What is compared of a file that was read.
    private struct Record: Decodable {
        struct Input: Decodable {
            var table: String
            var path: String
            var encoding: String
            var delimiter: String
            var header_line: Int?
            var footer_rows: Int
        }

        struct Ledger: Decodable {
            struct File: Decodable { var read: Int }
            struct Step: Decodable {
                var stage: String
                var ordinal: Int
                var after: Int
            }

            var table: String
            var files: [File]
            var steps: [Step]
        }

        var inputs: [Input]
        var ledger: [Ledger]
    }

    /// A folder that is gone with the test.
    private final class Folder {
        let path = NSTemporaryDirectory() + "rapport-" + UUID().uuidString

        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    @Test(arguments: [("nightly", "2026-09-15"), ("quarterly-review", "2026-10-01"), ("survey-dump", "2026-09-20")])
    func `DuckDB counts the same rows of ten random cells, by file and by step`(name: String, day: String) throws {
        let folder = Folder()
        let path = Self.root + "/pipelines/\(name).yml"
        var options = RunOptions(asOf: .fixed(day), output: folder.path + "/report")
        let collector = DiagnosticCollector()
        _ = try Pipelines.run(path: path, options: options, collector: collector)
        options.output = nil
        let script = try Pipelines.sql(
            path: path, options: options, dialect: .duckDB, from: .ingested, tables: folder.path + "/tables",
            language: .english, collector: collector)
        var statements = [script, Self.handOver(script)]
        statements.append("CREATE TABLE counted (cell INT, metric VARCHAR, what VARCHAR, file INT, rows BIGINT)")
        var accounts: [CellAccount] = []
        for (number, question) in try Self.questions(in: folder.path + "/report", count: 10).enumerated() {
            let account = try Pipelines.why(
                run: folder.path + "/report", question, pipeline: path, options: options)
            #expect(!account.traces.isEmpty, "\(question): \(account.lines.map(\.english))")
            accounts.append(account)
            statements += try Self.counts(of: account, number: number)
        }
        statements.append("SELECT * FROM counted")
        guard let rows = try DuckDB.rows(statements.joined(separator: ";\n")) else { return }
        var counted: [[String]: Int] = [:]
        for row in rows {
            let place = row.prefix(4).map { $0 ?? "" }
            counted[place] = row[4].flatMap { Int($0) }
        }
        var compared = 0
        for (number, account) in accounts.enumerated() {
            for shown in account.traces {
                let trace = shown.trace
                func rows(_ what: String, _ file: Int? = nil) -> Int {
                    counted[["\(number)", trace.metric, what, file.map { "\($0 + 1)" } ?? ""]] ?? 0
                }
                let left = trace.steps.map { trace.count($0) }
                let conditions = 3 + trace.conditions.count
                #expect(rows("in the segment") == left.dropFirst(3).reduce(0, +), "\(number) \(trace.metric)")
                #expect(rows("in the period") == left.dropFirst(2).reduce(0, +), "\(number) \(trace.metric)")
                #expect(rows("counted") == left.dropFirst(conditions + 1).reduce(0, +), "\(number) \(trace.metric)")
                // Rows that stand in several periods are not counted before these.
                if account.sql?.contains("'rows of \(trace.metric) with a time'") == true {
                    #expect(rows("with a time") == left.dropFirst(1).reduce(0, +), "\(number) \(trace.metric)")
                }
                for (file, steps) in trace.rows
                where counted.keys.contains(where: { $0[1] == trace.metric && $0[3] != "" }) {
                    let entered = (steps[.entered] ?? 0) + (steps[.notChosen] ?? 0)
                    #expect(rows("counted", file) == entered, "\(number) \(trace.metric) in file \(file)")
                }
                compared += 1
            }
        }
        #expect(compared >= 10)
    }

    @Test(arguments: [("nightly", "2026-09-15"), ("quarterly-review", "2026-10-01"), ("survey-dump", "2026-09-20")])
    func `DuckDB reads as many rows of every export, and every rule leaves as many`(name: String, day: String) throws {
        let folder = Folder()
        let pipeline = Self.root + "/pipelines/\(name).yml"
        let options = RunOptions(asOf: .fixed(day))
        let script = try Pipelines.sql(
            path: pipeline, options: options, dialect: .duckDB, from: .ingested, tables: folder.path + "/tables",
            language: .english, collector: DiagnosticCollector())
        let data = try Data(contentsOf: URL(fileURLWithPath: Self.root + "/reports/\(name)/run.json"))
        let record = try JSONDecoder().decode(Record.self, from: data)
        var queries: [(String, expected: Int)] = []
        for ledger in record.ledger {
            let files = record.inputs.filter { $0.table == ledger.table }
            for (file, read) in zip(files, ledger.files) {
                let encoding = file.encoding == "utf-16le" ? "utf-16" : "utf-8"
                var path = "\(Self.root)/pipelines/\(file.path)"
                if file.encoding == "gb18030" {
                    // No sign of it but a comma, a quotation mark or a line end has their bytes.
                    let plain = try Data(contentsOf: URL(fileURLWithPath: path)).map {
                        $0 < 0x80 ? $0 : UInt8(ascii: "x")
                    }
                    path = "\(folder.path)/\(queries.count).csv"
                    try Data(plain).write(to: URL(fileURLWithPath: path))
                }
                let columns = (1...60).map { "'c\($0)': 'VARCHAR'" }.joined(separator: ", ")
                let around = (file.header_line ?? 0) + file.footer_rows
                queries.append(
                    (
                        """
                        count(*) - \(around) FROM read_csv('\(path)', auto_detect = false, header = false,
                        delim = '\(file.delimiter)', quote = '"', escape = '"', null_padding = true, strict_mode = false,
                        parallel = false, encoding = '\(encoding)', columns = {\(columns)})
                        """, read.read
                    ))
            }
            for step in ledger.steps where step.stage == "clean" {
                let view = "\"\(ledger.table) after rule \(step.ordinal)\""
                if script.contains(view) { queries.append(("count(*) FROM \(view)", step.after)) }
            }
        }
        let all = queries.enumerated().map { "SELECT \($0) AS place, \($1.0)" }.joined(separator: "\nUNION ALL\n")
        guard let rows = try DuckDB.rows("\(script);\n\(all)\nORDER BY place") else { return }
        #expect(rows.count == queries.count && rows.count > 3)
        for (row, query) in zip(rows, queries) { #expect(row[1] == "\(query.expected)", "\(query.0)") }
    }

    /// Visible cells, by a fixed order of chance.
    private static func questions(in report: String, count: Int) throws -> [CellQuestion] {
        let text = try String(contentsOfFile: report + "/results.csv", encoding: .utf8)
        var random = SplitMix64(seed: 2026)
        let visible = PlainCSV.cells(text).dropFirst().filter { $0.last != "hidden" && !$0[5].isEmpty }
        return visible.shuffled(using: &random).prefix(count).map { cells in
            let last = CivilDay.before(cells[3])
            return CellQuestion(
                metric: cells[0], period: cells[2].isEmpty ? "all" : "\(cells[2])..\(last)", segment: cells[4])
        }
    }

    /// Puts the cleaned tables under the names of those that a script of a cell begins with, and the file of every row beside it.
    private static func handOver(_ script: String) -> String {
        var statements: [String] = []
        var last: [String: Int] = [:]
        for rule in script.matches(of: #/TABLE "(\w+) after rule (\d+)" AS/#) { last[String(rule.1)] = Int(rule.2) }
        for (table, rule) in last.sorted(by: { $0.key < $1.key }) {
            statements.append(
                """
                CREATE TABLE "files of \(table)" AS SELECT row_number() OVER (ORDER BY "row_number") AS place, "file_number" AS file
                FROM "\(table) after rule \(rule)"
                """)
            statements.append("CREATE OR REPLACE TEMPORARY TABLE \"\(table)\" AS SELECT * FROM \"\(table) cleaned\"")
        }
        return statements.joined(separator: ";\n")
    }

    /// The statements by which DuckDB counts the rows of a cell.
    private static func counts(of account: CellAccount, number: Int) throws -> [String] {
        let script = try #require(account.sql)
        let question = try #require(script.range(of: "-- the cell, and before it", options: .backwards))
        var statements = [String(script[..<question.lowerBound]) + "SELECT 0"]
        for trace in account.traces.map(\.trace) {
            let rows = "\"rows of \(trace.metric)\""
            for (what, condition) in [
                ("with a time", "TRUE"), ("in the period", "in_period"), ("in the segment", "in_period AND in_segment"),
                ("counted", "in_period AND in_segment AND counts"),
            ] {
                statements.append(
                    "INSERT INTO counted SELECT \(number), '\(trace.metric)', '\(what)', NULL, count(*) FROM \(rows) WHERE \(condition)"
                )
            }
            guard trace.rows.count > 1 else { continue }
            statements.append(
                """
                INSERT INTO counted SELECT \(number), '\(trace.metric)', 'counted', file, count(*)
                FROM \(rows) JOIN "files of \(trace.table)" USING (place) WHERE in_period AND in_segment AND counts GROUP BY file
                """)
        }
        return statements
    }
}

/// Days of results.csv.
private enum CivilDay {
    static func before(_ day: String) -> String {
        let format = DateFormatter()
        format.dateFormat = "yyyy-MM-dd"
        format.timeZone = TimeZone(identifier: "UTC")
        format.locale = Locale(identifier: "en_US_POSIX")
        return format.date(from: day).map { format.string(from: $0.addingTimeInterval(-86_400)) } ?? ""
    }
}
