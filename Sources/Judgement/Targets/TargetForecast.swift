// Where an unfinished total will be at the end of its period, should it go on as it has, and between what it ends by chance.

import Stages
import Statistics
import Tabular

/// Forecasts of totals.
struct TargetForecast: Sendable {
    let places: TargetPlaces
    let periods: ReportPeriods

    /// The shortest series that tells how much a total varies, by the length of its parts.
    private static let series: [(grain: Grain, least: Int)] = [(.day, 7), (.week, 4), (.month, 3)]

    /// - Parameters:
    ///   - soFar: the total by now. Where the report has days, those that are over are what goes on; of today there are some hours only.
    ///   - isCount: of a count nothing is lost again, and it varies by chance at the least as Poisson counts do.
    /// - Missing: nil where there is too little to go by: of an amount the parts of its period, of a count also any of it.
    func forecast(
        _ place: TargetPlace, metric: String, soFar: Double, isCount: Bool
    ) -> TargetProgress.Forecast? {
        guard let start = place.period.start, let end = place.period.end, start < periods.today, periods.today < end
        else { return nil }
        let left = days(periods.today..<end)
        let over = places.total(place, metric: metric, before: periods.today) ?? soFar
        for (grain, least) in Self.series where grain != place.period.grain {
            guard
                let parts = places.parts(of: place, metric: metric, in: place.period, by: grain)?.filter({
                    ($0.period.end ?? .max) <= periods.today
                }), parts.count >= least, let first = parts.first?.period.start, let last = parts.last?.period.end
            else { continue }
            // A day without a row is a day; of weeks and months only whole ones are there.
            let past = days(grain == .day ? start..<periods.today : first..<last)
            guard past > 0 else { continue }
            return series(
                parts.map { $0.value ?? 0 }, left: left / past, over: over, soFar: soFar, isCount: isCount)
        }
        let past = days(start..<periods.today)
        guard isCount, over > 0, past > 0 else { return nil }
        let coming = over / past * left
        return forecast(
            over + coming, deviation: (coming * (1 + left / past)).squareRoot(),
            quantile: ConfidenceLevel.percent95.normalQuantile, soFar: soFar, isCount: true, method: .rate)
    }

    /// The parts go on with their mean, and vary as they have.
    ///
    /// - Parameter left: how many times as many days are left as the parts have.
    private func series(
        _ values: [Double], left: Double, over: Double, soFar: Double, isCount: Bool
    ) -> TargetProgress.Forecast? {
        let count = Double(values.count)
        let sum = values.reduce(0, +)
        let mean = sum / count
        var variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
        if isCount { variance = max(variance, mean) }
        guard let t = StudentDistribution.quantile(0.025, degreesOfFreedom: count - 1) else { return nil }
        return forecast(
            over + sum * left, deviation: (variance * count * left * (1 + left)).squareRoot(), quantile: -t,
            soFar: soFar, isCount: isCount, method: .series)
    }

    private func forecast(
        _ value: Double, deviation: Double, quantile: Double, soFar: Double, isCount: Bool,
        method: TargetProgress.Forecast.Method
    ) -> TargetProgress.Forecast? {
        guard value.isFinite, deviation.isFinite else { return nil }
        let floor = isCount ? soFar : -.infinity
        return TargetProgress.Forecast(
            value: max(floor, value), low: max(floor, value - quantile * deviation),
            high: max(floor, value + quantile * deviation), method: method)
    }

    /// Working days where the pipeline tells them.
    func days(_ days: Range<Int>) -> Double {
        Double(periods.business?.workingDays(in: days) ?? days.count)
    }
}
