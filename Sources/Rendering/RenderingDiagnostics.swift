// Every sentence rendering can say to the user of the command.

import Diagnostics

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

    static func unreadableMode(_ mode: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("unreadable-mode"), at: mode.start,
            Wording(
                en: "'rejects_mode' expects permissions such as 0600 or 0640, found \(quoted: mode.text)",
                zh: "'rejects_mode' 应为权限，如 0600 或 0640，实际为 \(quoted: mode.text)"))
    }

    static func unreadableTemplate(_ name: String, _ error: any Error) -> Diagnostic {
        .internalError(
            Wording(
                en: "template '\(name)' cannot be read (\(error))",
                zh: "无法读取模板 '\(name)'（\(error)）"))
    }
}
