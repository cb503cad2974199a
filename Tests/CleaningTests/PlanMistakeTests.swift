// Mistakes in `clean:`, each marked where it must be reported.

import Cleaning
import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

struct `A mistake in the rules` {
    private static let calls = Table.sample(
        "calls",
        [
            "call_id": .texts([]), "agent": .texts([]), "queue": .texts([]), "talk": .seconds([]),
            "count": .integers([]),
            "resolved": .flags([]), "at": .instants([]), "day": .dates([]), "客服": .texts([]),
        ])

    @Test func `in the list is told with the nearest name`() {
        let rules = RuleCatalogue.names.sorted().map { "'\($0)'" }
        expect(
            """
            clean:
              ①cals:
                - trim: all
              calls:
                - ②drop_duplicate: { key: call_id }
                - ③{ trim: [agent], normalise: { column: agent, width: true } }
                - ④[trim]
                - ⑤sort
                -⑥
              surveys: ⑦all
            """,
            [
                "①": "unknown table 'cals'\ndid you mean 'calls'?",
                "②": "unknown cleaning rule 'drop_duplicate'\ndid you mean 'drop_duplicates'?",
                "③": "a cleaning rule is a single key with its options, found 2 keys: 'trim', 'normalise'\n"
                    + "start every rule with a '-' of its own",
                "④": "a cleaning rule is a single key with its options, found a list\n"
                    + "start every rule with a '-' of its own",
                "⑤":
                    "unknown cleaning rule 'sort'\n"
                    + "choose from \(rules.joined(separator: ", "))",
                "⑥": "a cleaning rule is a single key with its options, found nothing\n"
                    + "start every rule with a '-' of its own",
                "⑦": "the rules of table 'surveys' expects a list, found \"all\"",
            ],
            [
                "①": "没有表 'cals'\n您是否想写 'calls'？",
                "②": "没有清洗规则 'drop_duplicate'\n您是否想写 'drop_duplicates'？",
                "③": "每条清洗规则应为一个键及其选项，实际为 2 个键：'trim'、'normalise'\n每条规则以单独的 '-' 开头",
                "④": "每条清洗规则应为一个键及其选项，实际为 列表\n每条规则以单独的 '-' 开头",
                "⑤": "没有清洗规则 'sort'\n可选：\(rules.joined(separator: "、"))",
                "⑥": "每条清洗规则应为一个键及其选项，实际为 空值\n每条规则以单独的 '-' 开头",
                "⑦": "表 'surveys' 的规则 应为列表，实际为 \"all\"",
            ])
    }

    @Test func `in a rule's columns is told with the column's type`() {
        expect(
            """
            clean:
              calls:
                - trim: [agent, ①agnet, ②talk]
                - trim: ③[]
                - trim: [agent, queue, ④agent]
                - normalise: { column: ⑤count, width: true }
                - missing: { columns: [count, ⑥resolved], values: [1, ⑦none] }
                - drop_duplicates: { key: [⑧callid], keep: latest, by: ⑨agent }
                - fill: { column: ⑩wait, with: 0 s }
            """,
            [
                "①": "unknown column 'agnet' in table 'calls'\ndid you mean 'agent'?",
                "②": "rule 'trim' expects a column of texts, but column 'talk' of table 'calls' holds durations",
                "③": "'trim' of rule 'trim' expects at least one entry, found none",
                "④": "rule 'trim' names 'agent' more than once",
                "⑤":
                    "rule 'normalise' expects a column of texts, "
                    + "but column 'count' of table 'calls' holds whole numbers",
                "⑥": "rule 'missing' expects a column of texts, numbers or dates, "
                    + "but column 'resolved' of table 'calls' holds flags",
                "⑦": "column 'count' holds whole numbers, and \"none\" is none",
                "⑧": "unknown column 'callid' in table 'calls'\ndid you mean 'call_id'?",
                "⑨": "rule 'drop_duplicates' expects a column 'by' of times or numbers, "
                    + "but column 'agent' of table 'calls' holds texts",
                "⑩":
                    "unknown column 'wait' in table 'calls'\n"
                    + "choose from 'agent', 'at', 'call_id', 'count', 'day', 'queue', "
                    + "'resolved', 'talk', '客服'",
            ],
            [
                "①": "表 'calls' 中没有列 'agnet'\n您是否想写 'agent'？",
                "②": "规则 'trim' 应用于文本列，但表 'calls' 的列 'talk' 是时长",
                "③": "规则 'trim' 的 'trim' 至少要有一项，实际为空",
                "④": "规则 'trim' 中 'agent' 出现了不止一次",
                "⑤": "规则 'normalise' 应用于文本列，但表 'calls' 的列 'count' 是整数",
                "⑥": "规则 'missing' 应用于文本、数字或日期列，但表 'calls' 的列 'resolved' 是是非值",
                "⑦": "列 'count' 是整数，\"none\" 不是",
                "⑧": "表 'calls' 中没有列 'callid'\n您是否想写 'call_id'？",
                "⑨": "规则 'drop_duplicates' 应用于时间或数字列作为 'by'，但表 'calls' 的列 'agent' 是文本",
                "⑩": "表 'calls' 中没有列 'wait'\n可选：'agent'、'at'、'call_id'、'count'、'day'、'queue'、'resolved'、'talk'、'客服'",
            ])
    }

