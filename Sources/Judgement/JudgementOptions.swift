// What may be written under `judge:` in a pipeline file.

import Diagnostics
import Stages
import Statistics

/// The `judge:` part of a pipeline file.
///
///     judge: { false_discoveries: 5%, groups: [agent, { by: team, adjusted_for: [category] }] }
///
/// - Missing: without `judge:` everything is judged as usual; `judge: false` leaves judging out.
package struct JudgementOptions: Sendable {
    /// Whether anything is judged.
    package var isOn = true
    /// The share of findings that may be false.
    package var falseDiscoveries = 0.05
    /// Segments whose labels are judged beside each other.
    package var groups: [GroupRequest] = []
    /// By which rules points of series are signals.
    package var signals = SignalRules.xmr

    package init() {}

    /// Reads the options; every mistake is collected.
    ///
    /// - Parameters:
    ///   - file: what reads the pipeline file.
    ///   - key: behind which they stand.
    package init(_ file: OptionReader, _ key: OptionKey) {
        guard let node = file.node(key) else { return }
        if case .scalar = node.content {
            isOn = file.flag(key) ?? true
            return
        }
        let collector = file.collector
        let reader = OptionReader(node, of: Wording("'judge'"), keys: JudgementKeys.all, collector: collector)
        if let level = reader.share(JudgementKeys.falseDiscoveries) { falseDiscoveries = level }
        groups = GroupRequest.requests(reader)
        if let rules = reader.choice(JudgementKeys.signals, as: SignalRules.self) { signals = rules }
        reader.finish()
    }
}
