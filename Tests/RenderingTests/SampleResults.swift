// A made-up quarter of a customer centre: metric results and run facts for the tests of this folder.

import Diagnostics
import Stages
import Tabular

/// Results with every unit, verdict, status and kind of breakdown, the same on every call.
enum SampleResults {
    static let period = Period(.quarter, containing: day(2026, 8, 1))
    static let zone = TimeZoneTable(identifier: "+08:00") ?? .utc

    static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
        CivilDate(year: year, month: month, day: day)?.dayNumber ?? 0
    }

    struct Recipe {
        var metric: MetricDescription
        var level: Double
        var spread: Double
        var n: Int
        var target: Target?
    }

    static let recipes: [Recipe] = [
        Recipe(
            metric: MetricDescription(
                key: "csat_top2", title: Wording(en: "Customer satisfaction (top 2)", zh: "客户满意度"), unit: .fraction,
                better: .higher, formula: Wording(en: "answers of 4 or 5 ÷ answers", zh: "评 4、5 分的答卷 ÷ 有效答卷"),
                definition: "csat_top2{scale=5}", table: "surveys", attribution: "time", interval: "wilson",
                source: Wording(en: "ISO 10004, own wording", zh: "参照 ISO 10004，自行表述"),
                caution: Wording(
                    en: "Only those who answer are counted; watch the response rate.", zh: "只统计答卷者，请同时看回收率。")),
            level: 0.872, spread: 0.06, n: 2140, target: Target(bound: .atLeast, value: 0.9)),
        Recipe(
            metric: MetricDescription(
                key: "nps", title: Wording(en: "Net promoter score", zh: "净推荐值"), unit: .points, better: .higher,
                formula: Wording(en: "% of 9–10 − % of 0–6", zh: "9–10 分占比 − 0–6 分占比"), definition: "nps{}",
                table: "surveys", attribution: "time", interval: "nps", minimumN: 50),
            level: 34.2, spread: 12, n: 2080, target: nil),
        Recipe(
            metric: MetricDescription(
                key: "service_level", title: Wording(en: "Service level (20 s)", zh: "服务水平（20 秒）"), unit: .fraction,
                better: .higher,
                formula: Wording(
                    en: "answered within 20 s ÷ (offered − abandoned within 5 s)", zh: "20 秒内接听 ÷（呼入 − 5 秒内放弃）"),
                definition: "service_level{T=20,s=5,variant=neutral}", table: "calls", attribution: "start",
                interval: "wilson"),
            level: 0.834, spread: 0.05, n: 48_210, target: Target(bound: .atLeast, value: 0.8)),
        Recipe(
            metric: MetricDescription(
                key: "aht", title: Wording(en: "Average handling time", zh: "平均处理时长"), unit: .seconds, better: .lower,
                formula: Wording(en: "mean of talk + hold + wrap", zh: "通话 + 保持 + 话后处理的均值"), definition: "aht{}",
                table: "calls", attribution: "start", interval: "t"),
            level: 318.4, spread: 40, n: 40_180, target: Target(bound: .atMost, value: 320)),
        Recipe(
            metric: MetricDescription(
                key: "complaint_rate", title: Wording(en: "Complaints per 1,000 contacts", zh: "投诉率"),
                unit: .perThousand, better: .lower,
                formula: Wording(en: "complaints ÷ contacts × 1,000", zh: "投诉数 ÷ 联络数 × 1000"),
                definition: "complaint_rate{}", table: "tickets", attribution: "opened", interval: "poisson"),
            level: 2.31, spread: 0.6, n: 48_210, target: Target(bound: .atMost, value: 2)),
        Recipe(
            metric: MetricDescription(
                key: "net_revenue", title: Wording(en: "Net revenue", zh: "净销售额"), unit: .currency("CNY"),
                better: .higher, formula: Wording(en: "paid − refunded", zh: "实付 − 退款"), definition: "net_revenue{}",
                table: "sales", attribution: "pay_time",
                caution: Wording(en: "A refund lands on its own date.", zh: "退款计入退款当日。")),
            level: 18_432_910.55, spread: 2_000_000, n: 9_412, target: nil),
        Recipe(
            metric: MetricDescription(
                key: "contacts", title: Wording(en: "Contacts", zh: "联络量"), unit: .count, better: .none,
                formula: Wording(en: "number of calls", zh: "通话数"), definition: "contacts{}", table: "calls",
                attribution: "start"),
            level: 48_210, spread: 3000, n: 48_210, target: nil),
        Recipe(
            metric: MetricDescription(
                key: "repurchase_rate", title: Wording(en: "Repurchase rate", zh: "复购率"), unit: .fraction,
                better: .higher, formula: Wording(en: "customers with a second order ÷ customers", zh: "再次下单客户 ÷ 客户"),
                definition: "repurchase_rate{window=90d}", table: "sales", attribution: "pay_time", interval: "wilson"),
            level: 0.284, spread: 0.05, n: 3_120, target: nil),
        Recipe(
            metric: MetricDescription(
                key: "first_response", title: Wording(en: "Median first response", zh: "首次响应时长（中位数）"), unit: .hours,
                better: .lower, formula: Wording(en: "median of first response − opened", zh: "首次响应 − 创建时间 的中位数"),
                definition: "frt{q=0.5}", table: "tickets", attribution: "opened", interval: "order"),
            level: 3.4, spread: 0.8, n: 1_204, target: nil),
    ]

    static let segments: [Segment] = [
        Segment(
            key: "region", title: Wording(en: "Region", zh: "大区"),
            labels: zip(
                ["华东", "华南", "华北", "华中", "西南", "西北", "东北"],
                ["East", "South", "North", "Central", "Southwest", "Northwest", "Northeast"]
            ).map { SegmentLabel(key: $0, title: Wording(en: $1, zh: $0)) } + [.unknown],
            convention: Wording(
                en: "Provinces are taken from the address; those that cannot be told are 'Unknown'.",
                zh: "按地址中的省份归入大区，无法识别的记为“未知”。")),
        Segment(
            key: "tier", title: Wording(en: "Value tier", zh: "价值层级"),
            labels: ["A", "B", "C", "N"].map { SegmentLabel(key: $0) },
            convention: Wording(
                en: "Customers by net revenue of the last 12 months, falling; up to 80% of the sum is A, up to 95% B, "
                    + "the rest C; without revenue N.",
                zh: "客户按近 12 个月净销售额降序，累计 80% 以内为 A，95% 以内为 B，其余为 C；无销售额为 N。")),
        Segment(
            key: "agent", title: Wording(en: "Agent", zh: "坐席"),
            labels: ["陈静", "李娜", "刘洋", "王伟", "张敏", "赵磊", "周婷", "孙浩", "欧阳春雪", "Maria González"].map {
                SegmentLabel(key: $0)
            }),
    ]

    static let breakdowns: [Breakdown] = [
        .total, Breakdown(grain: .month), Breakdown(segments: ["region"]), Breakdown(segments: ["tier"]),
        Breakdown(segments: ["agent"]), Breakdown(grain: .month, segments: ["region"]),
        Breakdown(segments: ["region", "tier"]),
    ]

    /// A small seeded generator, so that the sample never changes.
    private struct Noise {
        var state: UInt64

        mutating func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 33) / Double(1 << 31) * 2 - 1
        }
    }

    static func results() -> MetricResults {
        var noise = Noise(state: 2026)
        var cells: [MetricCell] = []
        var comparisons: [Int: [Comparison]] = [:]
        for recipe in recipes {
            for breakdown in breakdowns {
                let sizes = breakdown.segments.map { key in segments.first { $0.key == key }?.labels.count ?? 0 }
                let combinations = sizes.reduce([[]]) { lists, size in
                    lists.flatMap { list in (0..<size).map { list + [$0] } }
                }
                for period in periods(of: breakdown) {
                    for labels in combinations {
                        let cell = cell(recipe, breakdown, period, labels, share: combinations.count, &noise)
                        if period == Self.period {
                            comparisons[cells.count] = Comparison.Base.allCases.map {
                                comparison($0, recipe, cell, &noise)
                            }
                        }
                        cells.append(cell)
                    }
                }
            }
        }
        return MetricResults(
            metrics: recipes.map(\.metric), breakdowns: breakdowns, segments: segments, period: period,
            comparedPeriods: [.previous: period.advanced(by: -1), .yearAgo: period.yearBefore], partialPeriods: [],
            cells: cells, comparisons: comparisons, rowsWithoutTime: ["surveys": 12])
    }

    private static func periods(of breakdown: Breakdown) -> [Period] {
        if let grain = breakdown.grain { return period.divided(into: grain) }
        return breakdown == .total ? (-7...0).map { period.advanced(by: $0) } : [period]
    }

    private static func cell(
        _ recipe: Recipe, _ breakdown: Breakdown, _ period: Period, _ labels: [Int], share: Int, _ noise: inout Noise
    ) -> MetricCell {
        let isSum = recipe.metric.interval == nil
        let parts = Double(share) * (breakdown.grain == nil ? 1 : 3)
        let last = labels.last ?? 0
        let weight = last == 7 ? 0.001 : last == 6 ? 0.02 : 1
        let n = max(0, Int((Double(recipe.n) / parts * weight * (1 + 0.2 * noise.next())).rounded()))
        var value = recipe.level + recipe.spread * noise.next() * (labels.isEmpty ? 0.4 : 1)
        if isSum { value = value / parts * weight }
        if recipe.metric.unit == .count { value = Double(n) }
        let half = recipe.spread * 6 / Double(max(n, 1)).squareRoot()
        let hasInterval = !isSum && n > 0
        var low = value - half
        var high = value + half
        if recipe.metric.unit == .fraction { (low, high) = (max(0, low), min(1, high)) }
        let units = (value * 100).rounded()
        let number: MetricValue? =
            n == 0 && !isSum
            ? nil
            : recipe.metric.unit == .currency("CNY")
                ? .exact(ExactDecimal(units: Int128(units), scale: 2))
                : recipe.metric.unit == .count ? .exact(ExactDecimal(n)) : .real(value)
        var status = CellStatus.plain
        let target = isSum ? nil : recipe.target
        if let target, number != nil {
            let isAtLeast = target.bound == .atLeast
            if isAtLeast ? low >= target.value : high <= target.value {
                status = .met
            } else if isAtLeast ? high < target.value : low > target.value {
                status = .missed
            } else {
                status = .uncertain
            }
        }
        if number == nil { status = .undefined }
        return MetricCell(
            metric: recipe.metric.key, breakdown: breakdown, period: period, labels: labels, value: number, n: n,
            low: hasInterval ? low : nil, high: hasInterval ? high : nil,
            target: target, status: status)
    }

    private static func comparison(
        _ base: Comparison.Base, _ recipe: Recipe, _ cell: MetricCell, _ noise: inout Noise
    ) -> Comparison {
        let basePeriod = base == .previous ? period.advanced(by: -1) : period.yearBefore
        guard let value = cell.value?.doubleValue else {
            return Comparison(base: base, basePeriod: basePeriod, verdict: .notComparable)
        }
        let change = (recipe.metric.interval == nil ? value * 0.08 : recipe.spread * 0.5) * noise.next()
        let half = (cell.high ?? value) - value
        let isJudged = cell.high != nil
        let verdict: Comparison.Verdict =
            !isJudged
            ? .unjudged
            : abs(change) < half
                ? .withinNoise : (change > 0) == (recipe.metric.better == .higher) ? .better : .worse
        return Comparison(
            base: base, basePeriod: basePeriod, baseValue: .real(value - change), difference: change,
            low: isJudged ? change - half : nil, high: isJudged ? change + half : nil,
            relative: value - change > 0 ? change / (value - change) : nil, verdict: verdict)
    }

    static func facts() -> RunFacts {
        func file(_ table: String, _ path: String, _ rows: Int, _ encoding: String = "utf-8") -> InputFile {
            InputFile(
                table: table, path: path, size: rows * 120, fingerprint: "00112233445566778899aabbccddeeff",
                encoding: encoding, hasByteOrderMark: false, delimiter: ",", quote: "\"", lineEnd: "lf", evidence: [],
                headerLine: 1, header: [], rows: rows)
        }
        let files = [
            file("calls", "exports/calls-2026-07.csv", 16_204), file("calls", "exports/calls-2026-08.csv", 15_988),
            file("calls", "exports/calls-2026-09.csv", 16_590),
            file("surveys", "exports/问卷-2026Q3.csv", 2214, "gb18030"),
            file("sales", "exports/orders-2026Q3.csv", 9530), file("customers", "exports/customers.csv", 4020),
        ]
        return RunFacts(
            title: Wording(en: "Customer centre quarterly review", zh: "客户管理中心季度评审"), pipeline: "quarterly-review",
            pipelineFingerprint: "9f86d081884c7d659a2feaa0c55ad015", toolVersion: "0.1.0",
            asOf: Int64(day(2026, 10, 1)) * 86_400_000 - 6 * 3_600_000, zone: zone, files: files,
            ledgers: [
                TableLedger(
                    table: "calls", readByFile: [0: 16_204, 1: 15_988, 2: 16_590],
                    steps: [
                        LedgerStep(
                            stage: .ingest, rule: "read", ordinal: 0, departure: .rejected, before: 48_782,
                            after: 48_741,
                            leavingByFile: [0: 12, 2: 29]),
                        LedgerStep(
                            stage: .clean, rule: "drop_duplicates", ordinal: 1, departure: .duplicate, before: 48_741,
                            after: 48_325, leavingByFile: [0: 100, 1: 201, 2: 115]),
                        LedgerStep(
                            stage: .clean, rule: "map", ordinal: 2, before: 48_325, after: 48_325, changedCells: 20_311),
                        LedgerStep(
                            stage: .clean, rule: "keep", ordinal: 3, departure: .filtered, before: 48_325,
                            after: 48_210,
                            leavingByFile: [1: 115]),
                    ], keptByFile: [0: 16_092, 1: 15_672, 2: 16_446]),
                TableLedger(
                    table: "surveys", readByFile: [3: 2214],
                    steps: [
                        LedgerStep(
                            stage: .ingest, rule: "read", ordinal: 0, departure: .rejected, before: 2214, after: 2140,
                            leavingByFile: [3: 74])
                    ], keptByFile: [3: 2140]),
                TableLedger(
                    table: "sales", readByFile: [4: 9530],
                    steps: [
                        LedgerStep(stage: .ingest, rule: "read", ordinal: 0, before: 9530, after: 9530),
                        LedgerStep(
                            stage: .clean, rule: "keep", ordinal: 1, departure: .filtered, before: 9530, after: 9412,
                            leavingByFile: [4: 118]),
                    ], keptByFile: [4: 9412]),
                TableLedger(table: "customers", readByFile: [5: 4020], keptByFile: [5: 4020]),
            ],
            links: [
                LinkMatch(
                    from: "calls.customer", to: "customers.customer_id", rows: 48_210, matched: 45_102, missing: 2004),
                LinkMatch(from: "surveys.agent", to: "agents.agent_id", rows: 2140, matched: 2133, missing: 0),
            ],
            rejects: rejects(),
            warnings: [
                Diagnostic(
                    .remark("match-rate"), .warning,
                    at: SourceLocation(file: "pipelines/quarterly-review.yml", line: 24, column: 3),
                    Wording(
                        en: "6.4% of the rows of 'calls' have no partner in 'customers'",
                        zh: "'calls' 中有 6.4% 的行在 'customers' 中没有对应记录"),
                    help: Wording(en: "check that both exports use the same customer number", zh: "请核对两份导出是否使用同一客户编号"))
            ])
    }

    private static func rejects() -> RejectedRows {
        let badCells = (0..<41).map { index in
            RejectedRow(
                file: index < 12 ? 0 : 2, line: 118 + index * 31, byte: 10_393 + index * 2802, column: "wait",
                stage: .ingest, rule: "read",
                reason: Wording(
                    en: "column 'wait' expects a duration, found \"n/a\"", zh: "列 'wait' 应为时长，实际为 \"n/a\""),
                raw: "c\(20_118 + index),2026-09-\(10 + index % 20) 10:2\(index % 10):31,support,n/a,35,answered")
        }
        let raggedRows = (0..<74).map { index in
            RejectedRow(
                file: 3, line: 20 + index * 27, byte: 3100 + index * 2100, column: nil, stage: .ingest,
                rule: "read",
                reason: Wording(en: "expects 9 cells, found 11", zh: "应有 9 个单元格，实际为 11 个"),
                raw: "r\(index),\"等待时间太长,希望改进\",4,9,,=1+1,|,<b>,2026-09-12 08:12:44,wx,")
        }
        return RejectedRows(badCells + raggedRows)
    }
}
