// The slow twin of every cleaning rule.

import Foundation
import Tabular

extension TwinTable {
    // MARK: Cells

    /// Rewrites every text of some columns; nil becomes missing.
    package func rewriting(_ names: [String], _ rewrite: (String) -> String?) -> TwinTable {
        changing(names) { cell in
            guard case .text(let text) = cell else { return cell }
            return rewrite(text).map { .text($0) } ?? .missing
        }
    }

    package func trimmed(_ names: [String]) -> TwinTable { rewriting(names) { Self.emptyAsNil(Self.trimmed($0)) } }

    package func normalised(_ names: [String], width: Bool, letterCase: String?, blanks: Bool) -> TwinTable {
        rewriting(names) { text in
            var text = text
            if width { text = Self.halfWidth(text) }
            if letterCase == "lower" { text = text.lowercased() }
            if letterCase == "upper" { text = text.uppercased() }
            return blanks ? Self.emptyAsNil(Self.withSingleBlanks(text)) : text
        }
    }

    package func clearing(_ names: [String], _ values: [Cell]) -> TwinTable {
        changing(names) { values.contains($0) ? .missing : $0 }
    }

    /// `otherwise` says what becomes of a text that is not listed.
    package func mapped(
        _ name: String, _ values: [(String, String?)], otherwise: (String) -> String?
    ) -> TwinTable {
        rewriting([name]) { text in
            for (old, new) in values where old.utf8.elementsEqual(text.utf8) { return new }
            return otherwise(text)
        }
    }

    package func phones(_ names: [String], keepingOthers: Bool) -> TwinTable {
        rewriting(names) { text in
            switch PhoneTwin.read(text) {
            case .number(let number): number
            case .masked: nil
            case .unreadable: keepingOthers ? text : nil
            }
        }
    }

    package func filled(_ name: String, _ value: (TwinRow) -> Cell) -> TwinTable {
        var twin = self
        for row in rows.indices where rows[row][name] == .missing { twin.rows[row][name] = value(rows[row]) }
        return twin
    }

    /// A missing cell takes the last value above it in the same file, while the cells of `within` stay the same.
    package func filledFromPrevious(_ name: String, within: [String]) -> TwinTable {
        var twin = self
        for row in rows.indices.dropFirst() where twin.rows[row][name] == .missing {
            let (above, here) = (twin.rows[row - 1], twin.rows[row])
            guard above.file == here.file else { continue }
            guard within.allSatisfy({ here[$0] != .missing && here[$0] == above[$0] }) else { continue }
            twin.rows[row][name] = above[name]
        }
        return twin
    }

    // MARK: Columns

    package func deriving(_ name: String, _ type: ColumnType, _ value: (TwinRow) -> Cell) -> TwinTable {
        var twin = self
        if let index = columns.firstIndex(where: { $0.name == name }) {
            twin.columns[index].type = type
        } else {
            twin.columns.append(ColumnDescription(name: name, type: type))
        }
        for row in rows.indices { twin.rows[row][name] = value(rows[row]) }
        return twin
    }

    package func renamed(_ names: [String: String]) -> TwinTable {
        var twin = self
        for index in columns.indices { twin.columns[index].name = names[columns[index].name] ?? columns[index].name }
        for row in rows.indices {
            twin.rows[row].cells = [:]
            for (name, cell) in rows[row].cells { twin.rows[row].cells[names[name] ?? name] = cell }
        }
        return twin
    }

    // MARK: Rows

    package func keeping(where condition: (TwinRow) -> Bool?) -> TwinTable {
        var twin = self
        twin.rows = rows.filter { condition($0) == true }
        return twin
    }

    package func rejecting(where condition: (TwinRow) -> Bool?) -> TwinTable {
        keeping { condition($0) != true }
    }

    /// Without `key`, whole rows are compared; `latest` is the column that decides, nil keeps the first or last.
    package func withoutDuplicates(key: [String]?, keepingLast: Bool = false, latest: String? = nil) -> TwinTable {
        var groups: [[Cell]: [Int]] = [:]
        var isKept = [Bool](repeating: false, count: rows.count)
        for (number, row) in rows.enumerated() {
            let cells = (key ?? columns.map(\.name)).map { row[$0] }
            if key != nil, cells.contains(.missing) {
                isKept[number] = true
            } else {
                groups[cells, default: []].append(number)
            }
        }
        for members in groups.values {
            guard var keeper = members.first else { continue }
            for member in members.dropFirst() {
                if let latest {
                    if !Self.isBefore(rows[member][latest], rows[keeper][latest]) { keeper = member }
                } else if keepingLast {
                    keeper = member
                }
            }
            isKept[keeper] = true
        }
        var twin = self
        twin.rows = zip(rows, isKept).filter(\.1).map(\.0)
        return twin
    }

