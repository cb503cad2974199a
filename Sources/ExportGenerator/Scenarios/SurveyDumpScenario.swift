// The scenario `survey-dump`: the answers to one questionnaire, for whoever just wants to know what they say.

/// Builds the folder `survey-dump`.
struct SurveyDumpScenario {
    let seed: UInt64
    static let path = "265123456_按文本_客户服务满意度调查_812_800.csv"

    func files() throws -> [FixtureFile] {
        let answers = makeAnswers()
        var planter = DirtPlanter(seed: seed, purpose: "dump dirt")
        let sheet = sheet(answers, &planter)
        var truth = TruthTable()
        let months = [CivilDate(2026, 8, 1), CivilDate(2026, 9, 1)].map(Period.month)
        truth.add(
            answers, at: \.time, periods: [.all],
            by: [
                .total, Breakdown(key: "region") { $0.home?.province.region ?? unknownSegment },
                Breakdown(key: "identity") { $0.identity }, Breakdown(key: "source") { $0.source },
            ], figures: longSurveyFigures)
        truth.add(answers, at: \.time, periods: months, by: [.total], figures: longSurveyFigures)
        truth.addChoices("channels_share", "channels", Questionnaire.channels, answers.map(\.channels))
        truth.addChoices("wishes_share", "wishes", Questionnaire.wishes + [Questionnaire.other], answers.map(\.wishes))
        return try fixtureFiles(
            sheets: [sheet], tally: planter.tally, truth: truth, readme: surveyDumpReadme(sheet, planter.tally, seed))
    }

    private func makeAnswers() -> [LongAnswer] {
        var random = SeededRandom(seed: seed, purpose: "dump answers")
        let first = CivilDate(2026, 8, 17)
        var moments = (0..<798).map { _ in
            first.adding(days: random.below(28)).start + 28_800 + random.below(52_000)
        }
        moments += [CivilDate(2026, 8, 31).start + 86_399, CivilDate(2026, 9, 1).start]
        return moments.sorted().enumerated().map { place, moment in
            Questionnaire.answer(number: place + 1, at: moment, &random)
        }
    }

    private func sheet(_ answers: [LongAnswer], _ planter: inout DirtPlanter) -> Sheet {
        typealias Column = LongSurveyLayout.Column
        var sheet = Sheet(path: Self.path, table: "surveys", encoding: .gb18030, header: LongSurveyLayout.header)
        sheet.rows = answers.map { SheetRow(LongSurveyLayout.cells(of: $0), .kept) }
        func comments(_ isCounted: (String) -> Bool) -> Int { sheet.rows.count { isCounted($0.cells[Column.comment]) } }
        planter.note("texts with a line break", comments { $0.unicodeScalars.contains("\n") }, sheet)
        planter.note("texts with quotes", comments { $0.contains("\"") }, sheet)
        planter.note(
            "texts that begin like a formula", comments { ["=", "+", "-", "@"].contains($0.prefix(1)) }, sheet)
        let rare = comments { text in text.unicodeScalars.contains { $0.value > 0xffff } }
        planter.note("texts with characters of four bytes", rare, sheet)
        planter.note("IP addresses without a place", sheet.rows.count { $0.cells[5].contains("未知") }, sheet)
        planter.rewrite(12, "trailing blanks in 1、您的身份是", column: Column.identity, in: &sheet) { cell, _ in
            cell + "\u{3000}"
        }
        planter.repeatRows(8, in: &sheet)
        planter.addUnreadable(2, "the date 2026/13/45 in 提交答卷时间", id: 0, in: &sheet) {
            $0[Column.time] = "2026/13/45 9:20:30"
        }
        planter.addUnreadable(2, "a score that is no number", id: 0, in: &sheet) { $0[Column.attitude] = "4分左右" }
        planter.addUnreadable(2, "rows with too few cells", id: 0, in: &sheet) { $0.removeLast(4) }
        planter.addUnreadable(1, "rows with too many cells", id: 0, in: &sheet) { $0.append("多出一格") }
        return sheet
    }
}
