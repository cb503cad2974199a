// One direction of a result table: what its lines are called.

import Diagnostics

/// A direction of a table: what its lines are, and the name of each.
package struct ResultAxis: Sendable {
    package var title: Wording
    package var labels: [Wording]

    package init(title: Wording, labels: [Wording]) {
        self.title = title
        self.labels = labels
    }
}
