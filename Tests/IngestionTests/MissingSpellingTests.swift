// Spellings of missing cells come before parsing: for every type, declared or inferred, and for every export that is known.
import Foundation
import Stages
import Tabular
import TestSupport
import Testing

@testable import Ingestion

struct `A spelling of a missing cell` {
    /// A type, how it is declared, a spelling that its parser could read, and other cells.
    struct Case: CustomTestStringConvertible, Sendable {
        var type: ColumnType
        var declared: String
        var spelling: String
        var others: [String]

        var testDescription: String { "\(declared): \(spelling)" }
    }

    private static let cases: [Case] = [
        Case(type: .integer, declared: "integer", spelling: "-3", others: ["5", "17", "-4", "1,234"]),
        Case(type: .integer, declared: "integer", spelling: "0", others: ["5", "17", "-4"]),
        Case(type: .integer, declared: "integer", spelling: "99999999", others: ["5", "17", "-4"]),
        Case(type: .decimal, declared: "decimal", spelling: "-1.00", others: ["5.25", "0.10", "3"]),
        Case(type: .decimal, declared: "decimal", spelling: "0.00", others: ["5.25", "1.10", "3.20"]),
        Case(type: .decimal, declared: "decimal", spelling: "-3", others: ["5.25", "1.10", "3.20"]),
        Case(type: .real, declared: "real", spelling: "0", others: ["0.12345678", "7.5", "1e3"]),
        Case(type: .real, declared: "real", spelling: "1e9", others: ["0.12345678", "7.5", "1e3"]),
        Case(type: .flag, declared: "flag", spelling: "false", others: ["true", "true"]),
        Case(type: .flag, declared: "flag", spelling: "0", others: ["1", "yes"]),
        Case(type: .flag, declared: "flag", spelling: "无", others: ["有", "否"]),
        Case(type: .date, declared: "date", spelling: "1970-01-01", others: ["2026-01-31", "2026-02-01"]),
        Case(type: .date, declared: "date", spelling: "9999/12/31", others: ["2026-01-31", "2026-02-01"]),
        Case(
            type: .instant, declared: "instant", spelling: "1970-01-01 00:00:00",
            others: ["2026-01-31 08:00:00", "2026-01-31 09:00:00"]),
        Case(
            type: .instant, declared: "instant", spelling: "1970-01-01",
            others: ["2026-01-31 08:00:00", "2026-01-31 09:00:00"]),
        Case(type: .instant, declared: "instant, format: epoch_s", spelling: "0", others: ["1767225600"]),
        Case(type: .duration, declared: "duration, unit: s", spelling: "0", others: ["109", "12"]),
        Case(type: .duration, declared: "duration, unit: s", spelling: "-1", others: ["109", "00:01:49"]),
        Case(type: .duration, declared: "duration, unit: clock", spelling: "00:00:00", others: ["00:01:49"]),
        Case(type: .duration, declared: "duration, unit: text", spelling: "0秒", others: ["109秒"]),
        Case(type: .text, declared: "text", spelling: "0", others: ["a", "17"]),
        Case(type: .text, declared: "text", spelling: "系统未取得该字段的内容，请联系管理员补录后再导出一次", others: ["a", "17"]),
    ]

    @Test(arguments: cases, ["missing", "missing_only"])
    private func `is missing in a column of a declared type`(_ sample: Case, _ option: String) throws {
        // Few rows and many, for these are read in different ways.
        for repeats in [1, 120] {
            let cells = (0..<repeats).flatMap { _ in
                sample.others + [sample.spelling, " \(sample.spelling) ", "=\"\(sample.spelling)\"", sample.others[0]]
            }
            let expected = (0..<repeats).flatMap { _ in
                sample.others.map { _ in false } + [true, true, true, false]
            }
            let quoted = cells.map {
                $0.hasPrefix("=") || $0.contains(",") ? "\"\($0.replacing("\"", with: "\"\""))\"" : $0
            }
            let file = TemporaryFile("id,a\n" + quoted.map { "x,\($0)\n" }.joined())
            let options = """
                files: \(file.path)
                \(option): ['\(sample.spelling)']
                reject_limit: 0
                columns:
                  a: { type: \(sample.declared) }
                """
            let (found, problems) = read(options, blockSize: 400)
            let table = try #require(found, "\(problems)")
            #expect(table.texts("a").map { $0 == nil } == expected)
        }
    }

    @Test(arguments: cases)
    private func `is missing in a column of a type that the other cells show`(_ sample: Case) throws {
        func type(_ cells: [String]) throws -> (ColumnType?, [String?]) {
            let file = TemporaryFile(
                "id,a\n" + cells.map { $0.contains(",") ? "x,\"\($0)\"\n" : "x,\($0)\n" }.joined())
            let (found, problems) = read("files: \(file.path)\nmissing: ['\(sample.spelling)']\nreject_limit: 0")
            let table = try #require(found, "\(problems)")
            return (table.schema.columns.first { $0.name == "a" }?.type, table.texts("a"))
        }
        let (expected, values) = try type(sample.others)
        // The spelling says nothing of the type, wherever it stands.
        for place in 0...sample.others.count {
            var cells = sample.others
            cells.insert(sample.spelling, at: place)
            var with = values
            with.insert(nil, at: place)
            let (found, others) = try type(cells)
            #expect(found == expected)
            #expect(others == with)
        }
    }

    @Test(arguments: BuiltInExports.names)
    func `of an export is missing in each of its columns and in those of the user`(_ name: String) throws {
        let preset = try #require(BuiltInExports.named(name))
        let spellings = preset.missing + MissingSpellings.common
        var headers = preset.marks.flatMap(\.headers)
        for column in preset.columns where !column.headers.contains(where: headers.contains) {
            headers.append(column.headers[0])
        }
        headers += ["1、总体满意度", "我的列"]
        let declared = ["1、总体满意度": "5", "我的列": "2"]
        var text = headers.map { "\"\($0)\"" }.joined(separator: ",") + "\n"
        for spelling in spellings {
            text += headers.map { _ in "\"\(spelling)\"" }.joined(separator: ",").appending("\n")
            // A row that is not blank, in the columns that nobody declared.
            text += headers.map { declared[$0] ?? "" }.joined(separator: ",") + "\n"
        }
        let file = TemporaryFile(text)
        let (found, problems) = read("files: \(file.path)\nexport: \(name)\nreject_limit: 0")
        let table = try #require(found, "\(problems)")
        for (index, column) in table.table.columns.enumerated() {
            let cells = table.table.chunks.flatMap { $0.columns[index].texts }
            let expected = declared[column.name]
            #expect(cells.enumerated().allSatisfy { $1 == ($0 % 2 == 0 ? nil : expected) }, "\(column.name): \(cells)")
        }
    }

    @Test func `of 问卷星 by number is no score`() throws {
        let file = TemporaryFile(
            "序号,提交答卷时间,所用时间,来自IP,总分,1、满意度\n"
                + "1,2026/9/16 8:30:05,109秒,a,5,5\n2,2026/9/16 8:30:05,109秒,a,-3,-3\n3,2026/9/16 8:30:05,109秒,a,4,-2\n")
        let (found, problems) = read("files: \(file.path)\nexport: wjx")
        let table = try #require(found, "\(problems)")
        #expect(table.texts("1、满意度") == ["5", nil, nil])
        #expect(table.schema.columns.first { $0.name == "1、满意度" }?.type == .integer)
        #expect(table.texts("total_score") == ["5", nil, "4"])
    }
}
