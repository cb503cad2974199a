// The back office's files of `quarterly-review`, row by row, and the dirt put into them.

extension QuarterlyReviewScenario {
    func backOfficeSheets(_ office: BackOffice, _ planter: inout DirtPlanter) -> [Sheet] {
        [rosterSheet(office)] + costSheets(office.costs, &planter)
            + [
                Sheet(
                    path: "benefits.csv", table: "benefits", encoding: .utf8WithMark, header: BenefitLayout.header,
                    rows: office.benefits.map { SheetRow(BenefitLayout.cells(of: $0), .kept) })
            ] + qualitySheets(office.quality, &planter)
            + [
                assessmentSheet(office.assessments, &planter), trainingSheet(office.trainings, &planter),
                followUpSheet(office.followUps, &planter),
            ] + leadSheets(office.leads, &planter)
    }

    private func rosterSheet(_ office: BackOffice) -> Sheet {
        Sheet(
            path: "agents.csv", table: "agents", encoding: .utf8WithMark, header: RosterLayout.header,
            rows: office.staff.map { SheetRow(RosterLayout.cells(of: $0), .kept) })
    }

    /// Four quarters as a workbook with a title, merged months and a total; the reported quarter without August and with a wrong
    /// amount; and the file that brings both.
    private func costSheets(_ costs: [CostLine], _ planter: inout DirtPlanter) -> [Sheet] {
        let start = CivilDate(2026, 7, 1)
        let (august, wrong) = (CivilDate(2026, 8, 1), "系统工具")
        var book = Sheet(
            path: "costs-2025q3-2026q2.csv", table: "costs", encoding: .gb18030, preamble: ["客户管理中心费用明细（元）,,,,"],
            header: CostLayout.header)
        var month: CivilDate?
        for line in costs where line.month < start {
            var cells = CostLayout.cells(of: line, slashed: false)
            if line.month == month { cells[0] = "" }
            month = line.month
            book.rows.append(SheetRow(cells, .kept))
        }
        let total = costs.filter { $0.month < start }.map(\.amount).reduce(0, +)
        book.footer = ["合计,,\"\(groupedMoney(total))\",,"]
        planter.note("merged cells in 月份", book.rows.count { $0.cells[0].isEmpty }, book)
        planter.note("footer rows 合计 (not data rows)", 1, book)

        var quarter = Sheet(
            path: "costs-2026q3.csv", table: "costs", encoding: .utf16LittleEndian, delimiter: "\t",
            header: CostLayout.header)
        var late = Sheet(path: "costs-late.csv", table: "costs", encoding: .utf8WithMark, header: CostLayout.header)
        for line in costs where line.month >= start {
            if line.month == august {
                var brought = line
                brought.booked = CivilDate(2026, 9, 24)
                late.rows.append(SheetRow(CostLayout.cells(of: brought, slashed: false), .kept))
            } else if line.month == start, line.category == wrong {
                var before = line
                before.amount = line.amount * 4
                quarter.rows.append(SheetRow(CostLayout.cells(of: before, slashed: true), .duplicate))
                var after = line
                after.booked = CivilDate(2026, 9, 24)
                late.rows.append(SheetRow(CostLayout.cells(of: after, slashed: false), .kept))
            } else {
                quarter.rows.append(SheetRow(CostLayout.cells(of: line, slashed: true), .kept))
            }
        }
        planter.repeatRows(1, in: &quarter)
        quarter.rows.append(SheetRow(["2026/9/1", "差旅", "待定", "", "2026/10/1"], .rejected))
        planter.note("the amount 待定", 1, quarter)
        planter.note("amounts that a later file corrects", 1, quarter)
        planter.note("rows of a month that the file before lacks", late.rows.count - 1, late)
        return [book, quarter, late]
    }

    /// Two files; the second one has an evaluation of the first again, after an appeal.
    private func qualitySheets(_ quality: [QualityItem], _ planter: inout DirtPlanter) -> [Sheet] {
        let start = CivilDate(2026, 4, 1).start
        var sheets = ["qa-2025q3-2026q1.csv", "qa-2026q2-2026q3.csv"].map {
            Sheet(path: $0, table: "qa_evaluations", encoding: .gb18030, header: QualityLayout.header)
        }
        let appealed = quality.last { $0.time < start }?.evaluation
        for item in quality {
            let cells = QualityLayout.cells(of: item)
            if item.evaluation == appealed {
                var before = item
                before.points = item.points.map { max(0, $0 - 6) }
                sheets[0].rows.append(SheetRow(QualityLayout.cells(of: before), .duplicate))
                sheets[1].rows.append(SheetRow(cells, .kept))
            } else {
                sheets[item.time < start ? 0 : 1].rows.append(SheetRow(cells, .kept))
            }
        }
        planter.note("items scored anew after an appeal", sheets[0].rows.count { $0.fate == .duplicate }, sheets[0])
        for place in sheets.indices {
            planter.rewrite(6, "full-width letters and digits in 坐席工号", column: 1, in: &sheets[place]) { cell, _ in
                fullWidth(cell)
            }
            planter.repeatRows(3, in: &sheets[place])
            planter.addUnreadable(1, "the date 2026-13-45 in 质检时间", id: QualityLayout.Column.id, in: &sheets[place]) {
                $0[QualityLayout.Column.time] = "2026-13-45 09:00"
            }
        }
        return sheets
    }

