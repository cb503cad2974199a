// What the cells of a column say about its type: how many fit each type, and the first that spoke against it.
import Diagnostics
import Tabular

/// A cell with its place, as evidence.
package struct WitnessCell: Sendable, Equatable {
    package var text: String
    package var location: SourceLocation

    package init(text: String, location: SourceLocation) {
        self.text = text
        self.location = location
    }
}

/// The types that are inferred, narrowest first. Durations never are: their unit cannot be seen.
enum InferredType: Int, CaseIterable, Sendable {
    case integer, decimal, real, flag, date, instant

    var columnType: ColumnType {
        switch self {
        case .integer: .integer
        case .decimal: .decimal
        case .real: .real
        case .flag: .flag
        case .date: .date
        case .instant: .instant
        }
    }
}

/// A set of inferred types.
private struct InferredTypes: OptionSet, Sendable {
    let rawValue: Int

    init(rawValue: Int) { self.rawValue = rawValue }
    init(_ type: InferredType) { rawValue = 1 << type.rawValue }

    static let integer = InferredTypes(.integer)
    static let decimal = InferredTypes(.decimal)
    static let real = InferredTypes(.real)
    static let flag = InferredTypes(.flag)
    static let date = InferredTypes(.date)
    static let instant = InferredTypes(.instant)
}

