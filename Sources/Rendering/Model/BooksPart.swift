// Where the numbers come from: files, row counts, rules, links, warnings.

import Diagnostics
import Stages

extension ReportModelBuilder {
    func books() -> ReportModel.Books {
        let files = fileEntries()
        return ReportModel.Books(
            files: files, totals: files.count > 1 ? [totalEntry()] : [], steps: stepEntries(), links: linkEntries(),
            untimed: results.rowsWithoutTime.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map {
                ReportModel.UntimedEntry(table: $0.key, rowCount: format.count($0.value))
            },
            partials: partialEntries(), warnings: warningEntries())
    }

    private static let mostPartials = 24
    private static let mostWarningsOfAKind = 10

    /// Why periods are partial, the newest first.
    private func partialEntries() -> [ReportModel.PartialEntry] {
        let known = results.partialPeriods.sorted().reversed().compactMap { period in
            results.partialReasons[period].flatMap { $0.isEmpty ? nil : (period, ReportWords.joined($0)) }
        }
        return known.prefix(Self.mostPartials).map { period, reason in
            ReportModel.PartialEntry(label: periods.name(of: period), reason: reason[language])
        }
    }

    /// Rejected rows have a list of their own. Of a kind that floods the page the first stand there, and how many more there are.
    private func warningEntries() -> [ReportModel.WarningEntry] {
        let warnings = facts.warnings.filter { $0.kind.name != "rejected-row" }
        let byKind = Dictionary(grouping: warnings, by: \.kind.name).mapValues { warnings in
            warnings.reduce(0) { $0 + max(1, $1.standsFor) }
        }
        var shown: [String: Int] = [:]
        return warnings.filter { $0.standsFor == 0 }.compactMap { warning in
            let kind = warning.kind.name
            shown[kind, default: 0] += 1
            guard let number = shown[kind], number <= Self.mostWarningsOfAKind else { return nil }
            let left = number == Self.mostWarningsOfAKind ? (byKind[kind] ?? 0) - number : 0
            let help = [
                warning.publicHelp?[language],
                left > 0 ? ReportWords.moreWarnings(format.count(left))[language] : nil,
            ].compactMap { $0 }.joined(separator: words[.semicolon])
            return ReportModel.WarningEntry(
                place: warning.location?.description ?? "", hasPlace: warning.location != nil,
                message: warning.publicMessage[language], help: help, hasHelp: warning.help != nil || left > 0)
        }
    }

    private func fileEntries() -> [ReportModel.FileEntry] {
        facts.ledgers.flatMap { ledger in
            Set(ledger.readByFile.keys).union(ledger.keptByFile.keys).sorted().map { file in
                let input = facts.files.indices.contains(file) ? facts.files[file] : nil
                return ReportModel.FileEntry(
                    path: input?.path ?? "", table: ledger.table, encoding: input?.encoding ?? "",
                    read: format.count(ledger.readByFile[file] ?? 0), kept: format.count(ledger.keptByFile[file] ?? 0),
                    rejected: format.count(ledger.count(of: .rejected, inFile: file)),
                    duplicates: format.count(ledger.count(of: .duplicate, inFile: file)),
                    filtered: format.count(ledger.count(of: .filtered, inFile: file)))
            }
        }
    }

    private func totalEntry() -> ReportModel.FileEntry {
        func sum(_ count: (TableLedger) -> Int) -> String {
            format.count(facts.ledgers.reduce(0) { $0 + count($1) })
        }
        return ReportModel.FileEntry(
            path: words[.allFiles], table: "", encoding: "", read: sum(\.read), kept: sum(\.kept),
            rejected: sum { $0.count(of: .rejected) }, duplicates: sum { $0.count(of: .duplicate) },
            filtered: sum { $0.count(of: .filtered) })
    }

    private func stepEntries() -> [ReportModel.StepEntry] {
        facts.ledgers.flatMap { ledger in
            ledger.steps.map { step in
                ReportModel.StepEntry(
                    table: ledger.table,
                    step: step.ordinal > 0 ? "\(step.ordinal). \(step.rule)" : ReportWords.stage(step.stage)[language],
                    before: format.count(step.before), left: format.count(step.leaving),
                    departure: step.leaving > 0 ? step.departure.map { ReportWords.departure($0)[language] } ?? "" : "",
                    after: format.count(step.after), changed: format.count(step.changedCells))
            }
        }
    }

    private func linkEntries() -> [ReportModel.LinkEntry] {
        facts.links.map { link in
            ReportModel.LinkEntry(
                from: link.from, to: link.to, rowCount: format.count(link.rows), matched: format.count(link.matched),
                missing: format.count(link.missing), rate: format.percentage(link.matched, of: link.rows))
        }
    }
}