    /// One row in place of all rows of a key, without those that lack a part of it; rows are handed to each column's maker in the order of
    /// `order`, those without a cell there as they stand, and whether it is for the first (they are last) or not (they are first).
    package func rolledUp(
        _ key: [String], order: String? = nil,
        _ makers: [(name: String, type: ColumnType, make: (RolledUpRows) -> Cell)]
    ) -> TwinTable {
        var groups: [(key: [Cell], rows: [TwinRow])] = []
        for row in rows {
            let cells = key.map { row[$0] }
            if cells.contains(.missing) { continue }
            if let group = groups.firstIndex(where: { $0.key == cells }) {
                groups[group].rows.append(row)
            } else {
                groups.append((cells, [row]))
            }
        }
        var twin = self
        twin.columns =
            key.compactMap { name in columns.first { $0.name == name } }
            + makers.map { ColumnDescription(name: $0.name, type: $0.type) }
        twin.rows = groups.map { cells, rows in
            var made = TwinRow(cells: [:], file: rows[0].file, line: rows[0].line)
            for (name, cell) in zip(key, cells) { made[name] = cell }
            for maker in makers { made[maker.name] = maker.make(RolledUpRows(rows: rows, order: order)) }
            return made
        }
        return twin
    }

    // MARK: Small change

    private func changing(_ names: [String], _ change: (Cell) -> Cell) -> TwinTable {
        var twin = self
        for row in rows.indices {
            for name in names { twin.rows[row][name] = change(rows[row][name]) }
        }
        return twin
    }

    fileprivate static func isBefore(_ left: Cell, _ right: Cell) -> Bool {
        switch (left, right) {
        case (.missing, let other): other != .missing
        case (.integer(let a), .integer(let b)): a < b
        case (.decimal(let a), .decimal(let b)): a < b
        case (.real(let a), .real(let b)): a < b
        case (.date(let a), .date(let b)): a < b
        case (.instant(let a), .instant(let b)), (.duration(let a), .duration(let b)): a < b
        default: false
        }
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || "\u{200B}\u{2060}\u{FEFF}".unicodeScalars.contains(scalar)
    }

    private static func trimmed(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        while let first = scalars.first, isBlank(first) { scalars.removeFirst() }
        while let last = scalars.last, isBlank(last) { scalars.removeLast() }
        return string(scalars)
    }

    private static func withSingleBlanks(_ text: String) -> String {
        let words = text.unicodeScalars.split(whereSeparator: isBlank)
        return words.map { string(Array($0)) }.joined(separator: " ")
    }

    static func halfWidth(_ text: String) -> String {
        string(
            text.unicodeScalars.map { scalar in
                if scalar.value == 0x3000 { return " " }
                guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
                return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
            })
    }

    private static func emptyAsNil(_ text: String) -> String? { text.isEmpty ? nil : text }

    private static func string(_ scalars: [Unicode.Scalar]) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}

/// The rows of one key.
package struct RolledUpRows {
    fileprivate let rows: [TwinRow]
    fileprivate let order: String?

    /// In their order, those without a place in it last.
    package var fromFirst: [TwinRow] {
        guard let order else { return rows }
        return sorted(rows.filter { $0[order] != .missing }, order) + rows.filter { $0[order] == .missing }
    }

    /// In their order, those without a place in it first.
    package var toLast: [TwinRow] {
        guard let order else { return rows }
        return rows.filter { $0[order] == .missing } + sorted(rows.filter { $0[order] != .missing }, order)
    }

    /// By insertion: equal ones stay as they stand.
    private func sorted(_ rows: [TwinRow], _ order: String) -> [TwinRow] {
        rows.reduce(into: []) { sorted, row in
            let place = sorted.firstIndex { TwinTable.isBefore(row[order], $0[order]) } ?? sorted.count
            sorted.insert(row, at: place)
        }
    }

    package func first(_ value: (TwinRow) -> Cell) -> Cell { fromFirst.map(value).first { $0 != .missing } ?? .missing }

    package func last(_ value: (TwinRow) -> Cell) -> Cell { toLast.map(value).last { $0 != .missing } ?? .missing }

    package func extreme(_ name: String, isLargest: Bool) -> Cell {
        rows.map { $0[name] }.filter { $0 != .missing }.reduce(.missing) { found, cell in
            if found == .missing { return cell }
            return TwinTable.isBefore(isLargest ? found : cell, isLargest ? cell : found) ? cell : found
        }
    }

    package func sum(_ name: String) -> Cell {
        rows.map { $0[name] }.filter { $0 != .missing }.reduce(.missing) { sum, cell in
            switch (sum, cell) {
            case (.missing, _): cell
            case (.integer(let a), .integer(let b)): .integer(a + b)
            case (.duration(let a), .duration(let b)): .duration(a + b)
            case (.real(let a), .real(let b)): .real(a + b)
            case (.decimal(let a), .decimal(let b)): ExactDecimal.sum(a, b).map { .decimal($0) } ?? .missing
            default: .missing
            }
        }
    }

    package func count(_ isCounted: (TwinRow) -> Bool = { _ in true }) -> Int64 { Int64(rows.count { isCounted($0) }) }

    package func different(_ name: String) -> [Cell] {
        fromFirst.map { $0[name] }.reduce(into: []) { if $1 != .missing, !$0.contains($1) { $0.append($1) } }
    }

    package func joined(_ name: String) -> Cell {
        let texts = different(name).compactMap { if case .text(let text) = $0 { text } else { nil } }
        return texts.isEmpty ? .missing : .text(texts.joined(separator: "; "))
    }
}

