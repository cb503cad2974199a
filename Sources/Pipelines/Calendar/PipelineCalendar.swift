// Makes the calendar of a pipeline: what the file says, with the holidays that come with Rapport and those of the user's files.

import Diagnostics
import Ingestion
import OptionFiles
import Stages
import Tabular

/// The holidays that come with Rapport: files of `Holidays/`, carried inside the program.
package enum BuiltInHolidays {
    /// Every name and the text of its file, in the order of the names. A new file `Holidays/NAME.yml` gets its line here.
    private static let files: [(name: String, text: @Sendable () -> [UInt8])] = [
        ("china", { PackageResources.china_yml })
    ]

    package static var names: [String] { files.map(\.name) }

    /// The holidays of a name; nil where there are none.
    ///
    /// Errors: a broken file, which is our own bug.
    package static func holidays(named name: String, collector: DiagnosticCollector) -> HolidayFile? {
        guard let text = files.first(where: { $0.name == name })?.text() else { return nil }
        let (own, file) = (DiagnosticCollector(), "\(name).yml")
        let holidays = OptionFileReader.read(String(decoding: text, as: UTF8.self), file: file, collector: own)
            .map { HolidayFile($0, collector: own) }
        collector.add(own.diagnostics.map(PipelinesDiagnostics.brokenHolidays))
        return holidays
    }
}

extension CalendarFacts {
    /// The calendar that a pipeline file declares.
    ///
    /// Errors: everything wrong in it and in the files that it names is told with its place; what is right of it is kept.
    init(_ node: OptionNode, folder: String, collector: DiagnosticCollector) {
        let options = CalendarOptions(node, collector: collector)
        let sources = options.holidays.compactMap { Self.source($0, folder: folder, collector) }
        self.init(
            calendar: options.calendar(with: sources.map(\.file)), sources: sources, place: options.location,
            holidaysPlace: options.holidaysLocation)
    }

    /// The paths of the user's own files, as messages show them.
    var paths: [String] { sources.compactMap(\.path) }

    private static func source(_ name: SourceText, folder: String, _ collector: DiagnosticCollector) -> Source? {
        if let file = BuiltInHolidays.holidays(named: name.text, collector: collector) {
            return Source(name: name.text, file: file)
        }
        guard name.text.contains(where: { $0 == "." || $0 == "/" }) else {
            collector.add(CalendarDiagnostics.unknownHolidays(name, known: BuiltInHolidays.names))
            return nil
        }
        let path = name.text.hasPrefix("/") ? name.text : folder + "/" + name.text
        guard let bytes = bytes(of: SourceText(path, start: name.start), collector),
            let text = OptionFileText.read(bytes, path: path, collector: collector),
            let node = OptionFileReader.read(text, file: path, collector: collector)
        else { return nil }
        return Source(
            name: path.split(separator: "/").last.map(String.init) ?? path, path: path,
            fingerprint: bytes.withUnsafeBytes { Fingerprint.of($0).description },
            file: HolidayFile(node, collector: collector))
    }

    private static func bytes(of path: SourceText, _ collector: DiagnosticCollector) -> [UInt8]? {
        do throws(SourceProblem) {
            if let bytes = try RegularFile.bytes(of: path.text, limit: PipelineFile.largestFile) { return bytes }
            collector.add(PipelinesDiagnostics.unreadableHolidays(path, reason: PipelinesDiagnostics.tooLarge))
        } catch {
            collector.add(PipelinesDiagnostics.unreadableHolidays(path, reason: PipelinesDiagnostics.reason(error)))
        }
        return nil
    }
}
