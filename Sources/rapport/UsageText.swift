// The words of the library that reads the command line, in Chinese: headings of help, and what is wrong with a call.

import Diagnostics
import Foundation

/// Translates what the library says of a call; options and what the user wrote stay as they are.
enum UsageText {
    /// - Parameter text: in the library's English, with our own help in either language.
    static func text(_ text: String, in language: Language) -> String {
        guard language == .chinese else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { chinese(String($0)) }.joined(
            separator: "\n")
    }

    private static func chinese(_ line: String) -> String {
        for (english, chinese) in headings where line.hasPrefix(english) {
            let rest = String(line.dropFirst(english.count))
            return chinese + (english == "Error: " ? mistake(rest) : remarks(rest))
        }
        return remarks(mistake(line))
    }

    private static let headings = [
        ("OVERVIEW: ", ""), ("USAGE: ", "用法："), ("Usage: ", "用法："), ("Error: ", "错误："), ("Help:  ", "说明："),
        ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："), ("SUBCOMMANDS:", "子命令："),
    ]

    /// What is wrong with a call: how the library begins to say it, what stands between the quoted names, how it ends.
    private static let mistakes: [(pattern: String, chinese: String)] = [
        ("Missing expected argument '(.*)'", "缺少参数 '$1'"),
        ("Missing value for '(.*)'", "'$1' 缺少值"),
        ("Unknown option '(.*)'\\. Did you mean '(.*)'\\?", "未知选项 '$1'；您是否想写 '$2'？"),
        ("Unknown option '(.*)'", "未知选项 '$1'"),
        ("The value '(.*)' is invalid for '(.*)'\\. Please provide one of (.*)\\.", "'$2' 不接受 '$1'；可选：$3"),
        ("The value '(.*)' is invalid for '(.*)'", "'$2' 不接受 '$1'"),
        ("Unexpected argument '(.*)'", "多余的参数或未知的子命令 '$1'"),
        ("([0-9]+) unexpected arguments: (.*)", "$1 个多余的参数：$2"),
        ("The option '(.*)' does not take any value, but '(.*)' was specified\\.", "选项 '$1' 不带值，实际给出 '$2'"),
        ("  See '(.*)' for more information\\.", "  更多信息见 '$1'"),
        ("  See '(.*)' for detailed help\\.", "  详细说明见 '$1'"),
    ]

    private static func mistake(_ text: String) -> String {
        for (pattern, chinese) in mistakes {
            let found = text.replacingOccurrences(of: "^" + pattern + "$", with: chinese, options: .regularExpression)
            if found != text {
                return found.replacingOccurrences(of: "' or '", with: "'、'").replacingOccurrences(
                    of: "', '", with: "'、'")
            }
        }
        return text
    }

    private static func remarks(_ text: String) -> String {
        var text = text
        for (english, chinese) in [
            ("Show the version.", "显示版本。"), ("Show help information.", "显示帮助。"),
            ("Show subcommand help information.", "显示子命令的帮助。"), ("(values: ", "（可选："), ("(default: ", "（默认："),
            ("; default: ", "；默认："),
        ] { text = text.replacingOccurrences(of: english, with: chinese) }
        if text.contains("（可选：") || text.contains("（默认："), text.hasSuffix(")") { text = String(text.dropLast()) + "）" }
        return text
    }
}
