// The true figures of tickets and complaints, straight from the clean tickets.

/// First response of tickets opened in a period: median over the answered ones, in minutes.
func responseFigures(_ tickets: [Ticket]) -> [Figure] {
    let minutes = tickets.compactMap { ticket in ticket.firstResponse.map { $0 - ticket.opened } }
    return [.count("tickets", tickets.count), .median("frt", minutes, unit: 60)]
}

/// Resolution of tickets resolved in a period: median from opening, in hours.
func resolutionTimeFigures(_ tickets: [Ticket]) -> [Figure] {
    let hours = tickets.compactMap { ticket in ticket.resolved.map { $0 - ticket.opened } }
    return [.median("ttr", hours, unit: 3600)]
}

/// Share resolved within seven days among tickets opened seven days or more before the last moment of the data.
func resolutionRateFigures(_ tickets: [Ticket], dataEnd: ClockSecond) -> [Figure] {
    let week = 7 * 86_400
    let ripe = tickets.filter { $0.opened <= dataEnd - week }
    let resolved = ripe.filter { ticket in ticket.resolved.map { $0 - ticket.opened <= week } ?? false }
    return [.ratio("resolution_rate", resolved.count, ripe.count)]
}

extension TruthTable {
    /// Complaints opened per 1,000 answered incoming calls, for each segment that has such calls.
    mutating func addComplaintRates(
        tickets: [Ticket], calls: [Call], periods: [Period], key: String, ticketSegment: (Ticket) -> String,
        callSegment: (Call) -> String
    ) {
        for period in periods {
            let complaints = tickets.filter { period.contains($0.opened) && $0.isComplaint }
            let answered = calls.filter {
                period.contains($0.start) && $0.direction == .inbound && $0.outcome == .answered
            }
            for segment in Set(answered.map(callSegment)).sorted() {
                let figure = Figure.ratio(
                    "complaint_rate", complaints.count { ticketSegment($0) == segment },
                    answered.count { callSegment($0) == segment }, times: 1000)
                add(figure, period, segment: key.isEmpty ? "" : "\(key)=\(segment)")
            }
        }
    }
}
