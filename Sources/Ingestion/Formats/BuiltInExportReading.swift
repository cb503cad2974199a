// Reads the export formats that come with Rapport, each when it is asked for, and once.
import Diagnostics
import OptionFiles
import Synchronization

extension BuiltInExports {
    /// The formats that were read, and what is wrong with their files: each is read once in a process.
    private static let read = Mutex<(formats: [String: ExportFormat], problems: [Diagnostic])>(([:], []))

    /// Every one of them that is sound, in the order of their names; all of their files are read.
    package static var all: [ExportFormat] { names.compactMap(named) }

    /// The format of a name; nil where there is none, or its file is broken.
    package static func named(_ name: String) -> ExportFormat? {
        guard let file = file(named: name) else { return nil }
        return read.withLock { read in
            if let known = read.formats[name] { return known }
            let collector = DiagnosticCollector()
            let text = String(decoding: file(), as: UTF8.self)
            let format = OptionFileReader.read(text, file: "Exports/\(name).yml", collector: collector)
                .flatMap { ExportFormat($0, collector: collector) }
            read.problems += collector.diagnostics.map(ExportDiagnostics.brokenExport)
            read.formats[name] = format
            return format
        }
    }

    /// What is wrong with the files that were read, which is our own mistake.
    package static var problems: [Diagnostic] { read.withLock { $0.problems } }
}
