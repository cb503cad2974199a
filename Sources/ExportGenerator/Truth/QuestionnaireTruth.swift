// The true figures of the long questionnaire, straight from the clean answers.

/// Figures of any group of answers.
func longSurveyFigures(_ answers: [LongAnswer]) -> [Figure] {
    let overall = answers.compactMap(\.overall)
    let recommendation = answers.compactMap(\.recommendation)
    let balance = recommendation.count { $0 >= 9 } - recommendation.count { $0 <= 6 }
    var figures: [Figure] = [
        .count("survey_responses", answers.count),
        .ratio("csat_top2", overall.count { $0 >= 4 }, overall.count),
        .ratio("csat_mean", overall.reduce(0, +), overall.count),
        .ratio("nps", balance, recommendation.count, times: 100),
        .median("duration_median", answers.map(\.seconds)),
        scaleAlpha(answers),
    ]
    for (place, key) in Questionnaire.ratingKeys.enumerated() {
        let scores = answers.compactMap { $0.ratings[place] }
        figures.append(.ratio("\(key)_mean", scores.reduce(0, +), scores.count))
        figures.append(.ratio("\(key)_top2", scores.count { $0 >= 4 }, scores.count))
    }
    return figures
}

/// Cronbach's alpha of the four rating items over complete answers.
///
/// Source: Cronbach, "Coefficient alpha and the internal structure of tests", 1951.
private func scaleAlpha(_ answers: [LongAnswer]) -> Figure {
    let complete = answers.map { $0.ratings.compactMap { $0 } }.filter { $0.count == Questionnaire.ratingKeys.count }
    guard complete.count > 1 else { return Figure(metric: "scale_alpha", value: "", n: complete.count) }
    let items = Questionnaire.ratingKeys.indices.map { item in variance(complete.map { $0[item] }) }
    let total = variance(complete.map { $0.reduce(0, +) })
    let count = Double(items.count)
    let alpha = total == 0 ? nil : count / (count - 1) * (1 - items.reduce(0, +) / total)
    return Figure(metric: "scale_alpha", value: alpha.map(plainNumber) ?? "", n: complete.count)
}

/// The sample variance from whole sums, exact but for the last division.
private func variance(_ values: [Int]) -> Double {
    let count = values.count
    let sum = values.reduce(0, +)
    let squares = values.map { $0 * $0 }.reduce(0, +)
    return Double(count * squares - sum * sum) / Double(count * (count - 1))
}

extension TruthTable {
    /// How many of those who answered a question ticked each of its choices.
    mutating func addChoices(_ metric: String, _ key: String, _ choices: [String], _ ticked: [[String]]) {
        let answered = ticked.filter { !$0.isEmpty }
        for choice in choices {
            let figure = Figure.ratio(metric, answered.count { $0.contains(choice) }, answered.count)
            add(figure, .all, segment: "\(key)=\(choice)")
        }
    }
}
