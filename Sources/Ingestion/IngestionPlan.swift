// The checked plan of reading: which files become which tables, and what every column is.
import Diagnostics
import Stages
import Tabular

/// What is to be read, and how; complete, checked data.
package struct IngestionPlan: Sendable {
    var tables: [TablePlan]
    /// The tables as the rest of the pipeline may use them: every header column is named, unrequested ones as text.
    package var schemas: [TableSchema]
    /// The columns that links connect.
    var links: [ColumnLink]

    init(tables: [TablePlan] = [], schemas: [TableSchema] = [], links: [ColumnLink] = []) {
        self.tables = tables
        self.schemas = schemas
        self.links = links
    }

    /// The files that are read, as messages name them.
    package var filePaths: [String] { tables.flatMap { $0.files.map(\.path) } }

    /// By table that is read from files, the columns which none of these has.
    package var columnsWithoutCells: [(table: String, columns: [String])] {
        tables.filter { !$0.files.isEmpty }.map { table in
            let absent = table.columns.indices.filter { index in table.files.allSatisfy { $0.places[index] == nil } }
            return (table.name, absent.map { table.columns[$0].plan.name })
        }
    }

    /// The plan in words.
    package var lines: [Wording] {
        tables.flatMap { table in
            [
                Wording(
                    en:
                        "read table '\(table.name)' from \(English.count(table.files.count, "file")), "
                        + "times in \(table.conventions.zone.identifier)",
                    zh: "读取表 '\(table.name)'：\(table.files.count) 个文件，时间按 \(table.conventions.zone.identifier)")
            ]
                + table.files.map { file in
                    Wording(
                        en: "  \(file.path): \(words(file, .english))", zh: "  \(file.path)：\(words(file, .chinese))")
                }
                + (table.rules.isEmpty ? [] : [IngestionDiagnostics.rulesBrought(table.rules, by: table.export ?? "")])
                + table.columns.map { column in
                    Wording(
                        en: "  column '\(column.plan.name)': \(column.plan.type.rawValue)\(column.evidence.english)",
                        zh: "  列 '\(column.plan.name)'：\(column.plan.type.rawValue)\(column.evidence.chinese)")
                }
        }
    }

    private func words(_ file: FilePlan, _ language: Language) -> String {
        IngestionDiagnostics.evidence(file.recognised).map { $0[language] }.joined(
            separator: language == .english ? "; " : "；")
    }
}

/// How one table is read.
struct TablePlan: Sendable {
    var name: String
    var location: SourceLocation
    /// The format of its export: as it was recognised, or as the user writes it.
    var export: String?
    /// The names of the rules that the format brings.
    var rules: [String] = []
    /// The requested columns, in the table's order.
    var columns: [PlannedColumn]
    var files: [FilePlan]
    var conventions: CellConventions
    var footers: FooterWords
    var rejectLimit: Double
    /// Whether files of the same content are read all the same.
    var mayRepeatFiles = false
    /// Whether amounts may be in several currencies, or beside percentages: they are looked at and not added up.
    var mayMixSigns = false
    /// Positions of the columns that tell rows or customers apart, but for those declared intact.
    var keys: [Int] = []
    /// Columns of which it was said that a spreadsheet has damaged them.
    var columnsToldDamaged: Set<String> = []
}

/// A column that is read, and why it has its type.
struct PlannedColumn: Sendable {
    var plan: ColumnPlan
    /// The currency that the first rows name, where none is declared.
    var recognisedCurrency: String?
    /// Appended to the type in the printed plan.
    var evidence: Wording

    /// Whether its type is settled, and it is one of dates or moments.
    var seeksOrderAlone: Bool { plan.type == .date || plan.type == .instant }
}

/// How one file is read.
struct FilePlan: Sendable {
    /// As messages show it.
    var path: String
    var recognised: RecognisedFile
    /// For each of the table's columns its place in this file's rows; nil when the file lacks it.
    var places: [Int?]
    /// The same for the time of day of moments that stand in two columns; nil for all others.
    var timePlaces: [Int?]
    /// The names of all columns of this file, as the pipeline uses them.
    var names: [String]

    var shape: RowShape {
        let width = recognised.header.names.count
        return RowShape(
            width: width, usualWidth: max(width, recognised.dialect.candidates.first?.width ?? width),
            rowsBeforeData: recognised.header.rowsBeforeData, footers: FooterWords(),
            header: RepeatedHeader(recognised.header.rows + namesAsRows, dialect: recognised.dialect.dialect))
    }

    /// Names that the pipeline file gives to a file without a header, as a header would have them: plain or quoted.
    private var namesAsRows: [[UInt8]] {
        guard recognised.header.line == nil else { return [] }
        let dialect = recognised.dialect.dialect
        let names = recognised.header.names.map { Array($0.utf8) }
        return [[], [dialect.quote]].map { RepeatedHeader.row(names, dialect, quote: $0) }
    }
}
