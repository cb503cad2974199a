// Reads and writes dates and times of day as ISO 8601 has them.

import Tabular

/// Dates with times, as text.
enum ISOText {
    /// A moment as written: on the local clock, or fixed by an offset.
    enum Moment: Hashable {
        /// Milliseconds since 1970-01-01T00:00 on the local clock.
        case local(Int64)
        /// Milliseconds since 1970-01-01T00:00:00Z.
        case instant(Int64)
    }

    /// `2026-09-14T08:05:00`, with milliseconds when there are any.
    static func localTime(_ milliseconds: Int64) -> String {
        let (day, time) = Floor.divided(milliseconds, by: 86_400_000)
        let seconds = time / 1000
        let date = CivilDate(dayNumber: Int(day)).isoText
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(separator: ":")
        let rest = time % 1000
        return "\(date)T\(clock)" + (rest == 0 ? "" : "." + padded(rest, 3))
    }

    /// Reads `2026-09-14T08:05`, `2026-09-14 08:05:30.250`, and either followed by `Z` or `+08:00`.
    static func moment(_ text: String) -> Moment? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 16, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
            let date = CivilDate(isoText: String(decoding: bytes[..<10], as: UTF8.self)),
            let hour = number(bytes, 11, 2), hour < 24, bytes[13] == UInt8(ascii: ":"),
            let minute = number(bytes, 14, 2), minute < 60
        else { return nil }
        var time = (Int64(hour) * 60 + Int64(minute)) * 60_000
        var index = 16
        if index < bytes.count, bytes[index] == UInt8(ascii: ":") {
            guard let second = number(bytes, index + 1, 2), second < 60 else { return nil }
            time += Int64(second) * 1000
            index += 3
            if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
                var factor: Int64 = 100
                index += 1
                let first = index
                while index < bytes.count, let digit = number(bytes, index, 1), index < first + 3 {
                    time += Int64(digit) * factor
                    factor /= 10
                    index += 1
                }
                if index == first { return nil }
            }
        }
        let local = Int64(date.dayNumber) * 86_400_000 + time
        if index == bytes.count { return .local(local) }
        if bytes[index] == UInt8(ascii: "Z"), index + 1 == bytes.count { return .instant(local) }
        guard bytes.count == index + 6, bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-"),
            let hours = number(bytes, index + 1, 2), hours < 15, bytes[index + 3] == UInt8(ascii: ":"),
            let minutes = number(bytes, index + 4, 2), minutes < 60
        else { return nil }
        let offset = (Int64(hours) * 60 + Int64(minutes)) * 60_000
        return .instant(bytes[index] == UInt8(ascii: "+") ? local - offset : local + offset)
    }

    private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
        guard start + count <= bytes.count else { return nil }
        var number = 0
        for byte in bytes[start..<start + count] {
            guard (0x30...0x39).contains(byte) else { return nil }
            number = number * 10 + Int(byte - 0x30)
        }
        return number
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

/// Division that rounds down, so that times before 1970 fall on the right day.
enum Floor {
    @inline(__always)
    static func divided(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
