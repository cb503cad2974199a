// Rows that somebody made up to test a pipeline: read by the names and types of their table, whatever its exports are written like.
import Diagnostics
import Stages
import Tabular

extension TableOptions {
    /// Has the table read from the rows of an example, in the place of its files.
    ///
    /// What says how a file is written (encoding, delimiter, quotes, header) is that of an example: UTF-8, commas, a header of one row.
    /// What says what columns and cells are stays. A header is that of the file or the column's own name; a declared column that the
    /// example lacks has no cell. However many rows are set aside, reading goes on.
    ///
    /// - Parameters:
    ///   - file: a path in which no sign stands for others; nil for a table without rows.
    ///   - usualTypes: the types of columns that no cell shows and nobody declares.
    package mutating func readExample(_ file: SourceText?, usualTypes: [String: ColumnType]) {
        exampleTypes = usualTypes
        files = [file].compactMap { $0 }
        encoding = .utf8
        (hasDelimiter, delimiter) = (true, 0x2C)
        quote = 0x22
        escape = nil
        lineEnd = nil
        header = .line(1)
        rejectLimit = 1
        mayBeEmpty = true
        mayRepeatFiles = true
        for index in columns.indices { columns[index].isRequired = false }
    }
}

extension TablePlanning {
    /// Tells of headers of an example that nothing reads and that look like one that is read and not there.
    func tellMistypedHeaders(_ mapped: [MappedHeader], _ files: [RecognisedFile]) {
        guard options.exampleTypes != nil else { return }
        let declared = options.columns.map(\.name.text) + (export?.columns ?? []).map(\.name)
        let known = Set(declared).union(requested).subtracting(["*"])
        for (header, file) in zip(mapped, files) {
            let absent = known.subtracting(header.names)
            for name in header.names where !known.contains(name) {
                guard let meant = NearestName.nearest(to: name, in: absent) else { continue }
                collector.add(
                    IngestionDiagnostics.mistypedHeader(
                        name, meant: meant, table: options.name.text,
                        at: SourceLocation(file: file.path, line: file.header.line)))
            }
        }
    }
}
