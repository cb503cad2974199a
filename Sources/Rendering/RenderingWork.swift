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
        /// Pages of the labels at these positions, in one language, in all their formats.
        case labels(LabelFacts, Language, Range<Int>)
    }

    let plan: RenderingPlan
    let results: MetricResults
    let facts: RunFacts
    let cells: CellIndex
    let tools: RenderingTools

    var pieces: [Piece] {
        plan.reports.flatMap { report in plan.languages.map { .pages(report, $0) } } + labelPieces
            + plan.furtherTables.map { .further($0) } + [.rejects, .results]
    }

    private var labelPieces: [Piece] {
        guard !plan.labelReports.isEmpty else { return [] }
        let desk = ReportDesk(results: results, facts: facts, language: .english, cells: cells)
        return plan.labelReports.compactMap { LabelFacts($0, desk) }.flatMap { labels in
            plan.languages.flatMap { language in
                stride(from: 0, to: max(1, labels.labels.count), by: LabelFiles.pagesAtOnce).map { start in
                    Piece.labels(labels, language, start..<min(start + LabelFiles.pagesAtOnce, labels.labels.count))
                }
            }
        }
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
            let making = ReportFiles(languages: plan.languages, moment: facts.asOf, tools: tools)
            var files: [RenderedFile] = []
            for format in report.formats {
                let told =
                    format == .eml
                    ? desk.document(kicker: report.title, blocks: MailBlocks.blocks(of: report.blocks)) : document
                files += try making.files(
                    of: told, in: format, named: report.baseName(of: format), beside: companions(of: report))
            }
            return files
        case .labels(let labels, let language, let positions):
            return try LabelFiles(
                facts: labels, desk: ReportDesk(results: results, facts: facts, language: language, cells: cells),
                languages: plan.languages, tools: tools, main: mainReport
            ).files(hasIndex: positions.lowerBound == 0, positions)
        }
    }

    /// Its annex or the report of an annex, and behind the first report the pages of labels.
    private func companions(of report: RenderingPlan.Report) -> [ReportCompanion] {
        let own = report.companion.map { [$0] } ?? []
        guard report.isLeading else { return own }
        let segments = SegmentLookup(results.segments)
        return own
            + plan.labelReports.compactMap { labels in
                segments[labels.segment].map { segment in
                    ReportCompanion(
                        title: labels.heading(segment), folder: labels.folder + "/", name: LabelReport.index,
                        formats: labels.formats)
                }
            }
    }

    /// The first report, from the folder of pages of labels.
    private var mainReport: ReportCompanion? {
        plan.reports.first.map { report in
            ReportCompanion(
                title: ReportWord.mainReport.wording, folder: "../", name: report.name, isLeading: report.isLeading,
                formats: report.formats)
        }
    }

    /// The files under the names and in the order of the plan: with several languages the leading one's pages stand once more
    /// under the bare names; pages of labels, whose names only the data tell, stand behind the pages.
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
        // What is named by them comes behind them, as do pages of labels.
        let known = Set(plan.fileNames)
        let further = files.filter { !known.contains($0.name) }
        return plan.pageNames.compactMap { byName[$0] } + further + plan.tableNames.compactMap { byName[$0] }
    }
}
