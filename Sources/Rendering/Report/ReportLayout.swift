// Puts a report together: the head, what its blocks have to say, the foot.

import Diagnostics
import Documents
import Stages
import Tabular

extension ReportDesk {
    /// The report as a document; its languages are added by whoever knows the names of the files.
    ///
    /// - Parameter kicker: what kind of report it is.
    func document(kicker: Wording, blocks: [any ReportBlock]) -> Document {
        var counts: [String: Int] = [:]
        let sections = blocks.compactMap { $0.section(from: self) }.map { section in
            var section = section
            let count = counts[section.anchor, default: 0] + 1
            counts[section.anchor] = count
            if count > 1 { section.anchor += "-\(count)" }
            return section
        }
        return document(kicker: kicker, sections: sections)
    }

    /// The head and the foot of the report around sections.
    func document(kicker: Wording, sections: [Document.Section]) -> Document {
        let origin = Document.Fact(words[.pipeline], facts.pipeline)
        return Document(
            language: language, masthead: masthead(kicker: kicker[language]),
            sections: sections,
            colophon: Document.Colophon(
                toolLabel: words[.tool], tool: "Rapport \(facts.toolVersion)", origin: origin,
                fingerprint: Document.Fact(words[.fingerprint], facts.pipelineFingerprint)))
    }

    private func masthead(kicker: String) -> Document.Masthead {
        let name = periods.name(of: results.period)
        let days = periodDays
        let isPartial = results.partialPeriods.contains(results.period)
        let reasons = results.partialReasons[results.period] ?? []
        return Document.Masthead(
            title: facts.title[language], kicker: kicker, period: Document.Fact(words[.period], name),
            periodMark: isPartial ? words[.partialMark] : nil,
            days: days.isEmpty || days == name ? nil : Document.Fact(words[.days], days),
            facts: [
                data, Document.Fact(words[.asOf], periods.instant(facts.asOf, in: facts.zone)),
                Document.Fact(words[.timezone], facts.zone.identifier),
            ] + rejected + warnings + alerts + calendar,
            callout: isPartial ? Document.Callout(ReportWords.partialNote(reasons)[language]) : nil,
            languages: Document.Languages(label: words[.language]), contentsLabel: words[.contents],
            skipLabel: words[.skipToContent])
    }

    /// What the report rests on, and whether that covers the period; of all time nobody can tell.
    private var data: Document.Fact {
        let isPartial = results.partialPeriods.contains(results.period)
        let state: Document.Fact.State? =
            results.period.start == nil
            ? nil
            : isPartial
                ? Document.Fact.State(mark: "✗", word: words[.incomplete], tone: .bad)
                : Document.Fact.State(mark: "✓", word: words[.complete], tone: .good)
        let inputs = ReportWords.inputs(files: printed(facts.files.count), rows: printed(rowsRead))
        return Document.Fact(words[.data], inputs[language], state: state)
    }

    private var rowsRead: Int { readLedgers.reduce(0) { $0 + $1.read } }

    private var rejected: [Document.Fact] {
        let read = rowsRead
        let rejected = readLedgers.reduce(0) { $0 + $1.count(of: .rejected) }
        guard read > 0 else { return [] }
        return [
            Document.Fact(
                words[.rowsRejected],
                rejected == 0
                    ? words[.none]
                    : ReportWords.rejected(printed(rejected), share: format.percentage(rejected, of: read))[language])
        ]
    }

    /// How many there are; the books name them.
    private var warnings: [Document.Fact] {
        facts.warnings.isEmpty ? [] : [Document.Fact(words[.warnings], format.count(facts.warnings.count))]
    }

    private var alerts: [Document.Fact] {
        guard results.judgements.alertsAsked > 0 else { return [] }
        let fired = results.judgements.alerts.count
        let unwatched = results.judgements.alertsNotWatched.count
        let text = AlertWords.fact(
            fired: fired == 0 ? words[.none] : format.count(fired),
            notWatched: unwatched == 0 ? nil : printed(unwatched)
        )[language]
        return [
            Document.Fact(
                words[.alerts], text,
                state: fired == 0 ? nil : Document.Fact.State(mark: "▲", word: "", tone: .bad))
        ]
    }

    /// When business is open, where the pipeline says it.
    private var calendar: [Document.Fact] {
        guard let calendar = facts.calendar else { return [] }
        return [
            Document.Fact(words[.businessHours], calendar.hours[language]),
            Document.Fact(words[.holidays], calendar.holidays[language]),
        ]
    }

    /// The first and last day of the period; of all time, those of its rows.
    private var periodDays: String {
        guard results.period.start == nil, let days = results.allDays else { return periods.days(of: results.period) }
        return periods.days(days)
    }
}
