// A link as it is written under `link:`, before its tables are known.

import Stages

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
