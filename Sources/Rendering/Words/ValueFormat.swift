// How numbers look in a report, in each language: percentages, money, durations, changes, intervals.

import Diagnostics
import Stages

/// Writes numbers for people to read.
///
/// Rounding happens here and nowhere before: half to even, on decimal digits. Nothing depends on the machine's locale. A number that
/// rounding would make equal to something it is not, such as nothing, all, or the target it missed, gets as many digits more
/// as it takes: 2499 of 2500 are 99.96%, not 100.0%.
///
///     fraction 0.8345          83.4%            83.4%
///     its change 0.012         +1.2 pp          +1.2 个百分点
///     seconds 83.4             1 m 23 s         1 分 23 秒
///     per_1000 12.34           12.3 per 1,000   12.3‰
///     CNY 1234.5               ¥1,234.50        ¥1,234.50
struct ValueFormat: Sendable {
    var language: Language

    /// What stands where there is no number.
    static let absent = "–"
    static let minus = "\u{2212}"

    /// A value with its unit.
    ///
    /// - Parameter target: what it must not be confused with, besides nothing and, of shares, all.
    func text(_ value: MetricValue, unit: MetricUnit, places: Int, target: Double? = nil) -> String {
        guard let number = PrintedNumber(value) else { return Self.absent }
        var honest = places
        for other in Self.bounds(of: unit) + (target.map { [$0] } ?? [])
        where isNear(value.doubleValue, other, unit: unit, places: places) {
            honest = self.places(honest, telling: number, from: other, unit: unit)
        }
        return text(number, unit: unit, places: honest)
    }

    private static func bounds(of unit: MetricUnit) -> [Double] { unit == .fraction ? [0, 1] : [0] }

    /// Whether two numbers could look alike at all.
    private func isNear(_ number: Double, _ other: Double, unit: MetricUnit, places: Int) -> Bool {
        if unit == .seconds { return abs(number - other) <= 120 }
        var digit = unit == .fraction ? 0.01 : 1.0
        for _ in 0..<max(0, places) { digit /= 10 }
        return abs(number - other) <= digit
    }

    /// So many digits after the point that a number does not look like another that it is not.
    private func places(_ places: Int, telling number: PrintedNumber, from other: Double, unit: MetricUnit) -> Int {
        guard let other = PrintedNumber(other), other != number else { return places }
        var enough = places
        while enough < places + 15,
            text(number, unit: unit, places: enough) == text(other, unit: unit, places: enough)
        {
            enough += 1
        }
        return enough
    }

    /// A value with its unit, from its digits.
    func text(_ number: PrintedNumber, unit: MetricUnit, places: Int) -> String {
        let rounded = roundedForPrint(number, unit: unit, places: places)
        return (rounded.isNegative ? Self.minus : "") + magnitude(number.magnitude, unit: unit, places: places)
    }

    /// A change with its sign; rates change by percentage points.
    func change(_ number: PrintedNumber, unit: MetricUnit, places: Int) -> String {
        let rounded = roundedForPrint(number, unit: unit, places: places)
        let sign = rounded.isZero ? "±" : rounded.isNegative ? Self.minus : "+"
        switch unit {
        case .fraction:
            return sign + number.magnitude.shifted(by: 2).text(places: places)
                + (language == .chinese ? " 个百分点" : "\u{A0}pp")
        default:
            return sign + magnitude(number.magnitude, unit: unit, places: places)
        }
    }

    /// A relative change: `+3.4%`.
    func relativeChange(_ share: Double) -> String {
        guard let number = PrintedNumber(share)?.shifted(by: 2) else { return Self.absent }
        let rounded = number.rounded(to: 1)
        let sign = rounded.isZero ? "±" : rounded.isNegative ? Self.minus : "+"
        return sign + number.magnitude.text(places: 1) + "%"
    }

    /// Both ends of an interval; nil unless both are numbers.
    ///
    /// - Parameter target: what neither end must be confused with.
    func interval(
        _ lowest: Double?, _ highest: Double?, unit: MetricUnit, places: Int, target: Double? = nil
    ) -> String? {
        guard let low = lowest.flatMap({ PrintedNumber($0) }), let high = highest.flatMap({ PrintedNumber($0) })
        else { return nil }
        var places = places
        for (end, number) in [(low, lowest), (high, highest)] {
            guard let target, let number, isNear(number, target, unit: unit, places: places) else { continue }
            places = self.places(places, telling: end, from: target, unit: unit)
        }
        if unit == .seconds, let clock = clockInterval(low, high, places: places) { return clock }
        // A unit that follows the number is said once.
        let suffix = suffix(of: unit)
        let first = text(low, unit: suffix.isEmpty ? unit : .number, places: places)
        let second = text(high, unit: suffix.isEmpty ? unit : .number, places: places)
        let isPlain = !low.isNegative && unit != .seconds
        let joint = isPlain ? "–" : language == .chinese ? " 至 " : " to "
        return first + joint + second + suffix
    }

