// Decides which column of a file has which name in the pipeline.
import Diagnostics
import Stages

/// The names of a file's columns as the pipeline uses them.
struct MappedHeader: Sendable {
    /// One per column of the file.
    var names: [String]
    /// Names that were given by the user or the preset.
    var mapped: Set<String>
}

enum ColumnMapping {
    /// Names a file's columns: by the user's `columns:`, then by the preset, else by their own header.
    ///
    /// A user's column that the file lacks is an error unless `required: false`. When a column's own name is taken by a
    /// mapping, it is told and gets `_2`.
    static func map(
        _ file: RecognisedFile, options: TableOptions, preset: ExportPreset?, collector: DiagnosticCollector
    ) -> MappedHeader {
        let header = file.header.names
        var folded: [String: Int] = [:]
        for (index, name) in header.enumerated() where folded[HeaderName.folded(name)] == nil {
            folded[HeaderName.folded(name)] = index
        }
        var given: [Int: String] = [:]
        var taken: Set<String> = []
        for column in options.columns {
            var place = folded[HeaderName.folded(column.header.text)]
            if place == nil, column.header.text == column.name.text {
                let aliases = preset?.columns.first { $0.name == column.name.text }?.headers ?? []
                place = aliases.lazy.compactMap { folded[HeaderName.folded($0)] }.first
            }
            if let place {
                if let other = given[place] {
                    collector.add(
                        IngestionDiagnostics.headerMappedTwice(
                            column.header, first: other, second: column.name.text))
                    continue
                }
                given[place] = column.name.text
                taken.insert(column.name.text)
            } else if column.isRequired {
                collector.add(
                    IngestionDiagnostics.headerMissing(
                        column.header, column: column.name.text, file: file.path, known: header))
            }
        }
        for column in preset?.columns ?? [] where !taken.contains(column.name) {
            let places = column.headers.lazy.compactMap { folded[HeaderName.folded($0)] }
            guard let place = places.first(where: { given[$0] == nil }) else { continue }
            given[place] = column.name
            taken.insert(column.name)
        }
        var names: [String] = []
        for (index, name) in header.enumerated() {
            if let mapped = given[index] {
                names.append(mapped)
                continue
            }
            var free = name
            var number = 2
            while taken.contains(free) {
                free = "\(name)_\(number)"
                number += 1
            }
            if free != name { collector.add(IngestionDiagnostics.hiddenName(name, file: file.path, becomes: free)) }
            taken.insert(free)
            names.append(free)
        }
        return MappedHeader(names: names, mapped: Set(given.values))
    }
}
