// How many rows gave each answer, by group: all rows, then those of each label. Parts merge.

import Stages
import Tabular

/// The answers of one item.
///
/// - Shape: group 0 is all rows, group n + 1 those of label n.
struct AnswerTally: Sendable {
    /// By answer how many rows of each group gave it.
    private(set) var counts: [String: [Int]] = [:]
    private let none: [Int]
    /// By group, rows with an answer.
    private(set) var answered: [Int]
    /// By group, rows without one.
    private(set) var empty: [Int]
    /// The numbers of amounts, each with its label; nothing is known of their order.
    private(set) var amounts: [(value: Double, label: Int)] = []

    init(groups: Int) {
        none = [Int](repeating: 0, count: groups)
        (answered, empty) = (none, none)
    }

    /// The groups of a row: all, and that of its label.
    private func groups(_ label: Int?) -> [Int] {
        guard let label, label + 1 < answered.count else { return [0] }
        return [0, label + 1]
    }

    mutating func addEmpty(label: Int?) { for group in groups(label) { empty[group] += 1 } }

    /// - Parameter choices: what the answer holds, each once; one where it is a single answer.
    mutating func add(_ choices: [String], label: Int?) {
        let groups = groups(label)
        for group in groups { answered[group] += 1 }
        for choice in choices {
            for group in groups { counts[choice, default: none][group] += 1 }
        }
    }

    mutating func add(amount: Double, label: Int?) {
        for group in groups(label) { answered[group] += 1 }
        amounts.append((amount, label ?? -1))
    }

    mutating func merge(_ other: AnswerTally) {
        for group in answered.indices {
            answered[group] += other.answered[group]
            empty[group] += other.empty[group]
        }
        counts.merge(other.counts) { zip($0, $1).map(+) }
        amounts += other.amounts
    }

    /// How many rows of a group gave an answer.
    func count(_ answer: String, _ group: Int) -> Int { counts[answer]?[group] ?? 0 }

    /// The numbers of a group in ascending order.
    func sorted(_ group: Int) -> [Double] {
        (group == 0 ? amounts : amounts.filter { $0.label == group - 1 }).map(\.value).sorted()
    }
}

extension Column {
    /// The answer of a row as a text: numbers as short as they may be; nil where there is none.
    func answer(_ row: Int) -> String? {
        switch self {
        case .text(let texts): texts[row].flatMap { $0.isEmpty ? nil : AnswerText.standard($0) }
        case .integer(let numbers): numbers[row].map { String($0) }
        case .flag(let flags): flags[row].map { $0 ? "true" : "false" }
        case .decimal, .real, .duration: amount(row).map { MetricValue.real($0).text }
        case .date, .instant: nil
        }
    }

    /// The number of a row, of a length of time in seconds; nil where there is none.
    func amount(_ row: Int) -> Double? {
        switch self {
        case .integer(let numbers): numbers[row].map { Double($0) }
        case .decimal(let numbers):
            numbers.presence[row]
                ? ExactDecimal(units: numbers.wide?[row] ?? Int128(numbers.units.values[row]), scale: numbers.scale)
                    .doubleValue : nil
        case .real(let numbers): numbers[row].flatMap { $0.isFinite ? $0 : nil }
        case .duration(let lengths): lengths[row].map { Double($0) / 1000 }
        case .text, .flag, .date, .instant: nil
        }
    }
}
