// Every sentence that can be said about a formula.

import Diagnostics
import Tabular

package enum ExpressionsDiagnostics {
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

    static func dottedName(table: String, column: String, at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("dotted-name"), at: place,
            Wording(
                en: "expected a column of the formula's own table, found '\(table).\(column)'",
                zh: "应为公式所属表中的列，实际为 '\(table).\(column)'"),
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

    // MARK: Names

    package static func unknownColumn(_ name: SourceText, table: String, known: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-column"), at: name.start,
            Wording(
                en: "unknown column '\(name.text)' in table '\(table)'", zh: "表 '\(table)' 中没有列 '\(name.text)'"),
            help: NearestName.suggestion(for: name.text, among: known))
    }

    package static func bareWord(_ word: SourceText, table: String) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-column"), at: word.start,
            Wording(
                en: "unknown column '\(word.text)' in table '\(table)'", zh: "表 '\(table)' 中没有列 '\(word.text)'"),
            help: Wording(
                en: "a text is written in quotes: \(Constant.text(word.text))",
                zh: "文本要加引号：\(Constant.text(word.text))"))
    }

    static func unknownParameter(_ name: SourceText, known: [String]) -> Diagnostic {
        let help =
            known.isEmpty
            ? Wording(en: "there are no parameters here", zh: "此处没有参数")
            : NearestName.suggestion(for: name.text, among: known)
        return Diagnostic(
            .pipeline("unknown-parameter"), at: name.start,
            Wording(en: "unknown parameter '$\(name.text)'", zh: "没有参数 '$\(name.text)'"), help: help)
    }

    static func unknownFunction(_ name: SourceText) -> Diagnostic {
        let lowered = name.text.lowercased()
        let help: Wording? =
            if let meant = Function.foreignNames[lowered] {
                Wording(en: "did you mean '\(meant.rawValue)'?", zh: "您是否想写 '\(meant.rawValue)'？")
            } else if Function.aggregateNames.contains(lowered) {
                Wording(
                    en: "a formula sees one row at a time; sums and means are kinds of metric",
                    zh: "公式逐行计算；求和与求平均请在指标中定义")
            } else {
                NearestName.suggestion(for: name.text, among: Function.allCases.map(\.rawValue))
            }
        return Diagnostic(
            .pipeline("unknown-function"), at: name.start,
            Wording(en: "unknown function '\(name.text)'", zh: "没有函数 '\(name.text)'"), help: help)
    }

    // MARK: Types

    static func wrongResult(expected: ColumnType, found: ColumnType, at place: SourceLocation) -> Diagnostic {
        let wanted = expected == .flag ? Wording(en: "a condition", zh: "条件") : expected.wording
        let got = found.wording
        return Diagnostic(
            .pipeline("wrong-type"), at: place,
            Wording(
                en: "expected a formula that gives \(wanted.english), found \(got.english)",
                zh: "公式的结果应为\(wanted.chinese)，实际为\(got.chinese)"),
            help: expected == .flag
                ? Wording(en: "compare it with a value, as in 'wait > 60 s'", zh: "请与某个值比较，例如 'wait > 60 s'") : nil)
    }

    static func wrongOperands(
        _ sign: ArithmeticOperator, _ left: ColumnType, _ right: ColumnType, at place: SourceLocation
    ) -> Diagnostic {
        let expected =
            switch sign {
            case .add:
                Wording(
                    en: "numbers, durations, an instant and a duration, or a date and days",
                    zh: "数字、时长、时刻与时长，或日期与天数")
            case .subtract:
                Wording(
                    en: "numbers, durations, moments, an instant and a duration, or a date and days",
                    zh: "数字、时长、时刻或日期、时刻与时长，或日期与天数")
            case .multiply: Wording(en: "numbers, or a duration and a number", zh: "数字，或时长与数字")
            case .divide: Wording(en: "numbers, durations, or a duration and a number", zh: "数字、时长，或时长与数字")
            }
        let help: Wording? =
            if left == .text, right == .text, sign == .add {
                Wording(en: "texts are joined by 'concat(a, b)'", zh: "文本请用 'concat(a, b)' 连接")
            } else if left == .text || right == .text {
                Wording(en: "'number(x)' reads a text as a number", zh: "'number(x)' 可把文本转换为数字")
            } else if (left == .duration) != (right == .duration), left.isNumeric || right.isNumeric {
                durationHelp
            } else {
                nil
            }
        return Diagnostic(
            .pipeline("wrong-type"), at: place,
            Wording(
                en: "'\(sign.rawValue)' expects \(expected.english), found \(pair(left, right).english)",
                zh: "'\(sign.rawValue)' 的两边应为\(expected.chinese)，实际为\(pair(left, right).chinese)"),
            help: help)
    }

    static func wrongSign(_ found: ColumnType, at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-type"), at: place,
            Wording(
                en: "'-' expects a number or a duration, found \(found.wording.english)",
                zh: "'-' 之后应为数字或时长，实际为\(found.wording.chinese)"))
    }

    static func incomparable(
        _ subject: String, _ left: ColumnType, _ right: ColumnType, at place: SourceLocation
    ) -> Diagnostic {
        let help: Wording? =
            if (left == .duration && right.isNumeric) || (right == .duration && left.isNumeric) {
                durationHelp
            } else if left == .text || right == .text, left == .date || right == .date {
                Wording(en: "a date is written 2026-01-31, without quotes", zh: "日期写作 2026-01-31，不加引号")
            } else if left == .text || right == .text, left == .instant || right == .instant {
                Wording(en: "a moment is written instant '2026-01-31 09:30'", zh: "时刻写作 instant '2026-01-31 09:30'")
            } else if left == .text || right == .text, left.isNumeric || right.isNumeric {
                Wording(
                    en: "a text is written in quotes; 'number(x)' reads a text as a number",
                    zh: "文本要加引号；'number(x)' 可把文本转换为数字")
            } else {
                nil
            }
        return Diagnostic(
            .pipeline("wrong-type"), at: place,
            Wording(
                en: "\(subject) expects values of one type, found \(pair(left, right).english)",
                zh: "\(subject) 的各值类型应相同，实际为\(pair(left, right).chinese)"),
            help: help)
    }

    private static var durationHelp: Wording {
        Wording(en: "a length of time has a unit, as in '60 s'", zh: "时长要写单位，例如 '60 s'")
    }

    static func noOrder(_ subject: String, _ found: ColumnType, at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-type"), at: place,
            Wording(
                en: "\(subject) expects values that have an order, found \(found.wording.english)",
                zh: "\(subject) 的值应可排序，实际为\(found.wording.chinese)"))
    }

    static func notACondition(_ word: String, _ found: ColumnType, at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-type"), at: place,
            Wording(
                en: "'\(word)' expects a condition, found \(found.wording.english)",
                zh: "'\(word)' 应用于条件，实际为\(found.wording.chinese)"))
    }

    static func notAText(_ word: String, _ found: ColumnType, at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-type"), at: place,
            Wording(
                en: "'\(word)' expects a text, found \(found.wording.english)",
                zh: "'\(word)' 应用于文本，实际为\(found.wording.chinese)"))
    }

    static func patternIsNoLiteral(at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-type"), at: place,
            Wording(en: "'like' expects a pattern written out, such as 'A%'", zh: "'like' 之后应直接写出模式，例如 'A%'"))
    }

    static func comparedWithMissing(_ sign: ComparisonOperator, at place: SourceLocation) -> Diagnostic {
        let write = sign == .unequal ? "is not missing" : "is missing"
        return Diagnostic(
            .pipeline("compared-with-missing"), at: place,
            Wording(
                en: "expected '\(write)', found a comparison with 'missing', which is never true",
                zh: "应为 '\(write)'；与 'missing' 比较永远不成立"))
    }

    static func wrongArgumentCount(
        _ function: Function, found: Int, at place: SourceLocation
    ) -> Diagnostic {
        let signature = function.signature
        let least = signature.leastCount
        let most = signature.parameters.count
        let expected: Wording =
            if signature.repeatsLast {
                Wording(en: "at least \(English.count(least, "argument"))", zh: "至少 \(least) 个参数")
            } else if least == most {
                Wording(en: English.count(least, "argument"), zh: " \(least) 个参数")
            } else {
                Wording(en: "\(least) or \(English.count(most, "argument"))", zh: " \(least) 或 \(most) 个参数")
            }
        return Diagnostic(
            .pipeline("wrong-argument-count"), at: place,
            Wording(
                en: "'\(function.rawValue)' expects \(expected.english), found \(found)",
                zh: "'\(function.rawValue)' 应有\(expected.chinese)，实际为 \(found) 个"))
    }

    static func wrongArgument(
        _ function: Function, position: Int, expected: ParameterKind, found: ColumnType, at place: SourceLocation
    ) -> Diagnostic {
        let wanted = expected.wording
        let got = found.wording
        let help: Wording? =
            switch (function, found) {
            case (.day, .duration): Wording(en: "did you mean 'days'?", zh: "您是否想写 'days'？")
            case (.hour, .duration): Wording(en: "did you mean 'hours'?", zh: "您是否想写 'hours'？")
            case (.minute, .duration): Wording(en: "did you mean 'minutes'?", zh: "您是否想写 'minutes'？")
            case (.days, .date), (.days, .instant): Wording(en: "did you mean 'day'?", zh: "您是否想写 'day'？")
            case (.hours, .instant): Wording(en: "did you mean 'hour'?", zh: "您是否想写 'hour'？")
            case (.minutes, .instant): Wording(en: "did you mean 'minute'?", zh: "您是否想写 'minute'？")
            default:
                if expected == .text, ParameterKind.spellable.accepts(found) {
                    Wording(en: "'text(x)' turns a value into a text", zh: "'text(x)' 可把值转换为文本")
                } else if expected == .number, found == .text {
                    Wording(en: "'number(x)' reads a text as a number", zh: "'number(x)' 可把文本转换为数字")
                } else if expected == .number, found == .duration {
                    Wording(en: "'seconds(x)' turns a duration into a number", zh: "'seconds(x)' 可把时长转换为数字")
                } else {
                    nil
                }
            }
        return Diagnostic(
            .pipeline("wrong-type"), at: place,
            Wording(
                en: "'\(function.rawValue)' expects \(wanted.english) as argument \(position), found \(got.english)",
                zh: "'\(function.rawValue)' 的第 \(position) 个参数应为\(wanted.chinese)，实际为\(got.chinese)"),
            help: help)
    }

    /// A warning: a day compared with instants is its first moment, which is seldom what is meant.
    static func dayAsInstant(_ subject: String, at place: SourceLocation) -> Diagnostic {
        Diagnostic(
            .remark("day-as-instant"), .warning, at: place,
            Wording(
                en: "\(subject) compares an instant with a day, which stands for its first moment only",
                zh: "\(subject) 用时刻与日期比较，日期仅代表当天零点"),
            help: Wording(
                en: "compare days with days: 'date(x)'", zh: "请用 'date(x)' 取出日期后再比较"))
    }

    /// Amounts of two currencies are added, compared or chosen between.
    package static func twoCurrencies(_ first: String, _ second: String, in formula: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("mixed-currencies"), at: formula.start,
            Wording(
                en: "a formula expects amounts of one currency, found \(first) and \(second)",
                zh: "公式中的金额应为同一种货币，实际有 \(first) 与 \(second)"),
            help: conversion(to: first))
    }

    /// What to do about amounts of two currencies.
    package static func conversion(to currency: String) -> Wording {
        Wording(
            en: "convert one of them first: 'derive: { column: NAME, as: amount * 7.8, currency: \(currency) }'",
            zh: "请先换算其中之一：'derive: { column: 名称, as: amount * 7.8, currency: \(currency) }'")
    }

    /// A sign between quotes that can be told from it.
    private static func quoted(_ sign: String) -> String { sign == "'" ? "\"'\"" : "'\(sign)'" }

    private static func pair(_ left: ColumnType, _ right: ColumnType) -> Wording {
        Wording(
            en: "\(left.wording.english) and \(right.wording.english)",
            zh: "\(left.wording.chinese)与\(right.wording.chinese)")
    }
}

extension ParameterKind {
    /// What a function's parameter expects, in a sentence.
    var wording: Wording {
        switch self {
        case .text: ColumnType.text.wording
        case .integer: ColumnType.integer.wording
        case .number: Wording(en: "a number", zh: "数字")
        case .numberOrDuration: Wording(en: "a number or a duration", zh: "数字或时长")
        case .flag: Wording(en: "a condition", zh: "条件")
        case .instant: ColumnType.instant.wording
        case .duration: ColumnType.duration.wording
        case .moment: Wording(en: "a date or an instant", zh: "日期或时刻")
        case .momentOrText: Wording(en: "an instant, a date or a text", zh: "时刻、日期或文本")
        case .decimals: Wording(en: "a whole number from 0 to 18, written out", zh: "直接写出的 0 到 18 的整数")
        case .spellable:
            Wording(en: "a text, a whole number, a decimal number, a flag or a date", zh: "文本、整数、小数、是非值或日期")
        case .same, .sameWithOrder: Wording(en: "a value that has an order", zh: "可排序的值")
        }
    }
}
