// Numbers such as `1.234` in a file whose cells are parted by semicolons: with a decimal point, or with one between thousands?
import Diagnostics
import Stages
import Tabular

/// What the marks in the numbers of a column say of themselves, in the first rows of its files.
struct OpenDecimals {
    /// The first number that could be read in two ways, where no other one settles it.
    private(set) var witness: WitnessCell?

    /// Where semicolons part the cells, a comma is free to be a decimal sign, and a point to stand between thousands.
    static func isInDoubt(_ file: FilePlan) -> Bool { file.recognised.dialect.dialect.delimiter == 0x3B }

    init(column index: Int, of files: [FilePlan]) {
        var marks: Set<Mark> = []
        for file in files where Self.isInDoubt(file) {
            guard let place = file.places[index] else { continue }
            for row in file.recognised.sample where row.indices.contains(place) {
                switch Self.meaning(of: row[place]) {
                case .plain: continue
                case .decimal(let mark): marks.insert(mark)
                case .open:
                    if witness != nil { continue }
                    witness = WitnessCell(text: row[place], location: SourceLocation(file: file.path))
                }
            }
        }
        // The column is read with a point: only numbers that can have no other mark settle that.
        if marks == [.point] { witness = nil }
    }

    private enum Mark { case point, comma }
    private enum Meaning {
        case plain, open
        case decimal(Mark)
    }

    /// One mark with three digits behind it, and one to three before it that are more than a nought, can be either.
    private static func meaning(of cell: String) -> Meaning {
        let signs = cell.unicodeScalars.filter { ("0"..."9").contains($0) || $0 == "." || $0 == "," }
        let marks = signs.filter { $0 == "." || $0 == "," }
        guard let first = marks.first, let last = marks.last else { return .plain }
        let lastMark: Mark = last == "." ? .point : .comma
        if marks.count > 1 {
            // The last of different ones is the decimal mark; one that comes again stands between thousands.
            return .decimal(first != last ? lastMark : lastMark == .point ? .comma : .point)
        }
        let groups = signs.split(separator: first, omittingEmptySubsequences: false)
        guard groups.count == 2, groups[1].count == 3, (1...3).contains(groups[0].count), groups[0].first != "0"
        else { return .decimal(lastMark) }
        return .open
    }
}

extension TablePlanning {
    /// Tells of every column of numbers that could be read in two ways, unless `decimal` says which is meant.
    func refuseOpenDecimals(_ table: TablePlan) {
        guard options.decimalComma == nil else { return }
        for (index, column) in table.columns.enumerated() where column.plan.type.isNumeric {
            guard let witness = OpenDecimals(column: index, of: table.files).witness else { continue }
            context.collector.add(
                IngestionDiagnostics.openDecimals(column.plan.name, witness: witness, table: options.name))
        }
    }
}
