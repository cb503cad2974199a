// Lays the account of a cell out in lines.

import Aggregation
import Diagnostics
import Stages

extension CellAccount {
    /// The account as lines.
    package var lines: [Wording] {
        guard let counting else { return [heading, indented(WhyWords.hidden(below: floor))] }
        var lines = [heading] + number + definition + verdicts
        lines += tables(counting)
        lines += links
        if case .done(let counted) = counting {
            lines.append(Wording(""))
            lines.append(counted.sql ?? Wording(en: "SQL cannot say this cell", zh: "该单元格无法以 SQL 表达"))
        }
        return lines
    }

    private func indented(_ wording: Wording, by depth: Int = 1) -> Wording {
        let blanks = String(repeating: "  ", count: depth)
        return Wording(en: blanks + wording.english, zh: blanks + wording.chinese)
    }

    // MARK: The number

    private var metric: RecordedResults.Metric? { run.results.metrics.first { $0.key == cell.metric } }

    private var heading: Wording {
        let segment = cell.segmentText(run.segmentOrder)
        let title = metric?.title.wording ?? Wording(cell.metric)
        func line(_ title: String, _ colon: String) -> String {
            (title == cell.metric ? cell.metric : "\(cell.metric)\(colon)\(title)")
                + ", \(cell.periodName(in: run.record.calendars))"
                + (segment.isEmpty ? "" : ", \(segment)")
        }
        return Wording(en: line(title.english, ": "), zh: line(title.chinese, "："))
    }

    private var number: [Wording] {
        var said = Wording(en: "value: none", zh: "值：无")
        if let value = cell.value {
            let text = shown(value)
            said = Wording(en: "value: \(text)", zh: "值：\(text)")
        }
        if let numerator = cell.numerator, let denominator = cell.denominator {
            said.english += ", numerator \(numerator.text), denominator \(denominator.text)"
            said.chinese += "，分子 \(numerator.text)，分母 \(denominator.text)"
        }
        if let n = cell.n {
            said.english += ", n \(n)"
            said.chinese += "，n \(n)"
        }
        if let low = cell.low, let high = cell.high {
            let interval = metric?.interval.map { " (\($0))" } ?? ""
            said.english += ", 95 % interval \(low.text) to \(high.text)\(interval)"
            said.chinese += "，95 % 区间 \(low.text) 至 \(high.text)\(interval)"
        }
        return [indented(said)]
    }

    private func shown(_ number: RecordedNumber) -> String {
        guard let unit = metric?.unit else { return number.text }
        if unit == MetricUnit.fraction.text {
            return "\(number.text) (\(MetricValue.real((number.value * 1000).rounded() / 10).text) %)"
        }
        return "\(number.text) \(unit)"
    }

    private var definition: [Wording] {
        guard let metric else { return [] }
        var lines = [
            Wording(en: "formula: \(metric.formula.en)", zh: "公式：\(metric.formula.zh)"),
            Wording(en: "definition: \(metric.definition)", zh: "口径：\(metric.definition)"),
        ]
        if let table = metric.table {
            let time = metric.attribution
            lines.append(
                Wording(
                    en: "rows of table '\(table)'" + (time.map { ", by '\($0)'" } ?? ""),
                    zh: "表 '\(table)' 的行" + (time.map { "，按 '\($0)'" } ?? "")))
        }
        for segment in run.results.segments where cell.labels[segment.key] != nil {
            guard let convention = segment.convention else { continue }
            lines.append(Wording(en: "\(segment.key): \(convention.en)", zh: "\(segment.key)：\(convention.zh)"))
        }
        if let caution = metric.caution {
            lines.append(Wording(en: "beware: \(caution.en)", zh: "注意：\(caution.zh)"))
        }
        return lines.map { indented($0) }
    }

    // MARK: How its verdict came about

    private var verdicts: [Wording] {
        var lines: [Wording] = []
        let isOfReport = cell.start == run.record.period.start && cell.end == run.record.period.end
        let isJudged = isOfReport && run.results.findings != nil
        let status = WhyWords.status(cell.status, isJudged: isJudged, hasInterval: cell.low != nil)
        if let target = cell.target {
            let value = target.value?.text ?? ""
            var bound = Wording(en: "at most", zh: "不高于")
            if target.bound == Target.Bound.atLeast.rawValue { bound = Wording(en: "at least", zh: "不低于") }
            lines.append(
                Wording(
                    en: "target: \(bound.english) \(value); \(status.english)",
                    zh: "目标：\(bound.chinese) \(value)；\(status.chinese)"))
        } else if !cell.status.isEmpty {
            lines.append(Wording(en: "status: \(status.english)", zh: "状态：\(status.chinese)"))
        }
        for comparison in cell.comparisons {
            let base = WhyWords.base(comparison.base)
            let verdict = WhyWords.verdict(comparison.verdict, isJudged: isJudged)
            let numbers =
                (comparison.baseValue.map { $0.text } ?? "-")
                + (comparison.difference.map { ", \($0.value < 0 ? "" : "+")\($0.text)" } ?? "")
                + (comparison.low.flatMap { low in comparison.high.map { " [\(low.text), \($0.text)]" } } ?? "")
            lines.append(
                Wording(
                    en: "against \(base.english): \(numbers): \(verdict.english)",
                    zh: "对比\(base.chinese)：\(numbers)：\(verdict.chinese)"))
        }
        if let findings = run.results.findings {
            let ofCell = findings.list.filter { $0.isOf(cell) }
            lines += ofCell.map(WhyWords.finding)
            if ofCell.isEmpty, isOfReport { lines.append(WhyWords.noFinding(tested: findings.tested)) }
        }
        return lines.map { indented($0) }
    }

