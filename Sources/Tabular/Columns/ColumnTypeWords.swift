// How messages name the types of columns: the only place that words them.

import Diagnostics

extension ColumnType {
    /// One value of the type: `a whole number`.
    package var wording: Wording {
        switch self {
        case .text: Wording(en: "a text", zh: "文本")
        case .integer: Wording(en: "a whole number", zh: "整数")
        case .decimal: Wording(en: "a decimal number", zh: "小数")
        case .real: Wording(en: "a real number", zh: "实数")
        case .flag: Wording(en: "a flag", zh: "是非值")
        case .date: Wording(en: "a date", zh: "日期")
        case .instant: Wording(en: "an instant", zh: "时刻")
        case .duration: Wording(en: "a duration", zh: "时长")
        }
    }

    /// Values of the type: `whole numbers`.
    package var pluralWording: Wording {
        switch self {
        case .text: Wording(en: "texts", zh: "文本")
        case .integer: Wording(en: "whole numbers", zh: "整数")
        case .decimal: Wording(en: "decimal numbers", zh: "小数")
        case .real: Wording(en: "real numbers", zh: "实数")
        case .flag: Wording(en: "flags", zh: "是非值")
        case .date: Wording(en: "dates", zh: "日期")
        case .instant: Wording(en: "instants", zh: "时刻")
        case .duration: Wording(en: "durations", zh: "时长")
        }
    }
}
