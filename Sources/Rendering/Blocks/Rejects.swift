// `rejects`: the rows set aside, counted by file, column and reason, with the lines of the first few: why, not whose.

import Diagnostics
import Documents
import Stages

/// Rows set aside.
///
/// - Shape: one row per file, column and reason, of the newest file of each table first, by falling number of rows, equally large
///   ones in the order of their first row.
/// - Missing: without rejected rows a sentence says so.
struct Rejects: ReportBlock {
    static let word = "rejects"
    static let help = Wording(
        en: "rows set aside, counted by file, column and reason", zh: "未采用的行，按文件、列与原因统计")
    static let mostKey = OptionKey(
        "most", .integer(1...1000),
        help: Wording(en: "how many kinds are listed; 40 unless said", zh: "最多列出几类；默认 40"))
    static let keys = [mostKey]

    /// So many kinds a summary lists.
    static let fewGroups = 10
    private static let mostExamples = 3

    /// So many kinds are listed.
    var most = 40

    init() {}

    init(most: Int) { self.most = most }

    init(_ reader: OptionReader) {
        if let most = reader.integer(Self.mostKey) { self.most = most }
    }

    func section(from desk: ReportDesk) -> Document.Section? {
        let words = desk.words
        let (groups, left) = groups(desk.facts)
        var elements: [Document.Element] = []
        if groups.isEmpty {
            elements.append(.paragraph(Document.Paragraph(words[.noRejects])))
        } else {
            elements.append(.paragraph(Document.Paragraph(words[.rejectsPointer], isLead: true)))
            elements.append(.table(table(groups, desk)))
            if left > 0 {
                elements.append(.paragraph(Document.Paragraph(ReportWords.more(desk.printed(left))[desk.language])))
            }
        }
        return Document.Section(anchor: Self.word, title: words[.rejects], elements: elements)
    }

    private func table(_ groups: [Group], _ desk: ReportDesk) -> Document.Table {
        let (words, language) = (desk.words, desk.language)
        return Document.Table(
            caption: words[.rejectsCaption], label: words[.rejects],
            columns: [
                Document.Column(words[.file]), Document.Column(words[.column]),
                Document.Column(words[.rule], fold: .belowNext), Document.Column(words[.reason]),
                Document.Column(words[.count], .number), Document.Column(words[.examples]),
            ],
            rows: groups.map { group in
                let kind = group.kind
                return [
                    .path(desk.path(ofFile: kind.file)), .text(kind.column ?? ValueFormat.absent),
                    .text("\(ReportWords.stage(kind.stage)[language]) · \(kind.rule)"), .text(kind.reason[language]),
                    desk.cell(group.count),
                    .text(group.lines.map { "\(words[.line]) \($0)" }.joined(separator: words[.comma])),
                ]
            })
    }

    // MARK: Kinds of rejected rows

    /// Rejected rows that are alike.
    struct Group: Equatable {
        /// Without the data that its reason quotes.
        var kind: RejectKind
        var count: Int
        /// The lines of the first few.
        var lines: [Int]
    }

    /// The groups to be listed, and how many are left out. What a reason quotes of the data does not make a group of its own.
    func groups(_ facts: RunFacts) -> (groups: [Group], left: Int) {
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
        let ages = fileAges(facts.files)
        let ranked = order.enumerated().sorted { left, right in
            let ages = [left, right].map { ages[shownKinds[$0.element].file] ?? 0 }
            if ages[0] != ages[1] { return ages[0] < ages[1] }
            let (more, fewer) = (counts[left.element], counts[right.element])
            return more != fewer ? more > fewer : left.offset < right.offset
        }.map(\.element)
        let groups = ranked.prefix(most).map { group in
            Group(
                kind: shownKinds[group], count: counts[group], lines: examples[group].map { rejects[$0].line })
        }
        return (groups, order.count - groups.count)
    }

    /// By file, how many files of its table come after it.
    private func fileAges(_ files: [InputFile]) -> [Int: Int] {
        var later: [String: Int] = [:]
        var ages: [Int: Int] = [:]
        for (index, file) in files.enumerated().reversed() {
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