    @Test func `in a rule's keys is told with its place`() {
        expect(
            """
            clean:
              calls:
                - ①normalise: { column: agent }
                - normalise: ②{ width: true }
                - normalise: { column: agent, ③columns: [queue], width: ④maybe }
                - normalise: { column: agent, case: ⑤title }
                - drop_duplicates: { key: call_id, keep: ⑥latest }
                - drop_duplicates: { key: call_id, ⑦by: at }
                - drop_duplicates: { ⑧keys: call_id }
                - map: { column: agent, values: ⑨{} }
                - map: ⑩{ column: agent }
                - map: { column: agent, ⑪value: { a: b } }
                - phone: { column: agent, country: ⑫US }
                - fill: ⑬{ column: agent }
                - fill: { column: agent, with: queue, ⑭within: call_id }
            """,
            [
                "①": "rule 'normalise' expects at least one of 'width', 'case', 'blanks', found none",
                "②": "rule 'normalise' needs the key 'columns'",
                "③": "rule 'normalise' expects either 'column' or 'columns', found both",
                "④": "'width' expects 'true' or 'false', found \"maybe\"",
                "⑤": "'case' has no choice 'title'\nchoose from 'lower', 'upper'",
                "⑥": "'keep: latest' of rule 'drop_duplicates' needs the key 'by'",
                "⑦": "'by' of rule 'drop_duplicates' only has a meaning with 'keep: latest'",
                "⑧": "unknown key 'keys' in rule 'drop_duplicates'\ndid you mean 'key'?",
                "⑨": "'values' of rule 'map' expects at least one entry, found none",
                "⑩": "rule 'map' needs the key 'values'",
                "⑪": "unknown key 'value' in rule 'map'\ndid you mean 'values'?",
                "⑫": "'country' has no choice 'US'\nchoose from 'CN'",
                "⑬": "rule 'fill' needs the key 'with'",
                "⑭": "'within' of rule 'fill' only has a meaning with 'with: previous'",
            ],
            [
                "①": "规则 'normalise' 至少要写 'width'、'case'、'blanks' 之一，实际都没有",
                "②": "规则 'normalise' 缺少键 'columns'",
                "③": "规则 'normalise' 只能写 'column' 或 'columns' 之一，实际两者都有",
                "④": "'width' 应为'true' 或 'false'，实际为 \"maybe\"",
                "⑤": "'case' 没有选项 'title'\n可选：'lower'、'upper'",
                "⑥": "规则 'drop_duplicates' 写了 'keep: latest' 就需要键 'by'",
                "⑦": "规则 'drop_duplicates' 的 'by' 只在写了 'keep: latest' 时才有意义",
                "⑧": "规则 'drop_duplicates' 中有未知的键 'keys'\n您是否想写 'key'？",
                "⑨": "规则 'map' 的 'values' 至少要有一项，实际为空",
                "⑩": "规则 'map' 缺少键 'values'",
                "⑪": "规则 'map' 中有未知的键 'value'\n您是否想写 'values'？",
                "⑫": "'country' 没有选项 'US'\n可选：'CN'",
                "⑬": "规则 'fill' 缺少键 'with'",
                "⑭": "规则 'fill' 的 'within' 只在写了 'with: previous' 时才有意义",
            ])
    }

