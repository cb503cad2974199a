// What is said of items that are found together.

import Diagnostics
import Stages

extension AggregationDiagnostics {
    /// More items than can be looked at.
    static func itemsLeftOut(_ pairs: ItemPairs, metric: String) -> Diagnostic {
        Diagnostic(
            .remark("items-left-out"), .warning, at: nil,
            Wording(
                en:
                    "metric '\(metric)' looks for pairs of the \(pairs.items) most frequent items; "
                    + "\(English.count(pairs.itemsLeftOut, "further item")) of \(pairs.least) units or more "
                    + "\(English.form(pairs.itemsLeftOut, "is", "are")) left out",
                zh:
                    "指标 '\(metric)' 只在出现最多的 \(pairs.items) 个项目中找成对项目；另有 \(pairs.itemsLeftOut) 个出现于 \(pairs.least) 个及以上单位的项目未予考察"
            ),
            help: Wording(
                en: "take categories in place of single products, raise 'min_together', or choose rows by 'where'",
                zh: "请以品类代替单品、提高 'min_together'，或用 'where' 选取部分行"))
    }
}
