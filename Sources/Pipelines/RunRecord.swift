// Writes `run.json`: what a run read, how it understood it, where every row went, and what was computed.

import Diagnostics
import Documents
import Rendering
import Stages
import Tabular

/// The record of a run.
package struct RunRecord: Sendable {
    package var facts: RunFacts
    /// The files of the user's own export formats, with their fingerprints.
    package var exports: [(path: String, fingerprint: String)]
    /// Fingerprints of what was planned, part by part.
    var parts: PlanParts
    package var results: MetricResults
    package var languages: [Language]
    /// What the run cost; left out of the record when the clock is fixed, so that the same run gives the same bytes.
    package var cost: RunCost?
    /// What printed the pages; nil where none were printed.
    var printer: RunPrinter?
    /// The names of the other files of the report: what the next run may remove.
    package var outputs: [String]

    package static let fileName = "run.json"

    init(
        facts: RunFacts, exports: [(path: String, fingerprint: String)] = [], parts: PlanParts, results: MetricResults,
        languages: [Language], cost: RunCost?, printer: RunPrinter? = nil, outputs: [String]
    ) {
        self.printer = printer
        self.facts = facts
        self.exports = exports
        self.parts = parts
        self.results = results
        self.languages = languages
        self.cost = cost
        self.outputs = outputs
    }

    package var file: RenderedFile {
        RenderedFile(name: Self.fileName, bytes: JSONText(json, layout: .flatOnOneLine).bytes)
    }

    private var json: JSONValue {
        var entries: [(key: String, value: JSONValue)] = [
            ("tool", .object([("name", .text("rapport")), ("version", .text(facts.toolVersion))])),
            ("pipeline", pipeline), ("plan", parts.json),
            ("outputs", .list((outputs + [Self.fileName]).map { .text($0) })),
            ("as_of", .text(Timestamp.text(of: facts.asOf, in: facts.zone))),
            ("timezone", .text(facts.zone.identifier)),
            ("period", Self.period(results.period)),
        ]
        if let fiscal = facts.fiscal.json { entries.append(("fiscal_year", fiscal)) }
        if let calendar = facts.calendar { entries.append(("calendar", calendar.json(of: results.period))) }
        entries += [
            ("compared_periods", results.comparedPeriodsJSON(Self.period)),
            ("partial_periods", .list(results.partialPeriods.sorted().map { Self.period($0) })),
            ("inputs", .list(facts.files.enumerated().map { input($0.element, at: $0.offset) })),
            ("ledger", .list(facts.ledgers.map { ledger($0) })),
            ("links", .list(facts.links.map { Self.link($0) })),
            ("rows_without_time", results.rowsWithoutTimeJSON),
            ("segments", .list(results.segments.map { $0.json(labels: .integer($0.labels.count)) })),
            ("metrics", .list(results.metrics.map { $0.json(MetricField.allCases) })),
            ("warnings", .list(facts.warnings.map { finding($0) })), ("notes", .list(facts.notes.map { finding($0) })),
        ]
        if let alerts = results.alertsJSON { entries.append(("alerts", alerts)) }
        if let printer { entries.append(("printed_by", printer.json)) }
        if let cost { entries.append(("cost", cost.json)) }
        return .object(entries)
    }

    // MARK: Parts

    private var pipeline: JSONValue {
        let own = exports.map { file in
            JSONValue.object([("path", .text(file.path)), ("fingerprint", .text(file.fingerprint))])
        }
        return .object(
            [("name", .text(facts.pipeline)), ("fingerprint", .text(facts.pipelineFingerprint))]
                + (own.isEmpty ? [] : [("exports", .list(own))]))
    }

    private static func period(_ period: Period) -> JSONValue {
        .object([("name", .text(period.name))] + period.boundEntries)
    }

    private func input(_ file: InputFile, at index: Int) -> JSONValue {
        .object([
            ("table", .text(file.table)), ("path", .text(file.path)), ("bytes", .integer(file.size)),
            ("xxh3_128", .text(file.fingerprint)), ("encoding", .text(file.encoding)),
            ("byte_order_mark", .flag(file.hasByteOrderMark)), ("delimiter", .text(file.delimiter)),
            ("quote", .text(file.quote)), ("line_end", .text(file.lineEnd)),
            ("header_line", .optional(file.headerLine)),
            ("header", .list(file.header.map { .text(PersonalText.holdsNumberOrMail($0) ? "…" : $0) })),
            ("preamble", .list(file.preamble.map { .text(PersonalText.withoutPersonalNames($0)) })),
            ("export", .optional(file.export)),
            ("rows", .integer(file.rows)), ("blank_lines", .integer(file.blankLines)),
            ("footer_rows", .integer(file.footerRows)),
            ("evidence", .list(file.evidence.map { .wording($0) })),
        ])
    }

    private func ledger(_ ledger: TableLedger) -> JSONValue {
        let departures: [(word: String, departure: Departure)] =
            [("rejected", .rejected), ("duplicates", .duplicate), ("filtered", .filtered)]
            // Only tables that are rolled up have such rows.
            + (ledger.isRolledUp ? [(Departure.rolledUp.rawValue, .rolledUp)] : [])
        let source = ledger.source.map { [("from", JSONValue.text($0))] } ?? []
        let counts = departures.map { ($0.word, JSONValue.integer(ledger.count(of: $0.departure))) }
        let files = ledger.readByFile.keys.sorted().map { file in
            JSONValue.object(
                [
                    ("path", .optional(facts.files.indices.contains(file) ? facts.files[file].path : nil)),
                    ("read", .integer(ledger.readByFile[file] ?? 0)),
                    ("kept", .integer(ledger.keptByFile[file] ?? 0)),
                ] + departures.map { ($0.word, .integer(ledger.count(of: $0.departure, inFile: file))) })
        }
        let steps = ledger.steps.map { step in
            JSONValue.object([
                ("stage", .text(step.stage.rawValue)), ("ordinal", .integer(step.ordinal)),
                ("rule", .text(step.rule)), ("before", .integer(step.before)), ("after", .integer(step.after)),
                ("departure", .optional(step.departure?.rawValue)), ("rows", .integer(step.leaving)),
                ("changed_cells", .integer(step.changedCells)),
            ])
        }
        return .object(
            [("table", .text(ledger.table))] + source
                + [("read", .integer(ledger.read)), ("kept", .integer(ledger.kept))] + counts
                + [("files", .list(files)), ("steps", .list(steps))])
    }

    private static func link(_ link: LinkMatch) -> JSONValue {
        .object([
            ("from", .text(link.from)), ("to", .text(link.to)), ("rows", .integer(link.rows)),
            ("matched", .integer(link.matched)), ("missing", .integer(link.missing)),
        ])
    }

    private func finding(_ diagnostic: Diagnostic) -> JSONValue {
        .object([
            ("kind", .text(diagnostic.kind.name)), ("place", .optional(diagnostic.location?.description)),
            ("message", .wording(diagnostic.publicMessage)),
        ])
    }
}

