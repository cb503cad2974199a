// Finds kinds of metrics by what people call them.

import Diagnostics
import Stages

/// The kinds of metrics, as somebody looks for them.
package enum KindManual {
    /// What people say for a kind, beside its word and the words of its help.
    private static let synonyms: [(kind: any WrittenKind.Type, words: [String])] = [
        (Count.self, ["计数", "数量", "number of rows"]), (Sum.self, ["合计", "求和", "总额", "total"]),
        (Mean.self, ["均值", "平均", "average"]),
        (UnitMean.self, ["均值", "质检", "一票否决", "average of", "evaluation", "fatal"]),
        (Stddev.self, ["标准差", "standard deviation"]),
        (Share.self, ["占比", "比例", "比率", "rate", "percentage"]), (Minimum.self, ["最小"]), (Maximum.self, ["最大"]),
        (Quantile.self, ["分位", "百分位", "percentile"]), (Median.self, ["中位数"]),
        (Distinct.self, ["去重", "不同客户", "unique"]), (NPS.self, ["净推荐", "promoter"]),
        (RepeatShare.self, ["复购", "回头", "repeat purchase"]),
        (Affinity.self, ["关联", "连带", "购物篮", "bought together", "basket"]),
        (FirstTime.self, ["新客", "首次", "new customers"]),
        (Unrepeated.self, ["首次解决", "first contact"]), (Repeated.self, ["重复来电", "repeat contact"]),
        (Conversion.self, ["转化", "漏斗", "funnel"]), (Gap.self, ["间隔", "interval between"]),
        (Rating.self, ["评价", "360", "raters"]), (Agreement.self, ["一致性", "r_wg", "rwg"]),
        (Retention.self, ["留存", "保留", "回购"]), (Churn.self, ["流失", "attrition"]),
        (RevenueRetention.self, ["收入留存", "留存", "nrr", "grr"]), (ShareOfTotal.self, ["占比", "构成", "结构", "mix"]),
        (Growth.self, ["环比", "同比", "增长", "mom", "yoy", "month on month", "year on year"]),
        (PerDay.self, ["日均", "工作日", "daily average", "working day"]),
        (WeightedIndex.self, ["加权", "综合得分", "指数", "composite"]), (Calculate.self, ["公式", "formula"]),
        (Like.self, ["副本", "copy"]),
    ]

    /// The kinds whose word, or another word for it, holds a text in any letters; none for a text of one letter.
    package static func kinds(called text: String) -> [(word: String, help: Wording)] {
        let wanted = text.lowercased()
        guard wanted.count > 1 else { return [] }
        return synonyms.filter { entry in
            ([entry.kind.word] + entry.words).contains { $0.contains(wanted) }
        }.map { ($0.kind.word, $0.kind.declaration.help) }
    }

    /// Every kind by its word; a test proves that none is forgotten above.
    static var known: [String] { synonyms.map { $0.kind.word } }
}
