// What a page says of pairs of items, in both languages.

import Diagnostics
import Stages

/// Sentences about items that are found together.
enum PairWords {
    typealias Count = ReportWords.Count

    static func found(_ pairs: ItemPairs, _ count: (Int) -> Count) -> Wording {
        let (units, found, least) = (count(pairs.units), count(pairs.found), count(pairs.least))
        let order = order(pairs.order)
        return Wording(
            en:
                "\(found.of("pair")) of items \(English.form(pairs.found, "is", "are")) together in \(least.text) or more of "
                + "\(units.of("unit")) (baskets, orders or customers)"
                + (pairs.found > pairs.pairs.count + pairs.hidden
                    ? "; listed are the first by \(order.english)." : "."),
            zh: "\(units.text) 个单位（购物篮、订单或客户）中，有 \(found.text) 对项目同时出现于至少 \(least.text) 个单位"
                + (pairs.found > pairs.pairs.count + pairs.hidden ? "；按\(order.chinese)列出前若干对。" : "。"))
    }

    static func tested(_ pairs: ItemPairs, _ count: (Int) -> Count) -> Wording {
        let (tested, items) = (count(pairs.tested), count(pairs.items))
        return Wording(
            en:
                "Tested \(English.form(pairs.tested, "was", "were")) \(tested.of("pair")): all of the \(items.of("item")) that so many "
                + "units have. Of pairs with an adjusted p of up to 0.05 about one in twenty is expected to be chance (Benjamini and "
                + "Hochberg). Why two items are together it does not say.",
            zh: "共检验 \(tested.text) 对，即出现于至少同样多单位的 \(items.text) 个项目的所有两两组合。校正 p 不超过 0.05 的各对中，"
                + "预计约二十分之一属于偶然（Benjamini–Hochberg）；它不说明两个项目为何一同出现。")
    }

    static func leftOut(_ count: Count) -> Wording {
        Wording(
            en:
                "\(count.of("further item")) \(English.form(count.number, "was", "were")) not looked at: only the most frequent ones are.",
            zh: "另有 \(count.text) 个项目未予考察：只看出现最多的项目。")
    }

    static func hidden(_ count: Count) -> Wording {
        Wording(
            en: "\(count.of("pair")) of too few units \(English.form(count.number, "is", "are")) hidden.",
            zh: "单位过少的 \(count.text) 对不予显示。")
    }

    private static func order(_ order: ItemPairs.Order) -> Wording {
        switch order {
        case .p: Wording(en: "p", zh: " p 值")
        case .lift: Wording(en: "lift", zh: "提升度")
        case .confidence: Wording(en: "confidence", zh: "置信度")
        case .together: Wording(en: "how many have both", zh: "同时出现数")
        }
    }
}
