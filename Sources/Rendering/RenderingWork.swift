// Divides rendering into pieces that need nothing of each other, and puts what they made in order.

import Diagnostics
import Stages
import Tabular

/// The pieces of rendering; they may be made on any thread, in any order.
struct RenderingWork: Sendable {
    enum Piece: Sendable {
        case results, rejects
        case further(FurtherTable)
        /// One report in one language, in all its formats.
        case pages(RenderingPlan.Report, Language)
    }

    let plan: RenderingPlan
    let results: MetricResults
    let facts: RunFacts
    let cells: CellIndex

    var pieces: [Piece] {
        plan.reports.flatMap { report in plan.languages.map { .pages(report, $0) } }
            + plan.furtherTables.map { .further($0) } + [.rejects, .results]
    }

    /// - Errors: a file that cannot be made.
    func files(of piece: Piece) throws(DiagnosedFailure) -> [RenderedFile] {
        switch piece {
        case .results:
            // They are made while they are written.
            return ResultsFiles(
                results: results, facts: facts, startsWithByteOrderMark: plan.startsWithByteOrderMark
            ).files
        case .further(let table):
            return [
                table.file(
                    of: results, startsWithByteOrderMark: plan.startsWithByteOrderMark, languages: plan.languages)
            ]
        case .rejects:
            return [
                RejectsTable(
                    facts: facts, language: plan.languages.first ?? .english,
                    startsWithByteOrderMark: plan.startsWithByteOrderMark, holdsData: plan.keepsRejectedRows,
                    permissions: plan.rejectsPermissions
                ).file
            ]
        case .pages(let report, let language):
            var desk = ReportDesk(results: results, facts: facts, language: language, cells: cells)
            desk.hasAnnex = report.companion?.isAnnex == true
            let document = desk.document(kicker: report.title, blocks: report.blocks)
            var files: [RenderedFile] = []
            for format in report.formats {
                files.append(
                    try format.file(
                        of: document, named: report.baseName(of: format), beside: report.companion,
                        languages: plan.languages, at: facts.asOf))
            }
            return files
        }
    }

    /// The files under the names and in the order of the plan: with several languages the leading one's pages stand once more
    /// under the bare names.
    func inOrder(_ files: [RenderedFile]) -> [RenderedFile] {
        var byName = Dictionary(files.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for report in plan.reports {
            for format in report.formats {
                let names = ReportFileNames.names(
                    base: report.baseName(of: format), ending: format.ending, languages: plan.languages)
                guard let leading = names.first, let bare = names.last, let file = byName[leading] else { continue }
                var copy = file
                copy.name = bare
                byName[bare] = copy
            }
        }
        return plan.fileNames.compactMap { byName[$0] }
    }
}
