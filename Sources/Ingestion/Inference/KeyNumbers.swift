// Keys that were read as numbers: whether a spreadsheet has taken their last digits.
import Tabular

extension IdentifierDamage {
    /// Looks at the different numbers of a column; nothing is found where it holds no numbers.
    ///
    /// - Complexity: O(rows), and memory only for numbers of more than fifteen digits of which some end in zeros.
    init(numbers table: Table, column: Int) {
        self.init()
        guard table.columns[column].type.isNumeric else { return }
        // Each number once, whoever calls how often; the rounded ones first, of which there are hardly ever any.
        var rounded: Set<UInt64> = []
        Self.forEach(of: table, column: column) { number in
            var damage = IdentifierDamage()
            damage.look(at: number)
            if damage.rounded > 0 { rounded.insert(number) }
        }
        guard rounded.count >= 5 else { return }
        var long: Set<UInt64> = []
        Self.forEach(of: table, column: column) { long.insert($0) }
        for number in long { look(at: number) }
    }

    /// Calls `body` with every whole number of more than fifteen digits.
    private static func forEach(of table: Table, column: Int, _ body: (UInt64) -> Void) {
        let least = UInt64(1_000_000_000_000_000)
        for chunk in table.chunks {
            switch chunk.columns[column] {
            case .integer(let numbers):
                for row in 0..<numbers.count where numbers.values[row].magnitude >= least && numbers.presence[row] {
                    body(numbers.values[row].magnitude)
                }
            case .real(let numbers):
                for row in 0..<numbers.count where numbers.values[row].magnitude >= 1e15 && numbers.presence[row] {
                    if let number = UInt64(exactly: numbers.values[row].magnitude) { body(number) }
                }
            // No decimal cell has so many digits before the point.
            case .decimal, .text, .flag, .date, .instant, .duration: continue
            }
        }
    }
}
