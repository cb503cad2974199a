// How the telephone system's console writes a call.

/// The console's columns, and a call as their cells.
enum CallLayout {
    static let header = [
        "通话ID", "开始时间", "客户号码", "客户编号", "队列", "坐席工号", "坐席姓名", "呼叫方向", "结果", "振铃时长", "等待时长",
        "通话时长", "保持时长", "话后处理时长", "是否转接",
    ]

    /// Places of the columns that dirt is put into.
    enum Column {
        static let id = 0
        static let start = 1
        static let phone = 2
        static let customer = 3
        static let queue = 4
        static let agent = 5
        static let agentName = 6
        static let outcome = 8
        static let wait = 10
        static let talk = 11
        static let hold = 12
        static let wrap = 13
    }

    /// A call's cells; what is missing is left empty, for the dirt to spell.
    static func cells(of call: Call, agentName: String) -> [String] {
        [
            call.id, isoMoment(call.start), call.phone, call.customer ?? "", call.queue, call.agent ?? "",
            call.agent == nil ? "" : agentName, call.direction.rawValue, call.outcome.rawValue, "\(call.ringSeconds)",
            number(call.waitSeconds), call.talkSeconds.map(clockText) ?? "", number(call.holdSeconds),
            number(call.wrapSeconds), call.outcome == .answered ? (call.isTransferred ? "是" : "否") : "",
        ]
    }
}

/// A whole number's digits, or an empty cell.
func number(_ value: Int?) -> String { value.map { "\($0)" } ?? "" }