/// What a run cost.
package struct RunCost: Sendable {
    /// Wall-clock seconds per stage, in the order they ran.
    package var secondsByStage: [(stage: StageName, seconds: Double)]
    /// The largest resident memory of the process, in bytes.
    package var peakMemory: Int
    /// How much memory it was to hold, in bytes; nil for no limit.
    package var memoryLimit: Int?
    /// The most bytes of rows that were in a temporary file at a time.
    package var spilledBytes: Int

    package init(
        secondsByStage: [(stage: StageName, seconds: Double)], peakMemory: Int, memoryLimit: Int? = nil,
        spilledBytes: Int = 0
    ) {
        self.secondsByStage = secondsByStage
        self.peakMemory = peakMemory
        self.memoryLimit = memoryLimit
        self.spilledBytes = spilledBytes
    }

    fileprivate var json: JSONValue {
        .object([
            (
                "seconds",
                .object(secondsByStage.map { ($0.stage.rawValue, .number(Self.milliseconds($0.seconds))) })
            ),
            ("peak_memory_bytes", .integer(peakMemory)), ("memory_limit_bytes", .optional(memoryLimit)),
            ("spilled_bytes", .integer(spilledBytes)),
        ])
    }

    private static func milliseconds(_ seconds: Double) -> String {
        MetricValue.real((seconds * 1000).rounded() / 1000).text
    }
}

/// Instants as ISO 8601 text in a zone.
package enum Timestamp {
    /// `2026-09-15T06:00:00+08:00`.
    package static func text(of instant: Int64, in zone: TimeZoneTable) -> String {
        let offset = zone.offset(at: instant)
        let local = instant &+ offset
        let day = Int(zone.localDay(of: instant))
        let seconds = (local &- Int64(day) &* 86_400_000) / 1000
        let sign = offset < 0 ? "-" : "+"
        let minutes = abs(offset) / 60_000
        return CivilDate(dayNumber: day).isoText + "T" + two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":"
            + two(seconds % 60) + sign + two(minutes / 60) + ":" + two(minutes % 60)
    }

    /// Reads `2026-09-15`, `2026-09-15T06:30` or `2026-09-15T06:30:15`, a blank in place of the T included, as local time.
    package static func instant(of text: String, in zone: TimeZoneTable) -> Int64? {
        let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "T" || $0 == " " }
        guard let first = parts.first, let date = CivilDate(isoText: first) else { return nil }
        var local = Int64(date.dayNumber) * 86_400_000
        if parts.count == 2 {
            let numbers = parts[1].split(separator: ":", omittingEmptySubsequences: false)
            guard (2...3).contains(numbers.count),
                numbers.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
                let hour = Int64(numbers[0]), let minute = Int64(numbers[1]),
                let second = numbers.count == 3 ? Int64(numbers[2]) : 0, hour < 24, minute < 60, second < 60
            else { return nil }
            local += (hour * 3600 + minute * 60 + second) * 1000
        }
        return zone.instant(ofLocal: local).instant
    }

    private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
