// A folder that a run has published, read back: its record and its results.

import Diagnostics
import Foundation
import Stages

/// A finished run.
struct FinishedRun: Sendable {
    /// As the user named it.
    let folder: String
    let record: RecordedRun
    let results: RecordedResults

    /// - Errors: the folder holds no record of a run, or not its results, or they cannot be read.
    init(folder: String) throws(DiagnosedFailure) {
        self.folder = folder
        record = try Self.read(RunRecord.fileName, in: folder)
        guard record.tool.name == "rapport" else { throw DiagnosedFailure(RecordDiagnostics.noRun(folder)) }
        results = try Self.read(Self.resultsName, in: folder)
        guard results.format == Self.format else {
            throw DiagnosedFailure(RecordDiagnostics.unreadable("\(folder)/\(Self.resultsName)"))
        }
    }

    private static let resultsName = "results.json"
    private static let format = "rapport-results-1"

    private static func read<Content: Decodable>(
        _ name: String, in folder: String
    ) throws(DiagnosedFailure) -> Content {
        let path = "\(folder)/\(name)"
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DiagnosedFailure(RecordDiagnostics.noRun(folder))
        }
        guard let content = try? JSONDecoder().decode(Content.self, from: data) else {
            throw DiagnosedFailure(RecordDiagnostics.unreadable(path))
        }
        return content
    }

    /// The keys of the segments, in the order of the report.
    var segmentOrder: [String] { results.segments.map(\.key) }
}

/// Every sentence about folders of finished runs that cannot be read.
enum RecordDiagnostics {
    static func noRun(_ folder: String) -> Diagnostic {
        Diagnostic(
            .input("not-a-run"),
            Wording(
                en: "expected a folder that a run has published, found none in '\(folder)'",
                zh: "应为一次运行所发布的目录，'\(folder)' 中没有"),
            help: Wording(
                en: "name the folder that holds run.json and results.json, such as reports/nightly/2026-09-14",
                zh: "请写出含有 run.json 与 results.json 的目录，如 reports/nightly/2026-09-14"))
    }

    static func unreadable(_ path: String) -> Diagnostic {
        Diagnostic(
            .input("unreadable-record"), at: SourceLocation(file: path),
            Wording(
                en: "expected a file as a run writes it, found something else",
                zh: "应为一次运行所写的文件，实际是其他内容"),
            help: Wording(en: "make the report anew with rapport run", zh: "请用 rapport run 重新生成报告"))
    }
}
