// Reads the commonest cells of a column many at once, where the processor can.
import CScanner

/// The doors to what C reads by vectors; each tells whether it has read the cells, else they are to be read one by one.
///
/// - Shape: `values` gets a number per cell, 0 for those that were not read; `read` a bit per cell, 64 a word.
struct VectorReading {
    private let wholeNumbers: ScannerNumbersFunction?
    private let amountsOf: ScannerNumbersFunction?
    private let momentsOf: ScannerMomentsFunction?
    private let idsOf: ScannerIdsFunction?
    private let flagsOf: ScannerFlagsFunction?
    private let keysOf: ScannerKeysFunction?

    init(_ set: InstructionSet) {
        let set = ScannerInstructionSet(set.rawValue)
        wholeNumbers = scanner_whole_numbers_function(set)
        amountsOf = scanner_amounts_function(set)
        momentsOf = scanner_moments_function(set)
        idsOf = scanner_ids_function(set)
        flagsOf = scanner_flags_function(set)
        keysOf = scanner_keys_function(set)
    }

    /// Whether ids are found many at once.
    var readsIDs: Bool { idsOf != nil }

    /// Numbers of one to eight digits.
    func integers(
        _ source: CellSource, _ values: UnsafeMutablePointer<Int64>, _ read: UnsafeMutablePointer<UInt64>,
        _ least: inout Int64, _ most: inout Int64
    ) -> Bool {
        guard let wholeNumbers else { return false }
        numbers(values, read, &least, &most) { wholeNumbers(source.bytes, source.scannerCells, source.count, &$0) }
        return true
    }

    /// Amounts such as `109.91`, in hundredths.
    func amounts(
        _ source: CellSource, _ values: UnsafeMutablePointer<Int64>, _ read: UnsafeMutablePointer<UInt64>,
        _ least: inout Int64, _ most: inout Int64
    ) -> Bool {
        guard let amountsOf else { return false }
        numbers(values, read, &least, &most) { amountsOf(source.bytes, source.scannerCells, source.count, &$0) }
        return true
    }

    /// Moments of one date.
    func moments(
        _ source: CellSource, _ date: ScannerDate, _ values: UnsafeMutablePointer<Int64>,
        _ read: UnsafeMutablePointer<UInt64>, _ least: inout Int64, _ most: inout Int64
    ) -> Bool {
        guard let momentsOf else { return false }
        var date = date
        numbers(values, read, &least, &most) { momentsOf(source.bytes, source.scannerCells, source.count, &date, &$0) }
        return true
    }

    /// The places of ids.
    ///
    /// - Shape: `places` gets one per cell.
    func places(_ source: CellSource, _ form: ScannerIds, into places: UnsafeMutablePointer<UInt32>) -> Bool {
        guard let idsOf else { return false }
        var form = form
        idsOf(source.bytes, source.scannerCells, source.count, &form, places)
        return true
    }

    /// The commonest words of yes and no.
    ///
    /// - Shape: `read` and `yes` get a bit per cell, 64 a word.
    func flags(
        _ source: CellSource, _ words: borrowing FlagWords, _ read: UnsafeMutablePointer<UInt64>,
        _ yes: UnsafeMutablePointer<UInt64>
    ) -> Bool {
        guard let flagsOf else { return false }
        var table = words.scannerWords
        flagsOf(source.bytes, source.scannerCells, source.count, &table, read, yes)
        return true
    }

    /// The codes of cells that are one of a few texts.
    ///
    /// - Shape: `codes` gets one per cell, `found` a bit per cell, 64 a word.
    func codes(
        _ source: CellSource, of keys: ScannerKeys, into codes: UnsafeMutablePointer<UInt32>,
        found: UnsafeMutablePointer<UInt64>
    ) -> Bool {
        guard let keysOf else { return false }
        var keys = keys
        keysOf(source.bytes, source.scannerCells, source.count, &keys, codes, found)
        return true
    }

    private func numbers(
        _ values: UnsafeMutablePointer<Int64>, _ read: UnsafeMutablePointer<UInt64>, _ least: inout Int64,
        _ most: inout Int64, _ body: (inout ScannerNumbers) -> Void
    ) {
        var numbers = ScannerNumbers(values: values, read: read, least: .max, most: .min)
        body(&numbers)
        least = min(least, numbers.least)
        most = max(most, numbers.most)
    }
}

extension CellSource {
    /// The same cells as C knows them, which has the same two numbers in the same order.
    fileprivate var scannerCells: UnsafePointer<ScannerCell> {
        UnsafeRawPointer(start).assumingMemoryBound(to: ScannerCell.self)
    }
}
