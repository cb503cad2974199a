// Mistakes in `link:` and `segment:`, all told in one go, at their place, in both languages.

import Diagnostics
import Segmentation
import Stages
import Tabular
import TestSupport
import Testing

@Suite struct PlanMistakeTests {
    static let tables = [
        Table.sample(
            "calls",
            [
                "customer": .texts([]), "agent": .integers([]), "queue": .texts([]), "start": .instants([]),
                "wait": .seconds([]), "cost": .decimals([]), "day": .dates([]), "score": .reals([]),
            ]),
        Table.sample("customers", ["customer_id": .texts([]), "address": .texts([]), "age": .integers([])]),
        Table.sample(
            "sales", ["customer": .texts([]), "paid": .decimals([]), "rate": .reals([]), "pay_time": .instants([])]),
    ]

    struct Mistake: Sendable, CustomTestStringConvertible {
        var options: String
        var english: [String]
        var chinese: [String]

        init(_ options: String, _ english: [String], _ chinese: [String]) {
            self.options = options
            self.english = english
            self.chinese = chinese
        }

        var testDescription: String { options }
    }

    @Test(arguments: mistakes)
    func `a mistake is told at its place with what to do`(_ mistake: Mistake) {
        #expect(SegmentationSample.mistakes(mistake.options, Self.tables) == mistake.english)
        #expect(SegmentationSample.mistakes(mistake.options, Self.tables, .chinese) == mistake.chinese)
    }

