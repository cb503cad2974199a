// Every sentence about years of whole weeks: how they are written, and what they make of comparisons.

import Diagnostics
import Stages
import Tabular

enum FiscalYearDiagnostics {
    static func wrongEnd(_ text: SourceText) -> Diagnostic {
        StagesDiagnostics.wrongValue(of: Wording("'ends'"), expected: WrittenYearEnd.expectation, found: text)
    }

    /// Both ways to say when years begin.
    static func saidTwice(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("fiscal-year-twice"), at: location,
            Wording(
                en: "'period' expects either 'fiscal_year_starts' or 'fiscal_year', found both",
                zh: "'period' 应使用 'fiscal_year_starts' 或 'fiscal_year'，不能同时使用"),
            help: Wording(
                en: "leave out 'fiscal_year_starts': 'ends' tells when years of whole weeks begin",
                zh: "请删去 'fiscal_year_starts'：按周计的财年由 'ends' 确定起止"))
    }

    /// A comparison of periods that have not as many weeks as each other.
    static func otherLength(_ item: SourceText, _ period: Period, _ compared: Period) -> Diagnostic {
        let (own, other) = (weeks(of: period), weeks(of: compared))
        return Diagnostic(
            .remark("periods-of-other-length"), .warning, at: item.start,
            Wording(
                en: "'\(item.text)' compares \(period.name) of \(own) weeks with \(compared.name) of \(other) weeks: "
                    + "totals differ by that alone, averages and shares do not",
                zh: "'\(item.text)' 将 \(own) 周的 \(period.name) 与 \(other) 周的 \(compared.name) 对比："
                    + "仅因周数不同，总量就会不同；平均值与比例不受影响"))
    }

    /// A period of the same number a year before that began 53 weeks before.
    static func otherWeeks(_ item: SourceText, _ period: Period, _ compared: Period) -> Diagnostic {
        Diagnostic(
            .remark("year-of-53-weeks"), .warning, at: item.start,
            Wording(
                en: "'\(item.text)' compares \(period.name) with the period of the same number, \(compared.name), "
                    + "which began 53 weeks before: a year of 53 weeks lies between, so holidays may fall into another one",
                zh: "'\(item.text)' 将 \(period.name) 与上年同期号的 \(compared.name) 对比，后者早 53 周开始："
                    + "其间有一个 53 周的财年，节假日可能落入不同的期"))
    }

    private static func weeks(of period: Period) -> Int { ((period.end ?? 0) - (period.start ?? 0)) / 7 }
}
