// The slow twin of segmentation: links by searching, labels row by row, ranks by counting.

import Tabular

/// What the segmentation stage does, done to rows of dictionaries.
package enum SegmentationTwin {
    /// For every row the only row of `right` whose `rightColumn` equals its `leftColumn`; nil for none.
    package static func partners(
        _ left: TwinTable, _ leftColumn: String, _ right: TwinTable, _ rightColumn: String
    ) -> [Int?] {
        left.rows.map { row in
            let key = row[leftColumn]
            return key == .missing ? nil : right.rows.firstIndex { $0[rightColumn] == key }
        }
    }

    /// The label of a cell under `column` or `expression`.
    package static func valueLabel(_ cell: Cell) -> String {
        switch cell {
        case .text(let text): text.isEmpty ? "unknown" : text == "unknown" ? "“unknown”" : text
        case .integer(let number): "\(number)"
        case .flag(let flag): flag ? "true" : "false"
        case .date(let day): CivilDate(dayNumber: Int(day)).isoText
        case .missing, .decimal, .real, .instant, .duration: "unknown"
        }
    }

    /// The label of a number among bands with the labels `<a`, `a–b`, `≥b`.
    package static func bandLabel(_ value: ExactDecimal?, edges: [(text: String, value: ExactDecimal)]) -> String {
        guard let value, let first = edges.first, let last = edges.last else { return "unknown" }
        if value < first.value { return "<\(first.text)" }
        for (lower, upper) in zip(edges, edges.dropFirst()) where !(value < lower.value) && value < upper.value {
            return "\(lower.text)–\(upper.text)"
        }
        return "≥\(last.text)"
    }

    /// A sale as RFM and value tiers see it.
    package struct Sale: Sendable {
        package var customer: Int
        package var day: Int
        package var amount: ExactDecimal

        package init(customer: Int, day: Int, amount: ExactDecimal) {
            self.customer = customer
            self.day = day
            self.amount = amount
        }
    }

    /// One customer's sales in a window.
    package struct Customer: Sendable {
        package var net = ExactDecimal(0)
        package var days: Set<Int> = []

        package init() {}
    }

    package static func customers(_ sales: [Sale], count: Int) -> [Customer] {
        var customers = [Customer](repeating: Customer(), count: count)
        for sale in sales {
            let customer = sale.customer
            customers[customer].net = ExactDecimal.sum(customers[customer].net, sale.amount) ?? ExactDecimal(0)
            if ExactDecimal(0) < sale.amount { customers[customer].days.insert(sale.day) }
        }
        return customers
    }

    /// 1 to 5: one more than the fifths of the values that lie below.
    package static func quintile(_ value: ExactDecimal, among values: [ExactDecimal]) -> Int {
        values.count { $0 < value } * 5 / values.count + 1
    }

    /// The three digits of `labels: scores`, `none` for who did not buy.
    package static func rfmScores(_ customers: [Customer]) -> [String] {
        let buyers = customers.filter { !$0.days.isEmpty }
        let lastDays = buyers.map { ExactDecimal($0.days.max() ?? 0) }
        let frequencies = buyers.map { ExactDecimal($0.days.count) }
        let nets = buyers.map(\.net)
        let collapses = frequencies.contains { frequency in
            frequencies.count { $0 == frequency } * 5 > frequencies.count * 2
        }
        return customers.map { customer in
            guard let last = customer.days.max() else { return "none" }
            let frequency = customer.days.count
            let score = collapses ? min(5, frequency) : quintile(ExactDecimal(frequency), among: frequencies)
            return "\(quintile(ExactDecimal(last), among: lastDays))\(score)\(quintile(customer.net, among: nets))"
        }
    }

    /// The label under `calendar` of a moment or a day, in calendar years.
    package static func calendarLabel(_ cell: Cell, part: String, zone: TimeZoneTable) -> String {
        let local: Int64
        switch cell {
        case .instant(let instant): local = instant + zone.offset(at: instant)
        case .date(let day): local = Int64(day) * 86_400_000
        default: return "unknown"
        }
        var day = Int(local / 86_400_000)
        if Int64(day) * 86_400_000 > local { day -= 1 }
        let hour = (Int(local) - day * 86_400_000) / 3_600_000
        let iso = CivilDate(dayNumber: day).isoText.split(separator: "-").map { String($0) }
        let weekdays = ["thursday", "friday", "saturday", "sunday", "monday", "tuesday", "wednesday"]
        switch part {
        case "hour": return hour < 10 ? "0\(hour)" : "\(hour)"
        case "15 min", "30 min", "60 min":
            let minute = (Int(local) - day * 86_400_000) / 60_000 % 60
            let names = ["15 min": ["00", "15", "30", "45"], "30 min": ["00", "30"], "60 min": ["00"]][part] ?? []
            return (hour < 10 ? "0\(hour)" : "\(hour)") + ":" + (names.last { (Int($0) ?? 0) <= minute } ?? "")
        case "weekday": return weekdays[(day % 7 + 7) % 7]
        case "day": return iso[2]
        case "month": return iso[1]
        case "quarter":
            if ["01", "02", "03"].contains(iso[1]) { return "Q1" }
            if ["04", "05", "06"].contains(iso[1]) { return "Q2" }
            return ["07", "08", "09"].contains(iso[1]) ? "Q3" : "Q4"
        case "year": return iso[0]
        default: return "unknown"
        }
    }

    /// The eight kinds by mean or median, as letters for R, F and M: `H` high, `L` low; `none` for who did not buy.
    package static func rfmLevels(_ customers: [Customer], byMedian: Bool) -> [String] {
        let buyers = customers.filter { !$0.days.isEmpty }
        func isAbove(_ value: ExactDecimal, _ values: [ExactDecimal]) -> Bool {
            // value > sum / n is n × value > sum.
            let sorted = values.sorted()
            let middle = [sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2]]
            let counted = byMedian ? middle : values
            let sum = counted.reduce(ExactDecimal(0)) { ExactDecimal.sum($0, $1) ?? $0 }
            return sum < ExactDecimal(units: value.units * Int128(counted.count), scale: value.scale)
        }
        return customers.map { customer in
            guard let last = customer.days.max() else { return "none" }
            let isHigh = [
                isAbove(ExactDecimal(last), buyers.map { ExactDecimal($0.days.max() ?? 0) }),
                isAbove(ExactDecimal(customer.days.count), buyers.map { ExactDecimal($0.days.count) }),
                isAbove(customer.net, buyers.map(\.net)),
            ]
            return isHigh.map { $0 ? "H" : "L" }.joined()
        }
    }
}
