// The rows set aside, counted by file, column and reason, with the first few of each kind.

import Diagnostics
import Stages

extension ReportModelBuilder {
    private static let mostGroups = 40
    private static let mostExamples = 3
    private static let longestExample = 80

    /// Groups by falling number of rows, equally large ones in the order of their first row. What a reason quotes of
    /// the data does not make a group of its own.
    func rejectGroups() -> (groups: [ReportModel.RejectGroup], more: String) {
        struct Kind: Hashable {
            var file: Int
            var column: String?
            var stage: StageName
            var rule: String
            var reason: Wording
        }
        var order: [Kind] = []
        var rows: [Kind: (count: Int, examples: [RejectedRow])] = [:]
        for row in facts.rejects {
            let reason = Wording(
                en: Self.withoutData(row.reason.english), zh: Self.withoutData(row.reason.chinese))
            let kind = Kind(file: row.file, column: row.column, stage: row.stage, rule: row.rule, reason: reason)
            if rows[kind] == nil { order.append(kind) }
            rows[kind, default: (0, [])].count += 1
            if let found = rows[kind], found.examples.count < Self.mostExamples { rows[kind]?.examples.append(row) }
        }
        let ranked = order.enumerated().sorted { left, right in
            let counts = (rows[left.element]?.count ?? 0, rows[right.element]?.count ?? 0)
            return counts.0 != counts.1 ? counts.0 > counts.1 : left.offset < right.offset
        }.map(\.element)
        let groups = ranked.prefix(Self.mostGroups).map { kind in
            let found = rows[kind] ?? (0, [])
            return ReportModel.RejectGroup(
                file: facts.files.indices.contains(kind.file) ? facts.files[kind.file].path : "",
                column: kind.column ?? ValueFormat.absent,
                rule: "\(ReportWords.stage(kind.stage)[language]) · \(kind.rule)", reason: kind.reason[language],
                count: format.count(found.count),
                examples: found.examples.map { row in
                    ReportModel.RejectExample(line: String(row.line), raw: Self.shortened(row.raw))
                })
        }
        let left = order.count - groups.count
        return (groups, left > 0 ? ReportWords.more(format.count(left))[language] : "")
    }

    /// The sentence with an ellipsis for all that stands in double quotes.
    private static func withoutData(_ sentence: String) -> String {
        let parts = sentence.split(separator: "\"", omittingEmptySubsequences: false)
        guard parts.count > 2, let first = parts.first, let last = parts.last else { return sentence }
        return parts.count == 3 ? "\(first)\"…\"\(last)" : "\(first)\"…\"" + (last.isEmpty ? "" : "\(last)")
    }

    private static func shortened(_ text: String) -> String {
        text.count > longestExample ? text.prefix(longestExample - 1) + "…" : text
    }
}
