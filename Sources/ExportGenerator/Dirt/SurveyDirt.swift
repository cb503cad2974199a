// The dirt that questionnaires of every scenario share.

extension DirtPlanter {
    /// Two exports of the questionnaire; the second one begins with the last day of the first.
    mutating func surveySheets(_ answers: [SurveyAnswer], paths: [String], overlap: CivilDate) -> [Sheet] {
        var sheets = paths.map {
            Sheet(path: $0, table: "surveys", encoding: .gb18030, header: SurveyLayout.header)
        }
        for answer in answers {
            let date = day(of: answer.time)
            let cells = SurveyLayout.cells(of: answer)
            if date <= overlap { sheets[0].rows.append(SheetRow(cells, date == overlap ? .duplicate : .kept)) }
            if date >= overlap { sheets[1].rows.append(SheetRow(cells, .kept)) }
        }
        note("rows that the next file repeats", sheets[0].rows.count { $0.fate == .duplicate }, sheets[0])
        for place in sheets.indices { soilSurvey(&sheets[place]) }
        return sheets
    }

    /// Other spellings, repeated rows and unreadable rows of the service questionnaire.
    mutating func soilSurvey(_ sheet: inout Sheet) {
        typealias Column = SurveyLayout.Column
        noteStrangers(column: Column.customer, sheet)
        note("texts with a line break", sheet.rows.count { $0.cells[Column.comment].contains("\n") }, sheet)
        note("texts with quotes", sheet.rows.count { $0.cells[Column.comment].contains("\"") }, sheet)
        rewrite(
            6, "full-width letters and digits in 坐席工号", column: Column.agent, in: &sheet, where: { $0.hasPrefix("A") }
        ) { cell, _ in fullWidth(cell) }
        rewrite(6, "trailing blanks in 客户编号", column: Column.customer, in: &sheet, where: { $0.hasPrefix("C") }) {
            cell, _ in cell + "\u{3000} "
        }
        repeatRows(3, in: &sheet)
        addUnreadable(1, "the date 2026/13/45 in 提交答卷时间", id: 0, in: &sheet) { $0[Column.time] = "2026/13/45 9:20:30" }
        addUnreadable(1, "a score that is no number", id: 0, in: &sheet) { $0[Column.satisfaction] = "很好" }
        addUnreadable(1, "rows with too few cells", id: 0, in: &sheet) { $0.removeLast(3) }
    }
}
