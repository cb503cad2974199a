// Every sentence about words of the user's own that cannot be shown.

import Diagnostics
import Stages

/// What can be wrong with `text:`.
enum TextDiagnostics {
    private static let example = "text: { title: { zh: 说明, en: Remarks }, markdown: \"…\" }"

    static func notOneText(both: Bool, at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("not-one-text"), at: place,
            Wording(
                en: "block 'text' expects either 'markdown' or 'file', found \(both ? "both" : "neither")",
                zh: "内容块 'text' 应写 'markdown' 或 'file' 之一，实际\(both ? "两者都写了" : "都没有写")"),
            help: Wording(en: "write \(example)", zh: "请写 \(example)"))
    }

    static func emptyText(at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("empty-text"), at: place,
            Wording(en: "block 'text' has nothing to show: its text is empty", zh: "内容块 'text' 没有可显示的内容：正文为空"),
            help: Wording(en: "write something there, or take the block out", zh: "请写上正文，或去掉该内容块"))
    }

    static func unreadableFile(_ name: String, at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("unreadable-text"), at: place,
            Wording(
                en: "cannot read the text in '\(name)'; expected a file of UTF-8 of at most 1 MiB",
                zh: "无法读取 '\(name)' 中的正文；应为不超过 1 MiB 的 UTF-8 文件"),
            help: Wording(
                en: "give its way from the folder of the pipeline file, and save it as UTF-8",
                zh: "请写出相对流程文件所在文件夹的路径，并以 UTF-8 保存"))
    }
}