    @Test func `in a formula or a new name is told once`() {
        expect(
            """
            clean:
              calls:
                - rename: { queue: skill, ①team: group }
                - rename: { agent: ②call_id }
                - derive: { handle: talk + ③hold }
                - derive: { ④count: 1 }
                - derive: { column: ⑤missing_one, as: 1, replace: true }
                - keep: { when: handle > 1 }
                - reject: { when: ⑥quue = 'x' }
                - fill: { column: skill, with: ⑦nobody }
                - reject: ⑧{ because: no reason }
            """,
            [
                "①":
                    "unknown column 'team' in table 'calls'\n"
                    + "choose from 'agent', 'at', 'call_id', 'count', 'day', 'queue', "
                    + "'resolved', 'talk', '客服'",
                "②": "rule 'rename' expects a new name, but table 'calls' already has a column 'call_id'\n"
                    + "choose another name",
                "③": "unknown column 'hold' in table 'calls'\n"
                    + "choose from 'agent', 'at', 'call_id', 'count', 'day', "
                    + "'resolved', 'skill', 'talk', '客服'",
                "④": "rule 'derive' expects a new name, but table 'calls' already has a column 'count'\n"
                    + "choose another name, or write { column: …, as: …, replace: true }",
                "⑤":
                    "unknown column 'missing_one' in table 'calls'\n"
                    + "choose from 'agent', 'at', 'call_id', 'count', 'day', "
                    + "'resolved', 'skill', 'talk', '客服'",
                "⑥": "unknown column 'quue' in table 'calls'\n"
                    + "choose from 'agent', 'at', 'call_id', 'count', 'day', "
                    + "'resolved', 'skill', 'talk', '客服'",
                "⑦": "unknown column 'nobody' in table 'calls'\nput a text in quotes: \"nobody\"",
                "⑧": "rule 'reject' needs the key 'when'",
            ], nil)
    }

    @Test func `in what is rolled up is told, each once`() {
        expect(
            """
            clean:
              calls:
                - roll_up: { by: [call_id, ①agnet], into: contacts, first: { started: ②art }, sum: { ③names: agent } }
                - roll_up: { by: call_id, into: ④calls, order: ⑤agent, min: [⑥queue], join: { ⑦all: talk }, any: { long: ⑧count } }
                - roll_up: ⑨{ into: others }
                - roll_up: { by: call_id, ⑩kind: sales, count: ⑪talk }
                - roll_up: { by: call_id, first: [at, day], last: [⑫at] }
                - roll_up: { by: call_id, into: others, kind: ⑬ticket, first: ⑭[] }
                - roll_up: { by: call_id, first: { ⑮call_id: agent } }
                - roll_up: { by: agent, into: agents, sum: { talk: talk } }
                - roll_up: { by: agent, into: ⑱others, kind: calls }
              agents:
                - keep: { when: ⑯tlk > 1 s }
              contacts:
                - trim: [call_id, started, ⑰queue]
            """,
            [
                "①": "unknown column 'agnet' in table 'calls'\ndid you mean 'agent'?",
                "②": "unknown column 'art' in table 'calls'\ndid you mean 'at'?",
                "③": "'sum' of rule 'roll_up' expects numbers or lengths of time, but 'names' would be made of texts",
                "④": "rule 'roll_up' expects the name of a new table, but there is already a table 'calls'\n"
                    + "choose another name; without 'into' the table itself becomes the rolled-up one",
                "⑤": "rule 'roll_up' expects a column 'order' of times or numbers, "
                    + "but column 'agent' of table 'calls' holds texts",
                "⑥":
                    "'min' of rule 'roll_up' expects times, lengths of time or numbers, but 'queue' would be made of texts",
                "⑦": "'join' of rule 'roll_up' expects texts, but 'all' would be made of durations",
                "⑧": "expected a formula that gives a condition, found a whole number\n"
                    + "compare it with a value, as in 'wait > 60 s'",
                "⑨": "rule 'roll_up' needs the key 'by'",
                "⑩": "'kind' of rule 'roll_up' only has a meaning with 'into'",
                "⑪": "'count' expects a mapping of keys to values, found \"talk\"",
                "⑫": "rule 'roll_up' names 'at' more than once",
                "⑬": "'kind' has no choice 'ticket'\ndid you mean 'tickets'?",
                "⑭": "'first' of rule 'roll_up' expects at least one entry, found none",
                "⑮": "rule 'roll_up' names 'call_id' more than once",
                "⑯": "unknown column 'tlk' in table 'agents'\ndid you mean 'talk'?",
                "⑰": "unknown column 'queue' in table 'contacts'\nchoose from 'call_id'",
                "⑱":
                    "rule 'roll_up' makes 'others' of the kind 'calls', but the metrics of that kind look at the table 'calls'\n"
                    + "give the table 'calls' another name, such as 'lines' or 'events', and the new one its name",
            ],
            [
                "①": "表 'calls' 中没有列 'agnet'\n您是否想写 'agent'？",
                "②": "表 'calls' 中没有列 'art'\n您是否想写 'at'？",
                "③": "规则 'roll_up' 的 'sum' 应用于数字或时长，但 'names' 由文本得出",
                "④": "规则 'roll_up' 需要一个新表名，但已有表 'calls'\n请换一个名称；不写 'into' 则表本身成为汇总后的表",
                "⑤": "规则 'roll_up' 应用于时间或数字列作为 'order'，但表 'calls' 的列 'agent' 是文本",
                "⑥": "规则 'roll_up' 的 'min' 应用于时间、时长或数字，但 'queue' 由文本得出",
                "⑦": "规则 'roll_up' 的 'join' 应用于文本，但 'all' 由时长得出",
                "⑧": "公式的结果应为条件，实际为整数\n请与某个值比较，例如 'wait > 60 s'",
                "⑨": "规则 'roll_up' 缺少键 'by'",
                "⑩": "规则 'roll_up' 的 'kind' 只在写了 'into' 时才有意义",
                "⑪": "'count' 应为键值表，实际为 \"talk\"",
                "⑫": "规则 'roll_up' 中 'at' 出现了不止一次",
                "⑬": "'kind' 没有选项 'ticket'\n您是否想写 'tickets'？",
                "⑭": "规则 'roll_up' 的 'first' 至少要有一项，实际为空",
                "⑮": "规则 'roll_up' 中 'call_id' 出现了不止一次",
                "⑯": "表 'agents' 中没有列 'tlk'\n您是否想写 'talk'？",
                "⑰": "表 'contacts' 中没有列 'queue'\n可选：'call_id'",
                "⑱": "规则 'roll_up' 把 'others' 作为 'calls' 类，但这类指标取用表 'calls'\n"
                    + "请给表 'calls' 另取名称（如 'lines'、'events'），把这个名称留给新表",
            ])
    }

