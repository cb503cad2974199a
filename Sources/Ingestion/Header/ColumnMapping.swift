// Decides which column of a file has which name in the pipeline.
import Diagnostics
import Stages

/// The names of a file's columns as the pipeline uses them.
struct MappedHeader: Sendable {
    /// One per column of the file.
    var names: [String]
    /// Names that were given by the user or the export.
    var mapped: Set<String>
    /// Columns made of two of the file's: their names, and the places of the date and of the time of day.
    var moments: [String: (date: Int, time: Int)] = [:]
    /// Whether a header that the pipeline needs stands in the file more than once, which was told.
    var isAmbiguous = false
    /// Names that the pipeline uses and that no column has because several had, with what these are called.
    var repeated: [String: [String]] = [:]

    /// The place of a column; for a moment of two columns that of its date.
    func place(of name: String) -> Int? { moments[name]?.date ?? names.firstIndex(of: name) }

    /// Gives columns that were not mapped the names that they have in other files, where these differ in case and width alone.
    mutating func unite(with known: inout [String: String]) {
        var taken = Set(names).union(moments.keys)
        for (index, name) in names.enumerated() where !mapped.contains(name) {
            let folded = HeaderName.folded(name)
            guard let other = known[folded] else {
                known[folded] = name
                continue
            }
            guard other != name, taken.insert(other).inserted else { continue }
            names[index] = other
        }
    }
}

struct ColumnMapping {
    let file: RecognisedFile
    let options: TableOptions
    /// The format of the table's export.
    let export: ExportFormat?
    /// What the rest of the pipeline mentions.
    let requested: Set<String>
    let collector: DiagnosticCollector

    /// Names a file's columns: by the user's `columns:`, then by the export, else by their own header.
    ///
    /// A user's column that the file lacks is an error unless `required: false`; a header that several columns have is one in any
    /// case. When a column's own name is taken by a mapping, it is told and gets `_2`.
    func map() -> MappedHeader {
        let header = file.header.names
        let places = HeaderPlaces(file.header)
        var mapped = MappedHeader(names: [], mapped: [])
        var given: [Int: String] = [:]
        var taken: Set<String> = []
        for column in options.columns {
            let found = column.headers.map { look($0, for: column, places, &mapped) }
            guard found.count == column.headers.count, !found.contains(where: { $0 == nil }) else { continue }
            let at = found.compactMap { $0 }
            if at.count == 2 {
                mapped.moments[column.name.text] = (at[0], at[1])
                taken.insert(column.name.text)
                continue
            }
            guard let place = at.first else { continue }
            if let other = given[place] {
                collector.add(
                    IngestionDiagnostics.headerMappedTwice(column.header, first: other, second: column.name.text))
                continue
            }
            given[place] = column.name.text
            taken.insert(column.name.text)
        }
        for column in export?.columns ?? [] where !taken.contains(column.name) {
            if let moment = places.moment(of: column) {
                mapped.moments[column.name] = moment
                taken.insert(column.name)
                continue
            }
            let found = places.headers(of: column).map { ($0.header, $0.places.filter { given[$0] == nil }) }
                .filter { !$0.1.isEmpty }
            guard let (alias, atPlaces) = found.first, let place = atPlaces.first else { continue }
            let isRequested = requested.contains(column.name)
            if atPlaces.count > 1 {
                if isRequested {
                    tellAmbiguous(SourceText(alias, start: options.name.start), atPlaces, &mapped)
                }
                continue
            }
            if isRequested, found.count > 1 {
                let others = found.map { file.header.names[$0.1[0]] }
                guard column.prefersFirst else {
                    tellSeveral(column.name, others, at: options.name.start, &mapped)
                    continue
                }
                collector.add(
                    IngestionDiagnostics.preferredHeader(
                        column.name, others[0], among: Array(others.dropFirst()), file: file.path))
            }
            given[place] = column.name
            taken.insert(column.name)
        }
        for (index, name) in header.enumerated() {
            if let mappedName = given[index] {
                mapped.names.append(mappedName)
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
            mapped.names.append(free)
        }
        mapped.mapped = Set(given.values)
        mapped.repeated = repeated(places)
        return mapped
    }

    /// The place of a header that the user wrote; nil, and told unless it need not be there, when there is none or more than one.
    private func look(
        _ header: SourceText, for column: ColumnOptions, _ places: HeaderPlaces, _ mapped: inout MappedHeader
    ) -> Int? {
        var found = places.places(of: header.text)
        if found.isEmpty, header.text == column.name.text {
            let known = export?.columns.first { $0.name == column.name.text }
            let all = known.map { places.headers(of: $0) } ?? []
            if all.count > 1, known?.prefersFirst == false {
                tellSeveral(
                    column.name.text, all.map { file.header.names[$0.places[0]] }, at: header.start, &mapped)
                return nil
            }
            found = all.first?.places ?? []
        }
        if found.count > 1 {
            tellAmbiguous(header, found, &mapped)
            return nil
        }
        if found.isEmpty, column.isRequired {
            collector.add(
                IngestionDiagnostics.headerMissing(
                    header, column: column.name.text, file: file.path, known: file.header.names))
        }
        return found.first
    }

    private func tellAmbiguous(_ header: SourceText, _ places: [Int], _ mapped: inout MappedHeader) {
        mapped.isAmbiguous = true
        collector.add(
            IngestionDiagnostics.ambiguousHeader(
                header, file: file.path, places: places, names: places.map { file.header.names[$0] }))
    }

    /// A column of the export may be one of several of the file's.
    private func tellSeveral(
        _ name: String, _ headers: [String], at location: SourceLocation, _ mapped: inout MappedHeader
    ) {
        mapped.isAmbiguous = true
        collector.add(
            IngestionDiagnostics.severalHeaders(
                headers, of: name, export: export?.name ?? "", file: file.path, at: location))
    }

    /// Names that the pipeline uses and that no column has because several had.
    private func repeated(_ places: HeaderPlaces) -> [String: [String]] {
        let mentioned = Set(options.columns.map(\.name.text))
        var repeated: [String: [String]] = [:]
        for name in requested where !mentioned.contains(name) && !file.header.names.contains(name) {
            let found = places.places(of: name)
            if found.count > 1 { repeated[name] = found.map { file.header.names[$0] } }
        }
        return repeated
    }
}

/// Finds the columns that a header may mean.
private struct HeaderPlaces {
    /// Folded names and cells of the header to the places of their columns.
    private var ofNames: [String: [Int]] = [:]
    private var ofWholes: [String: [Int]] = [:]
    private var ofCells: [String: [Int]] = [:]