    static let mistakes: [Mistake] = [
        Mistake(
            "link: { calls.customer: customers.costumer_id }",
            [
                """
                pipeline.yml:1:35: error: unknown column 'costumer_id' in table 'customers'
                  help: did you mean 'customer_id'?
                """
            ],
            [
                """
                pipeline.yml:1:35: 错误：表 'customers' 中没有列 'costumer_id'
                  建议：您是否想写 'customer_id'？
                """
            ]),
        Mistake(
            "link: { cals.customer: customers.customer_id }",
            [
                """
                pipeline.yml:1:9: error: unknown table 'cals'
                  help: did you mean 'calls'?
                """
            ],
            [
                """
                pipeline.yml:1:9: 错误：没有表 'cals'
                  建议：您是否想写 'calls'？
                """
            ]),
        Mistake(
            "link: { customer: customers.customer_id, calls.customer: customers }",
            [
                "pipeline.yml:1:9: error: 'link' expects a column as table.column, found \"customer\"",
                """
                pipeline.yml:1:58: error: link 'calls.customer' expects a column as table.column, found \
                "customers"
                """,
            ],
            [
                "pipeline.yml:1:9: 错误：'link' 应写成 表.列 的形式，实际为 \"customer\"",
                "pipeline.yml:1:58: 错误：关联 'calls.customer' 应写成 表.列 的形式，实际为 \"customers\"",
            ]),
        Mistake(
            "link: { calls.agent: customers.customer_id }",
            [
                """
                pipeline.yml:1:9: error: a link expects two columns of type text or two of type integer, found \
                'calls.agent' of type integer and 'customers.customer_id' of type text
                  help: give both columns 'type: text' under 'ingest'
                """
            ],
            [
                """
                pipeline.yml:1:9: 错误：关联两侧应同为 text 或同为 integer 类型的列，实际 'calls.agent' 为 \
                integer，'customers.customer_id' 为 text
                  建议：在 'ingest' 中把这两列都声明为 'type: text'
                """
            ]),
        Mistake(
            "link: { calls.cost: sales.paid }",
            [
                """
                pipeline.yml:1:9: error: a link expects two columns of type text or two of type integer, found \
                'calls.cost' of type decimal and 'sales.paid' of type decimal
                  help: give both columns 'type: text' under 'ingest'
                """
            ],
            [
                """
                pipeline.yml:1:9: 错误：关联两侧应同为 text 或同为 integer 类型的列，实际 'calls.cost' 为 decimal，'sales.paid' 为 \
                decimal
                  建议：在 'ingest' 中把这两列都声明为 'type: text'
                """
            ]),
        Mistake(
            "link: { calls.customer: customers.customer_id, customers.customer_id: calls.customer }",
            [
                """
                pipeline.yml:1:48: error: link 'customers.customer_id' closes a circle: 'customers' to 'calls' \
                to 'customers'
                """
            ],
            [
                "pipeline.yml:1:48: 错误：关联 'customers.customer_id' 形成循环：'customers' → 'calls' → 'customers'"
            ]),
        Mistake(
            """
            link: { calls.customer: sales.customer, sales.customer: customers.customer_id, \
            customers.customer_id: calls.queue }
            """,
            [
                """
                pipeline.yml:1:80: error: link 'customers.customer_id' closes a circle: 'customers' to 'calls' \
                to 'sales' to 'customers'
                """
            ],
            [
                "pipeline.yml:1:80: 错误：关联 'customers.customer_id' 形成循环：'customers' → 'calls' → 'sales' → 'customers'"
            ]),
        Mistake(
            "link: { calls.customer: calls.queue }",
            [
                "pipeline.yml:1:9: error: link 'calls.customer' leads from table 'calls' to itself"
            ],
            [
                "pipeline.yml:1:9: 错误：关联 'calls.customer' 从表 'calls' 指向它自己"
            ]),
        Mistake(
            "segment: { month: { column: calls.queue } }",
            [
                """
                pipeline.yml:1:12: error: a segment cannot be called 'month', which is a period in 'by'
                  help: call it 'by_month'
                """
            ],
            [
                """
                pipeline.yml:1:12: 错误：分组不能叫 'month'，它在 'by' 中表示周期
                  建议：可以改名为 'by_month'
                """
            ]),
        Mistake(
            "segment: { \"a=b\": { column: calls.queue } }",
            [
                "pipeline.yml:1:12: error: the name of a segment expects letters, digits and '_', found \"a=b\""
            ],
            [
                "pipeline.yml:1:12: 错误：分组名应由文字、数字和 '_' 组成，实际为 \"a=b\""
            ]),
        Mistake(
            "segment: { q: queue }",
            [
                "pipeline.yml:1:15: error: segment 'q' expects a mapping of keys to values, found \"queue\""
            ],
            [
                "pipeline.yml:1:15: 错误：分组 'q' 应为键值表，实际为 \"queue\""
            ]),
        Mistake(
            "segment: { q: { columm: calls.queue } }",
            [
                """
                pipeline.yml:1:17: error: segment 'q' needs one of 'column', 'expression', 'bands', 'calendar', \
                'geography', 'rfm', 'value'
                  help: did you mean 'column'?
                """
            ],
            [
                """
                pipeline.yml:1:17: 错误：分组 'q' \
                需要以下之一：'column'、'expression'、'bands'、'calendar'、'geography'、'rfm'、'value'
                  建议：您是否想写 'column'？
                """
            ]),
        Mistake(
            "segment: { q: { title: queue } }",
            [
                """
                pipeline.yml:1:15: error: segment 'q' needs one of 'column', 'expression', 'bands', 'calendar', \
                'geography', 'rfm', 'value'
                """
            ],
            [
                """
                pipeline.yml:1:15: 错误：分组 'q' \
                需要以下之一：'column'、'expression'、'bands'、'calendar'、'geography'、'rfm'、'value'
                """
            ]),
        Mistake(
            "segment: { q: { column: calls.queue, bands: wait, of: calls } }",
            [
                "pipeline.yml:1:38: error: segment 'q' divides in one way only, found 'column' and 'bands'"
            ],
            [
                "pipeline.yml:1:38: 错误：分组 'q' 只能有一种划分方式，实际有 'column'、'bands'"
            ]),
        Mistake(
            "segment: { q: { column: queue } }",
            [
                "pipeline.yml:1:25: error: 'column' expects a column as table.column, found \"queue\""
            ],
            [
                "pipeline.yml:1:25: 错误：'column' 应写成 表.列 的形式，实际为 \"queue\""
            ]),
        Mistake(
            "segment: { q: { column: calls.queue, colour: red } }",
            [
                """
                pipeline.yml:1:38: error: unknown key 'colour' in segment 'q'
                  help: choose from 'column', 'labels', 'of', 'title'
                """
            ],
            [
                """
                pipeline.yml:1:38: 错误：分组 'q' 中有未知的键 'colour'
                  建议：可选：'column'、'labels'、'of'、'title'
                """
            ]),
        Mistake(
            "segment: { q: { column: [calls.queue, calls.agent, surveys.team] } }",
            [
                """
                pipeline.yml:1:45: error: segment 'q' expects one column per table, found a second one of table \
                'calls'
                """,
                """
                pipeline.yml:1:52: error: unknown table 'surveys'
                  help: choose from 'calls', 'customers', 'sales'
                """,
            ],
            [
                "pipeline.yml:1:45: 错误：分组 'q' 每个表只能有一列，表 'calls' 出现了第二列",
                """
                pipeline.yml:1:52: 错误：没有表 'surveys'
                  建议：可选：'calls'、'customers'、'sales'
                """,
            ]),
        Mistake(
            "segment: { q: { column: calls.wait } }",
            [
                """
                pipeline.yml:1:31: error: 'column' expects text, a whole number, a day or true and false, found \
                type duration
                  help: use 'bands' with 'edges'
                """
            ],
            [
                """
                pipeline.yml:1:31: 错误：'column' 应为文本、整数、日期或是非值，实际类型为 duration
                  建议：请改用 'bands' 加 'edges'
                """
            ]),
        Mistake(
            "segment: { q: { column: calls.start } }",
            [
                """
                pipeline.yml:1:31: error: 'column' expects text, a whole number, a day or true and false, found \
                type instant
                  help: use 'calendar' with 'part'
                """
            ],
            [
                """
                pipeline.yml:1:31: 错误：'column' 应为文本、整数、日期或是非值，实际类型为 instant
                  建议：请改用 'calendar' 加 'part'
                """
            ]),
        Mistake(
            "segment: { q: { expression: wayt > 60 s, of: calls } }",
            [
                """
                pipeline.yml:1:29: error: unknown column 'wayt' in table 'calls'
                  help: did you mean 'wait'?
                """
            ],
            [
                """
                pipeline.yml:1:29: 错误：表 'calls' 中没有列 'wayt'
                  建议：您是否想写 'wait'？
                """
            ]),
        Mistake(
            "segment: { q: { expression: wait > 60, of: calls } }",
            [
                """
                pipeline.yml:1:34: error: '>' expects values of one type, found a duration and a whole number
                  help: a length of time has a unit, as in '60 s'
                """
            ],
            [
                """
                pipeline.yml:1:34: 错误：'>' 的各值类型应相同，实际为时长与整数
                  建议：时长要写单位，例如 '60 s'
                """
            ]),
        Mistake(
            "segment: { q: { expression: cost * 2, of: calls } }",
            [
                """
                pipeline.yml:1:29: error: 'expression' expects text, a whole number, a day or true and false, \
                found type decimal
                  help: use 'bands' with 'edges'
                """
            ],
            [
                """
                pipeline.yml:1:29: 错误：'expression' 应为文本、整数、日期或是非值，实际类型为 decimal
                  建议：请改用 'bands' 加 'edges'
                """
            ]),
        Mistake(
            "segment: { q: { expression: wait > 60 s } }",
            [
                "pipeline.yml:1:15: error: segment 'q' needs the key 'of'"
            ],
            [
                "pipeline.yml:1:15: 错误：分组 'q' 缺少键 'of'"
            ]),
        Mistake(
            "segment: { q: { bands: wait, of: calls, edges: [20 s, 10 s, 10] } }",
            [
                """
                pipeline.yml:1:55: error: 'edges' of segment 'q' expects ascending values, found "10 s" after \
                "20 s"
                """,
                "pipeline.yml:1:61: error: 'edges' expects values of type duration, like the formula, found \"10\"",
            ],
            [
                "pipeline.yml:1:55: 错误：分组 'q' 的 'edges' 应从小到大，实际 \"10 s\" 在 \"20 s\" 之后",
                "pipeline.yml:1:61: 错误：'edges' 应为与公式同为 duration 类型的值，实际为 \"10\"",
            ]),
        Mistake(
            "segment: { q: { bands: wait, of: calls, edges: [10 s], labels: [a, b, c] } }",
            [
                "pipeline.yml:1:64: error: 'labels' of segment 'q' expects 2 names, one more than edges, found 3"
            ],
            [
                "pipeline.yml:1:64: 错误：分组 'q' 的 'labels' 应有 2 个名称（比分界多一个），实际 3 个"
            ]),
        Mistake(
            "segment: { q: { bands: queue, of: calls, edges: [1] } }",
            [
                "pipeline.yml:1:24: error: 'bands' expects a number, a length of time or a day, found type text"
            ],
            [
                "pipeline.yml:1:24: 错误：'bands' 应为数字、时长或日期，实际类型为 text"
            ]),
        Mistake(
            "segment: { q: { bands: wait, of: calls, edges: [] } }",
            [
                "pipeline.yml:1:48: error: 'edges' expects at least one entry, found none"
            ],
            [
                "pipeline.yml:1:48: 错误：'edges' 至少要有一项，实际为空"
            ]),
        Mistake(
            "segment: { q: { bands: wait, of: calls } }",
            [
                "pipeline.yml:1:15: error: segment 'q' needs the key 'edges'"
            ],
            [
                "pipeline.yml:1:15: 错误：分组 'q' 缺少键 'edges'"
            ]),
        Mistake(
            "segment: { q: { calendar: start, of: calls, part: wekday } }",
            [
                """
                pipeline.yml:1:51: error: 'part' has no choice 'wekday'
                  help: did you mean 'weekday'?
                """
            ],
            [
                """
                pipeline.yml:1:51: 错误：'part' 没有选项 'wekday'
                  建议：您是否想写 'weekday'？
                """
            ]),
        Mistake(
            "segment: { q: { calendar: day, of: calls, part: hour } }",
            [
                "pipeline.yml:1:27: error: 'calendar' expects a moment with its hour, found type date"
            ],
            [
                "pipeline.yml:1:27: 错误：'calendar' 应为带时刻的时间，实际类型为 date"
            ]),
        Mistake(
            "segment: { q: { calendar: start, of: calls, part: hour, every: 30 min } }",
            [
                "pipeline.yml:1:57: error: 'every' goes with 'part: time_of_day', found 'part: hour'"
            ],
            [
                "pipeline.yml:1:57: 错误：'every' 只与 'part: time_of_day' 合用，实际为 'part: hour'"
            ]),
        Mistake(
            "segment: { q: { calendar: day, of: calls, part: time_of_day } }",
            [
                "pipeline.yml:1:27: error: 'calendar' expects a moment with its hour, found type date"
            ],
            [
                "pipeline.yml:1:27: 错误：'calendar' 应为带时刻的时间，实际类型为 date"
            ]),
        Mistake(
            "segment: { q: { calendar: queue, of: calls, part: month } }",
            [
                "pipeline.yml:1:27: error: 'calendar' expects a moment or a day, found type text"
            ],
            [
                "pipeline.yml:1:27: 错误：'calendar' 应为时间或日期，实际类型为 text"
            ]),
        Mistake(
            "segment: { q: { geography: provinse, from: customers.address } }",
            [
                """
                pipeline.yml:1:28: error: 'geography' has no choice 'provinse'
                  help: did you mean 'province'?
                """
            ],
            [
                """
                pipeline.yml:1:28: 错误：'geography' 没有选项 'provinse'
                  建议：您是否想写 'province'？
                """
            ]),
        Mistake(
            "segment: { q: { geography: area, from: customers.age } }",
            [
                "pipeline.yml:1:50: error: 'from' expects a column of type text, found type integer"
            ],
            [
                "pipeline.yml:1:50: 错误：'from' 应为文本列，实际类型为 integer"
            ]),
        Mistake(
            "segment: { q: { geography: area } }",
            [
                "pipeline.yml:1:15: error: segment 'q' needs the key 'from'"
            ],
            [
                "pipeline.yml:1:15: 错误：分组 'q' 缺少键 'from'"
            ]),
        Mistake(
            "segment: { q: { rfm: sales, customer: custumer, at: pay_time, amount: paid } }",
            [
                """
                pipeline.yml:1:39: error: unknown column 'custumer' in table 'sales'
                  help: did you mean 'customer'?
                """
            ],
            [
                """
                pipeline.yml:1:39: 错误：表 'sales' 中没有列 'custumer'
                  建议：您是否想写 'customer'？
                """
            ]),
        Mistake(
            "segment: { q: { rfm: sales, customer: customer, amount: paid } }",
            [
                "pipeline.yml:1:15: error: segment 'q' needs the key 'at'"
            ],
            [
                "pipeline.yml:1:15: 错误：分组 'q' 缺少键 'at'"
            ]),
        Mistake(
            "segment: { q: { rfm: sale, customer: customer, at: pay_time, amount: paid } }",
            [
                """
                pipeline.yml:1:22: error: unknown table 'sale'
                  help: did you mean 'sales'?
                """
            ],
            [
                """
                pipeline.yml:1:22: 错误：没有表 'sale'
                  建议：您是否想写 'sales'？
                """
            ]),
        Mistake(
            "segment: { q: { rfm: sales, customer: customer, at: paid, amount: rate } }",
            [
                "pipeline.yml:1:53: error: 'at' expects a moment or a day, found type decimal",
                """
                pipeline.yml:1:67: error: 'rate' expects an exact number (decimal or integer), found type real
                  help: give the column 'type: decimal' under 'ingest', or use round
                """,
            ],
            [
                "pipeline.yml:1:53: 错误：'at' 应为时间或日期，实际类型为 decimal",
                """
                pipeline.yml:1:67: 错误：'rate' 应为精确数（decimal 或 integer），实际类型为 real
                  建议：在 'ingest' 中声明该列 'type: decimal'，或使用 round
                """,
            ]),
        Mistake(
            "segment: { q: { rfm: sales, customer: paid, at: pay_time, amount: paid, where: paid } }",
            [
                "pipeline.yml:1:39: error: 'customer' expects a text or a whole number, found type decimal",
                """
                pipeline.yml:1:80: error: expected a formula that gives a condition, found a decimal number
                  help: compare it with a value, as in 'wait > 60 s'
                """,
            ],
            [
                "pipeline.yml:1:39: 错误：'customer' 应为文本或整数，实际类型为 decimal",
                """
                pipeline.yml:1:80: 错误：公式的结果应为条件，实际为小数
                  建议：请与某个值比较，例如 'wait > 60 s'
                """,
            ]),
        Mistake(
            "segment: { q: { rfm: sales, customer: customer, at: pay_time, amount: paid, over: 12 moons } }",
            [
                """
                pipeline.yml:1:83: error: 'over' expects a length such as '12 months' or '90 days', or 'all', \
                found "12 moons"
                """
            ],
            [
                "pipeline.yml:1:83: 错误：'over' 应为如 '12 months'、'90 days' 的长度或 'all'，实际为 \"12 moons\""
            ]),
        Mistake(
            """
            segment: { q: { rfm: sales, customer: customer, at: pay_time, amount: paid, convention: mean, \
            labels: scores } }
            """,
            [
                "pipeline.yml:1:89: error: 'labels: scores' of segment 'q' expects 'convention: quintiles'"
            ],
            [
                "pipeline.yml:1:89: 错误：分组 'q' 的 'labels: scores' 需要 'convention: quintiles'"
            ]),
        Mistake(
            "segment: { q: { value: paid, of: sales, customer: customer, cuts: { A: 95%, B: 80% } } }",
            [
                """
                pipeline.yml:1:80: error: 'cuts' of segment 'q' expects ascending values, found "80%" after \
                "95%"
                """
            ],
            [
                "pipeline.yml:1:80: 错误：分组 'q' 的 'cuts' 应从小到大，实际 \"80%\" 在 \"95%\" 之后"
            ]),
        Mistake(
            "segment: { q: { value: paid, of: sales, customer: customer, cuts: { A: 120%, N: 1 } } }",
            [
                "pipeline.yml:1:72: error: 'cuts' expects a share above 0 and up to 100%, found \"120%\"",
                "pipeline.yml:1:78: error: segment 'q' has two labels 'N'",
            ],
            [
                "pipeline.yml:1:72: 错误：'cuts' 应为大于 0、不超过 100% 的比例，实际为 \"120%\"",
                "pipeline.yml:1:78: 错误：分组 'q' 有两个标签 'N'",
            ]),
        Mistake(
            """
            segment: { q: { value: paid, of: sales, customer: customer, method: thresholds, cuts: { A: 10, B: \
            20, C: x } } }
            """,
            [
                """
                pipeline.yml:1:99: error: 'cuts' of segment 'q' expects descending values, found "20" after "10"
                """,
                "pipeline.yml:1:106: error: 'cuts' expects an amount above 0, found \"x\"",
            ],
            [
                "pipeline.yml:1:99: 错误：分组 'q' 的 'cuts' 应从大到小，实际 \"20\" 在 \"10\" 之后",
                "pipeline.yml:1:106: 错误：'cuts' 应为大于 0 的金额，实际为 \"x\"",
            ]),
        Mistake(
            "segment: { q: { value: paid, of: sales, customer: customer, method: quantiles } }",
            [
                "pipeline.yml:1:15: error: segment 'q' needs the key 'cuts'"
            ],
            [
                "pipeline.yml:1:15: 错误：分组 'q' 缺少键 'cuts'"
            ]),
        Mistake(
            "segment: { q: { value: paid, of: sales, customer: customer, over: 12 months } }",
            [
                "pipeline.yml:1:15: error: segment 'q' needs the key 'at', the time of a sale, unless 'over' is all"
            ],
            [
                "pipeline.yml:1:15: 错误：分组 'q' 缺少键 'at'（销售时间）；只有 'over: all' 时可以省略"
            ]),
        Mistake(
            "segment: { q: { value: paid, of: sales, customer: customer, cuts: { A: 80% }, rest: A } }",
            [
                "pipeline.yml:1:85: error: segment 'q' has two labels 'A'"
            ],
            [
                "pipeline.yml:1:85: 错误：分组 'q' 有两个标签 'A'"
            ]),
    ]

