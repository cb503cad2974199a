// What the YAML library finds wrong, in words that say what to do about it.

import Diagnostics
import Stages

/// A syntax error of a pipeline file: what is wrong and the remedy, in both languages.
struct YAMLProblem {
    let message: Wording
    let help: Wording?

    /// - Parameter problem: as the YAML library words it.
    /// - Parameter line: the line it points at, without its line end; empty when it points behind the text.
    init(_ problem: String, line: String) {
        let isIndentedByTab = line.prefix { $0 == " " || $0 == "\t" }.contains("\t")
        let problem = isIndentedByTab ? "tab character" : problem
        let known = Self.known.first { problem.contains($0.problem) }
        message =
            known?.message ?? Wording(en: "the YAML is wrong: \(problem)", zh: "YAML 语法有误（\(problem)）")
        help = StagesDiagnostics.fullWidthSigns(in: line) ?? known?.help
    }

    private typealias Known = (problem: String, message: Wording, help: Wording?)

    private static let known: [Known] = [
        (
            "tab character",
            Wording(en: "expected blanks as indentation, found a tab", zh: "缩进应为空格，实际为制表符"), indentWithBlanks
        ),
        (
            "cannot start any token",
            Wording(en: "expected a value, found a sign that cannot begin one", zh: "应为一个值，实际为不能用于开头的符号"),
            Wording(
                en:
                    "indent with blanks, not tabs, and quote values that begin with a special sign such as @, `, % or *",
                zh: "请用空格而不是制表符缩进；以 @、`、%、* 等特殊符号开头的值请加引号")
        ),
        (
            "mapping values are not allowed",
            Wording(
                en: "expected the end of the value, found another ':'", zh: "此处值应已结束，实际又出现了 ':'"),
            Wording(
                en: "quote a value that holds ': ', and check the indentation of the line before",
                zh: "含 ': ' 的值请加引号；并检查上一行的缩进")
        ),
        (
            "did not find expected key",
            Wording(en: "expected a key with the indentation of those before it", zh: "应为与前面各键缩进相同的键"),
            Wording(
                en: "keys of one level stand below each other; check the indentation here and in the line before",
                zh: "同一级的键应左对齐；请检查此行和上一行的缩进")
        ),
        (
            "did not find expected '-' indicator",
            Wording(en: "expected '- ' and another item of the list", zh: "应为 '- ' 开头的列表项"),
            Wording(
                en: "all items of a list begin with '- ' in the same column", zh: "列表的每一项都应以 '- ' 开头并左对齐")
        ),
        (
            "block sequence entries are not allowed",
            Wording(en: "expected no list here, found '- '", zh: "此处不应为列表，实际为 '- '"),
            Wording(
                en: "begin a list on a line of its own, below its key", zh: "列表请另起一行，写在它的键下面")
        ),
        (
            "mapping keys are not allowed",
            Wording(en: "expected no key here", zh: "此处不应出现键"), checkIndentation
        ),
        (
            "expected ',' or ']'",
            Wording(en: "expected ',' or ']' in a list in brackets", zh: "方括号列表中应为 ',' 或 ']'"),
            Wording(
                en: "close the bracket, and quote items that hold brackets, commas or ': '",
                zh: "请补上右方括号；含方括号、逗号或 ': ' 的项请加引号")
        ),
        (
            "expected ',' or '}'",
            Wording(en: "expected ',' or '}' in a mapping in braces", zh: "花括号中应为 ',' 或 '}'"),
            Wording(
                en: "close the brace, and quote values that hold braces, commas or ': '",
                zh: "请补上右花括号；含花括号、逗号或 ': ' 的值请加引号")
        ),
        (
            "could not find expected ':'",
            Wording(en: "expected ':' and a blank after a key", zh: "键后应为 ':' 和一个空格"), checkIndentation
        ),
        (
            "unexpected end of stream",
            Wording(en: "expected a closing quote, found the end of the file", zh: "应有右引号，实际已到文件末尾"), closeQuote
        ),
        (
            "unexpected document indicator",
            Wording(en: "expected a closing quote, found '---' or '...'", zh: "应有右引号，实际为 '---' 或 '...'"), closeQuote
        ),
        (
            "unknown escape character",
            Wording(
                en: "expected a known escape after '\\' in double quotes", zh: "双引号中 '\\' 之后应为可识别的转义字符"),
            Wording(
                en: "use single quotes, or write paths with '/', as in 'exports/calls.csv'",
                zh: "请改用单引号，或用 '/' 书写路径，例如 'exports/calls.csv'")
        ),
        (
            "hexdecimal number",
            Wording(en: "expected a number after '\\x' or '\\u' in double quotes", zh: "双引号中 '\\x' 或 '\\u' 之后应为数字"),
            Wording(
                en: "use single quotes, or write paths with '/', as in 'exports/calls.csv'",
                zh: "请改用单引号，或用 '/' 书写路径，例如 'exports/calls.csv'")
        ),
        (
            "undefined alias",
            Wording(en: "expected a value, found '*' and a name that no '&' defines", zh: "应为一个值，实际为 '*' 加未定义的名称"),
            Wording(en: "quote a value that begins with '*'", zh: "以 '*' 开头的值请加引号")
        ),
        (
            "while scanning an alias",
            Wording(en: "expected a value, found '*'", zh: "应为一个值，实际为 '*'"),
            Wording(en: "quote a value that begins with '*'", zh: "以 '*' 开头的值请加引号")
        ),
        (
            "alphabetic or numeric character",
            Wording(en: "expected a name after '*' or '&'", zh: "'*' 或 '&' 之后应为名称"),
            Wording(en: "quote a value that begins with '*' or '&'", zh: "以 '*' 或 '&' 开头的值请加引号")
        ),
        (
            "found unexpected ':'",
            Wording(en: "expected no ':' inside a value in brackets", zh: "括号内的值中不应有 ':'"),
            Wording(en: "quote the value", zh: "请给该值加引号")
        ),
        (
            "expected node content",
            Wording(en: "expected a value", zh: "应为一个值"),
            Wording(
                en: "there is a ',' too many or a value is missing; quote values that begin with a special sign",
                zh: "多了一个 ',' 或缺少一个值；以特殊符号开头的值请加引号")
        ),
        (
            "<document start>",
            Wording(en: "expected one mapping of keys, found something after its end", zh: "应为一份键值表，其后还有其他内容"),
            checkIndentation
        ),
        (
            "another document",
            Wording(en: "expected one document, found a second one after '---'", zh: "应只有一份文档，'---' 之后又有一份"),
            Wording(en: "write a file for each pipeline", zh: "请为每个流程各写一个文件")
        ),
        (
            "undefined tag handle",
            Wording(en: "expected a value, found a tag '!'", zh: "应为一个值，实际为标签 '!'"), quoteSign
        ),
        ("tag", Wording(en: "expected a value, found a tag '!'", zh: "应为一个值，实际为标签 '!'"), quoteSign),
        (
            "directive",
            Wording(en: "expected a value, found '%'", zh: "应为一个值，实际为 '%'"), quoteSign
        ),
        (
            "comment or line break",
            Wording(
                en: "expected the text of '|' or '>' on the lines below", zh: "'|' 或 '>' 的文本应写在下面各行"),
            Wording(en: "quote a value that begins with '|' or '>'", zh: "以 '|' 或 '>' 开头的值请加引号")
        ),
        (
            "indentation indicator",
            Wording(en: "expected an indentation from 1 after '|' or '>'", zh: "'|' 或 '>' 之后的缩进数应不小于 1"), nil
        ),
        (
            "control characters are not allowed",
            Wording(en: "expected text, found a control character", zh: "应为文本，实际为控制字符"),
            Wording(en: "remove it, or write it as an escape in double quotes", zh: "请删除，或在双引号中写成转义字符")
        ),
        (
            "document start", Wording(en: "expected one mapping of keys", zh: "应为一份键值表"), checkIndentation
        ),
    ]

    private static let indentWithBlanks = Wording(
        en: "indent with blanks, not tabs", zh: "请用空格而不是制表符缩进")
    private static let checkIndentation = Wording(
        en: "check the indentation and the quotes here and in the line before", zh: "请检查此行和上一行的缩进与引号")
    private static let closeQuote = Wording(
        en: "a quote that was opened above is not closed", zh: "上文某个引号没有闭合")
    private static let quoteSign = Wording(
        en: "quote values that begin with a special sign such as ! or %", zh: "以 ! 或 % 等特殊符号开头的值请加引号")
}