    init(_ header: RecognisedHeader) {
        for (place, name) in header.names.enumerated() { ofNames[HeaderName.folded(name), default: []].append(place) }
        for (place, cells) in header.cells.enumerated() {
            ofWholes[HeaderName.folded(HeaderName.joined(cells)), default: []].append(place)
            for cell in Set(cells.map(HeaderName.folded)) { ofCells[cell, default: []].append(place) }
        }
    }

    /// The headers of an export's column that the file has, each with its places; a place is counted once.
    func headers(of column: ExportColumn) -> [(header: String, places: [Int])] {
        var seen: Set<Int> = []
        return column.headers.compactMap { header in
            let found = places(of: header).filter { seen.insert($0).inserted }
            return found.isEmpty ? nil : (header, found)
        }
    }

    /// The places of the date and the time of day of a moment in two columns; nil for any other column, and where one of them is not
    /// there or there more than once.
    func moment(of column: ExportColumn) -> (date: Int, time: Int)? {
        func only(_ headers: [String]) -> Int? {
            let found = Set(headers.flatMap(places))
            return found.count == 1 ? found.first : nil
        }
        guard !column.timeHeaders.isEmpty, let date = only(column.headers), let time = only(column.timeHeaders),
            date != time
        else { return nil }
        return (date, time)
    }

    /// Its place by the name that no other column has; else those of all columns that have it as their header; else, where the header
    /// has several rows, of all that have it in one of them.
    func places(of header: String) -> [Int] {
        let folded = HeaderName.folded(header)
        guard !folded.isEmpty else { return [] }
        return ofNames[folded] ?? ofWholes[folded] ?? ofCells[folded] ?? []
    }
}
