// lower upper trim length contains starts_with ends_with replace substring concat.

import Tabular

/// The functions on texts. Where only the first argument is a column they are computed once per distinct text.
enum TextFunctions {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// - Parameter bounds: is told of the rows whose text becomes too long; they go missing.
    static func value(_ function: Function, _ arguments: [Operand], count: Int, _ bounds: TextBounds) -> Operand {
        let type = function.resultType(arguments.map(\.type))
        for case .missing in arguments { return .missing(type) }
        let isConstant = arguments.allSatisfy { if case .constant = $0 { true } else { false } }
        if isConstant {
            let columns = arguments.map { Operand.column($0.column(count: 1)) }
            return .folded(bounds.ofConstant { column(function, columns, type, count: 1, $0) })
        }
        return .column(column(function, arguments, type, count: count, bounds))
    }

    private static func column(
        _ function: Function, _ arguments: [Operand], _ type: ColumnType, count: Int, _ bounds: TextBounds
    ) -> Column {
        if case .column(.text(let texts)) = arguments[0], let rest = ConstantArguments(arguments.dropFirst()) {
            return perText(function, texts, rest, bounds) ?? Column.missing(type, count: count)
        }
        return perRow(function, arguments, type, count: count, bounds)
    }

    // MARK: Once per distinct text

    /// The arguments after the first, when none of them is a column.
    private struct ConstantArguments {
        var texts: [[UInt8]] = []
        var numbers: [Int64] = []

        init?(_ operands: ArraySlice<Operand>) {
            for operand in operands {
                switch operand {
                case .constant(.text(let text)): texts.append(Array(text.utf8))
                case .constant(.integer(let number)): numbers.append(number)
                default: return nil
                }
            }
        }
    }

    private static func perText(
        _ function: Function, _ texts: TextColumn, _ rest: ConstantArguments, _ bounds: TextBounds
    ) -> Column? {
        switch function {
        case .length:
            let lengths = TextKernels.perText(texts, missing: 0, remembers: false) { characterCount($0) }
            return .integer(PrimitiveColumn(lengths, presence: texts.presence))
        case .contains, .startsWith, .endsWith:
            guard let part = rest.texts.first else { return nil }
            let flags = part.withUnsafeBufferPointer { part in
                TextKernels.perText(texts, missing: false, remembers: false) { holds(function, $0, part) }
            }
            return .flag(PrimitiveColumn(flags, presence: texts.presence))
        default:
            let further = rest.texts.reduce(0) { max($0, $1.count) }
            return .text(
                TextKernels.mapped(texts, bounds, further: further) { text, result in
                    let limit = bounds.limit(madeOf: max(text.count, further))
                    return write(function, text, rest.texts, rest.numbers, upTo: limit, into: &result)
                })
        }
    }

    // MARK: Once per row

    private static func perRow(
        _ function: Function, _ arguments: [Operand], _ type: ColumnType, count: Int, _ bounds: TextBounds
    ) -> Column {
        let columns = arguments.map { operand -> Column in
            if case .constant = operand { operand.column(count: 1) } else { operand.column(count: count) }
        }
        var presence = Presence(allPresent: count)
        for column in columns where column.count == count { presence = presence.intersection(column.presence) }
        var flags: [Bool] = []
        var codes: [UInt32] = []
        var builder = TextPoolBuilder()
        var scratch: [UInt8] = []
        for row in 0..<count {
            var holds = false
            var code: UInt32 = 0
            if presence[row] {
                var texts: [[UInt8]] = []
                var numbers: [Int64] = []
                for column in columns {
                    switch column {
                    case .text(let texts_):
                        let code = texts_.codes.values[texts_.count == count ? row : 0]
                        texts.append(Array(texts_.pool.bytes[texts_.pool.range(of: code)]))
                    case .integer(let numbers_): numbers.append(numbers_.values[numbers_.count == count ? row : 0])
                    default: break
                    }
                }
                let rest = Array(texts.dropFirst())
                texts.first?.withUnsafeBufferPointer { first in
                    if type == .flag {
                        rest.first?.withUnsafeBufferPointer { holds = Self.holds(function, first, $0) }
                    } else {
                        scratch.removeAll(keepingCapacity: true)
                        let longest = texts.reduce(0) { max($0, $1.count) }
                        let limit = bounds.limit(madeOf: longest)
                        if !write(function, first, rest, numbers, upTo: limit, into: &scratch) {
                            presence.clear(row)
                        } else if bounds.allows(scratch.count, madeOf: longest, beside: builder.byteCount) {
                            code = scratch.withUnsafeBufferPointer { builder.code(for: $0) }
                        } else {
                            presence.clear(row)
                            if !bounds.isFull { bounds.note(row) }
                        }
                    }
                }
            }
            if type == .flag { flags.append(holds) } else { codes.append(code) }
        }
        if type == .flag { return .flag(PrimitiveColumn(flags, presence: presence)) }
        return .text(TextColumn(codes: PrimitiveColumn(codes, presence: presence), pool: builder.pool()))
    }

