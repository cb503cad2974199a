// What happened, without any dirt: calls, survey answers, orders and tickets as clean objects.

/// Which way a call went.
enum CallDirection: String {
    case inbound = "呼入"
    case outbound = "呼出"
    case `internal` = "内部"
}

/// How a call ended.
enum CallOutcome: String {
    case answered = "已接听"
    case abandoned = "已放弃"
    case voicemail = "语音留言"
    case failed = "失败"
}

/// One call as it truly was.
struct Call {
    var id: String
    var start: ClockSecond
    var phone: String
    var customer: String?
    var queue: String
    var agent: String?
    var direction: CallDirection
    var outcome: CallOutcome
    var ringSeconds: Int
    var waitSeconds: Int?
    var talkSeconds: Int?
    var holdSeconds: Int?
    /// Nil for an answered call whose after-call work the system lost.
    var wrapSeconds: Int?
    var isTransferred: Bool
}

/// One returned questionnaire.
struct SurveyAnswer {
    var number: Int
    var time: ClockSecond
    var seconds: Int
    var source: String
    var address: String
    var satisfaction: Int?
    var recommendation: Int?
    var effort: Int?
    var comment: String?
    var agent: String?
    var customer: String?
}

/// One order of the shop.
struct Order {
    var id: String
    var created: ClockSecond
    /// Nil while unpaid.
    var paidAt: ClockSecond?
    var paid: Fen
    var refunded: Fen
    var customer: String?
    var nick: String
    var product: String
    var pieces: Int
    var isTest: Bool

    var net: Fen { paid - refunded }
}

/// One ticket of the help desk.
struct Ticket {
    var id: String
    var opened: ClockSecond
    var firstResponse: ClockSecond?
    var resolved: ClockSecond?
    var isComplaint: Bool
    var category: String
    var channel: String
    var priority: String
    var agent: String?
    var customer: String?
    var updated: ClockSecond
}

let queues = ["售前咨询", "售后服务", "VIP专线", "投诉处理"]
let products = ["保温杯", "电热水壶", "空气净化器", "扫地机器人", "蓝牙耳机", "台灯", "电动牙刷", "便携投影仪", "咖啡机", "除湿机"]
let ticketCategories = ["客户咨询", "投诉处理", "技术支持", "售后服务"]
