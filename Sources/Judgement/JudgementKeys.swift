// The keys of `judge:`, as data: what is read, what editors complete, what the manual lists.

import Diagnostics
import Stages
import Statistics

/// What may be written under `judge:`.
package enum JudgementKeys {
    static let falseDiscoveries = OptionKey(
        "false_discoveries", .share,
        help: Wording(
            en: "the share of findings that may be false, over the whole report; 5% unless said",
            zh: "全部发现中允许误报的比例，按整份报告控制；默认 5%"))

    static let signals = OptionKey(
        "signals", .choice(of: SignalRules.self),
        help: Wording(
            en:
                "the rules by which a point of a series is a signal: xmr (beyond a limit, 8 in a row on one side, 3 of 4 near one "
                + "limit) or nhs (7 in a row, 7 that only rise or fall, 2 of 3 near one limit); xmr unless said",
            zh: "序列中的点按哪套规则算作信号：xmr（超出界限、连续 8 点在同侧、4 点中 3 点靠近同一界限）或 nhs（连续 7 点在同侧、"
                + "连续 7 点单向升降、3 点中 2 点靠近同一界限）；默认 xmr"))

    static let all = [falseDiscoveries, signals, GroupKeys.groups]

    /// What may stand behind `judge`.
    package static let form = OptionValue.either([.flag, .mapping(all)])
}
