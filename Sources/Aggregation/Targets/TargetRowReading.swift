// Reads a row of a table of targets: whatever it does not say clearly is not guessed.

import Diagnostics
import Stages
import Tabular

/// Makes targets of rows.
struct TargetRowReading {
    /// What came of a row.
    enum Outcome {
        case target(TargetGoal)
        /// It is for days of which the report has none.
        case otherPeriod
        case setAside(Wording)
    }

    /// Why a row is set aside.
    private struct Unclear: Error { var why: Wording }

    let plan: AggregationPlan
    let segments: [Segment]

    private var period: Period { plan.periods.period }

    func goal(of cells: [TargetField: String], beside others: [TargetGoal]) -> Outcome {
        do {
            guard let key = cells[.metric] else { throw Unclear(why: TargetRowWords.missing(.metric)) }
            guard let metric = plan.reported.first(where: { plan.metrics[$0].description.key == key }) else {
                let known = plan.reported.map { plan.metrics[$0].description.key }
                throw Unclear(why: TargetRowWords.unknownMetric(key, known: known))
            }
            let description = plan.metrics[metric].description
            var goal = try aim(cells, description)
            try setRows(of: &goal, cells)
            if let time = try time(cells) {
                if !time.overlaps(period) { return .otherPeriod }
                // The days of the report are its period, whatever they are called.
                goal.time = .period(time.start == period.start && time.end == period.end ? period : time)
            }
            try findCells(goal, metric)
            if others.contains(where: { $0.isSame(as: goal, of: period) && $0.owner == goal.owner }) {
                throw Unclear(why: TargetRowWords.twice)
            }
            if others.contains(where: { $0.contradicts(goal) }) { throw Unclear(why: TargetRowWords.contradicts) }
            return .target(goal)
        } catch let unclear as Unclear {
            return .setAside(unclear.why)
        } catch {
            return .setAside(TargetRowWords.missing(.value))
        }
    }

    // MARK: How much

    private func aim(_ cells: [TargetField: String], _ metric: MetricDescription) throws -> TargetGoal {
        guard let word = cells[.mode] else { throw Unclear(why: TargetRowWords.missing(.mode)) }
        guard let mode = TargetMode(word) else { throw Unclear(why: TargetRowWords.unknownMode(word)) }
        guard let value = cells[.value] else { throw Unclear(why: TargetRowWords.missing(.value)) }
        let amounts = TargetAmounts(metric: metric.key, unit: metric.unit)
        func told<Amount>(_ read: Result<Amount, TargetMistake>) throws -> Amount {
            switch read {
            case .success(let amount): return amount
            case .failure(let mistake):
                let found = AggregationDiagnostics.wrongTarget(
                    mistake, SourceText(value, start: SourceLocation(file: "")), metric: metric.key, unit: metric.unit)
                throw Unclear(why: TargetRowWords.joined(found.message, found.help))
            }
        }
        func source(_ text: String) -> SourceText { SourceText(text, start: SourceLocation(file: "")) }
        let aim: TargetGoal.Aim
        switch mode {
        case .atLeast: aim = .atLeast(try told(amounts.level(source(value))))
        case .atMost: aim = .atMost(try told(amounts.level(source(value))))
        case .absolute:
            let level = try told(amounts.level(source(value)))
            switch metric.better {
            case .higher: aim = .atLeast(level)
            case .lower: aim = .atMost(level)
            case .none: throw Unclear(why: TargetRowWords.noDirection(metric.key))
            }
        case .between:
            let ends = value.split(separator: "..", omittingEmptySubsequences: false).map {
                source(String($0.filter { !$0.isWhitespace }))
            }
            guard ends.count == 2 else { throw Unclear(why: TargetRowWords.noBand(value)) }
            let (low, high) = (try told(amounts.level(ends[0])), try told(amounts.level(ends[1])))
            guard low < high else { throw Unclear(why: TargetRowWords.noBand(value)) }
            aim = .between(low, high)
        case .increaseBy: aim = .increase(try told(amounts.step(source(value), isIncrease: true)))
        case .reduceBy: aim = .decrease(try told(amounts.step(source(value), isIncrease: false)))
        case .relative:
            guard let share = OptionReader.number(value), share > 0, share <= 1 else {
                throw Unclear(why: TargetRowWords.noRelative(value))
            }
            aim = .increase(.ofBaseline(share))
        case .points:
            // Of a share, what is below 1 may be meant either way.
            let isPlain = metric.unit == .fraction && OptionReader.number(value).map { $0 >= 1 } == true
            let isPercentage = metric.unit == .fraction && value.last == "%"
            let text = isPlain ? value + "pp" : isPercentage ? value.dropLast() + "pp" : value
            aim = .increase(try told(amounts.step(source(text), isIncrease: true)))
        }
        var goal = TargetGoal(metric: metric.key, aim: aim, owner: cells[.owner])
        if aim.step != nil {
            guard let written = cells[.baseline] else { throw Unclear(why: TargetRowWords.missing(.baseline)) }
            let baseline = TargetGoal.Baseline(
                source(written), amounts, fiscal: plan.periods.fiscal)
            guard let baseline else { throw Unclear(why: TargetRowWords.wrongBaseline(written)) }
            if case .number(let number) = baseline, number <= 0, case .ofBaseline? = aim.step {
                throw Unclear(why: TargetRowWords.wrongBaseline(written))
            }
            goal.baseline = baseline
        }
        return goal
    }

