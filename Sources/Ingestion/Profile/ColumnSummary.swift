// Counts the distinct values of a column and finds its extremes and examples.
import Tabular

/// The summary of one column over all chunks.
struct ColumnSummary {
    private var numbers: Set<Int64> = []
    private var reals: Set<Double> = []
    private var decimals: Set<String> = []
    private var pool: TextPool?
    private var flags: Set<Bool> = []
    private var low: Int64 = .max
    private var high: Int64 = .min
    private var lowReal = 0.0
    private var highReal = 0.0
    private var smallest: ExactDecimal?
    private var largest: ExactDecimal?
    private(set) var examples: [String] = []
    private(set) var minimum: String?
    private(set) var maximum: String?
    private(set) var maskedCount = 0
    private(set) var maskedExample = ""
    private(set) var looksLikeDuration = false
    private(set) var looksLikeFlag = false

    /// Whether half of the different texts are numbers or moments, so that what spoke against those types is worth a look.
    private(set) var looksLikeNumbersOrTimes = false
    /// Rows by code of a text column of few different texts.
    private var countByCode: [Int] = []
    /// The zone whose clock moments are told by.
    let zone: TimeZoneTable

    static let exampleLimit = 3
    /// A column of so few different texts is one of words, which are told with their counts.
    static let valueLimit = 12

    init(zone: TimeZoneTable) { self.zone = zone }

    /// The different texts with their numbers of rows, the commonest first; empty unless they are few and come again.
    var values: [(text: String, count: Int)] {
        guard let pool, pool.count <= Self.valueLimit, countByCode.reduce(0, +) >= 2 * pool.count else { return [] }
        return countByCode.enumerated().map { (pool[UInt32($0.offset)], $0.element) }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    }

    var distinct: Int {
        numbers.count + reals.count + decimals.count + flags.count + (pool?.count ?? 0)
    }

    /// Adds a chunk; all chunks of a text column share one pool.
    mutating func add(_ column: Column) {
        switch column {
        case .text(let text):
            if pool == nil { add(text.pool) }
            guard text.pool.count <= Self.valueLimit else { break }
            if countByCode.isEmpty { countByCode = Array(repeating: 0, count: text.pool.count) }
            for row in 0..<text.count { if let code = text.codes[row] { countByCode[Int(code)] += 1 } }
        case .integer(let values): add(values) { String($0) }
        case .duration(let values): add(values) { "\($0) ms" }
        case .instant(let values): add(values, instantText)
        case .date(let values):
            let wide = PrimitiveColumn(values.values.map(Int64.init), presence: values.presence)
            add(wide) { CivilDate(dayNumber: Int($0)).isoText }
        case .real(let values):
            for row in 0..<values.count {
                guard let value = values[row] else { continue }
                let isFirst = reals.isEmpty
                guard reals.insert(value).inserted else { continue }
                addExample("\(value)")
                if isFirst || value < lowReal { (lowReal, minimum) = (value, "\(value)") }
                if isFirst || value > highReal { (highReal, maximum) = (value, "\(value)") }
            }
        case .flag(let values):
            for row in 0..<values.count {
                guard let value = values[row], flags.insert(value).inserted else { continue }
                addExample("\(value)")
            }
            minimum = flags.contains(false) ? "false" : flags.isEmpty ? nil : "true"
            maximum = flags.contains(true) ? "true" : flags.isEmpty ? nil : "false"
        case .decimal(let values): add(values)
        }
    }

    private mutating func addExample(_ text: String) {
        if examples.count < Self.exampleLimit { examples.append(text) }
    }

    private mutating func add(_ values: PrimitiveColumn<Int64>, _ describe: (Int64) -> String) {
        for row in 0..<values.count {
            guard let value = values[row] else { continue }
            let isFirst = numbers.isEmpty
            guard numbers.insert(value).inserted else { continue }
            if examples.count < Self.exampleLimit { examples.append(describe(value)) }
            if isFirst || value < low { (low, minimum) = (value, describe(value)) }
            if isFirst || value > high { (high, maximum) = (value, describe(value)) }
        }
    }

    private mutating func add(_ values: DecimalColumn) {
        for row in 0..<values.count {
            guard let units = values.units[row] else { continue }
            let value = ExactDecimal(units: Int128(units), scale: values.scale)
            let text = value.description
            guard decimals.insert(text).inserted else { continue }
            addExample(text)
            if smallest.map({ value < $0 }) ?? true { (smallest, minimum) = (value, text) }
            if largest.map({ $0 < value }) ?? true { (largest, maximum) = (value, text) }
        }
    }

    private mutating func add(_ pool: TextPool) {
        self.pool = pool
        var durations = 0
        var flagWords = 0
        var numbersOrTimes = 0
        let folded = FoldedCell()
        for code in 0..<UInt32(pool.count) {
            let text = pool[code]
            if examples.count < Self.exampleLimit { examples.append(text) }
            if minimum.map({ Self.precedes(text, $0) }) ?? true { minimum = text }
            if maximum.map({ Self.precedes($0, text) }) ?? true { maximum = text }
            if text.contains("**") {
                if maskedCount == 0 { maskedExample = text }
                maskedCount += 1
            }
            pool.withBytes(of: code) { bytes in
                guard let plain = folded.fold(bytes) else { return }
                if DurationParser.parse(plain, unit: .clock, decimalComma: false) != nil { durations += 1 }
                if FlagParser.parse(plain) != nil { flagWords += 1 }
                if RealParser.parse(plain, decimalComma: false) != nil || InstantParser.parse(plain, order: nil) != nil
                {
                    numbersOrTimes += 1
                }
            }
        }
        looksLikeDuration = pool.count > 0 && durations == pool.count
        looksLikeFlag = pool.count > 0 && flagWords == pool.count
        looksLikeNumbersOrTimes = numbersOrTimes * 2 >= pool.count
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    /// The local moment, as exports write it: to the second, without the zone.
    private func instantText(_ instant: Int64) -> String {
        let day = Int(zone.localDay(of: instant))
        let time = (instant &+ zone.offset(at: instant) &- Int64(day) &* 86_400_000) / 1000
        func pair(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return CivilDate(dayNumber: day).isoText + " " + pair(time / 3600) + ":" + pair(time / 60 % 60) + ":"
            + pair(time % 60)
    }
}
