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
            warnings: facts.warnings.map { warning in
                ReportModel.WarningEntry(
                    place: warning.location?.description ?? "", hasPlace: warning.location != nil,
                    message: warning.publicMessage[language], help: warning.publicHelp?[language] ?? "",
                    hasHelp: warning.help != nil)
            })
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
