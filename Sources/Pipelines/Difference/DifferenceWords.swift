// What `rapport diff` says in both languages.

import Diagnostics

enum DifferenceWords {
    // MARK: Causes

    static let version = Wording(en: "another version of rapport", zh: "rapport 版本不同")

    static func definition(_ metric: String) -> Wording {
        Wording(en: "definition of \(metric)", zh: "\(metric) 的口径")
    }

    static func inputs(_ table: String) -> Wording { Wording(en: "inputs of \(table)", zh: "\(table) 的输入文件") }

    static func reading(_ table: String) -> Wording { Wording(en: "how \(table) is read", zh: "\(table) 的读取方式") }

    static let exports = Wording(en: "files under exports", zh: "exports 文件")

    static func cleaning(_ table: String) -> Wording {
        Wording(en: "cleaning rules of \(table)", zh: "\(table) 的清洗规则")
    }

    static func ledger(_ table: String) -> Wording {
        Wording(en: "other rows of \(table) kept by the same rules", zh: "相同规则下 \(table) 保留的行不同")
    }

    static let links = Wording(en: "links", zh: "关联")

    static func segment(_ key: String) -> Wording { Wording(en: "segment \(key)", zh: "分组 \(key)") }

    static let settings = Wording(en: "time zone, currency, calendar or another setting", zh: "时区、货币、日历或其他设置")
    static let period = Wording(en: "period", zh: "报告期")
    static let asOf = Wording(en: "as-of moment", zh: "截止时刻")
    static let breakdowns = Wording(en: "breakdowns", zh: "划分方式")
    static let targets = Wording(en: "targets", zh: "目标")

    static func suppression(_ before: Int, _ after: Int) -> Wording {
        Wording(en: "suppress_below \(before) → \(after)", zh: "suppress_below \(before) → \(after)")
    }

    static func hidden(now: Bool) -> Wording {
        now
            ? Wording(en: "hidden now", zh: "现已隐藏") : Wording(en: "hidden before", zh: "此前隐藏")
    }

    static let unrecorded = Wording(
        en: "the cause cannot be told: a run was made by a version that did not record its plan",
        zh: "无法说明原因：其中一次运行的版本未记录计划")
    static let unknown = Wording(en: "no cause is recorded", zh: "没有记录到原因")

    // MARK: The head

    static func changed(_ path: String, _ before: Int, _ after: Int) -> Wording {
        Wording(
            en: "\(path) changed" + (before == after ? "" : " (\(before) → \(after) rows)"),
            zh: "\(path) 已变化" + (before == after ? "" : "（\(before) → \(after) 行）"))
    }

    static func added(_ path: String) -> Wording { Wording(en: "\(path) added", zh: "新增 \(path)") }
    static func gone(_ path: String) -> Wording { Wording(en: "\(path) gone", zh: "\(path) 不再存在") }

    static let nothing = Wording(en: "no number moved", zh: "没有数字变化")
    static let unrecordedHead = Wording(
        en:
            "plan: not recorded by the version that made one of the runs; of rules, segments and definitions only so much can be told",
        zh: "计划：其中一次运行的版本未记录；规则、分组与口径只能部分说明")
}