/// The evidence of one column; evidence of parts merges into that of the whole, in order.
package struct ColumnEvidence: Sendable {
    /// Cells seen, missing ones too.
    package private(set) var rows = 0
    package private(set) var missing = 0
    /// The first cell against each inferred type; nil while all fit.
    private var against: [WitnessCell?] = Array(repeating: nil, count: InferredType.allCases.count)
    /// The same as a set, for speed.
    private var refuted: InferredTypes = []
    private static let all: InferredTypes = [.integer, .decimal, .real, .flag, .date, .instant]
    /// The orders of day, month and year under which all cells are dates that need one.
    private var possibleOrders = DateOrderHint.all
    /// The first date that needs an order, and the first that each order does not fit.
    private var firstOrdered: OrderWitness?
    private var firstAgainst: [DateOrder: OrderWitness] = [:]
    /// What a spreadsheet has done to long numbers.
    private(set) var damage = IdentifierDamage()

    package init() {}

    var present: Int { rows - missing }

    /// Whether all cells can be read as dates or moments.
    var looksLikeTime: Bool {
        present > 0 && (against[InferredType.date.rawValue] == nil || against[InferredType.instant.rawValue] == nil)
    }

    /// The narrowest type that all cells fit; text when there is none, or no cell.
    package var type: ColumnType {
        guard present > 0 else { return .text }
        return InferredType.allCases.first { against[$0.rawValue] == nil }?.columnType ?? .text
    }

    /// The first cell that spoke against the next narrower type.
    ///
    /// For text that is the cell against the type that held out longest.
    package var spokeAgainst: (type: ColumnType, cell: WitnessCell)? {
        let narrower = InferredType.allCases.prefix { $0.columnType != type }
        let held = narrower.compactMap { candidate in against[candidate.rawValue].map { (candidate, $0) } }
        let last = held.max { left, right in
            (left.1.location.byte ?? 0, -left.0.rawValue) < (right.1.location.byte ?? 0, -right.0.rawValue)
        }
        return last.map { ($0.0.columnType, $0.1) }
    }

    /// A date and the orders that it may be in.
    struct OrderWitness: Sendable, Equatable {
        var hint: DateOrderHint
        var cell: WitnessCell
    }

    /// The order of day, month and year, when dates need one.
    enum OrderFinding: Equatable {
        case notNeeded
        case order(DateOrder)
        /// More than one order fits all cells; the first of them.
        case open(WitnessCell, [DateOrder])
        /// No order fits all cells; two that differ.
        case contradictory(OrderWitness, OrderWitness)
    }

    var dateOrder: OrderFinding {
        guard let firstOrdered else { return .notNeeded }
        let orders = possibleOrders.orders
        if orders.count > 1 { return .open(firstOrdered.cell, orders) }
        if let only = orders.first { return .order(only) }
        let against = DateOrder.allCases.compactMap { firstAgainst[$0] }.sorted {
            ($0.hint.rawValue, $0.cell.location.byte ?? 0) < ($1.hint.rawValue, $1.cell.location.byte ?? 0)
        }
        // Two cells that no order fits both, where there are two.
        for first in against {
            if let second = against.first(where: { $0.hint.isDisjoint(with: first.hint) }) {
                return .contradictory(first, second)
            }
        }
        return .contradictory(against.first ?? firstOrdered, against.last ?? firstOrdered)
    }

    /// Adds lines of the file before the part to every place.
    mutating func moveDown(by lines: Int) {
        for index in against.indices { against[index]?.location.moveDown(by: lines) }
        firstOrdered?.cell.location.moveDown(by: lines)
        for order in firstAgainst.keys { firstAgainst[order]?.cell.location.moveDown(by: lines) }
    }

    /// Adds what later rows say.
    mutating func merge(_ later: ColumnEvidence) {
        rows += later.rows
        missing += later.missing
        for index in against.indices { against[index] = against[index] ?? later.against[index] }
        refuted.formUnion(later.refuted)
        possibleOrders.formIntersection(later.possibleOrders)
        firstOrdered = firstOrdered ?? later.firstOrdered
        firstAgainst.merge(later.firstAgainst) { first, _ in first }
        damage.merge(later.damage)
    }

    /// Looks at all cells of one column of a block.
    ///
    /// - Parameter place: names the place of a row's cell.
    mutating func add(
        _ source: CellSource, conventions: CellConventions, folded: borrowing FoldedCell, place: (Int) -> SourceLocation
    ) {
        rows += source.count
        for row in 0..<source.count {
            let cell = source.text(row)
            guard let start = cell.baseAddress, cell.count > 0 else {
                missing += 1
                continue
            }
            if isPlainNumber(start, cell.count, conventions),
                !conventions.missing.mayContain(first: start[0], length: cell.count)
                    || !conventions.missing.contains(cell)
            {
                refute([.flag, .date, .instant], cell, row, place)
                continue
            }
            let bare = CellText.bare(cell)
            if conventions.missing.contains(bare) {
                missing += 1
                continue
            }
            if refuted == Self.all {
                damage.look(at: bare)
                continue
            }
            if refuted.isSuperset(of: [.integer, .decimal, .real, .flag, .date]),
                let moment = InstantParser.fast(start, cell.count),
                CivilDate(year: moment.year, month: moment.month, day: moment.day) != nil
            {
                continue
            }
            look(at: cell, isGuarded: bare.count != CellText.trimmed(cell).count, row, conventions, folded, place)
        }
    }

    /// Looks at all cells of a column that is declared to hold dates or moments: nothing but their order is asked.
    ///
    /// - Parameter place: names the place of a row's cell.
    mutating func addDates(
        _ source: CellSource, conventions: CellConventions, folded: borrowing FoldedCell, place: (Int) -> SourceLocation
    ) {
        rows += source.count
        for row in 0..<source.count {
            let cell = source.text(row)
            guard let start = cell.baseAddress, cell.count > 0 else {
                missing += 1
                continue
            }
            if let date = InstantParser.fastDate(start, min(cell.count, 10)), date.year > 0 { continue }
            if conventions.missing.contains(CellText.bare(cell)) {
                missing += 1
                continue
            }
            guard let text = folded.fold(cell), let hint = InstantParser.parse(text, order: nil)?.hint, hint != .fixed
            else { continue }
            if firstOrdered == nil || !hint.isSuperset(of: possibleOrders) {
                note(OrderWitness(hint: hint, cell: witness(cell, place(row))))
            }
        }
    }

    /// A plain whole number that a decimal may be as well, of up to 13 digits; while whole numbers are refuted a plain decimal will do.
    private func isPlainNumber(_ start: UnsafePointer<UInt8>, _ length: Int, _ conventions: CellConventions) -> Bool {
        guard !conventions.decimalComma, length < 15, start[0] != 0x30 || length == 1 || start[1] == 0x2E else {
            return false
        }
        if start[0] == 0x2D, length > 1, start[1] == 0x30 { return false }
        if let whole = WholeNumberParser.fast(start, length) {
            return ParsedDecimal(mantissa: whole, scale: 0).ofColumn != nil
        }
        return refuted.contains(.integer) && DecimalParser.fast(start, length)?.ofColumn != nil
    }

    /// Every type tried on one cell.
    private mutating func look(
        at cell: CellBytes, isGuarded: Bool, _ row: Int, _ conventions: CellConventions, _ folded: borrowing FoldedCell,
        _ place: (Int) -> SourceLocation
    ) {
        let text = folded.fold(cell)
        for candidate in InferredType.allCases where !refuted.contains(InferredTypes(candidate)) {
            let fits = text.map { self.fits($0, candidate, isGuarded, conventions) } ?? false
            if !fits { refute(InferredTypes(candidate), cell, row, place) }
        }
        guard let text else { return }
        if !refuted.isSuperset(of: [.date, .instant]), let hint = InstantParser.parse(text, order: nil)?.hint,
            hint != .fixed
        {
            if firstOrdered == nil || !hint.isSuperset(of: possibleOrders) {
                note(OrderWitness(hint: hint, cell: witness(cell, place(row))))
            }
        }
        damage.look(at: text)
    }

    /// Takes a date that is the first to need an order, or that not every order fits which fitted so far.
    private mutating func note(_ found: OrderWitness) {
        firstOrdered = firstOrdered ?? found
        for order in possibleOrders.subtracting(found.hint).orders { firstAgainst[order] = found }
        possibleOrders.formIntersection(found.hint)
    }

    private mutating func refute(
        _ types: InferredTypes, _ cell: CellBytes, _ row: Int, _ place: (Int) -> SourceLocation
    ) {
        guard !refuted.isSuperset(of: types) else { return }
        let found = witness(cell, place(row))
        for candidate in InferredType.allCases where types.contains(InferredTypes(candidate)) {
            if against[candidate.rawValue] == nil { against[candidate.rawValue] = found }
        }
        refuted.formUnion(types)
    }

    private func witness(_ cell: CellBytes, _ location: SourceLocation) -> WitnessCell {
        let text = String(decoding: cell.prefix(200), as: UTF8.self)
        return WitnessCell(text: IngestionDiagnostics.shortened(text), location: location)
    }

    private func fits(
        _ text: CellBytes, _ candidate: InferredType, _ isGuarded: Bool, _ conventions: CellConventions
    ) -> Bool {
        switch candidate {
        case .integer:
            return !isGuarded && !looksLikeCode(text)
                && WholeNumberParser.parse(text, decimalComma: conventions.decimalComma) != nil
        case .decimal:
            return !isGuarded && !looksLikeCode(text)
                && DecimalParser.parse(text, decimalComma: conventions.decimalComma)?.ofColumn != nil
        case .real:
            return !isGuarded && !looksLikeCode(text)
                && RealParser.parse(text, decimalComma: conventions.decimalComma) != nil
        case .flag: return FlagParser.isTrueOrFalse(text)
        case .date:
            guard let moment = InstantParser.parse(text, order: nil), !isBareDigits(text) else { return false }
            return moment.timeOfDay == nil
        case .instant: return InstantParser.parse(text, order: nil) != nil && !isBareDigits(text)
        }
    }

    private func isBareDigits(_ text: CellBytes) -> Bool { text.allSatisfy { $0 &- 0x30 < 10 } }

    /// Leading zeros, a leading plus, and more than 15 digits belong to codes: they would be lost in a number.
    private func looksLikeCode(_ text: CellBytes) -> Bool {
        if text.count >= 2, text[0] == 0x30, text[1] &- 0x30 < 10 { return true }
        if text.count >= 3, text[0] == 0x2D, text[1] == 0x30, text[2] &- 0x30 < 10 { return true }
        if text.first == 0x2B { return true }
        var digits = 0
        for byte in text {
            if byte &- 0x30 < 10 { digits += 1 } else if byte == 0x2E || byte | 0x20 == 0x65 { break }
        }
        return digits > 15
    }
}
