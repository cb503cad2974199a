// A published table of weighted percentages comes out of the answers that it was made from.

import Diagnostics
import Foundation
import Stages
import Tabular
import TestSupport
import Testing

@testable import Aggregation

/// The masculinity survey of FiveThirtyEight: its answers, one row per man, and the percentages printed of them.
///
/// A percentage is the weight of those who gave an answer per weight of those who were asked: "No answer" is an answer, NA is not asked. Of a
/// question with several answers each has a column, with the answer's own text or `Not selected`.
@Suite struct SurveyToplineTests {
    /// The questions in the order in which they are printed.
    private static let questions =
        ["q0001", "q0002", "q0004", "q0005"] + (1...11).map { "q0007_\($0 < 10 ? "000" : "00")\($0)" } + [
            "q0008", "q0009", "q0010", "q0011", "q0012", "q0013", "q0014", "q0015", "q0017", "q0018", "q0019", "q0020",
            "q0021", "q0022", "q0024", "q0025", "q0026", "q0028", "q0029", "age3",
        ]

    /// What the printed columns are of: a column of the answers, and a value of it.
    private static let banner: [(column: String, value: String)] = [
        ("", ""), ("age3", "18 - 34"), ("age3", "35 - 64"), ("age3", "65 and up"), ("race2", "White"),
        ("race2", "Non-white"), ("kids", "Has children"), ("kids", "No children"), ("orientation", "Straight"),
        ("orientation", "Gay/Bisexual"),
    ]

    private static func cells(_ name: String) -> [[String]]? {
        guard let path = SharedData.path("fivethirtyeight/masculinity-survey/\(name)"),
            let bytes = FileManager.default.contents(atPath: path)
        else { return nil }
        return PlainCSV.cells(String(decoding: bytes, as: UTF8.self))
    }

    /// Apostrophes are written in several ways.
    private static func folded(_ text: String) -> String {
        String(text.map { "’'?`\u{FFFD}".contains($0) ? "'" : $0 }).lowercased().trimmingCharacters(in: .whitespaces)
    }

    @Test func `every printed percentage comes out`() throws {
        guard let topline = Self.cells("masculinity-survey.csv"), let answers = Self.cells("raw-responses.csv"),
            let header = answers.first
        else { return }
        var texts: [String: [String?]] = [:]
        for (place, name) in header.enumerated() {
            texts[name] = answers.dropFirst().map { $0[place] == "NA" ? nil : $0[place] }
        }
        let (definitions, printed) = Self.definitions(topline, texts)
        #expect(printed.count == 195)

        let banners = ["age3", "race2", "kids", "orientation"]
        let columns = Set(definitions.map(\.column) + banners).sorted().map { name in
            (name: name, column: SampleColumn.texts(texts[name] ?? []))
        }
        let weights = (texts["weight"] ?? []).map { $0.flatMap { Double($0) } }
        var bench = AggregationBench(tables: [.sample("answers", columns + [("weight", .reals(weights))])])
        for name in banners { bench.segments[name] = ("answers", name) }
        bench.jobs = 2
        let defined = definitions.map { "  \($0.key): { share: \"\($0.condition)\", of: answers, weight: weight }\n" }
        let results = try bench.results(
            "by: [[age3], [race2], [kids], [orientation]]\ndefine:\n" + defined.joined())
        var cells: [String: MetricCell] = [:]
        for cell in results.cells {
            let label = zip(cell.breakdown.segments, cell.labels).map { "\($0)=\(bench.labelKeys($0)[$1])" }
            cells[cell.metric + label.joined()] = cell
        }
        var counts = (printed: 0, blank: 0)
        for (key, percentages) in printed {
            for (banner, percentage) in zip(Self.banner, percentages) {
                let place = key + (banner.column.isEmpty ? "" : "\(banner.column)=\(banner.value)")
                guard let cell = cells[place] else { continue }
                // Of fewer than a hundred men none is printed.
                if percentage.isEmpty {
                    counts.blank += 1
                    #expect(cell.n < 100, "\(place)")
                } else {
                    counts.printed += 1
                    let found = (cell.value?.doubleValue ?? -1) * 100
                    #expect("\(Int(found.rounded()))%" == percentage, "\(place): \(found)")
                }
            }
        }
        #expect(counts == (1820, 130))
    }

    /// A metric for each printed row, and what is printed in it.
    private static func definitions(
        _ topline: [[String]], _ texts: [String: [String?]]
    ) -> (definitions: [(key: String, column: String, condition: String)], printed: [String: [String]]) {
        var definitions: [(key: String, column: String, condition: String)] = []
        var printed: [String: [String]] = [:]
        var question = -1
        for row in topline.dropFirst(2) where row.count > 2 {
            guard row[0].isEmpty else {
                question += 1
                continue
            }
            let option = folded(row[1])
            guard !option.isEmpty, questions.indices.contains(question) else { continue }
            let name = questions[question]
            let key = "m\(definitions.count)"
            let columns = texts[name] == nil ? texts.keys.filter { $0.hasPrefix(name + "_") }.sorted() : [name]
            for column in columns {
                guard let text = texts[column]?.lazy.compactMap({ $0 }).first(where: { folded($0) == option }) else {
                    continue
                }
                let isOneOfSeveral = columns != [name]
                let own = text.replacing("'", with: "''").replacing("\"", with: "\\\"")
                let condition = isOneOfSeveral ? "\(column) != 'Not selected'" : "\(column) = '\(own)'"
                definitions.append((key, column, condition))
                printed[key] = Array(row[2...])
                break
            }
        }
        return (definitions, printed)
    }
}
