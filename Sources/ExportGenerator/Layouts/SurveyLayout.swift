// How 问卷星 (按文本) writes the answers of the service questionnaire.

/// The questionnaire's columns, and an answer as their cells.
enum SurveyLayout {
    static let header = [
        "序号", "提交答卷时间", "所用时间", "来源", "来源详情", "来自IP", "1、您对本次服务是否满意（1-5分）",
        "2、您有多大可能把我们推荐给朋友或同事（0-10分）", "3、解决问题是否省力（1-7分，7分为非常省力）", "4、您的意见和建议",
        "5、坐席工号", "6、客户编号",
    ]

    enum Column {
        static let time = 1
        static let satisfaction = 6
        static let recommendation = 7
        static let comment = 9
        static let agent = 10
        static let customer = 11
    }

    /// An answer's cells; a skipped item says so in one of the site's two ways.
    static func cells(of answer: SurveyAnswer) -> [String] {
        func item(_ score: Int?, _ place: Int) -> String {
            score.map { "\($0)" } ?? ((answer.number + place) % 2 == 0 ? "(跳过)" : "(空)")
        }
        return [
            "\(answer.number)", slashedMoment(answer.time), "\(answer.seconds)秒", answer.source,
            answer.source == "链接" ? "直接访问" : "无", answer.address, item(answer.satisfaction, 0),
            item(answer.recommendation, 1), item(answer.effort, 2), answer.comment ?? "(空)", answer.agent ?? "(空)",
            answer.customer ?? "(空)",
        ]
    }
}
