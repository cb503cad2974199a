// Every sentence about the names and types of a formula; what is said of its signs and grammar stands in SyntaxDiagnostics.

import Diagnostics
import Tabular

package enum ExpressionsDiagnostics {
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
