// `geography`: the large area, province or city that texts name.

import Diagnostics
import Stages
import Tabular

/// Divides rows by the place in China that a province, a city or an address names.
///
///     region: { geography: area, from: [customers.province, customers.address] }
///
/// The level is `area` (大区), `province` or `city`. Sources are asked in the order written; the first that gives a
/// place wins, and a later one only makes it more exact. Several tables may be named; each has its own sources then.
///
/// | customers.province | customers.address     | region  |
/// |--------------------|-----------------------|---------|
/// | 广东               | (missing)             | 华南    |
/// | (missing)          | 上海市南京东路100号   | 华东    |
/// | (missing)          | 南京东路100号         | unknown |
/// | (missing)          | 朝阳区                | unknown |
/// | Jiangsu            | Suzhou                | 华东    |
///
/// - Shape: labels in the order of the official codes, areas from north to south; only those that occur.
/// - Missing: `unknown`. So is a text that names no place, one that may mean several (told with their count), and for
///   `city` one that names only a province. Nothing is guessed.
/// - Source: GB/T 2260; see ``ChinaProvinces`` for the areas.
package struct Geography: Segmenter {
    package static let declaration = OptionKey(
        "geography", .choice(of: GeographyLevel.self), isRequired: true,
        help: Wording(
            en: "by the area, province or city in China that a province, a city or an address names",
            zh: "按省、市或地址所指的中国大区、省份或城市划分"))
    package static let furtherKeys = [from, SegmentKeys.tableOfColumns]

    static let from = OptionKey(
        "from", .oneOrMore(.name(.column)), isRequired: true,
        help: Wording(
            en: "the columns that name the place; the first that does wins, later ones make it more exact",
            zh: "含地名的列；先列出者优先，后列出者只用于细化"))

    package let identity: SegmentIdentity
    fileprivate let level: GeographyLevel
    fileprivate let sources: [ColumnReference]

    package init?(_ reader: OptionReader, of identity: SegmentIdentity) {
        self.identity = identity
        let level = reader.choice(Self.declaration, as: GeographyLevel.self)
        let sources = reader.columns(Self.from, of: reader.text(SegmentKeys.tableOfColumns))
        guard let level, let sources else { return nil }
        self.level = level
        self.sources = sources
    }

    package var mentionedColumns: [ColumnReference] { sources }

    package var defaultTitle: Wording? {
        switch level {
        case .area: Wording(en: "Region", zh: "大区")
        case .province: Wording(en: "Province", zh: "省份")
        case .city: Wording(en: "City", zh: "城市")
        }
    }

    package var line: Wording {
        let names = sources.map(\.description).joined(separator: ", ")
        return Wording(en: "the \(level.rawValue) named in \(names)", zh: "\(names) 中的\(defaultTitle?.chinese ?? "")")
    }

    package func prepared(in scope: SegmentScope) -> PreparedGeography? {
        var isRight = true
        for source in sources {
            guard let type = scope.type(of: source) else {
                isRight = false
                continue
            }
            if type != .text {
                scope.collector.add(
                    SegmentationDiagnostics.wrongType(
                        of: Wording("'from'"), expected: Wording(en: "a column of type text", zh: "文本列"), found: type,
                        at: source.column.start))
                isRight = false
            }
        }
        let isPersonal = sources.contains { scope.schemas[$0.table.text]?.namesPeople[$0.column.text] == true }
        return isRight ? PreparedGeography(segmenter: self, isPersonal: isPersonal) : nil
    }
}

/// The segmenter with its sources known to be texts.
package struct PreparedGeography: PreparedSegmenter {
    package let segmenter: Geography
    /// Whether a source names people: then none of its cells is given as an example.
    fileprivate let isPersonal: Bool

    package var homes: [String] {
        var seen: Set<String> = []
        return segmenter.sources.map(\.table.text).filter { seen.insert($0).inserted }
    }

    package func divide(_ work: SegmentWork) throws(DiagnosedFailure) -> Division {
        var readings = PlaceReadings(level: segmenter.level, jobs: work.stage.jobs)
        for home in homes {
            let table = try work.table(home)
            var columns: [[Column]] = []
            for source in segmenter.sources where source.table.text == home {
                columns.append(try work.columns(source.column.text, of: table))
            }
            readings.add(columns, of: home)
        }
        for problem in readings.problems(of: segmenter.identity, givesExamples: !isPersonal) {
            work.stage.collector.add(problem)
        }
        var division = readings.division()
        division.convention = convention
        return division
    }

    package func sql(_ scope: SegmentSQLScope) throws(DiagnosedFailure) -> SegmentSQL {
        var columns: [String: [String]] = [:]
        for source in segmenter.sources { columns[source.table.text, default: []].append(source.column.text) }
        return .texts(columns)
    }

    private var convention: Wording? {
        let chinese: String
        let english: String
        switch segmenter.level {
        case .area:
            let table = PlaceTable.china
            let members = table.areas.indices.map { area in
                table.provinces.filter { $0.area == area }
            }
            chinese =
                "大区划分："
                + zip(table.areas, members).map { "\($0.chinese)（\($1.map(\.short).joined(separator: "、"))）" }
                .joined(separator: "、") + "。"
            english =
                "Regions: "
                + zip(table.areas, members).map { "\($0.english) (\($1.map(\.title.english).joined(separator: ", ")))" }
                .joined(separator: "; ") + ". "
        case .province, .city: (chinese, english) = ("", "")
        }
        return Wording(
            en: english
                + "Places that several cities or provinces share, and streets named after places, count as unknown",
            zh: chinese + "重名而无法确定的地名、以地名命名的道路均计为未知")
    }
}

