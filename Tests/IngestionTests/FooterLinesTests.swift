// Words for totals below data are known however they are written.

import Testing

@testable import Ingestion

@Suite struct FooterLinesTests {
    @Test(arguments: [
        "合计", "总计：", "合 计", "【合计】", "（合计）", "(合计)", "[小计]", "合计（元）", "TOTAL", "Total:", "[Total]", "(total)",
        "Sub-Total", "ИТОГО", "计",
    ])
    func totals(_ text: String) { #expect(FooterLines.isTotal(text)) }

    @Test(arguments: ["", "1", "合", "13800000000", "Tom", "total loss", "C0001", "总部"])
    func data(_ text: String) { #expect(!FooterLines.isTotal(text)) }

    @Test(arguments: ["总计：3条", "共2条", "共 2 条", "合计 12 笔", "3 rows", "12 records", "Total: 5"])
    func totalsWithTheirNumber(_ text: String) { #expect(FooterLines.beginsTotal(text)) }

    @Test(arguments: ["", "3", "2026-01-02", "共享", "rows", "3 arrows", "小红", "统计岗"])
    func beginnings(_ text: String) { #expect(!FooterLines.beginsTotal(text)) }
}
