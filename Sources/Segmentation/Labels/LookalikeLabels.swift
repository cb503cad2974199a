// Notices labels that readers take for one: the same but for width, case and blanks.

import Stages
import Tabular

/// Labels of a segment that look alike.
struct LookalikeLabels: Equatable, Sendable {
    /// Groups of two and more, in the order of the labels.
    let groups: [[String]]

    /// Nil when all labels look different, and where they are so many that nobody reads them.
    ///
    /// - Complexity: O(bytes of the labels).
    init?(_ labels: [SegmentLabel]) {
        if labels.count > Self.most { return nil }
        var groups: [String: [String]] = [:]
        var order: [String] = []
        for label in labels where label.key != SegmentLabel.unknown.key {
            let look = Self.look(of: label.key)
            if groups[look] == nil { order.append(look) }
            groups[look, default: []].append(label.key)
        }
        self.groups = order.compactMap { look in groups[look].flatMap { $0.count > 1 ? $0 : nil } }
        if self.groups.isEmpty { return nil }
    }

    private static let most = 20_000

    /// What is left when width, case and blanks do not matter.
    private static func look(of text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
        let narrow = isPlain ? text : LookalikeText.narrowed(text)
        return narrow.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
