// The true figures of calls and survey answers, straight from the clean objects.

/// Figures of calls that came in, for any segment a caller belongs to.
///
/// `service_level` is the neutral variant with T = 20 s and s = 5 s.
func callFigures(_ calls: [Call]) -> [Figure] {
    let inbound = calls.filter { $0.direction == .inbound }
    let answered = inbound.filter { $0.outcome == .answered }
    let abandoned = inbound.filter { $0.outcome == .abandoned }
    let short = abandoned.filter { ($0.waitSeconds ?? 0) < 5 }
    let inTime = answered.filter { ($0.waitSeconds ?? Int.max) <= 20 }
    let asked = answered.count + abandoned.count - short.count
    return [
        .count("offered", inbound.count),
        .ratio("abandon_rate", abandoned.count - short.count, asked),
        .ratio("service_level", inTime.count, asked),
    ] + answeredFigures(calls)
}

/// Figures of answered incoming calls, which alone belong to an agent or a team.
func answeredFigures(_ calls: [Call]) -> [Figure] {
    let answered = calls.filter { $0.direction == .inbound && $0.outcome == .answered }
    let waits = answered.compactMap(\.waitSeconds)
    let handled = answered.compactMap { call -> Int? in
        guard let talk = call.talkSeconds, let hold = call.holdSeconds, let wrap = call.wrapSeconds else { return nil }
        return talk + hold + wrap
    }
    return [
        .count("answered", answered.count),
        .ratio("asa", waits.reduce(0, +), waits.count),
        .ratio("aht", handled.reduce(0, +), handled.count),
        .ratio("transfer_rate", answered.count { $0.isTransferred }, answered.count),
    ]
}

/// Figures of survey answers.
func surveyFigures(_ answers: [SurveyAnswer]) -> [Figure] {
    let satisfaction = answers.compactMap(\.satisfaction)
    let recommendation = answers.compactMap(\.recommendation)
    let effort = answers.compactMap(\.effort)
    let promoters = recommendation.count { $0 >= 9 }
    let detractors = recommendation.count { $0 <= 6 }
    return [
        .count("survey_responses", answers.count),
        .ratio("csat_top2", satisfaction.count { $0 >= 4 }, satisfaction.count),
        .ratio("csat_mean", satisfaction.reduce(0, +), satisfaction.count),
        .ratio("nps", promoters - detractors, recommendation.count, times: 100),
        .ratio("ces_mean", effort.reduce(0, +), effort.count),
    ]
}
