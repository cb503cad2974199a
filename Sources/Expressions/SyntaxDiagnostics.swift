// What is said of a formula that cannot be read: its signs, its literals, its grammar.

import Diagnostics
import Tabular

extension ExpressionsDiagnostics {
    // MARK: Words and signs

    static func tooLong(limit: Int, found: Int, at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("formula-too-long"), at: place,
            Wording(
                en: "a formula may have \(limit) characters, found \(found)", zh: "公式最多 \(limit) 个字符，实际为 \(found) 个"))
    }

    static func tooDeep(limit: Int, at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("formula-too-deep"), at: place,
            Wording(
                en: "a formula may be nested \(limit) levels deep, found more", zh: "公式最多嵌套 \(limit) 层，此处超出"),
            help: Wording(en: "derive a column for a part of it", zh: "请先把其中一部分派生为一列"))
    }

    static func emptyFormula(at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("empty-formula"), at: place, Wording(en: "expected a formula, found nothing", zh: "应为公式，实际为空"))
    }

    static func lookalike(_ found: Unicode.Scalar, of sign: String, at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("lookalike-sign"), at: place,
            Wording(
                en: "expected the sign \(quoted(sign)), found '\(found)'",
                zh: "应为半角符号 \(quoted(sign))，实际为 '\(found)'"),
            help: Wording(
                en: "formulas are written with ASCII signs: type \(quoted(sign))",
                zh: "公式使用半角符号，请改为 \(quoted(sign))"))
    }

    static func foreignOperator(_ found: String, write: String, at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("foreign-operator"), at: place,
            Wording(en: "expected '\(write)', found '\(found)'", zh: "应为 '\(write)'，实际为 '\(found)'"))
    }

    static func unexpectedSign(_ found: Unicode.Scalar, at place: SourceLocation) -> Diagnostic {
        let shown = found.properties.generalCategory == .control ? "U+" + String(found.value, radix: 16) : "'\(found)'"
        let help: Wording? =
            switch found {
            case ".": Wording(en: "a decimal number is written '0.5'", zh: "小数请写作 '0.5'")
            case "%":
                Wording(en: "'%' belongs after a number; there is no remainder", zh: "'%' 只用于数字之后；没有取余运算")
            case "$": Wording(en: "a parameter is written '$name'", zh: "参数写作 '$name'")
            default:
                Wording(
                    en: "a column's name with signs in it is written in back quotes", zh: "含有符号的列名请用反引号括起来")
            }
        return Diagnostic(
            .pipeline("unexpected-sign"), at: place,
            Wording(
                en: "expected a name, a value or an operator, found \(shown)", zh: "应为名称、值或运算符，实际为 \(shown)"),
            help: help)
    }

    static func unclosed(_ opened: Unicode.Scalar, at place: SourceLocation) -> Diagnostic {
        let closing = opened == "(" ? ")" : String(opened)
        return Diagnostic(
            .pipeline("unclosed"), at: place,
            Wording(
                en: "expected a closing \(quoted(closing)), found the end of the formula",
                zh: "应有与之配对的 \(quoted(closing))，公式却已结束"))
    }

    static func emptyName(at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("empty-name"), at: place,
            Wording(en: "expected a name between the back quotes, found nothing", zh: "反引号之间应为名称，实际为空"))
    }

    /// A column of another table where only the formula's own are at hand, or one of its own with the table's name before it.
    package static func dottedName(_ name: SourceText) -> Diagnostic {
        let column = name.text.firstIndex(of: ".").map { name.text[name.text.index(after: $0)...] } ?? name.text[...]
        return Diagnostic(
            .pipeline("dotted-name"), at: name.start,
            Wording(
                en: "expected a column of the formula's own table, found '\(name.text)'",
                zh: "应为公式所属表中的列，实际为 '\(name.text)'"),
            help: Wording(
                en: "write '\(column)'; a name with a point in it is written in back quotes",
                zh: "请写作 '\(column)'；名称本身含有点号时请用反引号括起来"))
    }

    // MARK: Literals

    static func numberOutOfRange(_ text: String, at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("number-out-of-range"), at: place,
            Wording(
                en: "expected a number of at most 18 digits, found '\(text)'", zh: "数字最多 18 位，实际为 '\(text)'"))
    }

    static func unknownUnit(_ word: String, at place: SourceLocation) -> Diagnostic {
        let known = DurationUnit.allCases.map(\.rawValue)
        let spellings: [String: DurationUnit] = [
            "sec": .seconds, "secs": .seconds, "second": .seconds, "seconds": .seconds, "秒": .seconds, "S": .seconds,
            "m": .minutes, "mins": .minutes, "minute": .minutes, "minutes": .minutes, "分": .minutes, "分钟": .minutes,
            "hr": .hours, "hrs": .hours, "hour": .hours, "hours": .hours, "时": .hours, "小时": .hours, "H": .hours,
            "day": .days, "days": .days, "天": .days, "日": .days, "D": .days, "毫秒": .milliseconds,
        ]
        let choices = known.joined(separator: ", ")
        let help =
            if let meant = spellings[word] {
                Wording(en: "write '\(meant.rawValue)'", zh: "请写作 '\(meant.rawValue)'")
            } else {
                Wording(en: "the units are \(choices)", zh: "单位有 \(choices)")
            }
        return Diagnostic(
            .pipeline("unknown-unit"), at: place,
            Wording(en: "expected a unit of time after the number, found '\(word)'", zh: "数字之后应为时间单位，实际为 '\(word)'"),
            help: help)
    }

    static func inexactDuration(_ text: String, at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("inexact-duration"), at: place,
            Wording(
                en: "a duration is a whole number of milliseconds, found '\(text)'", zh: "时长应为整数毫秒，实际为 '\(text)'"))
    }

    static func noSuchDate(_ text: String, at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("no-such-date"), at: place,
            Wording(
                en: "expected a date such as 2026-01-31, found \(quoted: text)",
                zh: "应为日期（如 2026-01-31），实际为 \(quoted: text)"))
    }

    static func noSuchInstant(_ text: String, at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("no-such-instant"), at: place,
            Wording(
                en: "expected a moment such as '2026-01-31 09:30', found \(quoted: text)",
                zh: "应为时刻（如 '2026-01-31 09:30'），实际为 \(quoted: text)"))
    }

    static func bareTime(date: String, at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("bare-instant"), at: place,
            Wording(en: "expected a date alone, found a date with more after it", zh: "应仅为日期，实际其后还有内容"),
            help: Wording(en: "a moment is written instant '\(date) 09:30'", zh: "时刻写作 instant '\(date) 09:30'"))
    }

    // MARK: Grammar

    /// What the grammar allows at a place.
    enum Expected {
        case value, operatorOrEnd, closingParenthesis, missingAfterIs, inBetweenLike, listAfterIn, andOfBetween

        var wording: Wording {
            switch self {
            case .value: Wording(en: "a value", zh: "值")
            case .operatorOrEnd: Wording(en: "an operator or the end of the formula", zh: "运算符或公式结尾")
            case .closingParenthesis: Wording(en: "')' or ','", zh: "')' 或 ','")
            case .missingAfterIs:
                Wording(en: "'missing' or 'not missing' after 'is'", zh: "'is' 之后的 'missing' 或 'not missing'")
            case .inBetweenLike:
                Wording(en: "'in', 'between' or 'like' after 'not'", zh: "'not' 之后的 'in'、'between' 或 'like'")
            case .listAfterIn: Wording(en: "a list in parentheses after 'in'", zh: "'in' 之后的括号列表")
            case .andOfBetween: Wording(en: "the 'and' of 'between … and …'", zh: "'between … and …' 中的 'and'")
            }
        }
    }

    /// - Parameter name: the names around the place, one after the other, when they may be meant as one.
    static func unexpected(
        found: Token.Content, expected: Expected, name: String? = nil, at place: SourceLocation
    ) -> Diagnostic {
        let isEnd = found == .end
        let shown =
            isEnd
            ? Wording(en: "the end of the formula", zh: "公式结尾") : Wording(en: found.quoted, zh: " \(found.quoted)")
        let wording = expected.wording
        return Diagnostic(
            .pipeline("syntax"), at: place,
            Wording(
                en: "expected \(wording.english), found \(shown.english)",
                zh: "应为\(wording.chinese)，实际为\(shown.chinese)"),
            help: name.map {
                Wording(
                    en: "a column's name with blanks is written in back quotes: `\($0)`",
                    zh: "含空格的列名请用反引号括起来：`\($0)`")
            })
    }

    static func emptyList(at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("empty-list"), at: place,
            Wording(en: "'in' expects at least one value in its list, found none", zh: "'in' 的列表至少应有一个值，实际为空"))
    }

    static func chainedComparison(_ sign: String, at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("chained-comparison"), at: place,
            Wording(
                en: "expected one comparison, found another '\(sign)' after it", zh: "应为单个比较，其后又有 '\(sign)'"),
            help: Wording(
                en: "write 'a < b and b < c', or 'b between a and c'", zh: "请写作 'a < b and b < c' 或 'b between a and c'"
            ))
    }

    // MARK: Small change

    /// A sign between quotes that can be told from it.
    private static func quoted(_ sign: String) -> String { sign == "'" ? "\"'\"" : "'\(sign)'" }
}
