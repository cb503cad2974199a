// Looks whether what metrics ask for occurs in a table: texts once per distinct text, numbers a column at a time.

import Diagnostics
import Expressions
import Stages
import Tabular

extension TableRows {
    /// What is found amiss: an error where a metric would count nothing of what it is about, else a warning or a note.
    ///
    /// - Complexity: O(distinct texts) for columns all of whose texts are known, O(rows) for others and for scores.
    func vocabularyDiagnostics(_ asking: PeriodQuestions) -> [Diagnostic] {
        if table.rowCount == 0 { return [] }
        let jobs = asking.jobs
        return planned.checks.flatMap { check -> [Diagnostic] in
            guard case .words(let column, let name, let kind) = check.subject,
                let canonical = CanonicalColumn.of(kind: kind, column: name)
            else { return [finding(check, asking)].compactMap { $0 } + unfilled(check, asking) }
            let ofAll = unknownWords(check, column, name, kind, jobs: jobs)
            if let ofAll, ofAll.severity == .error { return [ofAll] }
            let ofPeriods = unanswered(check, column: column, canonical: canonical, asking)
            // What the report's period alone does not allow is said of it alone.
            return ofPeriods.contains { $0.severity == .error } ? ofPeriods : [ofAll].compactMap { $0 } + ofPeriods
        }
    }

    /// What is said of cells that are missing where every row should have one.
    private func unfilled(_ check: VocabularyCheck, _ asking: PeriodQuestions) -> [Diagnostic] {
        guard case .cells(let column, let name, let kind) = check.subject,
            let canonical = CanonicalColumn.of(kind: kind, column: name)
        else { return [] }
        return unanswered(check, column: column, canonical: canonical, asking)
    }

    private func finding(_ check: VocabularyCheck, _ asking: PeriodQuestions) -> Diagnostic? {
        switch check.subject {
        case .words, .cells: nil
        case .lengths(let column): negativeLengths(check, column: column, asking)
        case .order(let later, let earlier):
            // Of rows that stand between the two it is told with them.
            asking.standingSpans.contains(StandingSpan(begin: earlier, end: later))
                ? nil : rowsOutOfOrder(check, later: later, earlier: earlier, asking)
        case .scores(let column, let low, let high): strayScores(check, column, low, high, asking)
        case .text(let column, let text): absentText(column, text)
        case .flag(let column, let flag): absentFlag(column, flag)
        case .label(let segment, let label): absentLabel(segment, label)
        case .amounts(let column, let order): repeatedAmounts(check, column, order)
        }
    }

    // MARK: Words

    private func unknownWords(
        _ check: VocabularyCheck, _ column: Int, _ name: String, _ kind: String, jobs: Int
    ) -> Diagnostic? {
        guard let canonical = CanonicalColumn.of(kind: kind, column: name) else { return nil }
        let known = canonical.words.map { Array($0.utf8) }
        var counts = TextCounts()
        for (pool, chunks) in pools(ofColumn: column) {
            let isKnown = (0..<UInt32(pool.count)).map { code in
                pool.withBytes(of: code) { text in known.contains { $0.elementsEqual(text) } }
            }
            // What nobody wonders about need not be counted.
            if !isKnown.contains(false) {
                counts.known += 1
                continue
            }
            let rows = self
            let parts = parallelMap(chunks.ranges(jobs), jobs: jobs) { range in
                rows.rowsOfTexts(ofColumn: column, inChunks: chunks[range], count: pool.count)
            }
            for code in isKnown.indices {
                let rows = parts.reduce(0) { $0 + $1[code] }
                if isKnown[code] { counts.known += rows } else { counts.add(pool[UInt32(code)], rows: rows) }
            }
        }
        guard counts.unknownRows > 0 else { return nil }
        let isHopeless = counts.known == 0
        return AggregationDiagnostics.unknownWords(
            counts.sorted, rows: counts.unknownRows, of: presentCount(ofColumn: column), column: name,
            table: planned.name,
            metrics: check.metrics, canonical: canonical, isError: isHopeless, at: check.place)
    }

    /// How many rows have each text of the pool that some chunks share.
    private func rowsOfTexts(ofColumn column: Int, inChunks chunks: ArraySlice<Int>, count: Int) -> [Int] {
        var rows = [Int](repeating: 0, count: count)
        for chunk in chunks {
            guard case .text(let texts) = self.column(column, inChunk: chunk) else { continue }
            let presence = texts.presence
            for (row, code) in texts.codes.values.enumerated() where Int(code) < count && presence[row] {
                rows[Int(code)] += 1
            }
        }
        return rows
    }

    private func presentCount(ofColumn column: Int) -> Int {
        presences(ofColumn: column).reduce(0) { $0 + $1.presentCount }
    }

    // MARK: Scores