    /// A share of 1 as a percentage.
    func percentage(_ share: Double, places: Int = 1) -> String {
        text(.real(share), unit: .fraction, places: places)
    }

    /// A percentage of two counts, 100.0% only of all; the absent mark when there is nothing to divide by.
    func percentage(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return Self.absent }
        return percentage(Double(part) / Double(whole))
    }

    /// A whole number in groups of three.
    func count(_ number: Int) -> String { text(PrintedNumber(number), unit: .count, places: 0) }

    /// A number of an axis: as short as may be, large ones in ten thousands (万) or thousands (k).
    func axis(_ value: Double, unit: MetricUnit, places: Int) -> String {
        guard let number = PrintedNumber(value) else { return Self.absent }
        let sign = number.isNegative ? Self.minus : ""
        let magnitude = number.magnitude
        switch unit {
        case .fraction: return sign + plain(magnitude.shifted(by: 2)) + "%"
        case .seconds: return sign + (clock(magnitude) ?? seconds(magnitude, places: magnitude.isWhole ? 0 : places))
        case .currency(let code):
            return sign + CurrencyFormat.symbol(of: code, in: language) + compact(magnitude, value)
        case .count, .number: return sign + compact(magnitude, value)
        case .points: return sign + plain(magnitude)
        case .perThousand, .minutes, .hours, .days:
            return sign + plain(magnitude) + (language == .chinese ? suffix(of: unit) : "")
        }
    }

    /// A limit of a range beside a drawing: as short as it may be without being mistaken.
    func brief(_ value: Double, unit: MetricUnit, places: Int) -> String {
        guard let number = PrintedNumber(value) else { return Self.absent }
        let size = unit == .fraction ? (value * 100).magnitude : value.magnitude
        if unit == .seconds, size < 60 { return text(number, unit: unit, places: places) }
        return axis(
            unit == .fraction
                ? rounded(value * 100, to: size >= 100 ? 0 : places) / 100
                : rounded(value, to: size >= 60 ? 0 : places),
            unit: unit, places: places)
    }

    private func rounded(_ value: Double, to places: Int) -> Double {
        var factor = 1.0
        for _ in 0..<max(0, places) { factor *= 10 }
        return (value * factor).rounded() / factor
    }

    /// `4:00`, `1:30:00`: whole seconds of a minute and more; nil for others.
    private func clock(_ number: PrintedNumber) -> String? {
        guard number.isWhole, let whole = number.wholePart, whole >= 60, whole < 1 << 50 else { return nil }
        return whole < 3600
            ? "\(whole / 60):\(Self.twoDigits(whole % 60))"
            : "\(whole / 3600):\(Self.twoDigits(whole % 3600 / 60)):\(Self.twoDigits(whole % 60))"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private func compact(_ number: PrintedNumber, _ value: Double) -> String {
        let steps = language == .chinese ? [(8, "亿"), (4, "万")] : [(9, "B"), (6, "M"), (3, "k")]
        for (digits, word) in steps {
            var limit = 1.0
            for _ in 0..<digits { limit *= 10 }
            if abs(value) >= limit { return plain(number.shifted(by: -digits)) + word }
        }
        return plain(number)
    }

    /// With no more than two digits after the point, and none that is zero at the end.
    private func plain(_ number: PrintedNumber) -> String {
        let rounded = number.rounded(to: 2)
        return rounded.text(places: rounded.isWhole ? 0 : rounded.shifted(by: 1).isWhole ? 1 : 2)
    }

    // MARK: How many digits

    /// How many digits after the point the values of one metric get, the same throughout a report.
    func places(for unit: MetricUnit, values: some Sequence<MetricValue>) -> Int {
        var largest = 0.0
        var areWhole = true
        for value in values {
            let magnitude = abs(value.doubleValue)
            guard magnitude.isFinite else { continue }
            largest = max(largest, magnitude)
            if magnitude != magnitude.rounded() { areWhole = false }
        }
        switch unit {
        case .fraction: return largest < 0.01 && largest > 0 ? 2 : 1
        case .perThousand: return largest < 10 ? 2 : 1
        case .points: return largest <= 10 && !areWhole ? 2 : 1
        case .count: return areWhole ? 0 : 1
        case .seconds: return 1
        case .minutes, .hours, .days: return 1
        case .currency(let code):
            let minor = CurrencyFormat.minorDigits(of: code)
            return largest >= 100_000 ? 0 : minor
        case .number: return areWhole ? 0 : largest < 100 ? 2 : largest < 1000 ? 1 : 0
        }
    }

    // MARK: Units

    /// What follows the number itself; empty for units that are written in another way.
    private func suffix(of unit: MetricUnit) -> String {
        let isChinese = language == .chinese
        return switch unit {
        case .perThousand: isChinese ? "‰" : "\u{A0}per\u{A0}1,000"
        case .minutes: isChinese ? "\u{A0}分钟" : "\u{A0}min"
        case .hours: isChinese ? "\u{A0}小时" : "\u{A0}h"
        case .days: isChinese ? "\u{A0}天" : "\u{A0}d"
        default: ""
        }
    }

    /// The number as it will be printed, to know its sign.
    private func roundedForPrint(_ number: PrintedNumber, unit: MetricUnit, places: Int) -> PrintedNumber {
        unit == .fraction ? number.shifted(by: 2).rounded(to: places) : number.rounded(to: places)
    }

    private func magnitude(_ number: PrintedNumber, unit: MetricUnit, places: Int) -> String {
        switch unit {
        case .fraction: return number.shifted(by: 2).text(places: places) + "%"
        case .seconds: return seconds(number, places: places)
        case .currency(let code):
            return CurrencyFormat.symbol(of: code, in: language) + number.text(places: places)
        case .perThousand, .points, .count, .number, .minutes, .hours, .days:
            return number.text(places: places) + suffix(of: unit)
        }
    }

    /// `5:05–5:08`, `45.0–52.3 s`; nil for what is not a time to put on a clock.
    private func clockInterval(_ low: PrintedNumber, _ high: PrintedNumber, places: Int) -> String? {
        guard !low.isNegative, !high.isNegative, let first = low.wholePart, let last = high.wholePart, last < 1 << 50
        else { return nil }
        if last < 60 {
            return "\(low.text(places: places))–\(high.text(places: places))\u{A0}" + (language == .chinese ? "秒" : "s")
        }
        func clock(_ seconds: Int) -> String {
            let tail = Self.twoDigits(seconds % 60)
            return last < 3600
                ? "\(seconds / 60):\(tail)"
                : "\(seconds / 3600):\(Self.twoDigits(seconds % 3600 / 60)):\(tail)"
        }
        return "\(clock(first))–\(clock(last))"
    }

    /// Below a minute seconds with a digit; then minutes and seconds; from ten hours on no seconds. With more than one place the
    /// seconds stay, and have one digit fewer than that.
    private func seconds(_ number: PrintedNumber, places: Int) -> String {
        let isChinese = language == .chinese
        let words = isChinese ? ["小时", "分", "秒"] : ["h", "m", "s"]
        func part(_ count: Int, _ word: Int) -> String { "\(count)\u{A0}\(words[word])" }
        guard let tenths = number.shifted(by: places).wholePart, tenths < 1 << 50, let whole = number.wholePart else {
            return number.text(places: 0) + "\u{A0}" + words[2]
        }
        var minute = 60
        for _ in 0..<max(0, places) { minute = minute &* 10 }
        if tenths < minute { return number.text(places: places) + "\u{A0}" + words[2] }
        if places > 1, let precise = preciseSeconds(number, digits: places - 1) { return precise }
        if whole < 3600 { return part(whole / 60, 1) + " " + part(whole % 60, 2) }
        if whole < 36_000 {
            return [part(whole / 3600, 0), part(whole % 3600 / 60, 1), part(whole % 60, 2)].joined(separator: " ")
        }
        let remainder = whole % 60
        let isRoundedUp = remainder > 30 || (remainder == 30 && whole / 60 % 2 == 1)
        let minutes = whole / 60 + (isRoundedUp ? 1 : 0)
        return part(minutes / 60, 0) + " " + part(minutes % 60, 1)
    }

    /// `1 m 23.4 s`; nil for what has too many digits.
    private func preciseSeconds(_ number: PrintedNumber, digits: Int) -> String? {
        var unit = 1
        for _ in 0..<digits { unit = unit &* 10 }
        guard digits < 10, let units = number.shifted(by: digits).wholePart, units < 1 << 60 else { return nil }
        let words = language == .chinese ? ["小时", "分", "秒"] : ["h", "m", "s"]
        let (whole, rest) = units.quotientAndRemainder(dividingBy: unit)
        let seconds = PrintedNumber(whole % 60 * unit + rest).shifted(by: -digits).text(places: digits)
        var parts = ["\(whole / 60 % 60)\u{A0}\(words[1])", "\(seconds)\u{A0}\(words[2])"]
        if whole >= 3600 { parts.insert("\(whole / 3600)\u{A0}\(words[0])", at: 0) }
        return parts.joined(separator: " ")
    }
}

/// How currencies are written.
enum CurrencyFormat {
    /// The sign of a currency as readers of a language know it; the code for others.
    static func symbol(of code: String, in language: Language) -> String {
        switch (code, language) {
        case ("CNY", _): "¥"
        case ("JPY", _): "JP¥"
        case ("USD", .chinese): "US$"
        case ("USD", .english): "$"
        case ("EUR", _): "€"
        case ("GBP", _): "£"
        case ("HKD", _): "HK$"
        case ("TWD", _): "NT$"
        case ("KRW", _): "₩"
        case ("", _): ""
        default: code + "\u{A0}"
        }
    }

    /// How many digits the smallest coin needs.
    static func minorDigits(of code: String) -> Int {
        ["JPY", "KRW", "VND", "CLP", "ISK"].contains(code) ? 0 : 2
    }
}