/// Reads every distinct text once, and every row by the numbers of its texts.
private struct PlaceReadings {
    private let level: GeographyLevel
    private let jobs: Int
    private let table = PlaceTable.china
    /// Number 0 stands for a missing cell, number 1 for a text that names no place.
    private var readings: [PlaceReading] = [.nothing, .nothing]
    private var numberOfReading: [PlaceReading: UInt32] = [.nothing: 1]
    /// By home and chunk: a position at the level, or a negative outcome.
    private var verdicts: [(home: String, chunks: [[Int32]])] = []
    private var rows = 0
    private var ambiguousExamples: [String] = []
    private var unrecognisedExamples: [String] = []

    init(level: GeographyLevel, jobs: Int) {
        self.level = level
        self.jobs = jobs
    }

    /// Adds a home by the columns of its sources, each chunk by chunk.
    mutating func add(_ sources: [[Column]], of home: String) {
        let numbered = sources.map { readingNumbers(of: $0) }
        var verdictOfReading = readings.map { Self.code($0.verdict(at: self.level, in: self.table)) }
        verdictOfReading[0] = Self.missing
        let verdictOfFirst = verdictOfReading
        let chunkCount = numbered.first?.count ?? 0
        let (all, level, table) = (readings, level, table)
        let chunks = parallelMap(Array(0..<chunkCount), jobs: jobs) { chunk -> [Int32] in
            var combined = PlaceCombination(readings: all, level: level, table: table)
            let columns = numbered.map { $0[chunk] }
            guard let first = columns.first else { return [] }
            return first.indices.map { row in
                var verdict = verdictOfFirst[Int(first[row])]
                if verdict >= 0 || columns.count == 1 { return verdict }
                var reading = first[row]
                for column in columns.dropFirst() {
                    reading = combined.refine(reading, by: column[row])
                    verdict = combined.verdict(of: reading)
                    if verdict >= 0 { break }
                }
                return verdict
            }
        }
        noteExamples(sources, numbered, chunks)
        verdicts.append((home, chunks))
        rows += chunks.reduce(0) { $0 + $1.count }
    }

    /// For every row of a text column the number of what its text says.
    private mutating func readingNumbers(of columns: [Column]) -> [[UInt32]] {
        var codes = TextCodes()
        let numbers = codes.codes(of: .values(columns), jobs: jobs)
        let pool = codes.pool
        let reader = AddressReader(table: table)
        // In slices, so that threads share the work.
        let slices = stride(from: 0, to: pool.count, by: 512).map { $0..<min($0 + 512, pool.count) }
        let read = parallelMap(slices, jobs: jobs) { slice in
            slice.map { reader.reading(of: pool[UInt32($0)]) }
        }
        var numberOfText: [UInt32] = []
        numberOfText.reserveCapacity(pool.count)
        for reading in read.joined() {
            if let known = numberOfReading[reading] {
                numberOfText.append(known)
            } else {
                let number = UInt32(readings.count)
                numberOfReading[reading] = number
                readings.append(reading)
                numberOfText.append(number)
            }
        }
        let translation = numberOfText
        return parallelMap(numbers, jobs: jobs) { chunk in
            chunk.map { $0 == TextCodes.none ? 0 : translation[Int($0)] }
        }
    }

    /// Keeps a few short texts of rows without place. Long ones may be somebody's address and are not shown.
    private mutating func noteExamples(_ sources: [[Column]], _ numbered: [[[UInt32]]], _ chunks: [[Int32]]) {
        for (chunk, verdicts) in chunks.enumerated() {
            for (row, verdict) in verdicts.enumerated() where verdict == -1 || verdict == -2 {
                let isAmbiguous = verdict == Self.code(.ambiguous)
                if isAmbiguous ? ambiguousExamples.count >= 3 : unrecognisedExamples.count >= 3 { continue }
                let telling = sources.indices.first {
                    numbered[$0][chunk][row] > (isAmbiguous ? 1 : 0)
                }
                guard let telling else { continue }
                let text = sources[telling][chunk].text(ofRow: row)
                guard text.unicodeScalars.count <= 10, !text.isEmpty,
                    !text.unicodeScalars.contains(where: { ("0"..."9").contains($0) || $0 == "@" })
                else { continue }
                if isAmbiguous {
                    if !ambiguousExamples.contains(text) { ambiguousExamples.append(text) }
                } else if !unrecognisedExamples.contains(text) {
                    unrecognisedExamples.append(text)
                }
            }
            if ambiguousExamples.count >= 3, unrecognisedExamples.count >= 3 { return }
        }
    }

