// The keys that several segmenters have, declared.

import Diagnostics
import Stages

/// The keys that several segmenters have.
enum SegmentKeys {
    static let title = OptionKey(
        "title", .wording,
        help: Wording(
            en: "what readers are shown; the segmenter's own title or the name unless said",
            zh: "展示给读者的标题，默认为划分方式自带的标题或分组名"))
    static let table = OptionKey(
        "of", .name(.table), isRequired: true,
        help: Wording(en: "the table whose rows are divided", zh: "所划分的表"))
    static let tableOfColumns = OptionKey(
        "of", .name(.table),
        help: Wording(en: "the table of columns that are written without one", zh: "未写表名的列所属的表"))
    static let labels = OptionKey(
        "labels", .entries(.wording),
        help: Wording(
            en: "other names or titles for values, which then stand in this order", zh: "为取值另起名称或标题，并按此顺序排列"))
}
