// Looks whether the rows of the report's own period answer what built-in metrics ask of a column: words they know, cells that are there.

import Diagnostics
import Expressions
import Stages
import Tabular

/// The rows of a period that hang on a column, and those of them that do not answer.
struct PeriodAnswers: Sendable {
    /// Rows that count or not, or count for or against, by what stands in the column.
    var rows = 0
    /// Those without a cell.
    var missing = 0
    /// Those with a text that nobody knows, by its bytes.
    var unknown: [[UInt8]: Int] = [:]

    var unanswered: Int { missing + unknown.values.reduce(0, +) }
    var areTooFew: Bool { ReportedRows.areMany(unanswered, of: rows) }

    mutating func merge(_ other: PeriodAnswers) {
        rows += other.rows
        missing += other.missing
        unknown.merge(other.unknown, uniquingKeysWith: +)
    }

    /// The unknown texts, the most frequent first; ties in the order of their bytes.
    var unknownTexts: [(text: String, rows: Int)] {
        unknown.sorted { left, right in
            left.value != right.value ? left.value > right.value : left.key.lexicographicallyPrecedes(right.key)
        }.map { (String(decoding: $0.key, as: UTF8.self), $0.value) }
    }
}

/// What the metrics of a table ask of its rows, and of which periods they are asked.
struct PeriodQuestions: Sendable {
    let periods: ReportPeriods
    let formulas: [TypedExpression]
    let zone: TimeZoneTable
    let jobs: Int
    /// From when until when rows of the table stand.
    let standingSpans: [StandingSpan]
    private let metrics: [String: RowMetric]

    /// What some metrics ask, each once.
    struct Question: Sendable, Hashable {
        var time: Int?
        var conditions: [Int]
        /// The formula of a share, a sum or a number of different things: where it is missing, a row counts for nothing.
        var value: Int?
    }

    init(_ plan: AggregationPlan, table: Int, rows: TableRows, context: StageContext) {
        periods = plan.periods
        zone = context.zone
        jobs = context.jobs
        standingSpans = plan.standingSpans(ofTable: table)
        formulas = rows.formulas(context: context)
        var metrics: [String: RowMetric] = [:]
        for metric in plan.metrics {
            guard case .rows(let row) = metric.computation, row.table == table else { continue }
            metrics[metric.description.key] = row
        }
        self.metrics = metrics
    }

    func questions(of keys: [String]) -> [Question] {
        var questions: [Question] = []
        for row in keys.compactMap({ metrics[$0] }) {
            var question = Question(time: row.periodTime, conditions: row.conditions)
            switch row.kind.missingCells {
            case .leftOut: break
            case .missed, .unfulfilled: question.value = row.values.first
            }
            if !questions.contains(question) { questions.append(question) }
        }
        return questions
    }

    /// The report's period first, then those it is compared with.
    var asked: [Period] { [periods.period] + Comparison.Base.allCases.compactMap { periods.compared[$0] } }
}

extension TableRows {
    /// What is to be said of a column that too few rows of a period answer: an error for the report's own period, a warning for one it
    /// is compared with.
    ///
    /// - Parameter knows: whether built-in metrics know a text of the column; any will do when it is nil.
    /// - Complexity: O(distinct texts) where all are known and no cell is missing; else O(rows).
    func unanswered(
        _ check: VocabularyCheck, column: Int, canonical: CanonicalColumn, _ asking: PeriodQuestions
    ) -> [Diagnostic] {
        let questions = asking.questions(of: check.metrics)
        let isUnknown = unknownCodes(ofColumn: column, canonical)
        let isComplete = presences(ofColumn: column).allSatisfy(\.isAllPresent)
        if isComplete, isUnknown.allSatisfy({ !$0.value.contains(true) }) { return [] }
        // Where only "yes" is ever written, an empty cell says no.
        if planned.columns[column].type == .flag, has(true, inColumn: column), !has(false, inColumn: column) {
            return []
        }
        var found: [Diagnostic] = []
        for (position, period) in asking.asked.enumerated() {
            let rows = self
            func all(_ questions: [PeriodQuestions.Question]) -> PeriodAnswers {
                parallelMap(Array(0..<chunkCount), jobs: asking.jobs) { chunk in
                    rows.answers(inChunk: chunk, column: column, isUnknown, questions, period, asking)
                }.reduce(into: PeriodAnswers()) { $0.merge($1) }
            }
            let answers = all(questions)
            guard answers.unanswered > 0, answers.areTooFew else { continue }
            // Others of the metrics do without.
            let metrics = check.metrics.filter { all(asking.questions(of: [$0])).unanswered > 0 }
            found.append(
                AggregationDiagnostics.unanswered(
                    answers, column: planned.columns[column].name, table: planned.name, metrics: metrics,
                    canonical: canonical, period: period, isOwn: position == 0, at: check.place))
        }
        return found
    }

    /// The cells of a column of numbers in the rows of a chunk that fall in a period by any of the times that metrics count by.
    func cells(
        _ column: Column, inChunk index: Int, of period: Period, _ check: VocabularyCheck, _ asking: PeriodQuestions
    ) -> Column {
        let times = Set(asking.questions(of: check.metrics).map(\.time))
        let mask = mask(of: period, byAnyOf: times, inChunk: index, asking)
        let inside = Presence(count: column.count, words: mask.words(rowCount: column.count))
        switch column {
        case .integer(var numbers):
            numbers.presence = numbers.presence.intersection(inside)
            return .integer(numbers)
        case .decimal(var numbers):
            numbers.units.presence = numbers.presence.intersection(inside)
            return .decimal(numbers)
        case .real(var numbers):
            numbers.presence = numbers.presence.intersection(inside)
            return .real(numbers)
        default: return column
        }
    }

