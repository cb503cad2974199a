// Real and made-up exports: what is known of them must come out.
import Foundation
import Stages
import Tabular
import TestSupport
import Testing

@testable import Ingestion

@Suite struct RealFileTests {
    /// The folder of the project's own made-up exports.
    static var fixtures: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("fixtures").path
    }

    @Test func `every fixture is read with the number of rows its ledger tells`() throws {
        var checked = 0
        for folder in files(in: Self.fixtures) {
            guard FileManager.default.fileExists(atPath: folder + "/ledger.csv") else { continue }
            let ledger = try #require(read("files: \(folder)/ledger.csv").read)
            for (name, expected) in zip(ledger.texts("file"), ledger.texts("read")) {
                let (table, problems) = read(
                    "files: '\(folder)/\(name ?? "")'\nreject_limit: 100%\nfooter: [合计]", jobs: 2)
                let found = try #require(table, "\(problems)")
                #expect(found.set.files.first.map { String($0.rows) } == expected, "\(folder)/\(name ?? "")")
                checked += 1
            }
        }
        #expect(checked > 0)
    }

    @Test func `the figures of online-retail come out`() throws {
        guard let path = SharedData.path("online-retail/online-retail.csv") else { return }
        let read = try #require(
            read(
                """
                files: \(path)
                columns:
                  Quantity: { type: integer }
                  UnitPrice: { type: decimal }
                  CustomerID: { type: text }
                  InvoiceDate: { type: instant }
                """, requested: ["InvoiceNo", "Quantity", "UnitPrice", "CustomerID", "InvoiceDate"], jobs: 2
            )
            .read)
        #expect(read.table.columns.map(\.type) == [.text, .integer, .instant, .decimal, .text])
        #expect(read.table.rowCount == 541_909)
        let customer = try #require(read.table.index(of: "CustomerID"))
        #expect(read.table.chunks.reduce(0) { $0 + $1.columns[customer].presence.missingCount } == 135_080)
        var sum = ExactDecimal(0)
        for chunk in read.table.chunks {
            guard case .integer(let quantity) = chunk.columns[1], case .decimal(let price) = chunk.columns[3] else {
                Issue.record("wrong types")
                return
            }
            var units: Int128 = 0
            for row in 0..<chunk.rowCount { units += Int128(quantity.values[row]) * Int128(price.units.values[row]) }
            sum = ExactDecimal.sum(sum, ExactDecimal(units: units, scale: price.scale)) ?? sum
        }
        #expect(sum.description == "9747747.934")
    }

    @Test(arguments: [
        ("telco-churn/Telco-Customer-Churn.csv", 7043), ("cfpb-complaints/complaints_20000.csv", 20_000),
        ("nyc311/service-requests-2025-animals.csv", 4969), ("complete-journey/transactions_sample.csv", 75_000),
        ("sfo-survey/2017_SFO_Customer_Survey.csv", 2831),
        ("fivethirtyeight/flying-etiquette-survey/flying-etiquette.csv", 1040),
    ])
    func `real exports have as many rows as people counted`(name: String, rows: Int) throws {
        guard let path = SharedData.path(name) else { return }
        let (table, problems) = read("files: \(path)\ndates: month-first", jobs: 2)
        let found = try #require(table, "\(problems)")
        #expect(found.table.rowCount == rows)
        #expect(found.set.rejects.isEmpty)
    }

    @Test func `files without a header are read with the names given`() throws {
        guard let path = SharedData.path("adventureworks/FactCallCenter.csv"),
            let records = SharedData.path("cdr-sample/cdr_stats_import_cdr_100.txt")
        else { return }
        let (table, problems) = read("files: \(path)\nheader: none")
        let calls = try #require(table, "\(problems)")
        #expect(calls.table.rowCount == 120)
        #expect(calls.set.files[0].encoding == "utf-16le")
        #expect(calls.set.files[0].delimiter == "|")
        #expect(read("files: \(records)").problems.first?.contains("header is expected") == true)
        let (details, trouble) = read("files: \(records)\nheader: none")
        let cdr = try #require(details, "\(trouble)")
        #expect(cdr.table.rowCount == 100)
        #expect(cdr.texts("column_2").first == "abbey1")
    }

    @Test func `a folder of horrors is read or refused with a message`() throws {
        guard let folder = SharedData.path("messy-csv/horror") else { return }
        for path in files(in: folder) {
            let (table, problems) = read("files: \(path)\nreject_limit: 100%\ndates: day-first")
            #expect(table != nil || !problems.isEmpty, "\(path)")
            print(
                (path as NSString).lastPathComponent, table.map { "\($0.table.rowCount) rows" } ?? problems.first ?? "")
        }
    }

    @Test func `naughty strings come out as they went in`() throws {
        guard let json = SharedData.path("naughty-strings/blns.json") else { return }
        let strings = try JSONDecoder().decode([String].self, from: Data(contentsOf: URL(fileURLWithPath: json)))
            .filter { !$0.utf8.contains(0) }
        var text = "number,naughty\n"
        for (number, string) in strings.enumerated() {
            text += "\(number),\"\(string.replacing("\"", with: "\"\""))\"\n"
        }
        let file = TemporaryFile(text)
        let rows = try readAll(file.path, dialect: Dialect())
        #expect(rows.dropFirst().map { $0[1] } == strings)
        let found = try #require(read("files: \(file.path)\ncolumns: { naughty: { type: text } }").read)
        #expect(found.table.rowCount == strings.count)
    }
}
