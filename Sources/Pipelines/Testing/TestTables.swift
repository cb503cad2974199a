// The rows of a test as files that are read like exports, and the places of the pipeline file that their lines are.

import Diagnostics
import Foundation
import Ingestion
import Stages

/// The files of one test's tables.
struct TestTables {
    /// By table where its rows are; absent for a table without rows.
    private(set) var files: [String: SourceText] = [:]
    /// They live as long as they are read.
    private var inMemory: [(file: MemoryFile, rows: GivenRows)] = []

    /// Mistakes are collected: a table that the pipeline does not read, a file that is not there.
    init(_ test: WrittenTest, of file: PipelineFile, collector: DiagnosticCollector) {
        let known = file.ingest.tables.map(\.name.text)
        for rows in test.tables {
            guard known.contains(rows.table.text) else {
                collector.add(StagesDiagnostics.unknownTable(rows.table, known: known))
                continue
            }
            switch rows.content {
            case .nothing: continue
            case .file:
                let name = rows.written.text
                let path = name.hasPrefix("/") ? name : file.folder + "/" + name
                guard access(path, F_OK) == 0 else {
                    collector.add(TestDiagnostics.noFile(rows.written))
                    continue
                }
                files[rows.table.text] = pattern(path, at: rows.written.start)
            case .text(let text):
                do throws(MemoryFileProblem) {
                    let made = try MemoryFile(text)
                    files[rows.table.text] = SourceText(made.path, start: rows.written.start)
                    inMemory.append((made, rows))
                } catch {
                    collector.add(TestDiagnostics.cannotKeep(rows.table, reason: SystemReason.wording(error.code)))
                }
            }
        }
        // Of two paths, one may begin the other.
        inMemory.sort { $0.file.path.utf8.count > $1.file.path.utf8.count }
    }

    /// A path in which every sign stands for itself.
    private func pattern(_ path: String, at place: SourceLocation) -> SourceText {
        SourceText(path.map { "*?[".contains($0) ? "[\($0)]" : String($0) }.joined(), start: place)
    }

    // MARK: What is said of them

    /// The same diagnostic with the place of the pipeline file that is meant, and without the paths of rows that are no file.
    func placed(_ diagnostic: Diagnostic) -> Diagnostic {
        var placed = diagnostic
        for (file, rows) in inMemory {
            if let place = placed.location, place.file == file.path {
                placed.location = self.place(ofLine: place.line, of: rows)
            }
            placed.message = named(placed.message, file, rows)
            placed.help = placed.help.map { named($0, file, rows) }
        }
        return placed
    }

    /// Where a line of a file stands, as the user finds it.
    func place(ofLine line: Int, ofFile path: String) -> SourceLocation {
        guard let (_, rows) = inMemory.first(where: { $0.file.path == path }) else {
            return SourceLocation(file: path, line: line)
        }
        return place(ofLine: line, of: rows)
    }

    private func place(ofLine line: Int?, of rows: GivenRows) -> SourceLocation {
        let start = rows.written.start
        guard rows.hasOwnLines, let first = start.line, let line else { return start }
        return SourceLocation(file: start.file, line: first + line)
    }

    private func named(_ wording: Wording, _ file: MemoryFile, _ rows: GivenRows) -> Wording {
        let name = "tables.\(rows.table.text)"
        return Wording(
            en: wording.english.replacing(file.path, with: name), zh: wording.chinese.replacing(file.path, with: name))
    }
}