    /// Of the whole table; where a few are outside, of the report's period, in which they may be many.
    private func strayScores(
        _ check: VocabularyCheck, _ column: Int, _ low: Double, _ high: Double, _ asking: PeriodQuestions
    ) -> Diagnostic? {
        let ofAll = strayScores(check, column, low, high, of: nil, asking)
        guard let ofAll, ofAll.severity == .warning, asking.periods.period.start != nil else { return ofAll }
        guard var own = strayScores(check, column, low, high, of: asking.periods.period, asking),
            own.severity == .error
        else { return ofAll }
        let name = asking.periods.period.name
        own.message = Wording(en: "in \(name) \(own.message.english)", zh: "\(name)：\(own.message.chinese)")
        return own
    }

    private func strayScores(
        _ check: VocabularyCheck, _ column: Int, _ low: Double, _ high: Double, of period: Period?,
        _ asking: PeriodQuestions
    ) -> Diagnostic? {
        let rows = self
        let scores = parallelMap(Array(0..<chunkCount), jobs: asking.jobs) { chunk in
            let all = rows.column(column, inChunk: chunk)
            let asked = period.map { rows.cells(all, inChunk: chunk, of: $0, check, asking) } ?? all
            return ScoreRange(of: asked, low: low, high: high)
        }.reduce(into: ScoreRange()) { $0.merge($1) }
        guard scores.count > 0 else { return nil }
        // It may be a bad week as well as another scale.
        let isNarrow = scores.outside == 0 && scores.count >= 30 && scores.most <= (low + high) / 2
        guard scores.outside > 0 || isNarrow else { return nil }
        // One in twenty is more than slips of the pen: the scale itself is another.
        let isAnother = scores.outside == scores.count || (scores.count >= 20 && scores.outside * 20 > scores.count)
        return AggregationDiagnostics.scoresOffScale(
            scores, low: low, high: high, column: planned.columns[column].name, table: planned.name,
            metrics: check.metrics, cuts: check.cuts, isError: isAnother, at: check.place)
    }

    // MARK: Texts and labels of the user's own conditions

    private func absentText(_ column: Int, _ text: Expression.ComparedText) -> Diagnostic? {
        guard case .neverSeen(let similar) = text.look(inColumn: columnPositions[column], of: table.chunks) else {
            return nil
        }
        return StagesDiagnostics.neverSeen(text, table: planned.name, similar: similar)
    }

    private func absentFlag(_ column: Int, _ flag: Expression.ComparedFlag) -> Diagnostic? {
        flag.isSeen(inColumn: columnPositions[column], of: table.chunks)
            ? nil : StagesDiagnostics.neverSeen(flag, table: planned.name)
    }

    private func absentLabel(_ segment: Int, _ label: Expression.ComparedText) -> Diagnostic? {
        guard case .neverSeen(let similar) = label.look(in: labelPools[segment]) else { return nil }
        return AggregationDiagnostics.absentLabel(label, segment: planned.segments[segment], similar: similar)
    }
}

/// How many rows hold which texts that nobody knows.
private struct TextCounts {
    var known = 0
    private(set) var unknownRows = 0
    private var unknown: [[UInt8]: Int] = [:]

    mutating func add(_ text: String, rows: Int) {
        if rows == 0 { return }
        unknownRows += rows
        unknown[Array(text.utf8), default: 0] += rows
    }

    /// The most frequent first; ties in the order of their bytes.
    var sorted: [(text: String, rows: Int)] {
        unknown.sorted { left, right in
            left.value != right.value ? left.value > right.value : left.key.lexicographicallyPrecedes(right.key)
        }.map { (String(decoding: $0.key, as: UTF8.self), $0.value) }
    }
}

/// The least and greatest of some scores, and how many are outside a scale.
struct ScoreRange: Sendable {
    var count = 0
    var outside = 0
    var least = Double.infinity
    var most = -Double.infinity

    init() {}

    init(of column: Column, low: Double, high: Double) {
        let presence = column.presence
        switch column {
        case .integer(let numbers): add(numbers.values, presence, low, high) { Double($0) }
        case .decimal(let numbers):
            let unit = ExactDecimal.powerOfTen(numbers.scale).map { Double($0) } ?? .infinity
            add(numbers.units.values, presence, low, high) { Double($0) / unit }
        case .real(let numbers): add(numbers.values, presence, low, high) { $0 }
        case .text, .flag, .date, .instant, .duration: break
        }
    }

    private mutating func add<Value>(
        _ values: [Value], _ presence: Presence, _ low: Double, _ high: Double, _ number: (Value) -> Double
    ) {
        let isWhole = presence.isAllPresent
        for row in values.indices where isWhole || presence[row] {
            let score = number(values[row])
            // A real that is not a number is no score.
            guard score == score else { continue }
            count += 1
            if score < low || score > high { outside += 1 }
            least = min(least, score)
            most = max(most, score)
        }
    }

    mutating func merge(_ other: ScoreRange) {
        count += other.count
        outside += other.outside
        least = min(least, other.least)
        most = max(most, other.most)
    }
}

extension [Int] {
    /// Its indices in at most `parts` ranges of nearly equal length, in order.
    fileprivate func ranges(_ parts: Int) -> [Range<Int>] {
        let parts = Swift.max(1, Swift.min(parts, count))
        return (0..<parts).map { (count * $0 / parts)..<(count * ($0 + 1) / parts) }
    }
}
