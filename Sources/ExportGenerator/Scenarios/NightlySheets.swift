// The files of `nightly`, row by row, and the dirt put into them.

extension NightlyScenario {
    /// One file of calls for each day.
    func callSheets(_ calls: [Call], _ planter: inout DirtPlanter) -> [Sheet] {
        var sheets: [Sheet] = []
        var carried: Call?
        for date in (1...14).map({ CivilDate(2026, 9, $0) }) {
            var sheet = Sheet(
                path: "calls-\(date.iso).csv", table: "calls", encoding: .utf8WithMark,
                preamble: ["统计周期：\(date.iso) 00:00:00 至 \(date.iso) 23:59:59"], header: CallLayout.header)
            if let call = carried {
                sheet.rows.append(centre.row(of: call))
                planter.note("calls across midnight, in their final state", 1, sheet)
                carried = nil
            }
            for call in calls where day(of: call.start) == date {
                if isAcrossMidnight(call) {
                    sheet.rows.append(centre.rowCutOff(call, at: date.start + 86_400))
                    carried = call
                    planter.note("calls across midnight, cut off at midnight", 1, sheet)
                } else {
                    sheet.rows.append(centre.row(of: call))
                }
            }
            planter.noteCalls(sheet)
            soilCalls(&sheet, date.day, &planter)
            sheets.append(sheet)
        }
        return sheets
    }

    private func soilCalls(_ sheet: inout Sheet, _ day: Int, _ planter: inout DirtPlanter) {
        planter.soilCallSpellings(&sheet)
        planter.repeatCalls(exact: 3, older: 2, in: &sheet)
        planter.addUnreadableCall([.wait, .date, .short, .long][day % 4], in: &sheet)
        if day % 2 == 0 { planter.addUnreadableCall(.negative, in: &sheet) }
        planter.spellMissingCallCells(in: &sheet)
    }

    /// Two exports of the shop, by the week of the order.
    func orderSheets(_ orders: [Order], _ planter: inout DirtPlanter) -> [Sheet] {
        typealias Column = YouzanLayout.Column
        var sheets = ["orders-2026-09-07.csv", "orders-2026-09-14.csv"].map {
            Sheet(path: $0, table: "sales", encoding: .utf8, header: YouzanLayout.header)
        }
        var reexported = 0
        for order in orders {
            let place = day(of: order.created) <= CivilDate(2026, 9, 7) ? 0 : 1
            let customer = centre.customers.first { $0.id == order.customer }
            let cells = YouzanLayout.cells(of: order, customer: customer)
            let row = SheetRow(cells, order.paidAt == nil ? .filtered : .kept)
            // What was refunded later stands in the first file unrefunded, and again at the top of the second.
            if place == 0, order.refunded > 0, reexported < 12 {
                var earlier = SheetRow(cells, .duplicate)
                earlier.cells[Column.status] = "已发货"
                earlier.cells[Column.refunded] = "¥0.00"
                sheets[0].rows.append(earlier)
                sheets[1].rows.insert(row, at: 0)
                reexported += 1
            } else {
                sheets[place].rows.append(row)
            }
        }
        planter.note("orders that the next file has in a later state", reexported, sheets[0])
        for place in sheets.indices { soilOrders(&sheets[place], &planter) }
        return sheets
    }

    private func soilOrders(_ sheet: inout Sheet, _ planter: inout DirtPlanter) {
        typealias Column = YouzanLayout.Column
        planter.note("unpaid orders", sheet.rows.count { $0.fate == .filtered }, sheet)
        let grouped = sheet.rows.count { $0.cells[Column.paid].contains(",") }
        planter.note("amounts with a thousands separator", grouped, sheet)
        planter.noteStrangers(column: Column.customer, sheet)
        for _ in 0..<4 {
            planter.addUnreadable(1, "test orders", id: Column.id, in: &sheet) {
                $0[Column.product] = "【测试】" + $0[Column.product]
                $0[Column.nick] = "测试账号"
            }
        }
        for place in sheet.rows.indices where sheet.rows[place].cells[Column.product].hasPrefix("【测试】") {
            sheet.rows[place].fate = .filtered
        }
        planter.rewrite(15, "trailing blanks in 客户编号", column: Column.customer, in: &sheet) { cell, _ in cell + " \t" }
        planter.rewrite(5, "full-width letters and digits in 客户编号", column: Column.customer, in: &sheet) { cell, _ in
            fullWidth(cell)
        }
        planter.rewrite(10, "￥ for ¥ in 订单实付金额", column: Column.paid, in: &sheet) { cell, _ in
            "￥" + cell.dropFirst()
        }
        planter.repeatRows(4, in: &sheet)
        planter.addUnreadable(1, "the amount 12..5", id: Column.id, in: &sheet) { $0[Column.paid] = "12..5" }
        planter.addUnreadable(1, "the date 2026-13-45 in 买家付款时间", id: Column.id, in: &sheet) {
            $0[Column.paidAt] = "2026-13-45 08:00:00"
        }
        planter.addUnreadable(1, "rows with too many cells", id: Column.id, in: &sheet) { $0.append("备注") }
        planter.spellMissing(["-", "N/A"], columns: [Column.paidAt, Column.customer], in: &sheet)
    }

    func customerSheet(_ planter: inout DirtPlanter) -> Sheet {
        typealias Column = CustomerLayout.Column
        var sheet = Sheet(
            path: "customers.csv", table: "customers", encoding: .utf8WithMark, header: CustomerLayout.header)
        for (place, customer) in centre.customers.enumerated() {
            let owner = centre.agents[place % centre.agents.count].name
            sheet.rows.append(SheetRow(CustomerLayout.cells(of: customer, owner: owner), .kept))
        }
        planter.noteHomes(of: centre.customers, sheet)
        planter.rewrite(12, "trailing blanks in 客户编号", column: Column.id, in: &sheet) { cell, _ in cell + " " }
        planter.rewrite(10, "full-width blanks in 客户名称", column: Column.name, in: &sheet) { cell, _ in
            cell + "\u{3000}"
        }
        planter.repeatRows(3, in: &sheet)
        planter.spellMissing(["-", "--"], columns: [4, 5, Column.address], in: &sheet)
        return sheet
    }

    func agentSheet(_ planter: inout DirtPlanter) -> Sheet {
        Sheet(
            path: "agents.csv", table: "agents", encoding: .utf8, header: AgentLayout.header,
            rows: centre.agents.map { SheetRow(AgentLayout.cells(of: $0), .kept) })
    }
}
