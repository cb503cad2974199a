// Every sentence rendering can say to the user of the command.

import Diagnostics
import Documents
import Stages

/// What can be wrong with `render:`.
enum RenderingDiagnostics {
    static func repeatedReport(_ name: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("repeated-report"), at: name.start,
            Wording(
                en: "'render' expects each report once, found '\(name.text)' again",
                zh: "'render' 中每种报告只能出现一次，'\(name.text)' 重复"),
            help: Wording(en: "list all its formats in one entry", zh: "请把它的所有格式写在同一项里"))
    }

    static func repeatedFormat(_ name: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("repeated-format"), at: name.start,
            Wording(
                en: "'formats' expects each format once, found '\(name.text)' again",
                zh: "'formats' 中每种格式只能出现一次，'\(name.text)' 重复"))
    }

    static func noFormat(at place: SourceLocation) -> Diagnostic {
        let names = ReportFormatName.allCases.map { "'\($0.rawValue)'" }
        return Diagnostic(
            .pipeline("no-format"), at: place,
            Wording(
                en: "'formats' expects one format or more, found none: the report would have no page",
                zh: "'formats' 应至少列出一种格式，实际为空：报告将没有任何页面"),
            help: Wording(
                en: "write 'formats: [html]' (\(names.joined(separator: ", "))), or take 'formats' out",
                zh: "请写 'formats: [html]'（\(names.joined(separator: "、"))），或删去 'formats'"))
    }

    static func unreadableMode(_ mode: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("unreadable-mode"), at: mode.start,
            Wording(
                en: "'rejects_mode' expects permissions such as 0600 or 0640, found \(quoted: mode.text)",
                zh: "'rejects_mode' 应为权限，如 0600 或 0640，实际为 \(quoted: mode.text)"))
    }

    static func repeatedBlock(_ word: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("repeated-block"), at: word.start,
            Wording(
                en: "'blocks' expects each block once, found '\(word.text)' again",
                zh: "'blocks' 中每个内容块只能出现一次，'\(word.text)' 重复"))
    }

    /// A block asks for a metric that `aggregate` does not report.
    static func unlistedMetric(_ metric: SourceText, of block: Wording, listed: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("block-of-unlisted-metric"), at: metric.start,
            Wording(
                en: "\(block.english) is to show metric '\(metric.text)', which is not listed under 'metrics'",
                zh: "\(block.chinese) 要显示指标 '\(metric.text)'，但它未列在 'metrics' 中"),
            help: NearestName.nearest(to: metric.text, in: listed).map { nearest in
                Wording(en: "did you mean '\(nearest)'?", zh: "您是否想写 '\(nearest)'？")
            }
                ?? Wording(
                    en: "list it under 'metrics' of 'aggregate', or take it out here",
                    zh: "请在 'aggregate' 的 'metrics' 中列出，或从此处去掉"))
    }

    static func noBlocks(at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("no-blocks"), at: place,
            Wording(en: "'blocks' expects at least one block, found none", zh: "'blocks' 至少应有一个内容块，实际为空"),
            help: blockChoices)
    }

    static func notOneBlock(_ node: OptionNode) -> Diagnostic {
        Diagnostic(
            .pipeline("not-one-block"), at: node.location,
            Wording(
                en: "'blocks' expects the word of a block, or one word with its keys below it, found "
                    + node.kindWording.english,
                zh: "'blocks' 的每一项应为内容块的名称，或一个名称及其下的键，实际为 \(node.kindWording.chinese)"),
            help: Wording(
                en: "write each block as an item of its own: [headlines, { trend: { periods: 8 } }]",
                zh: "每个内容块单独写一项：[headlines, { trend: { periods: 8 } }]"))
    }

    static func unusableName(_ name: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("unusable-report-name"), at: name.start,
            Wording(
                en: "'report' expects a name that files can bear, found \(quoted: name.text)",
                zh: "'report' 应为可用作文件名的名称，实际为 \(quoted: name.text)"),
            help: Wording(
                en:
                    "use letters, digits, '-' and '_', such as 'weekly'; 'index', 'report', 'annex', 'results', 'rejects' and 'run' "
                    + "are names of other files",
                zh: "请用字母、汉字、数字、'-' 和 '_'，如 'weekly'；'index'、'report'、'annex'、'results'、'rejects' 和 'run' 是其他文件的名称"))
    }

    private static var blockChoices: Wording {
        let words = BlockCatalogue.all.map { $0.word }
        return Wording(en: "choices: " + words.joined(separator: ", "), zh: "可选：" + words.joined(separator: "、"))
    }
}
