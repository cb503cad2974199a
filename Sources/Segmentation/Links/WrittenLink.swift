// A link as it is written under `link:`, before its tables are known.

import Diagnostics
import Stages

extension [WrittenLink] {
    /// The tables on all ways over links from one table to another.
    package func tables(from start: String, to goal: String) -> Set<String> {
        reached(from: start, \.from, \.to).intersection(reached(from: goal, \.to, \.from))
    }

    private func reached(
        from start: String, _ near: KeyPath<WrittenLink, ColumnReference>, _ far: KeyPath<WrittenLink, ColumnReference>
    ) -> Set<String> {
        var reached: Set<String> = [start]
        while let next = first(where: {
            reached.contains($0[keyPath: near].table.text) && !reached.contains($0[keyPath: far].table.text)
        }) {
            reached.insert(next[keyPath: far].table.text)
        }
        return reached
    }
}

/// One line of `link:`.
package struct WrittenLink: Sendable {
    package var from: ColumnReference
    package var to: ColumnReference
    /// Whether it only counts where an earlier link between the same tables finds no partner.
    package var isElse = false

    package init(from: ColumnReference, to: ColumnReference, isElse: Bool = false) {
        self.from = from
        self.to = to
        self.isElse = isElse
    }
}
