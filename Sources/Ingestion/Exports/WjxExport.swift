// 问卷星 survey answers, exported by text (按文本).
import Diagnostics
import Tabular

extension ExportPreset {
    /// One row per answer; the questions follow the six fixed columns under their own wording.
    ///
    /// Example: 序号 `1`, 提交答卷时间 `2026/9/16 8:30:05`, 所用时间 `109秒` become `response_id`, `time` and a `duration` of 109 s;
    /// a skipped question `(跳过)` is missing.
    /// Source: files exported from wjx.cn.
    static let wjx = ExportPreset(
        name: "wjx", title: Wording(en: "Wenjuanxing survey, by text", zh: "问卷星答卷（按文本）"), kind: "surveys",
        fingerprint: ["提交答卷时间", "所用时间", "来自IP"],
        columns: [
            ExportColumn("response_id", ["序号"]),
            ExportColumn("time", ["提交答卷时间"], .instant),
            ExportColumn("duration", ["所用时间"], .duration, unit: .text),
            ExportColumn("channel", ["来源"]),
            ExportColumn("channel_detail", ["来源详情"]),
            ExportColumn("ip", ["来自IP"]),
            ExportColumn("total_score", ["总分"], .decimal),
        ],
        zone: "Asia/Shanghai", dateOrder: .yearFirst, missing: ["(空)", "(跳过)", "-2", "-3"],
        cautions: [
            Wording(
                en: "'response_id' is unique within one export only", zh: "'response_id' 只在同一次导出内唯一"),
            Wording(en: "invitations are not in the file: no response rate", zh: "文件中没有发放数，无法计算回收率"),
        ])
}
