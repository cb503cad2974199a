// number text: from a text to a decimal and from values to texts.

import Tabular

/// The functions that change a value's kind.
enum ConversionFunctions {
    /// The decimals that `number` keeps. The limit is the same for all texts, so that what is a number does not
    /// depend on what stands in other rows.
    static let decimalLimit = 6

    static func number(_ operand: Operand) -> Operand {
        switch operand {
        case .constant: return .folded(numbers(operand.column(count: 1)))
        case .column(let column): return .column(numbers(column))
        case .missing: return .missing(.decimal)
        }
    }

    private static func numbers(_ column: Column) -> Column {
        guard case .text(let texts) = column else { return .missing(.decimal, count: column.count) }
        let parsed = TextKernels.perText(texts, missing: ParsedNumber.none) { ParsedNumber(TextFunctions.trimmed($0)) }
        var scale = 0
        for number in parsed { scale = max(scale, Int(number.scale)) }
        let factors = (0...decimalLimit).map { Rounding.powerOfTen($0) ?? 1 }
        var presence = texts.presence
        var units: [Int64] = []
        units.reserveCapacity(parsed.count)
        for (row, number) in parsed.enumerated() {
            // Whatever is a number fits at six decimals, hence at fewer.
            units.append(number.isNumber ? number.units &* factors[scale - Int(number.scale)] : 0)
            if !number.isNumber { presence.clear(row) }
        }
        return .decimal(DecimalColumn(units: PrimitiveColumn(units, presence: presence), scale: scale))
    }

    static func text(_ operand: Operand) -> Operand {
        switch operand {
        case .constant: return .folded(texts(operand.column(count: 1)))
        case .column(.text): return operand
        case .column(let column): return .column(texts(column))
        case .missing: return .missing(.text)
        }
    }

    private static func texts(_ column: Column) -> Column {
        var builder = TextPoolBuilder()
        var codes: [UInt32] = []
        codes.reserveCapacity(column.count)
        let presence = column.presence
        for row in 0..<column.count {
            guard presence[row], let text = spelled(column, row) else {
                codes.append(0)
                continue
            }
            codes.append(builder.code(for: text))
        }
        return .text(TextColumn(codes: PrimitiveColumn(codes, presence: presence), pool: builder.pool()))
    }

    private static func spelled(_ column: Column, _ row: Int) -> String? {
        switch column {
        case .text(let texts): texts[row]
        case .integer(let numbers): numbers[row].map { String($0) }
        case .decimal(let numbers):
            numbers.units[row].map { ExactDecimal(units: Int128($0), scale: numbers.scale).description }
        case .flag(let flags): flags[row].map { $0 ? "true" : "false" }
        case .date(let days): days[row].map { CivilDate(dayNumber: Int($0)).isoText }
        case .real, .instant, .duration: nil
        }
    }
}

/// A decimal read from a text: digits with at most one point, and a sign.
private struct ParsedNumber: BitwiseCopyable {
    var units: Int64 = 0
    var scale: UInt8 = 0
    var isNumber = false

    static let none = ParsedNumber()

    private init() {}

    init(_ text: UnsafeBufferPointer<UInt8>) {
        var index = 0
        let isNegative = text.first == UInt8(ascii: "-")
        if isNegative || text.first == UInt8(ascii: "+") { index = 1 }
        var value: Int64 = 0
        var decimals = -1
        var digits = 0
        // Zeros at the end of the fraction wait until another digit needs them.
        var waitingZeros = 0
        while index < text.count {
            let byte = text[index]
            index += 1
            if byte == UInt8(ascii: "."), decimals < 0 {
                decimals = 0
                continue
            }
            guard (0x30...0x39).contains(byte) else { return }
            digits += 1
            if decimals >= 0, byte == 0x30 {
                waitingZeros += 1
                continue
            }
            let zeros = waitingZeros
            waitingZeros = 0
            if decimals >= 0 { decimals += zeros + 1 }
            guard decimals <= ConversionFunctions.decimalLimit else { return }
            for _ in 0..<zeros { value = value &* 10 }
            value = value &* 10 &+ Int64(byte &- 0x30)
            // Twelve digits before the point, six after: never more than 18 in all.
            if value >= 1_000_000_000_000, decimals < 0 { return }
        }
        guard digits > 0 else { return }
        units = isNegative ? -value : value
        scale = UInt8(max(0, decimals))
        isNumber = true
    }
}