    /// The labels that occur, and the rows' positions in them.
    func division() -> Division {
        let count =
            switch level {
            case .area: table.areas.count
            case .province: table.provinces.count
            case .city: table.cities.count
            }
        var occurs = [Bool](repeating: false, count: count)
        for (_, chunks) in verdicts {
            for verdict in chunks.joined() where verdict >= 0 { occurs[Int(verdict)] = true }
        }
        var labels: [SegmentLabel] = []
        var positionOfPlace = [UInt32](repeating: 0, count: count)
        for place in shownOrder where occurs[place] {
            positionOfPlace[place] = UInt32(labels.count)
            labels.append(label(of: place))
        }
        let (positions, unknown) = (positionOfPlace, UInt32(labels.count))
        var division = Division(labels: labels + [.unknown], numbers: [:])
        for (home, chunks) in verdicts {
            division.numbers[home] = SegmentNumbers(
                chunks: parallelMap(chunks, jobs: jobs) { chunk in
                    chunk.map { $0 < 0 ? unknown : positions[Int($0)] }
                })
        }
        return division
    }

    /// Cities of one province stand together, provinces in the order of their codes.
    private var shownOrder: [Int] {
        switch level {
        case .area: Array(table.areas.indices)
        case .province: Array(table.provinces.indices)
        case .city: table.cities.indices.sorted { (table.cities[$0].province, $0) < (table.cities[$1].province, $1) }
        }
    }

    private func label(of place: Int) -> SegmentLabel {
        switch level {
        case .area:
            let area = table.areas[place]
            return SegmentLabel(key: area.chinese, title: Wording(en: area.english, zh: area.chinese))
        case .province: return SegmentLabel(key: table.provinces[place].short, title: table.provinces[place].title)
        case .city: return SegmentLabel(key: table.cities[place].short, title: table.cities[place].title)
        }
    }

    func problems(of segment: SegmentIdentity, givesExamples: Bool) -> [Diagnostic] {
        var counts: [Int32: Int] = [:]
        for (_, chunks) in verdicts {
            for chunk in chunks {
                for verdict in chunk where verdict < 0 { counts[verdict, default: 0] += 1 }
            }
        }
        let present = rows - (counts[Self.missing] ?? 0)
        var problems: [Diagnostic] = []
        if let ambiguous = counts[Self.code(.ambiguous)] {
            problems.append(
                SegmentationDiagnostics.ambiguousPlaces(
                    segment, rows: ambiguous, ofRows: present, examples: givesExamples ? ambiguousExamples : []))
        }
        let (nothing, coarse) = (counts[Self.code(.nothing)] ?? 0, counts[Self.code(.tooCoarse)] ?? 0)
        if nothing + coarse > 0 {
            problems.append(
                SegmentationDiagnostics.unrecognisedPlaces(
                    segment, rows: nothing, tooCoarse: coarse, ofRows: present,
                    examples: givesExamples ? unrecognisedExamples : []))
        }
        return problems
    }

    /// Every source of the row is missing.
    static let missing: Int32 = -4

    static func code(_ verdict: PlaceReading.Verdict) -> Int32 {
        switch verdict {
        case .known(let place): Int32(place)
        case .nothing: -1
        case .ambiguous: -2
        case .tooCoarse: -3
        }
    }
}

/// Combines the readings of several sources of one row; every combination is worked out once.
private struct PlaceCombination {
    private var readings: [PlaceReading]
    private var verdicts: [Int32]
    private var combined: [UInt64: UInt32] = [:]
    private let level: GeographyLevel
    private let table: PlaceTable

    init(readings: [PlaceReading], level: GeographyLevel, table: PlaceTable) {
        self.readings = readings
        self.level = level
        self.table = table
        verdicts = readings.map { PlaceReadings.code($0.verdict(at: level, in: table)) }
        verdicts[0] = PlaceReadings.missing
    }

    func verdict(of reading: UInt32) -> Int32 { verdicts[Int(reading)] }

    mutating func refine(_ reading: UInt32, by later: UInt32) -> UInt32 {
        if reading <= 1 { return max(reading, later) }
        if later <= 1 { return reading }
        let pair = UInt64(reading) << 32 | UInt64(later)
        if let known = combined[pair] { return known }
        let number = UInt32(readings.count)
        readings.append(readings[Int(reading)].refined(by: readings[Int(later)]))
        verdicts.append(PlaceReadings.code(readings[Int(number)].verdict(at: level, in: table)))
        combined[pair] = number
        return number
    }
}
