// The rows set aside, counted by file, column and reason, with the lines of the first few: why, not whose.

import Diagnostics
import Stages

extension ReportModelBuilder {
    static let mostGroups = 40
    static let fewGroups = 10
    private static let mostExamples = 3

    /// Groups of the newest file of each table first, by falling number of rows, equally large ones in the order of their first
    /// row. What a reason quotes of the data does not make a group of its own.
    func rejectGroups(most: Int = mostGroups) -> (groups: [ReportModel.RejectGroup], more: String) {
        let rejects = facts.rejects
        let (shownKinds, groupOfKind) = shownKinds(rejects.kinds)
        var counts = [Int](repeating: 0, count: shownKinds.count)
        var examples = [[Int]](repeating: [], count: shownKinds.count)
        var order: [Int] = []
        var position = 0
        rejects.forEach { row in
            let group = groupOfKind[row.kind]
            if counts[group] == 0 { order.append(group) }
            if counts[group] < Self.mostExamples { examples[group].append(position) }
            counts[group] += 1
            position += 1
        }
        let ages = fileAges
        let ranked = order.enumerated().sorted { left, right in
            let ages = [left, right].map { ages[shownKinds[$0.element].file] ?? 0 }
            if ages[0] != ages[1] { return ages[0] < ages[1] }
            let (more, fewer) = (counts[left.element], counts[right.element])
            return more != fewer ? more > fewer : left.offset < right.offset
        }.map(\.element)
        let groups = ranked.prefix(most).map { group in
            let kind = shownKinds[group]
            return ReportModel.RejectGroup(
                file: facts.files.indices.contains(kind.file) ? facts.files[kind.file].path : "",
                column: kind.column ?? ValueFormat.absent,
                rule: "\(ReportWords.stage(kind.stage)[language]) · \(kind.rule)", reason: kind.reason[language],
                count: format.count(counts[group]),
                examples: examples[group].map { position in
                    ReportModel.RejectExample(line: String(rejects[position].line))
                })
        }
        let left = order.count - groups.count
        return (groups, left > 0 ? ReportWords.more(printed(left))[language] : "")
    }

    /// By file, how many files of its table come after it.
    private var fileAges: [Int: Int] {
        var later: [String: Int] = [:]
        var ages: [Int: Int] = [:]
        for (index, file) in facts.files.enumerated().reversed() {
            ages[index] = later[file.table, default: 0]
            later[file.table, default: 0] += 1
        }
        return ages
    }

    /// The kinds as they are shown, without the data they quote, and for each kind the number of the one it is shown as.
    private func shownKinds(_ kinds: [RejectKind]) -> (shown: [RejectKind], numbers: [Int]) {
        var shown: [RejectKind] = []
        var known: [RejectKind: Int] = [:]
        let numbers = kinds.map { kind in
            var plain = kind
            plain.reason = PersonalText.withoutData(kind.reason(quoting: ""))
            plain.quotesData = false
            if let number = known[plain] { return number }
            known[plain] = shown.count
            shown.append(plain)
            return shown.count - 1
        }
        return (shown, numbers)
    }
}
