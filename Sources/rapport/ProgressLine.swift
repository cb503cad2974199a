// One line on a terminal that tells how far a run has come; nothing in cron.

import Diagnostics
import Foundation
import Stages
import Synchronization

/// Shows progress on standard error, rewriting one line on a terminal.
final class ProgressLine: Sendable {
    private let isShown: Bool
    private let isTerminal: Bool
    private let language: Language
    private let lastText = Mutex("")

    init(choice: ProgressChoice, isQuiet: Bool, language: Language) {
        isTerminal = isatty(STDERR_FILENO) == 1
        isShown = !isQuiet && (choice == .always || choice == .auto && isTerminal)
        self.language = language
    }

    func show(_ progress: Stages.Progress) {
        guard isShown else { return }
        var text = "\(word(for: progress.stage)) \(TerminalText.shown(progress.subject))"
        if let done = progress.done, let total = progress.total, total > 0 { text += " \(done * 100 / total)%" }
        let isNew = lastText.withLock { last in
            defer { last = text }
            return last != text
        }
        guard isNew else { return }
        Console.write(isTerminal ? "\r\u{1B}[K" + text : text + "\n", to: STDERR_FILENO)
    }

    func clear() {
        if isShown, isTerminal { Console.write("\r\u{1B}[K", to: STDERR_FILENO) }
    }

    private func word(for stage: StageName) -> String {
        switch (stage, language) {
        case (.ingest, .english): "reading"
        case (.clean, .english): "cleaning"
        case (.segment, .english): "segmenting"
        case (.aggregate, .english): "aggregating"
        case (.render, .english): "rendering"
        case (.ingest, .chinese): "读取"
        case (.clean, .chinese): "清洗"
        case (.segment, .chinese): "分群"
        case (.aggregate, .chinese): "汇总"
        case (.render, .chinese): "生成报告"
        }
    }
}