/// Reads Chinese telephone numbers by regular expressions alone.
package enum PhoneTwin: Equatable {
    case number(String)
    case masked
    case unreadable

    package static func read(_ text: String) -> PhoneTwin {
        var plain = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isFullWidth = (0xFF01...0xFF5E).contains(scalar.value)
            plain.append(isFullWidth ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
        }
        var number = String(plain).lowercased()
        var hasExtension = false
        if let cut = number.range(of: "(?<=[0-9].{0,99})(转|分|#|ext)", options: .regularExpression) {
            if number[cut] == "ext", number[..<cut.lowerBound].contains("x") { return .unreadable }
            number = String(number[..<cut.lowerBound])
            hasExtension = true
        }
        guard matches(number, "^[-+0-9*•●x().· \\t\u{A0}\u{3000}\u{FEFF}\u{200B}\u{2010}-\u{2015}\u{2212}]*\\z"),
            !matches(number, "^[^0-9]*x"), !matches(number, "[0-9+].*\\+")
        else { return .unreadable }
        if matches(number, "[*•●]|x.*x") { return .masked }
        if number.contains("x") {
            number = String(number.prefix { $0 != "x" })
            hasExtension = true
        }
        let hyphenated = number.replacingOccurrences(
            of: "[\u{2010}-\u{2015}\u{2212}]", with: "-", options: .regularExpression)
        let digits = hyphenated.filter { $0.isASCII && ($0.isNumber || $0 == "+" || $0 == "-") }
        if let whole = national(digits.replacingOccurrences(of: "-", with: "")) {
            return hasExtension && isMobile(whole) ? .masked : .number(whole)
        }
        guard let hyphen = digits.lastIndex(of: "-"), matches(String(digits[hyphen...]), "^-[0-9]{1,5}$"),
            let front = national(digits[..<hyphen].replacingOccurrences(of: "-", with: ""))
        else { return .unreadable }
        return isMobile(front) ? .masked : .number(front)
    }

    private static func national(_ digits: String) -> String? {
        let landline = "(10[2-9][0-9]{7}|2[0-9][2-9][0-9]{7}|[3-9][0-9]{2}[2-9][0-9]{6,7})"
        let mobile = "1[3-9][0-9]{9}"
        let service = "[48]00[0-9]{7}"
        let chinese = "^(\\+?86|0086)(0?\(landline)|0?\(mobile)|\(service))$"
        if matches(digits, "^(0\(landline)|0?\(mobile)|\(service))$") { return "+86" + withoutZero(digits) }
        if matches(digits, chinese) {
            let rest = digits.replacingOccurrences(of: "^(\\+?86|0086)", with: "", options: .regularExpression)
            return "+86" + withoutZero(rest)
        }
        guard matches(digits, "^(\\+|00)(?!86)[1-9][0-9]{7,14}$") else { return nil }
        return "+" + digits.replacingOccurrences(of: "^(\\+|00)", with: "", options: .regularExpression)
    }

    private static func withoutZero(_ digits: String) -> String {
        digits.hasPrefix("0") ? String(digits.dropFirst()) : digits
    }

    private static func isMobile(_ number: String) -> Bool { matches(number, "^\\+861[3-9][0-9]{9}$") }

    private static func matches(_ text: String, _ pattern: String) -> Bool {
        text.range(of: pattern, options: .regularExpression) != nil
    }
}