    // MARK: One text

    /// Writes the function of one text; false when there is none.
    ///
    /// - Parameter limit: once there are more bytes, it may stop.
    private static func write(
        _ function: Function, _ text: Bytes, _ texts: [[UInt8]], _ numbers: [Int64], upTo limit: Int,
        into result: inout [UInt8]
    ) -> Bool {
        switch function {
        case .lower: changeCase(text, toUpper: false, into: &result)
        case .upper: changeCase(text, toUpper: true, into: &result)
        case .trim: result.append(contentsOf: trimmed(text))
        case .replace:
            guard texts.count == 2 else { return false }
            replace(text, texts[0], by: texts[1], upTo: limit, into: &result)
        case .substring:
            guard let start = numbers.first, start >= 1 else { return false }
            let length = numbers.count > 1 ? numbers[1] : .max
            guard length >= 0 else { return false }
            substring(text, from: start, length: length, into: &result)
        case .concat:
            result.append(contentsOf: text)
            for part in texts where result.count <= limit { result.append(contentsOf: part) }
        default: return false
        }
        return true
    }

    private static func holds(_ function: Function, _ text: Bytes, _ part: Bytes) -> Bool {
        guard part.count <= text.count else { return false }
        switch function {
        case .startsWith: return Bytes(rebasing: text[..<part.count]).elementsEqual(part)
        case .endsWith: return Bytes(rebasing: text[(text.count - part.count)...]).elementsEqual(part)
        default: return text.firstPosition(of: part) != nil
        }
    }

    static func characterCount(_ text: Bytes) -> Int64 {
        var count: Int64 = 0
        for byte in text where byte & 0xC0 != 0x80 { count &+= 1 }
        return count
    }

    private static func replace(
        _ text: Bytes, _ part: [UInt8], by new: [UInt8], upTo limit: Int, into result: inout [UInt8]
    ) {
        guard !part.isEmpty else {
            result.append(contentsOf: text)
            return
        }
        part.withUnsafeBufferPointer { part in
            var start = 0
            while let found = text.firstPosition(of: part, from: start) {
                result.append(contentsOf: text[start..<found])
                result.append(contentsOf: new)
                start = found + part.count
                if result.count > limit { return }
            }
            result.append(contentsOf: text[start...])
        }
    }

    private static func substring(_ text: Bytes, from start: Int64, length: Int64, into result: inout [UInt8]) {
        let (past, overflow) = start.addingReportingOverflow(length)
        let end = overflow ? Int64.max : past
        var character: Int64 = 0
        for byte in text {
            if byte & 0xC0 != 0x80 { character &+= 1 }
            if character >= end { return }
            if character >= start { result.append(byte) }
        }
    }

    /// Every character by itself; one whose other case is several characters stays as it is.
    private static func changeCase(_ text: Bytes, toUpper: Bool, into result: inout [UInt8]) {
        if text.allSatisfy({ $0 < 0x80 }) {
            let first = toUpper ? UInt8(ascii: "a") : UInt8(ascii: "A")
            let start = result.count
            result.append(contentsOf: text)
            result.withUnsafeMutableBufferPointer { result in
                for index in start..<result.count where result[index] &- first < 26 { result[index] ^= 0x20 }
            }
            return
        }
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            let mapping = toUpper ? scalar.properties.uppercaseMapping : scalar.properties.lowercaseMapping
            let scalars = mapping.unicodeScalars
            let changed = scalars.count == 1 ? scalars.first ?? scalar : scalar
            result.append(contentsOf: UTF8.encode(changed) ?? UTF8.encodedReplacementCharacter)
        }
    }

    /// Without tabs, line ends and blanks of any script (Unicode's separators) at both ends.
    static func trimmed(_ text: Bytes) -> Bytes {
        var start = 0
        var end = text.count
        while start < end, case let length = blankLength(text, at: start), length > 0 { start += length }
        while end > start {
            var last = end - 1
            while last > start, text[last] & 0xC0 == 0x80 { last -= 1 }
            let length = blankLength(text, at: last)
            guard length > 0, last + length == end else { break }
            end = last
        }
        return Bytes(rebasing: text[start..<end])
    }

    /// How many bytes the blank at `index` has; 0 when there is none.
    private static func blankLength(_ text: Bytes, at index: Int) -> Int {
        switch text[index] {
        case 0x20, 0x09...0x0D: return 1
        case 0xC2: return index + 1 < text.count && text[index + 1] == 0xA0 ? 2 : 0
        case 0xE1, 0xE2, 0xE3:
            guard index + 2 < text.count else { return 0 }
            let scalar =
                UInt32(text[index] & 0x0F) << 12 | UInt32(text[index + 1] & 0x3F) << 6 | UInt32(text[index + 2] & 0x3F)
            switch scalar {
            case 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return 3
            default: return 0
            }
        default: return 0
        }
    }
}
