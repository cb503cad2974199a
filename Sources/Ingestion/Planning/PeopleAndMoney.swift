// Tells which columns of a table name people, and of which currency its amounts are.
import Diagnostics
import Stages
import Tabular

extension TablePlanning {
    /// What is declared of the columns, and else what their names tell.
    func namesPeople(_ names: [String]) -> [String: Bool] {
        var known: [String: Bool] = [:]
        let kind = options.kind ?? export?.kind
        for name in names {
            let declared = options.columns.first { $0.name.text == name }
            let ofExport = export?.columns.first { $0.name == name }
            let headers = declared.map { $0.headers.map(\.text) } ?? ofExport?.headers ?? []
            let isPersonal =
                PersonalColumns.isPersonal(name: name, ofKind: kind)
                || headers.contains { PersonalColumns.isPersonal(name: $0, ofKind: kind) }
            // Whether somebody has a telephone is no number of his.
            if isPersonal, declared?.type != .flag { known[name] = true }
            if let declared = declared?.isPersonal ?? ofExport?.isPersonal { known[name] = declared }
        }
        for column in options.personal {
            if !names.contains(column.text) {
                collector.add(StagesDiagnostics.unknownColumn(column, table: options.name.text, known: names))
            }
            known[column.text] = true
        }
        return known
    }

    /// Whether a column such as 'customer' holds names: at least half of its first cells look like people's.
    func holdsNames(_ index: Int, _ name: String, _ table: TablePlan) -> Bool {
        let headers = options.columns.first { $0.name.text == name }?.headers.map(\.text) ?? []
        guard ([name] + headers).contains(where: PersonalColumns.mayNamePeople(name:)) else { return false }
        let cells = table.files.flatMap { file in
            file.places[index].map { place in
                file.recognised.sample.compactMap { $0.indices.contains(place) ? $0[place] : nil }
            } ?? []
        }.filter { !$0.allSatisfy(\.isWhitespace) }
        return !cells.isEmpty && cells.count { PersonalText.looksPersonal($0) } * 2 >= cells.count
    }

    /// The currency of every column of decimals: as declared for it or its table, else what the first rows name.
    func settleCurrencies(_ table: inout TablePlan) {
        let folded = FoldedCell()
        for index in table.columns.indices where table.columns[index].plan.type == .decimal {
            let name = table.columns[index].plan.name
            let own = options.columns.first { $0.name.text == name }
            let declared = own?.currency ?? (own?.currencyColumn == nil ? options.currency ?? export?.currency : nil)
            table.columns[index].plan.currency = declared
            for file in table.files {
                guard let place = file.places[index], table.columns[index].recognisedCurrency == nil else { continue }
                for row in file.recognised.sample where row.indices.contains(place) {
                    var text = row[place]
                    let code = text.withUTF8 { bytes -> String? in
                        var sign = DecimalParser.CellSign.none
                        guard let plain = folded.fold(bytes),
                            DecimalParser.parse(plain, decimalComma: table.conventions.decimalComma, sign: &sign)
                                != nil,
                            case .currency(let mark) = sign
                        else { return nil }
                        guard let declared else { return mark.code }
                        return mark.fits(declared) ? declared : nil
                    }
                    guard let code else { continue }
                    table.columns[index].recognisedCurrency = code
                    break
                }
            }
        }
    }
}
