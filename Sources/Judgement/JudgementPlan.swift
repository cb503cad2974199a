// What judging is going to do.

import Diagnostics
import Stages

/// A checked plan of judging.
package struct JudgementPlan: Sendable {
    package var options: JudgementOptions

    /// The plan in words.
    package var lines: [Wording] { [] }
}
