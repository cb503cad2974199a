// All formats that a pipeline may name: those that come with Rapport, and the user's own.
import Diagnostics
import Stages
import Tabular

/// The export formats a file may have.
package struct ExportCatalogue: Sendable {
    /// The user's own, in the order written.
    package private(set) var own: [ExportFormat] = []

    /// The formats that come with Rapport.
    package static let builtIn = ExportCatalogue()

    private init() {}

    /// The built-in formats and some of the user's own.
    ///
    /// Errors: a name that another format has, marks that are another's, an unknown zone; a format whose name is taken is left out.
    package init(own formats: [ExportFormat], collector: DiagnosticCollector) {
        for format in formats {
            if Self.reserved.contains(format.name) || format.name.isEmpty {
                collector.add(ExportDiagnostics.reservedName(SourceText(format.name, start: format.location)))
            } else if BuiltInExports.names.contains(format.name) {
                collector.add(ExportDiagnostics.nameOfBuiltIn(format.name, at: format.location))
            } else if let other = own.first(where: { $0.name == format.name }) {
                collector.add(ExportDiagnostics.nameTwice(format.name, first: other.location, at: format.location))
            } else {
                tellAlike(format, collector)
                if let zone = format.zone, TimeZoneTable(identifier: zone.text) == nil {
                    collector.add(IngestionDiagnostics.unknownZone(zone))
                }
                own.append(format)
            }
        }
    }

    /// What may be written behind `export:` that is no format.
    static let reserved = ["generic", "auto", "none"]

    /// The names of all formats, the built-in ones first.
    package var names: [String] { BuiltInExports.names + own.map(\.name) }

    /// The format of a name; nil where there is none.
    package func named(_ name: String) -> ExportFormat? {
        own.first { $0.name == name } ?? BuiltInExports.named(name)
    }

    /// The formats whose marks a file shows, wherever its header is; nil of a file that cannot be read.
    ///
    /// Where it shows none as it seems to be written, it is looked at as each format writes its files that has a way of its own.
    ///
    /// - Parameter table: what the user says of the file.
    func recognised(path: String, of table: TableOptions) -> [ExportFormat]? {
        func signs(_ format: ExportFormat?) -> FileSigns? {
            try? FileRecognition.signs(path: path, declared: table.declaredFormat(format))
        }
        let plain = signs(nil)
        if let plain {
            let found = recognised(plain)
            if !found.isEmpty { return found }
        }
        let looked = formats.filter(\.isWrittenItsOwnWay).map { ($0, signs($0)) }
        let found = looked.filter { format, signs in signs.map { format.marks(in: $0) != nil } ?? false }.map(\.0)
        return plain == nil && looked.allSatisfy { $0.1 == nil } ? nil : found
    }

    /// The formats whose marks a file shows; more than one when it cannot be told which of them it is.
    ///
    /// Weak marks count where no others are found. A format that asks for all headers of another and for more is the more particular
    /// one, and the other is not meant.
    func recognised(_ signs: FileSigns) -> [ExportFormat] {
        var found = formats.compactMap { format in format.marks(in: signs).map { (format: format, marks: $0) } }
        if found.contains(where: { !$0.marks.isWeak }) { found.removeAll { $0.marks.isWeak } }
        let sets = found.map(\.marks.foldedHeaders)
        return found.indices.filter { one in !sets.contains { $0.isStrictSuperset(of: sets[one]) } }.map {
            found[$0].format
        }
    }

    private var formats: [ExportFormat] { BuiltInExports.all + own }

    private func tellAlike(_ format: ExportFormat, _ collector: DiagnosticCollector) {
        guard !format.marks.isEmpty else { return }
        for other in formats {
            guard let marks = format.marks.first(where: { other.marks.contains(where: $0.claimsSame) }) else {
                continue
            }
            collector.add(ExportDiagnostics.alike(format.name, other.name, headers: marks.headers, at: marks.location))
        }
    }
}

extension ExportFormat {
    /// The marks that a file shows; of several the strongest and fullest.
    fileprivate func marks(in signs: FileSigns) -> ExportMarks? {
        marks.filter { $0.fit(signs, positions: positions) }.max {
            ($0.isWeak ? 0 : 1, $0.headers.count) < ($1.isWeak ? 0 : 1, $1.headers.count)
        }
    }
}
