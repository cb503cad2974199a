// What a user reads about a mistake in a formula, and where it points.

import Diagnostics
import Expressions
import Tabular
import TestSupport
import Testing

@Suite struct MistakeTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        var formula: MarkedText
        var english: [Character: String]
        var chinese: [Character: String]

        init(_ formula: MarkedText, en english: [Character: String], zh chinese: [Character: String]) {
            self.formula = formula
            self.english = english
            self.chinese = chinese
        }

        var testDescription: String { formula.text }
    }

    static let samples: [Sample] = [
        Sample(
            "①quue = 'a' and quue = 'b'",
            en: ["①": "unknown column 'quue' in table 'calls'\ndid you mean 'queue'?"],
            zh: ["①": "表 'calls' 中没有列 'quue'\n您是否想写 'queue'？"]),
        Sample(
            "①quue = 1 and ②lenght(queue) > 3 and wait ③> 60",
            en: [
                "①": "unknown column 'quue' in table 'calls'\ndid you mean 'queue'?",
                "②": "unknown function 'lenght'\ndid you mean 'length'?",
                "③":
                    "'>' expects values of one type, found a duration and a whole number\n"
                    + "a length of time has a unit, as in '60 s'",
            ],
            zh: [
                "①": "表 'calls' 中没有列 'quue'\n您是否想写 'queue'？",
                "②": "没有函数 'lenght'\n您是否想写 'length'？",
                "③": "'>' 的各值类型应相同，实际为时长与整数\n时长要写单位，例如 '60 s'",
            ]),
        Sample(
            "等待时长 ①＞ 60 s and queue in ②（'a'③，'b'④）",
            en: [
                "①": "expected the sign '>', found '＞'\nformulas are written with ASCII signs: type '>'",
                "②": "expected the sign '(', found '（'\nformulas are written with ASCII signs: type '('",
                "③": "expected the sign ',', found '，'\nformulas are written with ASCII signs: type ','",
                "④": "expected the sign ')', found '）'\nformulas are written with ASCII signs: type ')'",
            ],
            zh: [
                "①": "应为半角符号 '>'，实际为 '＞'\n公式使用半角符号，请改为 '>'",
                "②": "应为半角符号 '('，实际为 '（'\n公式使用半角符号，请改为 '('",
                "③": "应为半角符号 ','，实际为 '，'\n公式使用半角符号，请改为 ','",
                "④": "应为半角符号 ')'，实际为 '）'\n公式使用半角符号，请改为 ')'",
            ]),
        Sample(
            "queue = ①“客服”",
            en: ["①": "expected the sign \"'\", found '“'\nformulas are written with ASCII signs: type \"'\""],
            zh: ["①": "应为半角符号 \"'\"，实际为 '“'\n公式使用半角符号，请改为 \"'\""]),
        Sample(
            "count ①== 3 ②&& not resolved",
            en: ["①": "expected '=', found '=='", "②": "expected 'and', found '&&'"],
            zh: ["①": "应为 '='，实际为 '=='", "②": "应为 'and'，实际为 '&&'"]),
        Sample(
            "count = ①",
            en: ["①": "expected a value, found the end of the formula"],
            zh: ["①": "应为值，实际为公式结尾"]),
        Sample(
            "count = ①and queue > ②or resolved",
            en: ["①": "expected a value, found 'and'", "②": "expected a value, found 'or'"],
            zh: ["①": "应为值，实际为 'and'", "②": "应为值，实际为 'or'"]),
        Sample(
            "if①(resolved, 1, 2",
            en: ["①": "expected a closing ')', found the end of the formula"],
            zh: ["①": "应有与之配对的 ')'，公式却已结束"]),
        Sample(
            "queue = ①'open",
            en: ["①": "expected a closing \"'\", found the end of the formula"],
            zh: ["①": "应有与之配对的 \"'\"，公式却已结束"]),
        Sample(
            "count ①5",
            en: ["①": "expected an operator or the end of the formula, found '5'"],
            zh: ["①": "应为运算符或公式结尾，实际为 '5'"]),
        Sample(
            "1 < count ①< 5",
            en: [
                "①":
                    "expected one comparison, found another '<' after it\n"
                    + "write 'a < b and b < c', or 'b between a and c'"
            ],
            zh: ["①": "应为单个比较，其后又有 '<'\n请写作 'a < b and b < c' 或 'b between a and c'"]),
        Sample(
            "wait > 20 ①sec",
            en: ["①": "expected a unit of time after the number, found 'sec'\nwrite 's'"],
            zh: ["①": "数字之后应为时间单位，实际为 'sec'\n请写作 's'"]),
        Sample(
            "day = ①2026-02-30",
            en: ["①": "expected a date such as 2026-01-31, found \"2026-02-30\""],
            zh: ["①": "应为日期（如 2026-01-31），实际为 \"2026-02-30\""]),
        Sample(
            "count > ①99999999999999999999",
            en: ["①": "expected a number of at most 18 digits, found '99999999999999999999'"],
            zh: ["①": "数字最多 18 位，实际为 '99999999999999999999'"]),
        Sample(
            "①calls.wait > 1 s",
            en: [
                "①":
                    "expected a column of the formula's own table, found 'calls.wait'\n"
                    + "write 'wait'; a name with a point in it is written in back quotes"
            ],
            zh: ["①": "应为公式所属表中的列，实际为 'calls.wait'\n请写作 'wait'；名称本身含有点号时请用反引号括起来"]),
        Sample(
            "queue ①= missing",
            en: ["①": "expected 'is missing', found a comparison with 'missing', which is never true"],
            zh: ["①": "应为 'is missing'；与 'missing' 比较永远不成立"]),
        Sample(
            "queue ①is null",
            en: ["①": "expected 'is missing', found 'is null'"],
            zh: ["①": "应为 'is missing'，实际为 'is null'"]),
        Sample(
            "①sum(amount) > 1.0",
            en: ["①": "unknown function 'sum'\na formula sees one row at a time; sums and means are kinds of metric"],
            zh: ["①": "没有函数 'sum'\n公式逐行计算；求和与求平均请在指标中定义"]),
        Sample(
            "wait > ①$targe",
            en: ["①": "unknown parameter '$targe'\ndid you mean 'target'?"],
            zh: ["①": "没有参数 '$targe'\n您是否想写 'target'？"]),
        Sample(
            "queue ①+ 'x' = 'y'",
            en: [
                "①":
                    "'+' expects numbers, durations, an instant and a duration, or a date and days, found a text and a text\n"
                    + "texts are joined by 'concat(a, b)'"
            ],
            zh: ["①": "'+' 的两边应为数字、时长、时刻与时长，或日期与天数，实际为文本与文本\n文本请用 'concat(a, b)' 连接"]),
        Sample(
            "lower(①count) = 'x' or ②count",
            en: [
                "①": "'lower' expects a text as argument 1, found a whole number\n'text(x)' turns a value into a text",
                "②": "'or' expects a condition, found a whole number",
            ],
            zh: [
                "①": "'lower' 的第 1 个参数应为文本，实际为整数\n'text(x)' 可把值转换为文本",
                "②": "'or' 应用于条件，实际为整数",
            ]),
        Sample(
            "①if(resolved)",
            en: ["①": "'if' expects 2 or 3 arguments, found 1"], zh: ["①": "'if' 应有 2 或 3 个参数，实际为 1 个"]),
        Sample(
            "①if(resolved, 1, 'no') = 1",
            en: [
                "①":
                    "'if' expects values of one type, found a whole number and a text\n"
                    + "a text is written in quotes; 'number(x)' reads a text as a number"
            ],
            zh: ["①": "'if' 的各值类型应相同，实际为整数与文本\n文本要加引号；'number(x)' 可把文本转换为数字"]),
        Sample(
            "day(①wait) = 1",
            en: ["①": "'day' expects a date or an instant as argument 1, found a duration\ndid you mean 'days'?"],
            zh: ["①": "'day' 的第 1 个参数应为日期或时刻，实际为时长\n您是否想写 'days'？"]),
        Sample(
            "day ①> '2026-01-31'",
            en: [
                "①":
                    "'>' expects values of one type, found a date and a text\n"
                    + "a date is written 2026-01-31, without quotes"
            ],
            zh: ["①": "'>' 的各值类型应相同，实际为日期与文本\n日期写作 2026-01-31，不加引号"]),
        Sample(
            "at between 2026-01-01 and ①2026-01-31",
            en: [
                "①":
                    "'between' compares an instant with a day, which stands for its first moment only\n"
                    + "compare days with days: 'date(x)'"
            ],
            zh: ["①": "'between' 用时刻与日期比较，日期仅代表当天零点\n请用 'date(x)' 取出日期后再比较"]),
        Sample("at >= 2026-01-01 and 2026-02-01 > at", en: [:], zh: [:]),
        Sample(
            "queue like ①queue",
            en: ["①": "'like' expects a pattern written out, such as 'A%'"],
            zh: ["①": "'like' 之后应直接写出模式，例如 'A%'"]),
        Sample(
            "queue in ①()",
            en: ["①": "'in' expects at least one value in its list, found none"],
            zh: ["①": "'in' 的列表至少应有一个值，实际为空"]),
        Sample(
            "①amount * 2",
            en: [
                "①":
                    "expected a formula that gives a condition, found a decimal number\n"
                    + "compare it with a value, as in 'wait > 60 s'"
            ],
            zh: ["①": "公式的结果应为条件，实际为小数\n请与某个值比较，例如 'wait > 60 s'"]),
        Sample("①", en: ["①": "expected a formula, found nothing"], zh: ["①": "应为公式，实际为空"]),
        Sample(
            "count ①% 2 = 1",
            en: [
                "①":
                    "expected a name, a value or an operator, found '%'\n"
                    + "'%' belongs after a number; there is no remainder"
            ],
            zh: ["①": "应为名称、值或运算符，实际为 '%'\n'%' 只用于数字之后；没有取余运算"]),
    ]

    @Test(arguments: samples)
    func `every mistake is told once, at its place, in both languages`(_ sample: Sample) {
        let (_, diagnostics) = Formula.checked(
            sample.formula.text, in: Formula.columns, parameters: ["target": .duration(20_000)], expecting: .flag)
        #expect(sample.formula.differences(from: sample.english, diagnostics) == [])
        #expect(sample.formula.differences(from: sample.chinese, diagnostics, in: .chinese) == [])
    }

    @Test func `a formula nested too deep is refused instead of overflowing the stack`() {
        for (before, after) in [("(", ")"), ("not ", ""), ("-", ""), ("abs(", ")"), ("1 in (", ")"), ("1+(", ")")] {
            for count in [300, 20_000] {
                let text = String(repeating: before, count: count) + "1" + String(repeating: after, count: count)
                let (expression, diagnostics) = Formula.read(text)
                #expect(expression == nil)
                #expect(
                    diagnostics.map(\.kind.name) == [
                        text.utf8.count > 100_000 ? "formula-too-long" : "formula-too-deep"
                    ])
            }
        }
    }

    @Test func `long chains of 'and', 'or' and choices are read, long chains of sums are refused`() {
        let conditions = (0..<3000).map { "count = \($0)" }
        #expect(Formula.checked(conditions.joined(separator: " or "), in: Formula.columns).typed != nil)
        let choices = (0..<9000).map(String.init).joined(separator: ", ")
        #expect(Formula.checked("count in (\(choices))", in: Formula.columns).typed != nil)
        let sum = [String](repeating: "count", count: 5000).joined(separator: " + ")
        #expect(Formula.read(sum).diagnostics.map(\.kind.name) == ["formula-too-deep"])
        let shortSum = [String](repeating: "count", count: 150).joined(separator: " + ")
        #expect(Formula.checked(shortSum, in: Formula.columns).typed != nil)
    }

    @Test(arguments: [
        ("count", ColumnType.decimal, "convertible"), ("count", .real, "convertible"), ("amount", .real, "convertible"),
        ("amount", .integer, "refused"), ("score", .decimal, "refused"), ("day", .instant, "refused"),
        ("missing", .duration, "convertible"), ("queue", .text, "convertible"), ("resolved", .integer, "refused"),
    ])
    func `the expected type is met or the formula is refused`(
        _ text: String, _ type: ColumnType, _ outcome: String
    ) {
        let (typed, diagnostics) = Formula.checked(text, in: Formula.columns, expecting: type)
        #expect((typed?.type == type) == (outcome == "convertible"))
        #expect(diagnostics.isEmpty == (outcome == "convertible"))
    }
}
