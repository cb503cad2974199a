// The newest report below a folder, as the records of runs tell it.

import Diagnostics
import Foundation

/// A report that was published.
package struct PublishedReport: Sendable {
    package let folder: String
    /// The file a person reads; nil where there are only tables.
    package let page: String?
}

extension Pipelines {
    /// The report that was made last.
    ///
    /// - Parameters:
    ///   - place: a pipeline file, whose reports are meant, or a folder that holds a report or reports; nil for `reports`.
    ///   - settings: values for `${KEY}` in the pipeline file.
    /// - Errors: `no-report`, and what makes a pipeline file unreadable.
    package static func newestReport(
        of place: String?, settings: [String: String], collector: DiagnosticCollector
    ) throws(DiagnosedFailure) -> PublishedReport {
        let folder = try folderOfReports(place, settings: settings, collector: collector)
        guard let newest = ReportSearch.newest(below: folder) else {
            throw DiagnosedFailure(OpeningDiagnostics.noReport(folder))
        }
        return newest
    }

    private static func folderOfReports(
        _ place: String?, settings: [String: String], collector: DiagnosticCollector
    ) throws(DiagnosedFailure) -> String {
        guard let place else { return "reports" }
        var facts = stat()
        if stat(place, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR { return place }
        let mistakes = DiagnosticCollector()
        guard let file = PipelineFile(path: place, settings: settings, collector: mistakes) else {
            throw DiagnosedFailure(mistakes.diagnostics)
        }
        // A mistake elsewhere in the file is no reason not to open what was made before it.
        return file.output ?? "reports/\(file.name)"
    }
}

private enum ReportSearch {
    /// Below `reports` stand the pipelines, and below these the periods.
    private static let deepest = 2

    /// The best one first; a page before a text, a text before what another program shows.
    private static let endings = ["html", "pdf", "md", "xlsx", "eml"]

    static func newest(below folder: String) -> PublishedReport? {
        var best: (seconds: Int, nanoseconds: Int, folder: String, outputs: Set<String>)?
        for candidate in folders(from: folder, depth: 0) {
            var facts = stat()
            guard stat(candidate + "/" + RunRecord.fileName, &facts) == 0,
                let outputs = RunRecord.outputs(in: candidate)
            else { continue }
            let (seconds, nanoseconds) = (Int(facts.st_mtim.tv_sec), Int(facts.st_mtim.tv_nsec))
            if let best, (best.seconds, best.nanoseconds, best.folder) > (seconds, nanoseconds, candidate) { continue }
            best = (seconds, nanoseconds, candidate, outputs)
        }
        return best.map { PublishedReport(folder: $0.folder, page: page(in: $0.folder, of: $0.outputs)) }
    }

    private static func folders(from folder: String, depth: Int) -> [String] {
        guard depth <= deepest else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return [folder]
            + names.filter { !$0.hasPrefix(".") }.flatMap { folders(from: folder + "/" + $0, depth: depth + 1) }
    }

    /// `index.html` where there is one, else the first file that is there, by ending and name.
    private static func page(in folder: String, of outputs: Set<String>) -> String? {
        let files = outputs.filter { !$0.contains("/") && access(folder + "/" + $0, R_OK) == 0 }.sorted()
        if files.contains("index.html") { return folder + "/index.html" }
        for ending in endings {
            let pages = files.filter { $0.hasSuffix("." + ending) && !$0.hasPrefix("annex") }
            if let page = pages.first(where: { $0 == "report.\(ending)" }) ?? pages.first { return folder + "/" + page }
        }
        return nil
    }
}

/// Every sentence about reports that are to be opened.
enum OpeningDiagnostics {
    static func noReport(_ folder: String) -> Diagnostic {
        Diagnostic(
            .input("no-report"), at: SourceLocation(file: folder),
            Wording(en: "expected a report, or folders with reports, found none", zh: "应为报告或存放报告的目录，此处没有报告"),
            help: Wording(
                en: "make one with rapport run, or name the folder or the pipeline file of another one",
                zh: "请用 rapport run 生成报告，或写出另一份报告的目录或流程文件"))
    }
}