    /// By pool of a text column, which texts nobody knows; no pool where any text will do.
    private func unknownCodes(ofColumn column: Int, _ canonical: CanonicalColumn) -> [ObjectIdentifier: [Bool]] {
        if canonical.words.isEmpty { return [:] }
        let known = canonical.words.map { Array($0.utf8) }
        var unknown: [ObjectIdentifier: [Bool]] = [:]
        for (pool, _) in pools(ofColumn: column) {
            unknown[ObjectIdentifier(pool)] = (0..<UInt32(pool.count)).map { code in
                pool.withBytes(of: code) { text in !known.contains { $0.elementsEqual(text) } }
            }
        }
        return unknown
    }

    private func has(_ value: Bool, inColumn column: Int) -> Bool {
        (0..<chunkCount).contains { chunk in
            guard case .flag(let flags) = self.column(column, inChunk: chunk) else { return false }
            return flags.values.indices.contains { flags.values[$0] == value && flags.presence[$0] }
        }
    }

    private func answers(
        inChunk index: Int, column: Int, _ isUnknown: [ObjectIdentifier: [Bool]],
        _ questions: [PeriodQuestions.Question], _ period: Period, _ asking: PeriodQuestions
    ) -> PeriodAnswers {
        var answers = PeriodAnswers()
        let count = table.chunks[index].rowCount
        var hanging = RowMask(noneOf: count)
        var segments = segments(inChunk: index)
        let needed = questions.flatMap { ($0.conditions + [$0.value].compactMap { $0 }) }
            .flatMap { asking.formulas[$0].columnIndices }
        var chunk: Chunk?
        for question in questions {
            guard let inside = rowsInside(period, by: question.time, inChunk: index, zone: asking.zone) else {
                continue
            }
            var blank = chunk ?? scopeChunk(index, &segments, unpacking: Array(Set(needed)).sorted())
            // What a row comes to if its cell of this column were missing tells whether the row hangs on it.
            if chunk == nil { blank.columns[column] = .missing(planned.columns[column].type, count: count) }
            chunk = blank
            hanging.formUnion(rowsHanging(question, in: blank, among: inside, asking))
        }
        guard chunk != nil else { return answers }
        let cells = self.column(column, inChunk: index)
        let presence = cells.presence
        var texts: (codes: [UInt32], isUnknown: [Bool], pool: TextPool)?
        if case .text(let column) = cells {
            texts = (column.codes.values, isUnknown[ObjectIdentifier(column.pool)] ?? [], column.pool)
        }
        var byCode: [UInt32: Int] = [:]
        hanging.forEach(rowCount: count) { row in
            answers.rows += 1
            if !presence[row] {
                answers.missing += 1
            } else if let texts, texts.isUnknown.indices.contains(Int(texts.codes[row])),
                texts.isUnknown[Int(texts.codes[row])]
            {
                byCode[texts.codes[row], default: 0] += 1
            }
        }
        if let pool = texts?.pool {
            for (code, rows) in byCode { answers.unknown[Array(pool[code].utf8), default: 0] += rows }
        }
        return answers
    }

    /// The rows of a chunk that fall in a period by any of some times.
    func mask(of period: Period, byAnyOf times: Set<Int?>, inChunk index: Int, _ asking: PeriodQuestions) -> RowMask {
        var mask = RowMask(noneOf: table.chunks[index].rowCount)
        for time in times {
            if let inside = rowsInside(period, by: time, inChunk: index, zone: asking.zone) { mask.formUnion(inside) }
        }
        return mask
    }

    /// The rows of a chunk whose time lies in a period; nil when there are none.
    private func rowsInside(_ period: Period, by time: Int?, inChunk index: Int, zone: TimeZoneTable) -> RowMask? {
        guard period.start != nil, let time else { return .all }
        let positions = PeriodIndex([(period, 0)]).positions(
            of: column(time, inChunk: index), span: span(ofColumn: time, inChunk: index), zone: zone)
        switch positions {
        case .all(let position): return position == 0 ? nil : .all
        case .rows(let rows):
            var mask = RowMask(noneOf: rows.count)
            for row in rows.indices where rows[row] != 0 { mask.insert(row) }
            return mask
        }
    }

    /// The rows for which no condition fails, and which something missing decides.
    private func rowsHanging(
        _ question: PeriodQuestions.Question, in chunk: Chunk, among inside: RowMask, _ asking: PeriodQuestions
    ) -> RowMask {
        let context = EvaluationContext(zone: asking.zone)
        let count = chunk.rowCount
        var possible = inside
        var open = RowMask(noneOf: count)
        for condition in question.conditions {
            let (isTrue, undecided) = asking.formulas[condition].decisions(chunk: chunk, context: context)
            let isOpen = RowMask(words: undecided, rowCount: count)
            open.formUnion(isOpen)
            var holds = RowMask(PrimitiveColumn(isTrue))
            holds.formUnion(isOpen)
            possible.formIntersection(holds)
        }
        if let value = question.value {
            let present = asking.formulas[value].evaluate(chunk: chunk, context: context).presence
            if let words = present.words {
                let missing = (0..<words.count).map { ~words[$0] & Presence.tail($0, of: count) }
                open.formUnion(RowMask(words: missing, rowCount: count))
            }
        }
        possible.formIntersection(open)
        return possible
    }
}

extension Presence {
    /// The bits of a word that stand for rows.
    fileprivate static func tail(_ word: Int, of count: Int) -> UInt64 {
        let rest = count - word * 64
        return rest >= 64 ? .max : (1 << UInt64(max(0, rest))) - 1
    }
}
