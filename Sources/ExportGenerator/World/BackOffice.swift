// What a centre keeps books of beside its contacts: costs, benefits, quality, assessments, trainings, follow-ups and leads.

/// What one category cost in one month.
struct CostLine {
    let month: CivilDate
    let category: String
    var amount: Fen
    /// Nil for a category without a budget.
    let budget: Fen?
    var booked: CivilDate
}

/// What the centre was worth in one month, of one kind.
struct BenefitLine {
    let month: CivilDate
    let kind: String
    let amount: Fen
}

/// One item of one quality evaluation.
struct QualityItem {
    let evaluation: String
    let agent: String
    let evaluator: String
    let time: ClockSecond
    let item: String
    /// Nil where the item does not apply.
    var points: Int?
    let most: Int
    let isCritical: Bool
}

/// One person's score of another.
struct Assessment {
    let id: String
    let assessee: String
    let relation: String
    let day: CivilDate
    let score: Int
    let lowest: Int
    let highest: Int
}

/// One person in one course.
struct Training {
    let agent: String
    let course: String
    let planned: CivilDate
    /// Nil where it was not held.
    var start: ClockSecond?
    var isFinished = false
    var hours = 0
    var scoreBefore: Int?
    /// Nil for a course without an examination, and for who was absent from it.
    var scoreAfter: Int?
    var updated: ClockSecond

    static let most = 100
    static let enough = 70

    var isPassed: Bool? { scoreAfter.map { $0 >= Self.enough } }
}

/// One follow-up that was promised to a customer.
struct FollowUp {
    let id: String
    let customer: String
    let agent: String
    let reason: String
    let due: CivilDate
    var done: CivilDate?
    var isCancelled = false
}

/// One lead, in the state of the last export.
struct Lead {
    let id: String
    let created: ClockSecond
    let source: String
    let owner: String
    var closed: ClockSecond?
    var isWon = false
    var reason = ""
    var updated: ClockSecond

    var won: ClockSecond? { isWon ? closed : nil }
}

/// All of it, for one scenario.
struct BackOffice {
    var staff: [Agent] = []
    var costs: [CostLine] = []
    var benefits: [BenefitLine] = []
    var quality: [QualityItem] = []
    var assessments: [Assessment] = []
    var trainings: [Training] = []
    var followUps: [FollowUp] = []
    var leads: [Lead] = []
}