    @Test func `what is right beside a mistake is still planned`() {
        let collector = DiagnosticCollector()
        let plan = SegmentationSample.plan(
            """
            link:
              calls.customer: customers.customer_id
              calls.nobody: customers.customer_id
            segment:
              broken: { column: calls.quue }
              queue: { column: calls.queue }
              age: { bands: age, of: customers, edges: [18] }
            """, Self.tables, collector)
        #expect(collector.count(of: .error) == 2)
        #expect(plan.segments.map(\.schema.key) == ["queue", "age"])
        #expect(plan.segments.map(\.schema.tables) == [["calls"], ["calls", "customers"]])
        #expect(plan.segments.map(\.schema.labelKeys) == [nil, ["<18", "≥18", "unknown"]])
        // Later stages are not to complain of the same mistakes once more.
        #expect(Set(plan.schemas.map(\.key)) == ["broken", "queue", "age"])
        #expect(plan.schemas.map(\.isOpaque) == [true, true, true])
        #expect(
            plan.lines.map(\.english) == [
                "link calls.customer to customers.customer_id, whose values must be unique",
                "segment queue: the values of calls.queue; divides calls",
                "segment age: bands of age of customers, cut at 18; divides calls (calls.customer), customers",
            ])
        #expect(plan.lines.last?.chinese == "分组 age：customers 的 age 按 18 分段；可用于 calls (calls.customer)、customers")
    }

    @Test func `every column that is read is mentioned`() {
        let node = OptionNode.text(
            """
            link: { calls.customer: customers.customer_id }
            segment:
              a: { column: [calls.queue, sales.rate] }
              b: { expression: wait > 60 s and cost > 1, of: calls }
              c: { geography: city, from: [customers.address] }
              d: { rfm: sales, customer: customer, at: pay_time, amount: paid - refunded, where: not is_test }
              e: { bands: wait * customers.age, of: calls, edges: [1 h] }
            """)
        let options = SegmentationOptions(
            segment: node["segment"], link: node["link"], collector: DiagnosticCollector())
        #expect(
            options.mentionedColumns == [
                "calls": ["customer", "queue", "wait", "cost"], "customers": ["customer_id", "address", "age"],
                "sales": ["rate", "customer", "pay_time", "paid", "refunded", "is_test"],
            ])
    }
}