    // MARK: Which rows, which days

    private static let wholes: Set<String> = ["total", "all", "全部", "总体", "合计", "公司"]

    private func setRows(of goal: inout TargetGoal, _ cells: [TargetField: String]) throws {
        guard let scope = cells[.scope], !Self.wholes.contains(scope.lowercased()) else {
            if let entity = cells[.entity] { throw Unclear(why: TargetRowWords.entityWithoutScope(entity)) }
            return
        }
        let found = segments.first { $0.key == scope || $0.title.english == scope || $0.title.chinese == scope }
        guard let found else {
            throw Unclear(why: TargetRowWords.unknownScope(scope, known: segments.map(\.key)))
        }
        guard let entity = cells[.entity] else { throw Unclear(why: TargetRowWords.missing(.entity)) }
        if entity == "*" {
            goal.each = [found.key]
        } else if let label = found.label(named: entity) {
            goal.parts = [TargetGoal.Part(segment: found.key, label: label)]
        } else {
            throw Unclear(why: TargetRowWords.unknownLabel(entity, of: found.key, known: found.labels.map(\.key)))
        }
    }

    /// nil: the report's own period.
    private func time(_ cells: [TargetField: String]) throws -> Period? {
        let fiscal = plan.periods.fiscal
        if let text = cells[.period] {
            guard let period = Period(written: text, fiscal: fiscal) else {
                throw Unclear(why: TargetRowWords.unknownPeriod(text))
            }
            return period
        }
        guard let first = cells[.start], let last = cells[.end] else {
            if let half = cells[.start] ?? cells[.end] { throw Unclear(why: TargetRowWords.unknownPeriod(half)) }
            return nil
        }
        guard let start = CivilDate(isoText: first), let end = CivilDate(isoText: last), start < end else {
            throw Unclear(why: TargetRowWords.unknownPeriod("\(first)..\(last)"))
        }
        let days = start.dayNumber..<end.dayNumber
        let known = Grain.allCases.map { Period($0, containing: days.lowerBound, fiscal: fiscal) }
        return known.first { $0.start == days.lowerBound && $0.end == days.upperBound }
            ?? Period(grain: nil, start: days.lowerBound, end: days.upperBound)
    }

    /// - Errors: the report has no cells for it.
    private func findCells(_ goal: TargetGoal, _ metric: Int) throws {
        var grain: Grain?
        if case .period(let time) = goal.time, time != period {
            guard let wanted = time.grain, TargetPlanning.holds(period, time) else {
                throw Unclear(why: TargetRowWords.longerPeriod(time.name, than: period.name))
            }
            grain = wanted
        }
        let isThere = plan.breakdowns.indices.contains { index in
            plan.breakdowns[index].grain == grain && Set(plan.breakdowns[index].segments) == goal.segments
                && plan.metrics[metric].breakdowns.contains(index) && plan.shows(metric, by: index)
        }
        if !isThere {
            throw Unclear(
                why: TargetRowWords.noCells(
                    goal.metric, by: (grain.map { [$0.rawValue] } ?? []) + goal.parts.map(\.segment) + goal.each))
        }
    }
}

extension TargetGoal {
    /// Whether it is for the same metric, rows and days, those of the report being so.
    fileprivate func isSame(as other: TargetGoal, of report: Period) -> Bool {
        func days(_ time: Time) -> Time { time == .every(nil) || time == .every(report.grain) ? .period(report) : time }
        var (mine, theirs) = (self, other)
        (mine.time, theirs.time) = (days(time), days(other.time))
        return mine.isBeside(theirs)
    }
}

/// The words of the column `mode`.
enum TargetMode: String, CaseIterable {
    case absolute, relative, points
    case atLeast = "at_least"
    case atMost = "at_most"
    case between
    case increaseBy = "increase_by"
    case reduceBy = "reduce_by"

    init?(_ word: String) {
        let folded = word.lowercased()
        guard let mode = Self.allCases.first(where: { $0.rawValue == folded || $0.spellings.contains(folded) }) else {
            return nil
        }
        self = mode
    }

    private var spellings: [String] {
        switch self {
        case .absolute: ["绝对值", "绝对"]
        case .relative: ["相对", "相对提升"]
        case .points: ["百分点", "分值"]
        case .atLeast: ["至少", "不低于", "下限"]
        case .atMost: ["至多", "不高于", "上限"]
        case .between: ["区间"]
        case .increaseBy: ["提高", "增加"]
        case .reduceBy: ["reduction", "降低", "减少"]
        }
    }
}
