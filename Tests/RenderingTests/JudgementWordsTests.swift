// Every word and sentence that a judgement can say, in both languages: a new case without its words here fails.

import Diagnostics
import Foundation
import Stages
import Tabular
import Testing

@testable import Rendering

struct JudgementWordsTests {
    private static let one = ReportWords.Count(text: "1", number: 1)
    private static let many = ReportWords.Count(text: "1,200", number: 1200)

    /// What is said of each case, and of no other.
    private static func check<Case: CaseIterable & Hashable & Sendable>(
        _ type: Case.Type, _ said: (Case) -> Wording, _ expected: [Case: (String, String)],
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) {
        for member in Case.allCases {
            let wanted = expected[member].map { Wording(en: $0.0, zh: $0.1) }
            #expect(said(member) == wanted, "\(member)", sourceLocation: sourceLocation)
        }
    }

    // MARK: Words

    @Test func `verdicts of comparisons and statuses of cells`() {
        Self.check(
            Comparison.Verdict.self, ReportWords.verdict,
            [
                .better: ("better", "改善"), .worse: ("worse", "变差"), .changed: ("changed", "有变化"),
                .withinNoise: ("within noise", "在误差范围内"), .unjudged: ("no interval", "无区间"),
                .untested: ("not judged", "未判断"), .notComparable: ("not comparable", "不可比"),
                .new: ("new, no rows then", "新增，对比期无数据"), .gone: ("no rows any more", "本期无数据"),
            ])
        Self.check(
            CellStatus.self, ReportWords.status,
            [
                .met: ("met", "达标"), .missed: ("missed", "未达标"), .uncertain: ("cannot be told yet", "尚不能判定"),
                .partial: ("period is partial", "报告期不完整"), .undefined: ("no data", "无数据"),
                .hidden: ("hidden", "不显示"), .plain: ("", ""),
            ])
    }

