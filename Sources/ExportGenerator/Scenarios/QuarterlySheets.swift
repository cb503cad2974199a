// The files of `quarterly-review`, row by row, and the dirt put into them.

extension QuarterlyReviewScenario {
    /// One file of calls for each quarter, with a total at its end.
    func callSheets(_ calls: [Call], _ planter: inout DirtPlanter) -> [Sheet] {
        var sheets: [Sheet] = []
        var carried: Call?
        for first in Self.quarters {
            let period = Period.quarter(startingWith: first)
            var sheet = Sheet(
                path: "calls-\(first.year)q\((first.month + 2) / 3).csv", table: "calls", encoding: .utf8WithMark,
                header: CallLayout.header)
            if let call = carried {
                sheet.rows.append(centre.row(of: call))
                planter.note("calls across midnight, in their final state", 1, sheet)
                carried = nil
            }
            for call in calls where period.contains(call.start) {
                if call.start + (call.talkSeconds ?? 0) > period.end.start, call.talkSeconds == 920 {
                    sheet.rows.append(centre.rowCutOff(call, at: period.end.start))
                    planter.note("calls across midnight, cut off at midnight", 1, sheet)
                    carried = call
                } else {
                    sheet.rows.append(centre.row(of: call))
                }
            }
            planter.noteCalls(sheet)
            soilCalls(&sheet, &planter)
            let rows = sheet.rows.count { $0.fate != .rejected }
            sheet.footer = ["合计,,,,,,,,\(rows)" + String(repeating: ",", count: CallLayout.header.count - 9)]
            planter.note("footer rows 合计 (not data rows)", 1, sheet)
            sheets.append(sheet)
        }
        return sheets
    }

    private func soilCalls(_ sheet: inout Sheet, _ planter: inout DirtPlanter) {
        planter.soilCallSpellings(&sheet)
        planter.repeatCalls(exact: 4, older: 4, in: &sheet)
        for kind: UnreadableCall in [.wait, .date, .short, .negative] {
            planter.addUnreadableCall(kind, in: &sheet)
        }
        planter.spellMissingCallCells(in: &sheet)
    }

    /// Orders by half-year; the last file went through Excel and became UTF-16 with tabs.
    func orderSheets(_ orders: [Order], _ planter: inout DirtPlanter) -> [Sheet] {
        let starts = [CivilDate(2025, 7, 1), CivilDate(2026, 1, 1), CivilDate(2026, 7, 1)]
        let names = ["orders-2025h2.csv", "orders-2026h1.csv", "orders-2026q3.csv"]
        var sheets = names.indices.map { place in
            Sheet(
                path: names[place], table: "sales", encoding: place == 2 ? .utf16LittleEndian : .gb18030,
                delimiter: place == 2 ? "\t" : ",", header: TaobaoLayout.header)
        }
        let byId = Dictionary(uniqueKeysWithValues: centre.customers.map { ($0.id, $0) })
        var reexported = 0
        for order in orders {
            let place = starts.lastIndex { $0.start <= order.created } ?? 0
            let cells = TaobaoLayout.cells(of: order, customer: order.customer.flatMap { byId[$0] })
            let row = SheetRow(
                place == 2 ? TaobaoLayout.savedByExcel(cells, of: order) : cells,
                order.paidAt == nil ? .filtered : .kept)
            // Some late refunds: the half-year's file does not know of them, the next file has the order again.
            if place == 1, order.refunded > 0, order.created > CivilDate(2026, 6, 1).start, reexported < 10 {
                var earlier = SheetRow(cells, .duplicate)
                earlier.cells[TaobaoLayout.Column.status] = "卖家已发货，等待买家确认"
                earlier.cells[TaobaoLayout.Column.refunded] = "0.00"
                earlier.cells[TaobaoLayout.Column.received] = plainMoney(order.paid)
                sheets[1].rows.append(earlier)
                sheets[2].rows.append(SheetRow(TaobaoLayout.savedByExcel(cells, of: order), .kept))
                reexported += 1
            } else {
                sheets[place].rows.append(row)
            }
        }
        planter.note("orders that the next file has in a later state", reexported, sheets[1])
        for place in sheets.indices { soilOrders(&sheets[place], isFromExcel: place == 2, &planter) }
        return sheets
    }

