// The signs that cells of amounts carry: which currency they name, and which rows had them.
import Diagnostics

/// A sign or word of a currency in a cell.
enum CurrencyMark: UInt8, CaseIterable, Sendable {
    case yen, dollar, yuan, cny, usd, eur, gbp, hkd, jpy, bdt

    /// The currency it names where nothing is declared. `¥` is that of China and `$` that of the United States.
    var code: String {
        switch self {
        case .yen, .yuan, .cny: "CNY"
        case .dollar, .usd: "USD"
        case .eur: "EUR"
        case .gbp: "GBP"
        case .hkd: "HKD"
        case .jpy: "JPY"
        case .bdt: "BDT"
        }
    }

    /// How messages write it.
    var text: String {
        switch self {
        case .yen: "¥"
        case .dollar: "$"
        case .yuan: "元"
        case .eur: "€"
        case .gbp: "£"
        case .bdt: "৳"
        case .cny, .usd, .hkd, .jpy: code
        }
    }

    /// Whether a cell with this sign may be an amount of a currency that is declared.
    func fits(_ declared: String) -> Bool {
        switch self {
        case .yen: ["CNY", "JPY"].contains(declared)
        case .dollar: declared.hasSuffix("D") || declared == "MXN"
        case .yuan: ["CNY", "TWD", "HKD", "MOP"].contains(declared)
        case .cny, .usd, .eur, .gbp, .hkd, .jpy, .bdt: declared == code
        }
    }
}

/// Which rows of a column carry which sign.
///
/// - Shape: `Place` is a row of a block, or a place in a file.
struct CellMarks<Place: Sendable>: Sendable {
    struct Found: Sendable {
        var count: Int
        var first: Place
    }

    private(set) var currencies: [CurrencyMark: Found] = [:]
    private(set) var percent: Found?
    /// Numbers other than zero without a percent sign, of which only the first of a block is known.
    private(set) var plain: Found?

    var isEmpty: Bool { currencies.isEmpty && percent == nil && plain == nil }

    mutating func add(_ mark: CurrencyMark, _ place: Place, count: Int = 1) {
        currencies[mark, default: Found(count: 0, first: place)].count += count
    }

    mutating func addPercent(_ place: Place, count: Int = 1) {
        if percent == nil { percent = Found(count: 0, first: place) }
        percent?.count += count
    }

    mutating func addPlain(_ place: Place) { if plain == nil { plain = Found(count: 1, first: place) } }

    /// Adds what later rows have.
    mutating func add(_ later: CellMarks) {
        for (mark, found) in later.currencies { add(mark, found.first, count: found.count) }
        if let found = later.percent { addPercent(found.first, count: found.count) }
        if let found = later.plain { addPlain(found.first) }
    }

    func mapped<Other>(_ place: (Place) -> Other) -> CellMarks<Other> {
        var result = CellMarks<Other>()
        for (mark, found) in currencies { result.add(mark, place(found.first), count: found.count) }
        if let percent { result.addPercent(place(percent.first), count: percent.count) }
        if let plain { result.addPlain(place(plain.first)) }
        return result
    }

    /// By currency, how many cells name it and the first sign that does; in the order of their codes.
    var codes: [(code: String, mark: CurrencyMark, found: Found)] {
        var result: [(code: String, mark: CurrencyMark, found: Found)] = []
        for mark in CurrencyMark.allCases {
            guard let found = currencies[mark] else { continue }
            if let index = result.firstIndex(where: { $0.code == mark.code }) {
                result[index].found.count += found.count
            } else {
                result.append((mark.code, mark, found))
            }
        }
        return result.sorted { $0.code < $1.code }
    }
}