    @Test func `tones of findings, by what they are compared with`() {
        let tones: [Finding.Tone] = [.better, .worse, .changed]
        #expect(tones.count == Finding.Tone.allCases.count)
        let times = [("better", "改善"), ("worse", "变差"), ("changed", "有变化")]
        let others = [("better", "较好"), ("worse", "较差"), ("different", "不同")]
        let targets = [("met", "达标"), ("missed", "未达标"), ("different", "不同")]
        func expected(_ against: Finding.Against) -> (words: [(String, String)], name: (String, String)) {
            switch against {
            case .rest: (others, ("the rest", "其余部分"))
            case .total: (others, ("the total", "总体"))
            case .period: (times, ("Q2", "Q2"))
            case .target: (targets, ("the target", "目标"))
            case .history: (times, ("its own past", "自身历史"))
            }
        }
        let all: [Finding.Against] =
            [.rest, .total, .target, .history] + Comparison.Base.allCases.map { Finding.Against.period($0) }
        for against in all {
            let (words, name) = expected(against)
            #expect(FindingWords.against(against, period: "Q2") == Wording(en: name.0, zh: name.1))
            for (tone, word) in zip(tones, words) {
                #expect(
                    FindingWords.tone(tone, against: against) == Wording(en: word.0, zh: word.1), "\(tone) \(against)")
            }
        }
    }

    @Test func `targets, bands, places and states`() {
        Self.check(
            TargetProgress.Verdict.self, TargetWords.verdict,
            [
                .met: ("met", "达标"), .missed: ("missed", "未达标"), .withinNoise: ("within noise", "在误差范围内"),
                .open: ("still open", "尚未到期"), .fewRows: ("too few rows to judge", "样本过少，不作判断"),
                .hidden: ("hidden", "不显示"), .noValue: ("no data", "无数据"), .noBaseline: ("without a baseline", "无基线"),
            ])
        Self.check(
            Scorecard.Band.self, ScorecardWords.band,
            [.meets: ("meets", "达标"), .near: ("near", "接近"), .attention: ("attention", "需关注")])
        Self.check(
            GroupJudgement.Band.self, GroupWords.band,
            [
                .above: ("clearly above", "明显高于"), .alike: ("not to be told apart", "无法区分"),
                .below: ("clearly below", "明显低于"),
            ])
        Self.check(
            GroupJudgement.Place.self, GroupWords.place,
            [
                .within: ("within", "限内"), .beyond95: ("beyond 95 %", "超出 95% 限"),
                .beyond998: ("beyond 99.8 %", "超出 99.8% 限"),
            ])
        Self.check(
            GroupJudgement.Obstacle.self, { GroupWords.obstacle($0, minimum: Self.many) },
            [
                .tooFewGroups: (
                    "Not judged: fewer than three labels have 1,200 rows or more.", "未作比较：行数达到 1,200 的组不足三个。"
                ),
                .noBase: (
                    "Not judged: the numbers of the labels do not say what they are counted among, or how much they vary.",
                    "未作比较：各组的数值没有可供比较的基数，或无从得知其波动大小。"
                ),
                .nothingDiffers: (
                    "Not judged: all rows say the same, so there is nothing to tell groups apart by.",
                    "未作比较：所有行取值相同，无从区分各组。"
                ),
            ])
        Self.check(
            GroupJudgement.Kind.self, GroupWords.sizeTitle,
            [
                .share: ("rows (n)", "行数（n）"), .mean: ("rows (n)", "行数（n）"), .rate: ("what is divided by", "分母"),
            ])
        Self.check(
            SeriesJudgement.Assurance.self, SeriesWords.assurance,
            [
                .consistentlyMet: ("met every time", "稳定达标"),
                .hitAndMiss: ("met or missed by chance", "时达时不达（出于偶然）"),
                .consistentlyMissed: ("missed every time", "稳定不达标"),
            ])
    }

    @Test func `states of series, on both sides and by both sets of rules`() {
        func check(_ isAbove: Bool, _ rules: SeriesJudgement.Rules, _ said: [SeriesJudgement.Signal: (String, String)])
        {
            Self.check(SeriesJudgement.Signal.self, { SeriesWords.state($0, isAbove: isAbove, rules: rules) }, said)
        }
        check(
            true, .xmr,
            [
                .none: ("usual", "正常"), .outside: ("unusual: above the upper limit", "异常：高于上限"),
                .trend: ("unusual: 8 in a row only rose or fell", "异常：连续 8 期单向升降"),
                .nearLimit: ("unusual: 3 of 4 near the upper limit", "异常：4 期中有 3 期靠近上限"),
                .run: ("unusual: 8 or more in a row above what is expected", "异常：连续 8 期以上高于预期"),
            ])
        check(
            false, .nhs,
            [
                .none: ("usual", "正常"), .outside: ("unusual: below the lower limit", "异常：低于下限"),
                .trend: ("unusual: 7 in a row only rose or fell", "异常：连续 7 期单向升降"),
                .nearLimit: ("unusual: 2 of 3 near the lower limit", "异常：3 期中有 2 期靠近下限"),
                .run: ("unusual: 7 or more in a row below what is expected", "异常：连续 7 期以上低于预期"),
            ])
        #expect(SeriesJudgement.Rules.allCases.count == 2)
        Self.check(
            SeriesJudgement.Method.self, { SeriesWords.baseline("14", isProvisional: $0 != .xmr, method: $0) },
            [
                .xmr: ("XmR, 14 points", "XmR，14 点"),
                .laneyP: ("p′, 14 points, provisional", "p′，14 点，暂定"),
                .laneyU: ("u′, 14 points, provisional", "u′，14 点，暂定"),
            ])
    }

    // MARK: Sentences

    @Test func `why comparisons were not tested, and series have no limits`() {
        Self.check(
            Judgements.Untested.self, { FindingWords.untested($0, Self.one) },
            [
                .fewRows: ("1 comparison was not tested: too few rows on one side.", "另有 1 项比较因一方行数过少而未检验。"),
                .noSpread: (
                    "1 comparison was not tested: nothing in the report says how much the number varies by chance. A series of eight "
                        + "periods or more does, such as 'by: [[month]]' with 'trend: 12'.",
                    "另有 1 项比较因无从得知数字的偶然波动而未检验。报告中有八期以上的序列即可判断，例如 'by: [[month]]' 并写 'trend: 12'。"
                ),
                .sameRows: (
                    "1 comparison with the rest was not tested: labels count some of the same things or raters, or customers are divided "
                        + "by the rows that the metric is made of; then a label and the rest cannot be set apart.",
                    "另有 1 项与其余部分的比较未检验：各标签含有部分相同的对象或评价人，或客户正是按该指标所依据的行划分的，标签与其余部分无法分开。"
                ),
            ])
        Self.check(
            Judgements.WithoutLimits.self, { SeriesWords.withoutLimits($0, Self.many) },
            [
                .fewPoints: (
                    "1,200 series have no limits: fewer than eight whole periods with a number that is shown.",
                    "有 1,200 条序列没有界限：完整且有可显示数字的期数不足八期。"
                ),
                .noVariation: (
                    "1,200 series have no limits: the numbers do not vary.", "有 1,200 条序列没有界限：数字没有变化。"
                ),
            ])
        Self.check(
            Scorecard.Lack.self, { ScorecardWords.lacking($0, metric: "m", least: "30", Self.many) },
            [
                .noRows: ("m does not enter for 1,200 labels: no rows.", "m对 1,200 个标签未计入：没有数据。"),
                .undefined: (
                    "m does not enter for 1,200 labels: nothing to divide by.", "m对 1,200 个标签未计入：没有可作除数的量。"
                ),
                .hidden: (
                    "m does not enter for 1,200 labels: hidden, too few rows here or beside.",
                    "m对 1,200 个标签未计入：不显示，本格或相关格样本过少。"
                ),
                .fewRows: ("m does not enter for 1,200 labels: fewer than 30 rows.", "m对 1,200 个标签未计入：不足 30 行。"),
                .partial: (
                    "m does not enter for 1,200 labels: the period is not whole.", "m对 1,200 个标签未计入：周期不完整。"
                ),
            ])
    }

    @Test func `findings`() {
        #expect(
            FindingWords.intro(Self.one, of: Self.many, level: "5%")
                == Wording(
                    en:
                        "1 finding among 1,200 comparisons tested: against the rest of the total, other periods, targets and their own "
                        + "past. Ranked by how large the gap is at the least; of all findings at most 5% are expected to be chance "
                        + "(Benjamini and Hochberg, over the whole report). Whatever else goes up or down in this report is within "
                        + "noise. Why a number deviates a finding does not say.",
                    zh: "共检验 1,200 项比较（与总体其余部分、其他时期、目标及自身历史相比），得到 1 项发现，按差距至少有多大排序；全部发现中预计至多 5% "
                        + "出于偶然（Benjamini–Hochberg，按整份报告控制）。报告中其余的升降均在误差范围内。发现只说明偏离，不说明原因。"))
        #expect(
            FindingWords.nothing(tested: Self.one)
                == Wording(
                    en:
                        "Nothing in this report deviates by more than chance: 1 comparison was tested, against the rest of the total, "
                        + "other periods, targets and their own past.",
                    zh: "本报告中没有超出误差范围的偏离：共检验 1 项比较（与总体其余部分、其他时期、目标及自身历史相比）。"))
        #expect(
            FindingWords.nothingTested
                == Wording(
                    en: "No comparison could be tested, so nothing in this report is called better or worse.",
                    zh: "没有可以检验的比较，因此本报告不对任何数字下“好”或“差”的结论。"))
        #expect(
            FindingWords.more(Self.many)
                == Wording(en: "1,200 further findings stand in findings.csv.", zh: "其余 1,200 项发现见 findings.csv。"))
    }

    @Test func `series`() {
        #expect(
            SeriesWords.intro(Self.many, unusual: Self.one)
                == Wording(
                    en:
                        "1,200 series of eight periods or more, each judged by how it has moved itself: 1 is unusual in the latest "
                        + "period. What lies within its usual range needs no explanation; that a number lies outside does not say why.",
                    zh: "共有 1,200 条八期以上的序列，均按自身的波动判断：最近一期异常的有 1 条。落在正常范围内的数字无需解释；超出范围并不说明原因。"))
        Self.check(
            SeriesJudgement.Rules.self, SeriesWords.method,
            [
                .xmr: (
                    "Usual range (dotted in charts of trends): mean ± 2.66 mean moving ranges of the first 20 points (XmR, ranges not "
                        + "screened); of shares over uneven numbers of rows, and of rates, by Laney's p′ and u′ charts (d₂ = 1.128). "
                        + "Unusual is a point beyond a limit, in 8 in a row on one side of the mean, or among 3 of 4 nearer to the same "
                        + "limit than to the mean.",
                    "正常范围（趋势图中的点线）：均值 ± 2.66 × 前 20 点的平均移动极差（XmR，不筛除极差）；样本量变化大的比例及比率用 Laney p′、u′ 图"
                        + "（d₂ = 1.128）。异常：超出界限；或属于均值同侧连续 8 点；或属于 4 点中有 3 点更靠近同一界限。"
                ),
                .nhs: (
                    "Usual range (dotted in charts of trends): mean ± 2.66 mean moving ranges of the first 20 points (XmR, ranges of "
                        + "3.267 mean ranges and more left out once); of shares over uneven numbers of rows, and of rates, by Laney's p′ "
                        + "and u′ charts (d₂ = 1.128). Unusual, by the rules of NHS England, is a point beyond a limit, among 7 that only "
                        + "rise or fall, among 2 of 3 beyond two thirds of the way to the same limit, or in 7 in a row on one side.",
                    "正常范围（趋势图中的点线）：均值 ± 2.66 × 前 20 点的平均移动极差（XmR，先剔除一次达到 3.267 倍平均极差的极差）；样本量变化大的"
                        + "比例及比率用 Laney p′、u′ 图（d₂ = 1.128）。异常（按 NHS England 规则）：超出界限；或属于单向升降的连续 7 点；"
                        + "或属于 3 点中有 2 点超过至同一界限的三分之二；或属于同侧连续 7 点。"
                ),
            ])
        #expect(
            SeriesWords.weekdaysRemoved(Self.one)
                == Wording(
                    en:
                        "In 1 daily series weekdays differ (F test over three or four weeks, p < 0.001): every day is judged by its own "
                        + "weekday.",
                    zh: "有 1 条按日序列的星期差异显著（三至四周的 F 检验，p < 0.001），每天与相同星期的正常范围比较。"))
        #expect(
            SeriesWords.weekdaysUntested(Self.many)
                == Wording(
                    en:
                        "Of 1,200 daily series it cannot be told whether weekdays differ: that takes 21 days, such as with 'trend: 28'.",
                    zh: "有 1,200 条按日序列不足 21 天，无法判断星期差异；可写 'trend: 28'。"))
        #expect(
            SeriesWords.more(Self.one)
                == Wording(en: "1 further series stands in series.csv.", zh: "其余 1 条见 series.csv。"))
    }

    @Test func `targets`() {
        #expect(
            TargetWords.intro(
                Self.many, [(TargetWords.verdict(.met), Self.one), (TargetWords.verdict(.open), Self.many)])
                == Wording(
                    en:
                        "1,200 targets: 1 met, 1,200 still open. Met or missed is said only where the whole interval lies on one side of "
                        + "the goal.",
                    zh: "共 1,200 个目标：达标 1 个，尚未到期 1,200 个。仅当整个区间落在目标一侧时才判为达标或未达标。"))
        #expect(
            TargetWords.none
                == Wording(en: "There is no target for what this report shows.", zh: "没有针对本报告内容的目标。"))
        #expect(
            TargetWords.more(Self.one)
                == Wording(en: "1 further row stands in targets.csv.", zh: "其余 1 行见 targets.csv。"))
        #expect(
            TargetWords.pace(isSeasonal: false)
                == Wording(
                    en:
                        "Pace is the number beside where it should be by now, by the days of the target that are over: 100% is as planned.",
                    zh: "进度为实际值与目前应有值之比，应有值按目标期已过天数折算：100% 即与计划一致。"))
        #expect(
            TargetWords.pace(isSeasonal: true)
                == Wording(
                    en:
                        "Pace is the number beside where it should be by now, by the days of the target that are over or, where the "
                        + "report has them, by the same days a year ago: 100% is as planned.",
                    zh: "进度为实际值与目前应有值之比，应有值按目标期已过天数折算（有去年同期数据时按去年同期的节奏）：100% 即与计划一致。"))
        #expect(
            TargetWords.forecasts
                == Wording(
                    en:
                        "Forecasts say where a total ends if it goes on as it has, and between what it ends 19 times of 20.",
                    zh: "预测指照目前情形发展到期末的合计，括号内为 95% 的范围。"))
        #expect(
            TargetWords.setAside(Self.many)
                == Wording(
                    en: "1,200 rows of the table of targets were set aside; the warnings say why.",
                    zh: "目标表中有 1,200 行未采用，原因见警告。"))
        #expect(
            TargetWords.otherPeriods(Self.one)
                == Wording(en: "1 row of the table of targets is for other periods.", zh: "目标表中有 1 行针对其他周期。"))
        #expect(TargetWords.noHistory == Wording(en: "not enough history", zh: "历史数据不足"))
        #expect(
            TargetWords.pace("90%", expected: "10") == Wording(en: "90% (10 by now)", zh: "90%（目前应为 10）"))
        #expect(
            TargetWords.lift(by: "−2.0 pp", on: "Q2", baseline: "8.0%", level: "≤ 6.0%", until: "Dec 31")
                == Wording(en: "≤ 6.0% (−2.0 pp on Q2: 8.0%, by Dec 31)", zh: "≤ 6.0%（Dec 31前较Q2 8.0% −2.0 pp）"))
    }

    @Test func `alerts`() {
        func said(_ reason: Alert.Reason) -> Wording {
            let rule: Alert.Rule =
                switch reason {
                case .above, .below: .beyond
                case .missed: .missed(periods: 3)
                case .alertLimit, .threefold: .crisis
                }
            let alert = Alert(
                metric: "m", breakdown: .total, labels: [], period: .allTime, rule: rule, reason: reason,
                value: .real(31), n: 31, expected: 9.5, limit: 20)
            return AlertWords.fired(
                alert,
                AlertWords.Texts(
                    metric: Wording(en: "Complaints", zh: "投诉"), place: reason == .missed ? "" : "delivery",
                    period: "Sep", value: "31", expected: "9.5", limit: "20"))
        }
        let (english, chinese) = ("Complaints (delivery), Sep: 31; ", "投诉（delivery），Sep：31，")
        Self.check(
            Alert.Reason.self, said,
            [
                .above: (
                    english + "above its usual range, which ends at 20; expected 9.5.", chinese + "高于正常范围上限 20，预期为 9.5。"
                ),
                .below: (
                    english + "below its usual range, which begins at 20; expected 9.5.",
                    chinese + "低于正常范围下限 20，预期为 9.5。"
                ),
                .missed: (
                    "Complaints, Sep: 31; the target 9.5 is missed for 3 periods in a row.",
                    "投诉，Sep：31，已连续 3 期未达标（目标 9.5）。"
                ),
                .alertLimit: (
                    english + "usual are 9.5, and 20 or more come by chance less often than once in a thousand.",
                    chinese + "平时为 9.5，偶然达到 20 及以上的可能不足千分之一。"
                ),
                .threefold: (
                    english + "three times as many as usual or more, which are 9.5.", chinese + "达到平时（9.5）的 3 倍或以上。"
                ),
            ])
        let once = Alert(
            metric: "m", breakdown: .total, labels: [], period: .allTime, rule: .missed(periods: 1), reason: .missed,
            value: .real(31), n: 31, expected: 9.5, limit: nil)
        let texts = AlertWords.Texts(
            metric: Wording(en: "Complaints", zh: "投诉"), place: "", period: "Sep", value: "31", expected: "9.5")
        #expect(
            AlertWords.fired(once, texts)
                == Wording(
                    en: "Complaints, Sep: 31; the target 9.5 is missed.", zh: "投诉，Sep：31，未达标（目标 9.5）。"))
    }

    @Test func `of alerts it is said how many were watched, and which were not`() {
        let none = ReportWords.Count(text: "0", number: 0)
        #expect(
            AlertWords.noneFired(watched: Self.one, of: Self.one)
                == Wording(en: "No alert has fired; 1 alert was watched.", zh: "没有警报触发；共关注 1 项。"))
        #expect(
            AlertWords.noneFired(watched: Self.one, of: Self.many)
                == Wording(
                    en: "No alert has fired; 1 of 1,200 alerts was watched.", zh: "没有警报触发；1,200 项警报中有 1 项得到判断。"))
        #expect(
            AlertWords.noneFired(watched: none, of: Self.one)
                == Wording(en: "No alert could be watched.", zh: "所有警报均无法判断。"))
        #expect(
            AlertWords.notWatched(Self.one)
                == Wording(
                    en: "1 alert could not be watched, which says neither good nor bad:",
                    zh: "1 项警报无法判断，不代表正常，也不代表异常："))
        #expect(
            AlertWords.fact(fired: "none", notWatched: Self.one)
                == Wording(en: "none; 1 not watched", zh: "none；1 项无法判断"))
        #expect(AlertWords.fact(fired: "2", notWatched: nil) == Wording("2"))
        func said(_ why: UnwatchedAlert.Why) -> Wording { why.wording }
        Self.check(
            UnwatchedAlert.Why.self, said,
            [
                .fewPeriods: ("too few whole periods have a number that is shown", "完整且有可显示数字的期数不足"),
                .ended: ("the latest periods have no whole number that is shown", "最近几期没有完整且可显示的数字"),
                .fewRows: ("the latest period has fewer rows than the metric's minimum n", "最近一期的样本少于该指标的最小样本"),
                .noVariation: (
                    "its numbers are all the same, so that nothing says what is usual", "各期数值完全相同，无从得出正常范围"
                ),
                .noSeries: (
                    "it has no usual range: its rows count in several periods, or it is another definition of a metric",
                    "没有正常范围：其行计入多个周期，或它是某指标的另一口径"
                ),
                .unknownLabel: ("no row of the report has this label", "报告中没有这个标签的行"),
                .noTarget: ("it has no target", "没有目标"),
                .noBound: (
                    "its target is a band or starts from a baseline, and 'missed' expects 'at_least' or 'at_most'",
                    "其目标为区间或以基线起算，而 'missed' 需要 'at_least' 或 'at_most'"
                ),
            ])
        let alert = UnwatchedAlert(
            metric: "m", segments: ["region"], labels: ["North"], rule: .missed(periods: 2), why: .noTarget)
        #expect(
            AlertWords.notWatched(Wording(en: "Complaints", zh: "投诉"), place: "North", alert)
                == Wording(en: "Complaints (North), target: it has no target", zh: "投诉（North），目标：没有目标"))
    }

    @Test func `the targets of labels are counted beside those of the total`() {
        let outcomes = Wording(en: "1 met: A", zh: "达标 1 项：A")
        let none = ReportWords.Count(text: "0", number: 0)
        #expect(
            TargetWords.summary(outcomes, total: Self.one, labels: none)
                == Wording(en: "Of the targets, 1 met: A", zh: "各项目标，达标 1 项：A"))
        #expect(
            TargetWords.summary(outcomes, total: none, labels: Self.many)
                == Wording(en: "Of 1,200 targets for labels, 1 met: A", zh: "分组标签的 1,200 项目标，达标 1 项：A"))
        #expect(
            TargetWords.summary(outcomes, total: Self.one, labels: Self.many)
                == Wording(
                    en: "Of the targets (1 for the total, 1,200 for labels), 1 met: A",
                    zh: "各项目标（总体 1 项，分组标签 1,200 项），达标 1 项：A"))
        #expect(TargetWords.several == Wording(en: "each label by its own target", zh: "各标签按各自的目标判断"))
    }

    @Test func `signs and lines of cards are explained where there are some`() {
        func said(_ hasNoise: Bool, _ hasLines: Bool, days: Bool = false) -> Wording? {
            ReportWords.cardsNote(hasNoise: hasNoise, hasLines: hasLines, hasDays: days)
        }
        let english =
            "Lines: the periods up to this one; thin dashes the range in which the number moves by itself, strong dashes the target"
        let chinese = "折线为截至本期的各期数值，细虚线为正常范围，粗虚线为目标"
        #expect(said(false, false) == nil)
        #expect(said(true, false) == Wording(en: "≈ a change within noise.", zh: "≈ 表示变化在误差范围内。"))
        #expect(said(false, true) == Wording(en: english + ".", zh: chinese + "。"))
        #expect(
            said(true, true, days: true)
                == Wording(
                    en: "≈ a change within noise. " + english + ", grey weekends.",
                    zh: "≈ 表示变化在误差范围内。" + chinese + "，灰底为周末。"))
    }

    @Test func `groups say how values were drawn and limits made`() {
        func said(_ kind: GroupJudgement.Kind, _ dispersion: GroupJudgement.Dispersion, strength: String? = "20")
            -> Wording
        {
            let judgement = GroupJudgement(
                metric: "m", segment: "agent", adjustedFor: [], kind: kind, dispersion: dispersion, lines: [])
            return GroupWords.method(judgement, centre: "80%", strength: strength, ratio: "1.2")
        }
        let plain = (
            " Funnel limits of 95 % and 99.8 % are those of chance alone.", "漏斗图 95% 与 99.8% 控制限仅计偶然。"
        )
        Self.check(
            GroupJudgement.Kind.self, { said($0, .none) },
            [
                .share: (
                    "Shrunken values are drawn towards 80% as if each had 20 more rows like it (beta-binomial, weighted moments)."
                        + plain.0, "收缩值向 80% 靠拢，如同各组另有 20 行处于该水平（贝塔–二项模型，加权矩估计）。" + plain.1
                ),
                .mean: (
                    "Shrunken values are drawn towards 80% by how sure each is (normal, DerSimonian and Laird)."
                        + plain.0,
                    "收缩值按各自的把握向 80% 靠拢（正态模型，DerSimonian–Laird）。" + plain.1
                ),
                .rate: (
                    "Shrunken values are drawn towards 80% as if each had 20 more of what it is divided by (gamma–Poisson, Marshall)."
                        + plain.0,
                    "收缩值向 80% 靠拢，如同各组另有 20 个分母单位处于该水平（伽马–泊松模型，Marshall）。" + plain.1
                ),
            ])
        let alike = "Shrunken values are drawn wholly to 80%, for they differ no more than chance."
        Self.check(
            GroupJudgement.Dispersion.self, { said(.rate, $0, strength: nil) },
            [
                .additive: (
                    alike
                        + " Funnel limits of 95 % and 99.8 % allow for a spread between groups that chance alone does not explain "
                        + "(additive; mean square of distances 1.2, 1 being chance).",
                    "收缩值全部靠拢至 80%，差异未超出偶然。漏斗图 95% 与 99.8% 控制限已计入偶然之外的组间差异（加法；距离均方 1.2，1 为纯属偶然）。"
                ),
                .multiplicative: (
                    alike
                        + " Funnel limits of 95 % and 99.8 % are widened by how much more groups spread than chance makes them "
                        + "(multiplicative; mean square of distances 1.2, 1 being chance).",
                    "收缩值全部靠拢至 80%，差异未超出偶然。漏斗图 95% 与 99.8% 控制限按各组超出偶然的离散程度放宽（乘法；距离均方 1.2，1 为纯属偶然）。"
                ),
                .none: (alike + plain.0, "收缩值全部靠拢至 80%，差异未超出偶然。" + plain.1),
            ])
    }

    @Test func `raters and effects`() {
        func severity(_ difference: Double, _ p: Double) -> RaterComparison.Severity {
            RaterComparison.Severity(difference: difference, low: -1, high: 1, p: p, adjustedP: p)
        }
        #expect(RaterWords.verdict(nil) == Wording(en: "too few in common", zh: "共同对象过少"))
        #expect(RaterWords.verdict(severity(2, 0.06)) == Wording(en: "within noise", zh: "在误差范围内"))
        #expect(RaterWords.verdict(severity(2, 0.01)) == Wording(en: "higher than the others", zh: "高于其他人"))
        #expect(RaterWords.verdict(severity(-2, 0.01)) == Wording(en: "lower than the others", zh: "低于其他人"))
        #expect(
            EffectWords.notCausal
                == Wording(
                    en: "Not causal: without others to whom nothing was done, a change says nothing of what caused it.",
                    zh: "非因果：没有未接受措施的对照组，变化不能说明原因。"))
    }

    // MARK: No causes

    /// The files that word what is judged, as they are: whoever writes a sentence there sees what it must not say.
    @Test(
        arguments: [
            "Rendering/Words/FindingWords", "Rendering/Words/SeriesWords", "Rendering/Words/TargetWords",
            "Rendering/Words/AlertWords", "Rendering/Words/ScorecardWords", "Rendering/Words/GroupWords",
            "Rendering/Words/RaterWords", "Rendering/Words/ReportWords", "Judgement/JudgementDiagnostics",
            "Judgement/Alerts/AlertDiagnostics", "Judgement/Groups/GroupDiagnostics", "Lists/ListWords",
            "Pipelines/Why/WhyWords",
        ])
    func `no sentence claims a cause`(file: String) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appendingPathComponent("Sources/\(file).swift"), encoding: .utf8)
        for line in text.split(separator: "\n") where line.contains("\"") && !line.contains("//") {
            for word in ["because", "due to", "owing to", "thanks to", "因为", "导致", "由于", "造成", "致使"] {
                #expect(!line.lowercased().contains(word), "\(file): \(line)")
            }
        }
    }
}
