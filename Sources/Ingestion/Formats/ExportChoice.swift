// Which export format every table has: the one it names, or for `export: auto` the one its files show the marks of.
import Diagnostics
import Stages

extension Ingestion {
    /// The formats of tables, by the tables' names; a table without one is read as its headers say.
    ///
    /// Files are opened only where a table says `export: auto`.
    ///
    /// Errors: an unknown name; files that are recognised as no export, as several, or as different ones. All are collected.
    package static func formats(
        of options: IngestionOptions, among exports: ExportCatalogue, baseFolder: String, context: StageContext
    ) -> [String: ExportFormat] {
        var formats: [String: ExportFormat] = [:]
        for table in options.tables {
            guard let export = table.export, export.text != "generic", export.text != "none" else { continue }
            if export.text == "auto" {
                formats[table.name.text] = ExportChoice(
                    table: table, export: export, exports: exports, context: context
                )
                .format(baseFolder: baseFolder)
            } else if let format = exports.named(export.text) {
                formats[table.name.text] = format
            } else if !BuiltInExports.names.contains(export.text) {
                context.collector.add(
                    IngestionDiagnostics.unknownExport(export, known: ["generic", "auto"] + exports.names))
            }
        }
        for format in exports.own
        where format.marks.isEmpty && !options.tables.contains(where: { $0.export?.text == format.name }) {
            context.collector.add(ExportDiagnostics.neverMeant(format.name, at: format.location))
        }
        context.collector.add(BuiltInExports.problems)
        return formats
    }
}

extension IngestionOptions {
    /// Tables that do not say what their rows are take it from their exports.
    package mutating func takeKinds(from formats: [String: ExportFormat]) {
        for index in tables.indices where tables[index].kind == nil {
            tables[index].kind = formats[tables[index].name.text]?.kind
        }
    }
}

/// The choice for one table that leaves it to its files.
private struct ExportChoice {
    let table: TableOptions
    let export: SourceText
    let exports: ExportCatalogue
    let context: StageContext

    /// Files that are not there, or cannot be read, say nothing here: they are told when the table is planned.
    func format(baseFolder: String) -> ExportFormat? {
        var first: (format: ExportFormat, path: String)?
        for path in table.files.flatMap({ FilePattern($0.text, folder: baseFolder).matches().paths }) {
            guard let found = exports.recognised(path: path, of: table) else { continue }
            guard found.count == 1 else {
                context.collector.add(
                    found.isEmpty
                        ? ExportDiagnostics.unrecognised(path, at: export.start)
                        : ExportDiagnostics.ambiguous(found.map(\.name), file: path, at: export.start))
                return nil
            }
            guard let first, first.format.name != found[0].name else {
                first = first ?? (found[0], path)
                continue
            }
            context.collector.add(
                ExportDiagnostics.different(
                    (first.format.name, first.path), (found[0].name, path), at: export.start))
            return nil
        }
        return first?.format
    }
}
