// Turns the distinct values of columns into labels, in an order that does not depend on the rows'.

import Diagnostics
import Stages
import Tabular

/// Gathers the distinct values of the homes of a segment, then puts them in order.
struct ValueLabels: Sendable {
    private var codes = TextCodes()
    /// By home: for every row the number of its value's text, ``TextCodes/none`` when it is missing.
    private var numbers: [String: RowNumbers] = [:]

    /// Adds the values of a home; decimals and reals have none.
    mutating func add(_ column: ColumnChunks, of home: String, jobs: Int) {
        guard column.type == .text else {
            numbers[home] = RowNumbers(chunks: textNumbers(ofIntegers: column, jobs: jobs))
            return
        }
        if case .column(let index, _) = column, let used = column.usedTexts(jobs: jobs) {
            numbers[home] = RowNumbers(
                column: index, numberOfCode: .words(codes.codes(of: used.pool, where: used.isUsed)),
                missing: TextCodes.none)
        } else {
            numbers[home] = RowNumbers(chunks: codes.codes(of: column, jobs: jobs).map { .words($0) })
        }
    }

    private mutating func textNumbers(ofIntegers column: ColumnChunks, jobs: Int) -> [SmallNumbers] {
        var index = IntegerIndex()
        let positions = index.positions(of: column, jobs: jobs)
        let type = column.type
        let numberOfPosition = index.values.map { value in
            let text =
                switch type {
                case .date: CivilDate(dayNumber: Int(value)).isoText
                case .flag: value == 0 ? "false" : "true"
                default: String(value)
                }
            return codes.code(for: text)
        }
        let numbers = SmallNumbers.words(numberOfPosition)
        return parallelMap(positions, jobs: jobs) { .words(numbers.gathered($0, otherwise: TextCodes.none)) }
    }

    /// The labels and the rows' positions in them.
    ///
    /// Named labels come first, in the order named; then whole numbers by value when all are, otherwise texts by their
    /// bytes; `unknown` last.
    /// - Missing: unknown; so is an empty text. A text of the data that reads like the label of what is missing is another label
    ///   and stands in quotation marks.
    func division(names: LabelNames, order: [String] = [], jobs: Int) -> Division {
        let texts = codes.pool.texts
        let labelOfText = texts.map { names.label(of: $0) ?? ($0.isEmpty ? .unknown : Self.label(of: $0)) }

        // Distinct labels by the bytes of their keys, in the order shown.
        var used = TextPoolBuilder()
        let codeOfText = labelOfText.map { used.code(for: $0.key) }
        var ordered = names.entries.map(\.label)
        let named = Set(names.entries.map { used.code(for: $0.label.key) })
        var rest: [String] = []
        var titled: [String: SegmentLabel] = [:]
        var seen = named.union([used.code(for: SegmentLabel.unknown.key)])
        for (label, code) in zip(labelOfText, codeOfText) where seen.insert(code).inserted {
            rest.append(label.key)
            if label.title != Wording(label.key) { titled[label.key] = label }
        }
        ordered += Self.sorted(rest, first: order).map { titled[$0] ?? SegmentLabel(key: $0) }

        let occurring = Set(codeOfText)
        var labels: [SegmentLabel] = []
        var positionOfCode = [UInt32](repeating: .max, count: used.count)
        for label in ordered where label.key != SegmentLabel.unknown.key {
            let code = used.code(for: label.key)
            guard occurring.contains(code), positionOfCode[Int(code)] == .max else { continue }
            positionOfCode[Int(code)] = UInt32(labels.count)
            labels.append(label)
        }
        let unknown = UInt32(labels.count)
        labels.append(.unknown)
        let positionOfText = codeOfText.map { min(positionOfCode[Int($0)], unknown) }

        var result = Division(labels: labels, numbers: [:])
        let positions = SmallNumbers(positionOfText)
        for (home, numbers) in numbers {
            result.numbers[home] = numbers.replaced(by: positions, otherwise: unknown, jobs: jobs)
        }
        return result
    }

    /// The label of a text as the data have it: never that of what is missing, nor one that reads like it.
    static func label(of text: String) -> SegmentLabel {
        let unknown = SegmentLabel.unknown
        let readsAlike = [unknown.key, unknown.title.english, unknown.title.chinese].contains {
            $0.lowercased() == text.lowercased()
        }
        guard readsAlike else { return SegmentLabel(key: text) }
        let quoted = "“\(text)”"
        return SegmentLabel(
            key: text.utf8.elementsEqual(unknown.key.utf8) ? quoted : text, title: Wording(quoted))
    }

    static func sorted(_ texts: [String], first order: [String] = []) -> [String] {
        let whole = texts.map { Int64($0) }
        if !texts.isEmpty, whole.allSatisfy({ $0 != nil }) {
            return zip(texts, whole).sorted { left, right in
                let (mine, theirs) = ((left.1 ?? 0, left.0.utf8.count), (right.1 ?? 0, right.0.utf8.count))
                // 01 and +1 are the same number and as long.
                return mine == theirs ? left.0.utf8.lexicographicallyPrecedes(right.0.utf8) : mine < theirs
            }.map(\.0)
        }
        let sorted = texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return order.filter { sorted.contains($0) } + (order.isEmpty ? sorted : sorted.filter { !order.contains($0) })
    }
}
