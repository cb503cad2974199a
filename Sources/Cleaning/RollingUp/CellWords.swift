// Cells as whole numbers, and back: reals in their order, decimals of 128 bits.

import Tabular

/// Real numbers as whole numbers of the same order.
enum RealWord {
    static func word(of value: Double) -> Int64 {
        let bits = Int64(bitPattern: value.bitPattern)
        return bits < 0 ? bits ^ .max : bits
    }

    static func value(of word: Int64) -> Double {
        Double(bitPattern: UInt64(bitPattern: word < 0 ? word ^ .max : word))
    }
}

/// Decimals of 128 bits as columns of 64.
enum DecimalCells {
    /// A column per range of groups, all of one scale: that of the units, or a coarser one without loss where these do not fit.
    ///
    /// - Returns: also how many cells fit no such scale, and are missing.
    static func columns(
        _ cuts: [Range<Int>], _ units: [Int128], _ isSet: [Bool], scale: Int
    ) -> (columns: [Column], lost: Int) {
        var (units, isSet, scale) = (units, isSet, scale)
        func fits(_ number: Int128) -> Bool { Int64(exactly: number) != nil }
        while scale > 0, !units.allSatisfy(fits), units.allSatisfy({ $0 % 10 == 0 }) {
            for index in units.indices { units[index] /= 10 }
            scale -= 1
        }
        var lost = 0
        for index in units.indices where isSet[index] && !fits(units[index]) {
            (units[index], isSet[index]) = (0, false)
            lost += 1
        }
        let columns = cuts.map { cut in
            let values = cut.map { Int64(truncatingIfNeeded: units[$0]) }
            let presence = Presence(count: cut.count) { isSet[cut.lowerBound + $0] }
            return Column.decimal(DecimalColumn(units: PrimitiveColumn(values, presence: presence), scale: scale))
        }
        return (columns, lost)
    }
}