    @Test func `leaves the other rules to be checked against the columns as they will be`() throws {
        let text = """
            - rename: { queue: skill }
            - derive: { long: talk > 60 s, both: "concat(skill, agent)" }
            - keep: { when: long and skill != 'test' }
            - trim: [skill, both]
            """
        let collector = DiagnosticCollector()
        let options = CleaningOptions(pipelineNode("calls", text), collector: collector)
        let (plan, schemas) = Cleaning.plan(options, schemas: [.sample(Self.calls)], collector: collector)
        #expect(collector.texts() == [])
        #expect(schemas[0].type(of: "long") == .flag)
        #expect(schemas[0].type(of: "both") == .text)
        #expect(schemas[0].type(of: "queue") == nil)
        #expect(plan.tables.map(\.rules.count) == [4])
        #expect(
            options.mentionedColumns == ["calls": ["queue", "talk", "skill", "agent", "long", "both"]],
            "what later rules mention of columns made here does no harm to ingestion")
    }

    @Test func `is not looked for in a table whose columns could not be learned`() {
        var schema = TableSchema.sample(Self.calls)
        schema.columns = []
        schema.isOpaque = true
        let collector = DiagnosticCollector()
        let rules = "- trim: [agent]\n- reject: { when: talk < 0 s }"
        let options = CleaningOptions(pipelineNode("calls", rules), collector: collector)
        _ = Cleaning.plan(options, schemas: [schema], collector: collector)
        #expect(collector.texts() == [])
    }

    @Test func `is none when there are no rules`() {
        for text in ["", "clean:", "clean:\n  calls:\n  calls2: []"] {
            let collector = DiagnosticCollector()
            let options = CleaningOptions(OptionNode.text(text)["clean"], collector: collector)
            var other = TableSchema.sample(Self.calls)
            other.name = "calls2"
            _ = Cleaning.plan(options, schemas: [.sample(Self.calls), other], collector: collector)
            #expect(collector.texts() == [])
        }
    }

    private func expect(
        _ marked: String, _ english: [Character: String], _ chinese: [Character: String]?,
        _ place: Testing.SourceLocation = #_sourceLocation
    ) {
        let text = MarkedText(marked)
        let collector = DiagnosticCollector()
        let options = CleaningOptions(OptionNode.text(text.text)["clean"], collector: collector)
        _ = Cleaning.plan(options, schemas: [.sample(Self.calls)], collector: collector)
        #expect(text.differences(from: english, collector.diagnostics) == [], sourceLocation: place)
        if let chinese {
            #expect(text.differences(from: chinese, collector.diagnostics, in: .chinese) == [], sourceLocation: place)
        }
    }
}
