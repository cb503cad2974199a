// The dirt that telephone exports of every scenario share.

extension DirtPlanter {
    /// Adds to the tally what is odd about true calls, before any cell is rewritten.
    mutating func noteCalls(_ sheet: Sheet) {
        typealias Column = CallLayout.Column
        func count(_ isCounted: ([String]) -> Bool) -> Int { sheet.rows.count { isCounted($0.cells) } }
        note("internal calls", sheet.rows.count { $0.fate == .filtered }, sheet)
        note("answered calls of zero duration", count { $0[Column.talk] == "00:00:00" }, sheet)
        note(
            "calls beginning at 00:00:00 or 23:59:59",
            count { cells in
                cells[Column.start].hasSuffix("00:00:00") || cells[Column.start].hasSuffix("23:59:59")
            }, sheet)
        noteStrangers(column: Column.customer, sheet)
    }

    /// Other spellings of good cells, in a file of about 300 calls.
    mutating func soilCallSpellings(_ sheet: inout Sheet) {
        typealias Column = CallLayout.Column
        rewrite(8, "trailing blanks in 客户编号", column: Column.customer, in: &sheet) { cell, _ in cell + "  " }
        rewrite(4, "full-width blanks around 队列", column: Column.queue, in: &sheet) { cell, _ in
            "\u{3000}" + cell + "\u{3000}"
        }
        rewrite(5, "full-width letters and digits in 坐席工号", column: Column.agent, in: &sheet) { cell, _ in
            fullWidth(cell)
        }
        rewrite(5, "full-width letters and digits in 客户编号", column: Column.customer, in: &sheet) { cell, _ in
            fullWidth(cell)
        }
        rewrite(8, "VIP专线 in lower case or full width", column: Column.queue, in: &sheet, where: { $0 == "VIP专线" }) {
            _, random in random.pick(["vip专线", "Vip专线", "ＶＩＰ专线", "ｖｉｐ专线"])
        }
        rewrite(3, "trailing blanks in 结果", column: Column.outcome, in: &sheet) { cell, _ in cell + " " }
        rewrite(10, "text guards =\"…\" around 客户号码", column: Column.phone, in: &sheet) { cell, _ in "=\"\(cell)\"" }
        rewrite(40, "masked 客户号码", column: Column.phone, in: &sheet, where: { $0.hasPrefix("160") }) { cell, _ in
            "\(cell.prefix(3))****\(cell.suffix(4))"
        }
    }

    /// Calls that stand in the file twice: exact copies, and older states cut off in mid-call.
    mutating func repeatCalls(exact: Int, older: Int, in sheet: inout Sheet) {
        typealias Column = CallLayout.Column
        repeatRows(exact, in: &sheet)
        addOlderStates(older, in: &sheet, where: { $0[Column.talk] > "00:01:00" }) { cells, _ in
            cells[Column.talk] = "00:00:30"
            cells[Column.wrap] = ""
        }
    }

    /// One unreadable call of the given kind.
    mutating func addUnreadableCall(_ kind: UnreadableCall, in sheet: inout Sheet) {
        typealias Column = CallLayout.Column
        addUnreadable(1, kind.rawValue, id: Column.id, in: &sheet) { cells in
            switch kind {
            case .wait: cells[Column.wait] = "n/a"
            case .date: cells[Column.start] = "2026-13-45 10:20:30"
            case .short: cells.removeLast(4)
            case .long: cells.insert("转人工", at: Column.agent)
            case .negative: cells[Column.talk] = "-00:01:05"
            }
        }
    }

    /// Empty cells of calls in the console's ways of writing nothing.
    mutating func spellMissingCallCells(in sheet: inout Sheet) {
        typealias Column = CallLayout.Column
        spellMissing(
            ["-", "--", "null"], columns: [Column.customer, Column.agent, Column.agentName, Column.wait, Column.wrap],
            in: &sheet)
    }
}

/// Why a call cannot be read.
enum UnreadableCall: String {
    case wait = "n/a in 等待时长"
    case date = "the date 2026-13-45 in 开始时间"
    case short = "rows with too few cells"
    case long = "rows with too many cells"
    case negative = "negative 通话时长"
}

extension ContactCentre {
    /// A call as a row of the console's export; internal calls are for the keep rule to remove.
    func row(of call: Call) -> SheetRow {
        let name = agents.first { $0.id == call.agent }?.name ?? ""
        return SheetRow(CallLayout.cells(of: call, agentName: name), call.direction == .internal ? .filtered : .kept)
    }

    /// What the console wrote of a call when midnight of `date` cut it off.
    func rowCutOff(_ call: Call, at midnight: ClockSecond) -> SheetRow {
        var row = row(of: call)
        row.cells[CallLayout.Column.talk] = clockText(midnight - call.start - (call.waitSeconds ?? 0))
        row.cells[CallLayout.Column.wrap] = ""
        row.fate = .duplicate
        return row
    }

    /// A long incoming call that begins shortly before the midnight that ends `date`.
    func callAcrossMidnight(_ call: Call, on date: CivilDate) -> Call {
        var call = call
        call.start = date.start + 86_400 - 470
        call.direction = .inbound
        call.outcome = .answered
        call.queue = queues[1]
        call.agent = agents[3].id
        call.customer = customers[7].id
        call.phone = customers[7].phone
        call.waitSeconds = 12
        call.talkSeconds = 920
        call.holdSeconds = 0
        call.wrapSeconds = 35
        call.isTransferred = false
        return call
    }
}
