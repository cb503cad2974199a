// Refuses columns that tell rows apart when a spreadsheet has damaged them.
import Diagnostics
import Tabular

extension TablePlanning {
    func isIntact(_ name: String) -> Bool {
        options.columns.contains { $0.name.text == name && $0.isIntact }
    }

    /// Refuses a key that a spreadsheet has damaged, as far as the first rows of each file show it; later rows are looked at when
    /// they are read.
    func refuseDamagedKeys(_ table: inout TablePlan) {
        let folded = FoldedCell()
        for (index, column) in table.columns.enumerated()
        where keys.contains(column.plan.name) && !isIntact(column.plan.name) {
            table.keys.append(index)
            if table.columnsToldDamaged.contains(column.plan.name) { continue }
            for file in table.files {
                guard let place = file.places[index] else { continue }
                var damage = IdentifierDamage()
                for row in file.recognised.sample where row.indices.contains(place) {
                    var text = row[place]
                    text.withUTF8 { if let plain = folded.fold($0) { damage.look(at: plain) } }
                }
                guard damage.isDamage else { continue }
                collector.add(
                    IngestionDiagnostics.damagedKey(
                        damage, column: column.plan.name, table: table.name, file: file.path))
                table.columnsToldDamaged.insert(column.plan.name)
                break
            }
        }
    }
}
