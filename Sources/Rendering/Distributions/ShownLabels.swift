// Which labels of a distribution a page has room for, and what it says of the others.

import Diagnostics
import Stages

/// A distribution as a page shows it: without what is hidden, and with so many labels of each item as there is room for.
struct ShownLabels {
    let distribution: Distribution
    /// How many labels are hidden.
    private let hidden: Int
    /// How many have no room.
    private let further: Int

    /// - Parameter most: how many labels have room, those with the most answers.
    init(of whole: Distribution, most: Int) {
        var shown = whole
        let labels = whole.rows.filter { $0.label != nil }
        let known = Set(labels.compactMap { $0.label?.key })
        let isHidden = Set(labels.filter(\.isHidden).compactMap { $0.label?.key })
        let answers = Dictionary(labels.map { ($0.label?.key ?? "", $0.n) }, uniquingKeysWith: max)
        let kept = Set(
            largest(known.subtracting(isHidden).sorted(), most: most) { answers[$0] ?? 0 })
        shown.rows = whole.rows.filter { row in row.label.map { kept.contains($0.key) } ?? true }
        distribution = shown
        hidden = isHidden.count
        further = known.count - isHidden.count - kept.count
    }

    /// What is said of labels that are not shown.
    func notes(_ desk: ReportDesk) -> [Wording] {
        DistributionWords.labelsLeftOut(hidden: desk.printed(hidden), further: desk.printed(further))
    }
}