    // MARK: Rows

    /// The tables that it rests on, as far as they are known.
    private var tableNames: [String] {
        var names = traces.map(\.trace.table)
        names += run.record.plan?.metrics[cell.metric]?.tables ?? []
        names += [metric?.table].compactMap(\.self)
        var unique: [String] = []
        for name in names where !unique.contains(name) { unique.append(name) }
        return unique
    }

    private func tables(_ counting: RowCounting) -> [Wording] {
        var lines: [Wording] = []
        var files: [String] = []
        switch counting {
        case .done(let counted):
            files = counted.files
            lines.append(
                indented(
                    Wording(
                        en: "rows counted once more by '\(counted.pipeline)'", zh: "已按 '\(counted.pipeline)' 重新计数")))
        case .impossible(let reason): lines.append(indented(reason))
        }
        for name in tableNames {
            lines += ledger(of: name)
            for shown in traces where shown.trace.table == name { lines += rows(shown, files: files) }
        }
        return lines
    }

    /// Where the rows of a table went before any metric looked at them, as the record says.
    private func ledger(of table: String) -> [Wording] {
        guard let ledger = run.record.ledger.first(where: { $0.table == table }) else { return [] }
        var lines = [
            Wording(en: "table \(table): \(ledger.read) read", zh: "表 \(table)：读入 \(ledger.read) 行")
        ]
        if let source = ledger.source {
            lines[0].english += ", rolled up from '\(source)'"
            lines[0].chinese += "，由 '\(source)' 归并而来"
        }
        lines += ledger.files.compactMap { file in
            file.path.map { path in
                indented(
                    Wording(
                        en: "\(path): \(file.read) read, \(file.kept) kept",
                        zh: "\(path)：读入 \(file.read) 行，保留 \(file.kept) 行"))
            }
        }
        for step in ledger.steps where step.rows > 0 || step.changed > 0 {
            let place = "\(step.stage) \(step.rule)" + (step.ordinal > 0 ? " \(step.ordinal)" : "")
            var parts: [Wording] = []
            if step.rows > 0 {
                let word = WhyWords.departure(step.departure ?? "rejected")
                parts.append(Wording(en: "\(step.rows) \(word.english)", zh: "\(word.chinese) \(step.rows) 行"))
            }
            if step.changed > 0 {
                parts.append(
                    Wording(en: English.count(step.changed, "cell") + " changed", zh: "改动 \(step.changed) 个单元格"))
            }
            lines.append(
                indented(
                    Wording(
                        en: "\(place): \(parts.map(\.english).joined(separator: ", "))",
                        zh: "\(place)：\(parts.map(\.chinese).joined(separator: "，"))")))
        }
        lines.append(indented(Wording(en: "kept: \(ledger.kept)", zh: "保留：\(ledger.kept)")))
        return lines.map { indented($0) }
    }

    /// What became of them on their way into the cell.
    private func rows(_ shown: ShownTrace, files: [String]) -> [Wording] {
        let trace = shown.trace
        var lines = [Wording(en: "on the way into \(trace.metric):", zh: "计入 \(trace.metric) 的过程：")]
        for line in shown.lines {
            let steps = line.steps.filter { trace.count($0) > 0 || $0 == .otherPeriod }
            if line.rows == 0 || steps.isEmpty { continue }
            let words = steps.map { WhyWords.step($0, of: trace) }
            let rows = line.rows.map { "\($0)" }
            lines.append(
                indented(
                    Wording(
                        en: words.map(\.english).joined(separator: ", or ") + ": "
                            + (rows ?? "not told, since cells are hidden"),
                        zh: words.map(\.chinese).joined(separator: "，或") + "：" + (rows ?? "因有隐藏的单元格而不显示"))))
        }
        let counted = WhyWords.step(.entered, of: trace)
        lines.append(
            indented(
                Wording(
                    en: "\(counted.english): \(shown.entered.map { "\($0)" } ?? "not told, since cells are hidden")",
                    zh: "\(counted.chinese)：\(shown.entered.map { "\($0)" } ?? "因有隐藏的单元格而不显示")")))
        func name(_ file: Int) -> String { files.indices.contains(file) ? files[file] : "" }
        for (file, rows) in (shown.files ?? [:]).sorted(by: { $0.key < $1.key }) {
            lines.append(indented(Wording("\(name(file)): \(rows)"), by: 2))
        }
        if shown.files == nil, shown.entered != nil {
            lines.append(
                indented(
                    Wording(
                        en: "by file: not told, since it would tell small or hidden cells", zh: "按文件：会泄露过小或隐藏的单元格，不显示"),
                    by: 2))
        }
        for sample in shown.samples {
            let place = name(sample.file) + (sample.line.map { ":\($0)" } ?? "")
            let key = sample.key.map { PersonalText.looksPersonal($0) ? " …" : " \($0)" } ?? ""
            lines.append(indented(Wording(en: "such as \(place)\(key)", zh: "例如 \(place)\(key)"), by: 2))
        }
        return lines.map { indented($0, by: 2) }
    }

    private var links: [Wording] {
        let names = Set(tableNames)
        return run.record.links.filter { names.contains($0.table) }.map { link in
            indented(
                WhyWords.link(
                    from: link.from, to: link.to, rows: link.rows, matched: link.matched, missing: link.missing))
        }
    }
}
