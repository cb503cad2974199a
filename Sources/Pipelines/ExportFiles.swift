// Reads the user's own export formats: the files under `exports:` of a pipeline file, or of `--exports` on the command line.

import Cleaning
import Diagnostics
import Ingestion
import OptionFiles
import Stages

/// The user's own export formats, and the files they stand in.
package struct ExportFiles: Sendable {
    /// As messages show them, each with the fingerprint of its bytes: what made a number must be known.
    package private(set) var files: [(path: String, fingerprint: String)] = []
    /// Theirs, beside those that come with Rapport.
    package private(set) var catalogue = ExportCatalogue.builtIn

    package static let none = ExportFiles([], collector: DiagnosticCollector())

    /// - Parameter paths: each with the place that names it.
    ///
    /// Errors: a file that cannot be read, and every mistake in one, told with its own place.
    package init(_ paths: [SourceText], collector: DiagnosticCollector) {
        var formats: [ExportFormat] = []
        for path in paths {
            guard let bytes = Self.bytes(of: path, collector),
                let text = OptionFileText.read(bytes, path: path.text, collector: collector),
                let node = OptionFileReader.read(text, file: path.text, collector: collector)
            else { continue }
            files.append((path.text, bytes.withUnsafeBytes { Fingerprint.of($0).description }))
            guard let format = ExportFormat(node, collector: collector) else { continue }
            // Said here too, for no table may use them.
            if !format.rules.isEmpty { _ = CleaningOptions(format.rulesAsWritten, collector: collector) }
            formats.append(format)
        }
        if !formats.isEmpty { catalogue = ExportCatalogue(own: formats, collector: collector) }
    }

    /// Files named on the command line.
    package init(named paths: [String], collector: DiagnosticCollector) {
        self.init(paths.map { SourceText($0, start: SourceLocation(file: $0)) }, collector: collector)
        for format in catalogue.own where format.marks.isEmpty {
            collector.add(PipelinesDiagnostics.exportWithoutMarks(format.name, at: format.location))
        }
    }

    private static func bytes(of path: SourceText, _ collector: DiagnosticCollector) -> [UInt8]? {
        do throws(SourceProblem) {
            if let bytes = try RegularFile.bytes(of: path.text, limit: PipelineFile.largestFile) { return bytes }
            collector.add(PipelinesDiagnostics.unreadableExports(path, reason: PipelinesDiagnostics.tooLarge))
        } catch {
            collector.add(PipelinesDiagnostics.unreadableExports(path, reason: PipelinesDiagnostics.reason(error)))
        }
        return nil
    }
}

extension ExportFormat {
    /// Its rules as those of a table that bears its name.
    fileprivate var rulesAsWritten: OptionNode {
        OptionNode(
            .mapping([
                OptionNode.Entry(key: name, keyLocation: location, value: OptionNode(.list(rules), at: location))
            ]), at: location)
    }
}
