// How 问卷星 (按文本) writes the long questionnaire, choices joined by ┋ and labels spelled out.

/// The questionnaire's columns, and an answer as their cells.
enum LongSurveyLayout {
    static let header = [
        "序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "1、您的身份是", "2、您通过哪些渠道联系过我们【多选题】",
        "3、您对我们的服务总体是否满意", "4、服务态度（1-5分）", "5、响应速度（1-5分）", "6、专业能力（1-5分）", "7、问题解决（1-5分）",
        "8、您有多大可能把我们推荐给朋友或同事（0-10分）", "9、您希望我们改进哪些方面【多选题】", "10、您的意见和建议",
    ]

    enum Column {
        static let time = 1
        static let identity = 6
        static let attitude = 9
        static let comment = 15
    }

    static func cells(of answer: LongAnswer) -> [String] {
        let missing = answer.number % 3 == 0 ? "(跳过)" : "(空)"
        func score(_ score: Int?) -> String { score.map { "\($0)" } ?? missing }
        func joined(_ choices: [String]) -> String {
            let texts = choices.map { $0 == Questionnaire.other ? "其他〖周末服务\(answer.number % 7)〗" : $0 }
            return texts.isEmpty ? missing : texts.joined(separator: "┋")
        }
        let place = answer.home.map { "\($0.province.shortName)-\($0.city.shortName)" }
        let unplaced = answer.number % 2 == 0 ? "国外-未知" : "未知-未知"
        return [
            "\(answer.number)", slashedMoment(answer.time), "\(answer.seconds)秒", answer.source,
            answer.source == "链接" ? "直接访问" : "无",
            "198.51.100.\(1 + answer.number * 37 % 254)(\(place ?? unplaced))", answer.identity,
            joined(answer.channels),
            answer.overall.map { Questionnaire.labels[$0 - 1] } ?? missing,
        ] + answer.ratings.map(score) + [
            score(answer.recommendation), joined(answer.wishes), answer.comment ?? missing,
        ]
    }
}
