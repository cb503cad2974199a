// The keys of `judge:`, as data: what is read, what editors complete, what the manual lists.

import Diagnostics
import Stages

/// What may be written under `judge:`.
package enum JudgementKeys {
    static let falseDiscoveries = OptionKey(
        "false_discoveries", .share,
        help: Wording(
            en: "the share of findings that may be false, over the whole report; 5% unless said",
            zh: "全部发现中允许误报的比例，按整份报告控制；默认 5%"))

    static let all = [falseDiscoveries]

    /// What may stand behind `judge`.
    package static let form = OptionValue.either([.flag, .mapping(all)])
}