    private func assessmentSheet(_ assessments: [Assessment], _ planter: inout DirtPlanter) -> Sheet {
        var sheet = Sheet(
            path: "assessments.csv", table: "assessments", encoding: .gb18030, header: AssessmentLayout.header,
            rows: assessments.map { SheetRow(AssessmentLayout.cells(of: $0), .kept) })
        planter.repeatRows(3, in: &sheet)
        return sheet
    }

    private func trainingSheet(_ trainings: [Training], _ planter: inout DirtPlanter) -> Sheet {
        typealias Column = TrainingLayout.Column
        var sheet = Sheet(
            path: "trainings.csv", table: "trainings", encoding: .utf8WithMark, header: TrainingLayout.header,
            rows: trainings.map { SheetRow(TrainingLayout.cells(of: $0), $0.start == nil ? .filtered : .kept) })
        planter.note(
            "trainings without an examination", trainings.count { $0.start != nil && $0.scoreBefore == nil }, sheet)
        planter.note("examinations missed", trainings.count { $0.scoreBefore != nil && $0.scoreAfter == nil }, sheet)
        planter.note("trainings planned and not held", trainings.count { $0.start == nil }, sheet)
        planter.repeatRows(2, in: &sheet)
        // Who passed at the second attempt stands in the list twice.
        planter.addOlderStates(4, in: &sheet, anywhere: true, where: { $0[Column.passed] == "是" }) { cells, _ in
            cells[Column.scoreAfter] = "61"
            cells[Column.passed] = "否"
            cells[Column.updated] = "2025/7/1 9:00:00"
        }
        return sheet
    }

    private func followUpSheet(_ followUps: [FollowUp], _ planter: inout DirtPlanter) -> Sheet {
        var sheet = Sheet(
            path: "followups.csv", table: "followups", encoding: .gb18030, header: FollowUpLayout.header,
            rows: followUps.map { SheetRow(FollowUpLayout.cells(of: $0), .kept) })
        let last = Self.dataEnd.adding(days: -1)
        planter.note("overdue when the quarter ended", followUps.count { $0.due == last && $0.done == nil }, sheet)
        planter.note("due in the next quarter", followUps.count { $0.due > last }, sheet)
        planter.note("cancelled", followUps.count { $0.isCancelled }, sheet)
        planter.rewrite(8, "trailing blanks in 客户编号", column: 1, in: &sheet) { cell, _ in cell + " " }
        planter.repeatRows(3, in: &sheet)
        return sheet
    }

    /// The leads as they stood at the middle of the year, and those that came or changed since.
    private func leadSheets(_ leads: [Lead], _ planter: inout DirtPlanter) -> [Sheet] {
        let cut = CivilDate(2026, 7, 1).start
        var earlier = Sheet(
            path: "leads-2025-2026h1.csv", table: "leads", encoding: .gb18030, header: LeadLayout.header)
        var later = Sheet(path: "leads-2026q3.csv", table: "leads", encoding: .utf8, header: LeadLayout.header)
        for lead in leads {
            let row = SheetRow(LeadLayout.cells(of: lead), .kept)
            guard lead.created < cut else {
                later.rows.append(row)
                continue
            }
            if let closed = lead.closed, closed >= cut {
                let before = Lead(
                    id: lead.id, created: lead.created, source: lead.source, owner: lead.owner, updated: lead.created)
                earlier.rows.append(SheetRow(LeadLayout.cells(of: before), .duplicate))
                later.rows.append(row)
            } else {
                earlier.rows.append(row)
            }
        }
        planter.note(
            "leads that the next file has in a later state", earlier.rows.count { $0.fate == .duplicate }, earlier)
        planter.note(
            "leads won after the quarter", leads.count { $0.closed.map { $0 >= Self.dataEnd.start } ?? false }, later)
        planter.repeatRows(3, in: &later)
        planter.addUnreadable(1, "the date 2026-13-45 in 创建时间", id: 0, in: &later) { $0[1] = "2026-13-45 09:00" }
        return [earlier, later]
    }
}
