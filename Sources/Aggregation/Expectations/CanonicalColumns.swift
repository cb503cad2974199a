// What the built-in metrics expect of the columns they mention: values, words, and what stands in for one that is absent.

import Diagnostics
import Stages
import Tabular

/// A column of a table of a known kind, as the built-in metrics mean it.
struct CanonicalColumn: Sendable {
    /// What its cells must be.
    enum Need: Sendable {
        case words, number, length, moment, flag, anything

        func isMet(by type: ColumnType) -> Bool {
            switch self {
            case .words: type == .text
            case .number: type.isNumeric
            case .length: type == .duration
            case .moment: type == .instant || type == .date
            case .flag: type == .flag
            case .anything: true
            }
        }
    }

    /// What a metric does when a table has no such column.
    struct Absence: Sendable {
        /// The formula that stands in for it; nil for a moment that only says in which period a row counts, which a
        /// report over all time does not ask.
        var formula: String?
        /// What readers are told.
        var said: Wording
    }

    var need: Need
    /// All words it may hold; empty where any will do.
    var words: [String] = []
    /// Words of real exports, folded, and the one that is meant.
    var spellings: [String: String] = [:]
    var absence: Absence?
    /// Whether every row that a metric looks at should have a cell: a missing one would count as nothing, late or no.
    var isInEveryRow = false

    /// What is known of a column of a kind of table; nil for any other.
    static func of(kind: String, column: String) -> CanonicalColumn? { all[kind]?[column] }

    /// All that is known of a kind of table.
    static func ofKind(_ kind: String) -> [String: CanonicalColumn] { all[kind] ?? [:] }

    /// The known word that a text probably means.
    func word(for text: String) -> String? { spellings[LookalikeText.folded(text)] }

    private static let anyTime = Absence(formula: nil, said: Wording(en: "whenever they were", zh: "不限时间"))

    private static func left(out english: String, _ chinese: String, _ formula: String) -> Absence {
        Absence(formula: formula, said: Wording(en: "without \(english)", zh: "不含\(chinese)"))
    }

    private static let all: [String: [String: CanonicalColumn]] = [
        "calls": [
            "start": CanonicalColumn(need: .moment, absence: anyTime),
            "direction": CanonicalColumn(
                need: .words, words: ["in", "out", "internal"],
                spellings: spellings([
                    "in": "in inbound incoming received inboundqueue queue 呼入 来电 呼入电话 被叫 客户来电 打入",
                    "out": "out outbound outgoing dialed outboundapi outbounddial 呼出 外呼 去电 主叫 打出 拨出",
                    "internal": "internal local intercom 内部 内线 内部通话 分机互拨",
                ]),
                absence: Absence(
                    formula: "'in'", said: Wording(en: "every call taken as incoming", zh: "全部视为呼入"))),
            "disposition": CanonicalColumn(
                need: .words,
                words: [
                    "answered", "transferred", "abandoned", "missed", "voicemail", "callback", "bot", "failed",
                ],
                spellings: spellings(
                    [
                        "answered": "answered completed connected handled 已接听 已接 接听 接通 已接通 已应答 应答 成功接听",
                        "transferred": "transferred transfer 转接 已转接 转出",
                        "abandoned": "abandoned abandon canceled cancelled 放弃 已放弃 排队放弃 振铃放弃 主动放弃 客户挂断",
                        "missed":
                            "missed noanswer unanswered notanswered ringnoanswer busy 未接 未接听 未接通 无人接听 无应答 漏接 忙线",
                        "voicemail": "voicemail 语音留言 留言 语音信箱", "callback": "callback 回呼 回拨 预约回呼 请求回拨",
                        "bot": "bot ivr selfservice 机器人 自助 机器人接待",
                        "failed": "failed failure congestion chanunavail error 失败 呼叫失败 线路故障",
                    ])),
            "wait": CanonicalColumn(need: .length, isInEveryRow: true), "talk": CanonicalColumn(need: .length),
            "hold": CanonicalColumn(need: .length, absence: left(out: "hold time", "保持时长", "0 s")),
            "wrap": CanonicalColumn(need: .length, absence: left(out: "wrap-up time", "话后处理时长", "0 s")),
            "transferred": CanonicalColumn(need: .flag, isInEveryRow: true),
        ],
        "tickets": [
            "opened": CanonicalColumn(need: .moment, absence: anyTime),
            "first_response": CanonicalColumn(need: .moment), "resolved": CanonicalColumn(need: .moment),
            "is_complaint": CanonicalColumn(need: .flag, isInEveryRow: true),
        ],
        "surveys": [
            "time": CanonicalColumn(need: .moment, absence: anyTime), "csat": CanonicalColumn(need: .number),
            "nps": CanonicalColumn(need: .number), "ces": CanonicalColumn(need: .number),
        ],
        "sales": [
            // Not having been paid is what an order without this moment says, so none can do without it.
            "pay_time": CanonicalColumn(need: .moment),
            "paid": CanonicalColumn(
                need: .number,
                absence: Absence(
                    formula: "received + coalesce(refunded, 0)",
                    said: Wording(en: "paid is what was received and what was refunded", zh: "实付金额按实收加退款计")),
                isInEveryRow: true),
            "received": CanonicalColumn(need: .number, isInEveryRow: true),
            "refunded": CanonicalColumn(need: .number, absence: left(out: "refunds", "退款", "0")),
            "order_id": CanonicalColumn(need: .anything, isInEveryRow: true),
            "customer": CanonicalColumn(need: .anything),
        ],
    ]

    private static func spellings(_ words: KeyValuePairs<String, String>) -> [String: String] {
        var spellings: [String: String] = [:]
        for (word, texts) in words { for text in texts.split(separator: " ") { spellings[String(text)] = word } }
        return spellings
    }
}
