// The numbers of a cell of the results as text, for both files that hold them.

import Documents
import Stages

/// The numbers of a cell, as cells of a CSV row: `0.83,83,100,100,0.744,0.891`.
struct NumberTexts {
    /// In the order in which they are written.
    enum Field: Int, CaseIterable {
        case value, numerator, denominator, n, low, high
    }

    private(set) var text: [UInt8] = []
    /// Where each field ends.
    private var ends = [Int](repeating: 0, count: Field.allCases.count)

    /// Takes the numbers of a cell; one that is missing, hidden or not finite has no text.
    mutating func write(_ cell: UnsafePointer<MetricCell>) {
        text.removeAll(keepingCapacity: true)
        append(cell.pointee.value)
        end(.value)
        append(cell.pointee.numerator)
        end(.numerator)
        append(cell.pointee.denominator)
        end(.denominator)
        if cell.pointee.status != .hidden { text.append(integer: cell.pointee.n) }
        end(.n)
        append(cell.pointee.low)
        end(.low)
        append(cell.pointee.high)
        ends[Field.high.rawValue] = text.count
    }

    private mutating func end(_ field: Field) {
        ends[field.rawValue] = text.count
        text.append(UInt8(ascii: ","))
    }

    private mutating func append(_ number: MetricValue?) {
        if let number, number.isFinite { text.append(number: number) }
    }

    private mutating func append(_ number: Double?) {
        if let number, number.isFinite { text.append(real: number) }
    }

    /// Where the text of a number stands; empty when there is none.
    func place(of field: Field) -> Range<Int> {
        (field == .value ? 0 : ends[field.rawValue - 1] + 1)..<ends[field.rawValue]
    }
}