    private func soilOrders(_ sheet: inout Sheet, isFromExcel: Bool, _ planter: inout DirtPlanter) {
        typealias Column = TaobaoLayout.Column
        planter.note("unpaid orders", sheet.rows.count { $0.fate == .filtered }, sheet)
        let zeros = sheet.rows.count { $0.cells[Column.paidAt] == TaobaoLayout.missingMoment }
        planter.note("dates written 0000-00-00 00:00:00", zeros, sheet)
        planter.note("text guards =\"…\" around 订单编号", sheet.rows.count { $0.cells[Column.id].hasPrefix("=") }, sheet)
        let grouped = sheet.rows.count { $0.cells[Column.received].contains(",") }
        planter.note("amounts with a thousands separator", grouped, sheet)
        planter.note("full-width commas in 订单状态", sheet.rows.count { $0.cells[Column.status].contains("，") }, sheet)
        planter.addUnreadable(5, "test orders", id: Column.id, in: &sheet, guarded: !isFromExcel) {
            $0[Column.product] = "【测试】" + $0[Column.product]
            $0[Column.nick] = "测试账号"
        }
        for place in sheet.rows.indices where sheet.rows[place].cells[Column.product].hasPrefix("【测试】") {
            sheet.rows[place].fate = .filtered
        }
        planter.rewrite(20, "trailing blanks and tabs in 客户编号", column: Column.customer, in: &sheet) { cell, _ in
            cell + (isFromExcel ? "  " : " \t")
        }
        planter.rewrite(10, "full-width letters and digits in 客户编号", column: Column.customer, in: &sheet) { cell, _ in
            fullWidth(cell)
        }
        planter.repeatRows(5, in: &sheet)
        planter.addUnreadable(1, "the amount 12..5", id: Column.id, in: &sheet, guarded: !isFromExcel) {
            $0[Column.received] = "12..5"
        }
        planter.addUnreadable(1, "the date 2026-13-45 in 订单付款时间", id: Column.id, in: &sheet, guarded: !isFromExcel) {
            $0[Column.paidAt] = "2026-13-45 08:00:00"
        }
        planter.addUnreadable(1, "rows with too many cells", id: Column.id, in: &sheet, guarded: !isFromExcel) {
            $0.append("备注")
        }
        planter.addUnreadable(1, "rows with too few cells", id: Column.id, in: &sheet, guarded: !isFromExcel) {
            $0.removeLast(2)
        }
        planter.spellMissing(["-", "N/A", "null"], columns: [Column.customer], in: &sheet)
    }

    func ticketSheet(_ tickets: [Ticket], _ planter: inout DirtPlanter) -> Sheet {
        typealias Column = TicketLayout.Column
        var sheet = Sheet(path: "tickets.csv", table: "tickets", encoding: .utf8, header: TicketLayout.header)
        sheet.rows = tickets.map { SheetRow(TicketLayout.cells(of: $0), .kept) }
        planter.noteStrangers(column: Column.customer, sheet)
        for (status, count) in [("已合并", 12), ("垃圾工单", 9)] {
            planter.addUnreadable(count, "tickets \(status)", id: Column.id, in: &sheet) { $0[Column.status] = status }
        }
        for place in sheet.rows.indices where ["已合并", "垃圾工单"].contains(sheet.rows[place].cells[Column.status]) {
            sheet.rows[place].fate = .filtered
        }
        planter.rewrite(25, "是 written Y", column: Column.complaint, in: &sheet, where: { $0 == "是" }) { _, _ in "Y" }
        planter.rewrite(12, "full-width letters and digits in 受理坐席工号", column: Column.agent, in: &sheet) { cell, _ in
            fullWidth(cell)
        }
        planter.rewrite(12, "trailing blanks in 客户编号", column: Column.customer, in: &sheet) { cell, _ in
            cell + "\u{3000}"
        }
        planter.repeatRows(6, in: &sheet)
        planter.addOlderStates(24, in: &sheet, anywhere: true, where: { !$0[Column.resolved].isEmpty }) { cells, _ in
            cells[Column.status] = "处理中"
            cells[Column.updated] = cells[Column.firstResponse]
            cells[Column.resolved] = ""
        }
        planter.addUnreadable(2, "the date 2026-13-45 in 创建时间", id: Column.id, in: &sheet) {
            $0[Column.opened] = "2026-13-45 09:00:00"
        }
        planter.addUnreadable(3, "首次响应时间 before 创建时间", id: Column.id, in: &sheet) {
            $0[Column.firstResponse] = "2025-06-30 09:00:00"
        }
        planter.addUnreadable(2, "rows with too few cells", id: Column.id, in: &sheet) { $0.removeLast(2) }
        planter.spellMissing(
            ["-", "--", "N/A", "null"],
            columns: [Column.customer, Column.agent, Column.firstResponse, Column.resolved], in: &sheet)
        return sheet
    }

    func customerSheet(_ planter: inout DirtPlanter) -> Sheet {
        typealias Column = CustomerLayout.Column
        var sheet = Sheet(path: "customers.csv", table: "customers", encoding: .gb18030, header: CustomerLayout.header)
        for (place, customer) in centre.customers.enumerated() {
            let owner = centre.agents[place % centre.agents.count].name
            sheet.rows.append(SheetRow(CustomerLayout.cells(of: customer, owner: owner), .kept))
        }
        planter.noteHomes(of: centre.customers, sheet)
        planter.rewrite(20, "trailing blanks in 客户编号", column: Column.id, in: &sheet) { cell, _ in cell + " " }
        planter.rewrite(15, "full-width blanks in 客户名称", column: Column.name, in: &sheet) { cell, _ in
            cell + "\u{3000}"
        }
        planter.repeatRows(4, in: &sheet)
        planter.addOlderStates(10, in: &sheet, anywhere: true) { cells, _ in
            cells[Column.level] = "潜在客户"
            cells[Column.modified] = "2020-01-01 08:00:00"
        }
        planter.addUnreadable(2, "rows with too many cells", id: Column.id, in: &sheet) { $0.append("备注") }
        planter.spellMissing(["-", "--", "N/A", "null"], columns: [4, 5, Column.address], in: &sheet)
        return sheet
    }
}
