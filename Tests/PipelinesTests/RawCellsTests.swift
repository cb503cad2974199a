// DuckDB reads the raw exports of last night's report itself, as texts, makes times, numbers and flags of them by casts of its own, and has
// the same tables, row for row.

import Diagnostics
import Expressions
import Foundation
import Pipelines
import TestSupport
import Testing

struct RawCellsTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// A folder that is gone with the test.
    private final class Folder {
        let path = NSTemporaryDirectory() + "rapport-" + UUID().uuidString

        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    /// How a raw text becomes a cell, in SQL.
    private enum Cast {
        case text, clock, seconds, flag, instant, money

        /// - Parameter text: the cell without blanks; NULL where it is a spelling of nothing.
        func sql(_ text: String) -> String {
            switch self {
            case .text: text
            case .instant: "try_strptime(\(text), '%Y-%m-%d %H:%M:%S') - INTERVAL 8 HOUR"
            case .seconds: "CAST(round(try_cast(\(text) AS DECIMAL(18, 3)) * 1000) AS BIGINT)"
            case .money: "try_cast(regexp_replace(\(text), '[¥￥,]', '', 'g') AS DECIMAL(18, 2))"
            case .flag: "CASE \(text) WHEN '是' THEN TRUE WHEN '否' THEN FALSE END"
            case .clock:
                """
                CASE WHEN regexp_full_match(\(text), '-?[0-9]+:[0-9]+:[0-9]+')
                THEN (CASE WHEN \(text) LIKE '-%' THEN -1000 ELSE 1000 END)
                * (3600 * try_cast(ltrim(split_part(\(text), ':', 1), '-') AS BIGINT) + 60 * try_cast(split_part(\(text), ':', 2) AS BIGINT)
                + try_cast(split_part(\(text), ':', 3) AS BIGINT)) END
                """
            }
        }
    }

    /// An export as it lies in the folder.
    private struct Export {
        var table: String
        var files: String
        /// Lines before the rows.
        var head: Int
        var width: Int
        /// By name, the column of the file, from 1, and what it is made into.
        var columns: [(name: String, place: Int, cast: Cast)]
        /// Spellings of nothing, in lower case.
        var missing: [String]
    }

    private static let exports = [
        Export(
            table: "calls", files: "calls-", head: 2, width: 15,
            columns: [
                ("call_id", 1, .text), ("start", 2, .instant), ("customer", 4, .text), ("queue", 5, .text),
                ("agent", 6, .text), ("direction", 8, .text), ("disposition", 9, .text), ("wait", 11, .seconds),
                ("talk", 12, .clock), ("hold", 13, .seconds), ("wrap", 14, .seconds), ("transferred", 15, .flag),
            ], missing: ["", "-", "--", "null"]),
        Export(
            table: "sales", files: "orders-", head: 1, width: 14,
            columns: [
                ("order_id", 1, .text), ("pay_time", 4, .instant), ("product", 5, .text), ("paid", 7, .money),
                ("refunded", 8, .money), ("customer", 14, .text),
            ],
            missing: [
                "", "-", "--", "—", "——", "n/a", "#n/a", "null", "none", "nan", "(空)", "（空）", "0000-00-00 00:00:00",
                "0000-00-00",
            ]),
    ]

    /// The rows of the export that can be read, every cell cast; a row with too few cells or one that cannot be cast is none.
    private static func table(_ export: Export) throws -> String {
        let folder = root + "/fixtures/nightly"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix(export.files) }
            .sorted().map { "'\(folder)/\($0)'" }
        let raw = (1...(export.width + 1)).map { "'c\($0)': 'VARCHAR'" }.joined(separator: ", ")
        let spellings = export.missing.map { "'\($0)'" }.joined(separator: ", ")
        func text(_ place: Int) -> String { "t\(place)" }
        let texts = export.columns.map { column in
            let trimmed = #"regexp_replace(c\#(column.place), '^[\s　]+|[\s　]+$', '', 'g')"#
            return "CASE WHEN lower(\(trimmed)) NOT IN (\(spellings)) THEN \(trimmed) END AS \(text(column.place))"
        }
        let casts = export.columns.map { "\($0.cast.sql(text($0.place))) AS \"\($0.name)\"" }
        let good = export.columns.map { "(\(text($0.place)) IS NULL OR (\($0.cast.sql(text($0.place)))) IS NOT NULL)" }
        return """
            CREATE TABLE "own \(export.table)" AS SELECT \(casts.joined(separator: ", ")) FROM (
            SELECT \(texts.joined(separator: ", ")) FROM read_csv([\(files.joined(separator: ", "))], auto_detect = false, header = false,
            skip = \(export.head), delim = ',', quote = '"', escape = '"', null_padding = true, nullstr = '\\missing', strict_mode = false,
            parallel = false, columns = {\(raw)})
            WHERE c\(export.width) IS NOT NULL AND c\(export.width + 1) IS NULL)
            WHERE \(good.joined(separator: " AND "))
            """
    }

    @Test func `DuckDB makes the same cells of the raw calls and orders`() throws {
        let folder = Folder()
        let script = try Pipelines.sql(
            path: Self.root + "/pipelines/nightly.yml", options: RunOptions(asOf: .fixed("2026-09-15")),
            dialect: .duckDB, from: .ingested, tables: folder.path + "/tables", language: .english,
            collector: DiagnosticCollector())
        var statements = [script]
        var questions: [String] = []
        for export in Self.exports {
            statements.append(try Self.table(export))
            let names = export.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
            let (own, read) = (
                "SELECT \(names) FROM \"own \(export.table)\"", "SELECT \(names) FROM \"\(export.table)\""
            )
            questions.append(
                """
                SELECT '\(export.table)', (SELECT count(*) FROM (\(own))), (SELECT count(*) FROM (\(read))),
                (SELECT count(*) FROM (\(own) EXCEPT ALL \(read))), (SELECT count(*) FROM (\(read) EXCEPT ALL \(own)))
                """)
        }
        statements.append(questions.joined(separator: "\nUNION ALL\n"))
        guard let rows = try DuckDB.rows(statements.joined(separator: ";\n")) else { return }
        #expect(rows.count == Self.exports.count)
        for row in rows {
            #expect(row[1] == row[2] && row[3] == "0" && row[4] == "0", "\(row)")
            #expect((row[1].flatMap { Int($0) } ?? 0) > 1000)
        }
    }
}
