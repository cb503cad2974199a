// Values and measurements of a document as cells of a workbook.

import Diagnostics

/// Makes cells in the language of a document.
struct SheetCells: Sendable {
    let language: Language
    let words: SheetWords

    init(language: Language) {
        self.language = language
        words = SheetWords(language: language)
    }

    func number(_ number: Document.Number, isTotal: Bool = false, sign: String? = nil) -> Workbook.Cell {
        let format = SheetNumberFormat(number, language: language)
        guard let held = format.number(number.quantity.doubleValue, sign: sign) else {
            return Workbook.Cell(number.shown, .absent)
        }
        return Workbook.Cell(.number(held), isTotal ? .totalNumber : .number)
    }

    func value(_ value: Document.Value, isTotal: Bool = false) -> Workbook.Cell {
        switch value {
        case .number(let number): self.number(number, isTotal: isTotal)
        case .absent(let shown), .hidden(let shown): Workbook.Cell(shown, .absent)
        case .blank: .blank
        }
    }

    func cell(_ cell: Document.Cell, isTotal: Bool = false) -> Workbook.Cell {
        switch cell {
        case .text, .path, .code, .link, .verdict, .minor: Workbook.Cell(cell.shown, isTotal ? .totalText : .text)
        case .value(let value): self.value(value, isTotal: isTotal)
        case .plot, .blank: .blank
        }
    }

    // MARK: Parts of a measurement

    /// An end of the interval, as its value looks.
    func end(
        _ end: KeyPath<Document.Measurement.Interval, Double>, of measurement: Document.Measurement
    ) -> Workbook.Cell {
        guard let interval = measurement.interval, case .number(let number) = measurement.value,
            let held = SheetNumberFormat(number, language: language).number(interval[keyPath: end])
        else { return .blank }
        return Workbook.Cell(.number(held), .number)
    }

    func sample(_ measurement: Document.Measurement) -> Workbook.Cell {
        guard let sample = measurement.sample else { return .blank }
        return number(Document.Number(count: sample.count, shown: sample.shown))
    }

    func status(_ goal: Document.Goal?) -> Workbook.Cell {
        Workbook.Cell(goal.map { Self.marked($0.mark, $0.status) } ?? "")
    }

    private static func marked(_ mark: String, _ text: String) -> String { mark.isEmpty ? text : mark + " " + text }

    /// Difference, relative difference, and what they mean.
    func change(_ change: Document.Change?) -> [Workbook.Cell] {
        guard let change else { return [.blank, .blank, .blank] }
        return [
            value(change.difference), change.relative.map { number($0) } ?? .blank,
            Workbook.Cell(Self.marked(change.mark, change.verdict ?? "")),
        ]
    }

    func changeHeads(_ base: String) -> [SheetTable.Head] {
        [
            SheetTable.Head(base, isNumber: true),
            SheetTable.Head(words.part(base, SheetWords.relative), isNumber: true),
            SheetTable.Head(words.part(base, SheetWords.meaning)),
        ]
    }

    /// Value, interval, observations, and what is to be minded of them.
    func basis(_ measurement: Document.Measurement, isTotal: Bool = false) -> [Workbook.Cell] {
        [
            value(measurement.value, isTotal: isTotal), end(\.low, of: measurement), end(\.high, of: measurement),
            sample(measurement), Workbook.Cell(measurement.note),
        ]
    }

    func basisHeads(value: String, interval: String, sample: String) -> [SheetTable.Head] {
        [
            SheetTable.Head(value, isNumber: true),
            SheetTable.Head(words.part(interval, SheetWords.lowerEnd), isNumber: true),
            SheetTable.Head(words.part(interval, SheetWords.upperEnd), isNumber: true),
            SheetTable.Head(sample, isNumber: true), SheetTable.Head(words[SheetWords.note]),
        ]
    }
}
