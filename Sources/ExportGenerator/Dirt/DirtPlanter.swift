// Dirt put into clean sheets on purpose, every piece of it counted and every row given the fate it must meet.

/// Plants dirt and keeps the tally.
struct DirtPlanter {
    private var random: SeededRandom
    private(set) var tally: [DirtCount] = []

    init(seed: UInt64, purpose: String) {
        random = SeededRandom(seed: seed, purpose: purpose)
    }

    /// Rows repeated as they are, some lines further down.
    mutating func repeatRows(_ count: Int, in sheet: inout Sheet) {
        for _ in 0..<count {
            guard let place = keptPlace(in: sheet) else { return }
            let later = min(sheet.rows.count, place + 1 + random.below(30))
            sheet.rows.insert(sheet.rows[place], at: later)
            sheet.rows[place].fate = .duplicate
        }
        note("exact duplicate rows", count, sheet)
    }

    /// Rows that stand in the file a second time in an earlier state.
    ///
    /// With `anywhere` the older state may also come after the newer one: then only an update time tells them apart.
    mutating func addOlderStates(
        _ count: Int, in sheet: inout Sheet, anywhere: Bool = false, where isFit: ([String]) -> Bool = { _ in true },
        change: (inout [String], inout SeededRandom) -> Void
    ) {
        var planted = 0
        for _ in 0..<count {
            guard let place = keptPlace(in: sheet, where: isFit) else { break }
            var older = SheetRow(sheet.rows[place].cells, .duplicate)
            change(&older.cells, &random)
            let goesAfter = anywhere && planted % 2 == 1
            let distance = random.below(20)
            let target = goesAfter ? min(sheet.rows.count, place + 1 + distance) : max(0, place - distance)
            sheet.rows.insert(older, at: target)
            planted += 1
        }
        note("older states of a row (re-export)", planted, sheet)
    }

    /// Rows of their own that cannot be read: `spoil` gets a copy of a good row under a new id.
    mutating func addUnreadable(
        _ count: Int, _ what: String, id: Int, in sheet: inout Sheet, guarded: Bool = false,
        spoil: (inout [String]) -> Void
    ) {
        for _ in 0..<count {
            guard let place = keptPlace(in: sheet) else { return }
            var row = SheetRow(sheet.rows[place].cells, .rejected)
            let bare = row.cells[id].filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
            row.cells[id] = guarded ? "=\"\(freshId(like: bare))\"" : freshId(like: bare)
            spoil(&row.cells)
            sheet.rows.insert(row, at: place + 1)
        }
        note(what, count, sheet)
    }

    /// Cells of good rows written in another way that means the same.
    mutating func rewrite(
        _ count: Int, _ what: String, column: Int, in sheet: inout Sheet, where isFit: (String) -> Bool = { _ in true },
        as change: (String, inout SeededRandom) -> String
    ) {
        var candidates = sheet.rows.indices.filter {
            let row = sheet.rows[$0]
            return row.fate == .kept && !row.cells[column].isEmpty && isFit(row.cells[column])
        }
        random.shuffle(&candidates)
        for place in candidates.prefix(count) {
            sheet.rows[place].cells[column] = change(sheet.rows[place].cells[column], &random)
        }
        note(what, min(count, candidates.count), sheet)
    }

    /// Empty cells filled with one of several spellings of nothing; some stay empty.
    mutating func spellMissing(_ spellings: [String], columns: [Int], in sheet: inout Sheet) {
        var counts = spellings.map { _ in 0 }
        for row in sheet.rows.indices {
            for column in columns where column < sheet.rows[row].cells.count && sheet.rows[row].cells[column].isEmpty {
                let choice = random.below(spellings.count + 1)
                guard choice < spellings.count else { continue }
                sheet.rows[row].cells[column] = spellings[choice]
                counts[choice] += 1
            }
        }
        for (spelling, count) in zip(spellings, counts) { note("missing cells spelled '\(spelling)'", count, sheet) }
    }

    /// Adds to the tally how little the CRM says about where some customers live.
    mutating func noteHomes(of customers: [Customer], _ sheet: Sheet) {
        var counts = (addressOnly: 0, ambiguous: 0, missing: 0)
        for customer in customers {
            switch customer.home {
            case .full: break
            case .addressWithCity, .addressWithProvince: counts.addressOnly += 1
            case .ambiguous: counts.ambiguous += 1
            case .missing: counts.missing += 1
            }
        }
        note("homes known from the address only", counts.addressOnly, sheet)
        note("addresses that name no city for certain", counts.ambiguous, sheet)
        note("customers without any home", counts.missing, sheet)
    }

    /// Adds to the tally how many rows name a customer the CRM does not have, before any cell is rewritten.
    mutating func noteStrangers(column: Int, _ sheet: Sheet) {
        note("customers not in the CRM", sheet.rows.count { $0.cells[column].hasPrefix("C9") }, sheet)
    }

    /// Adds to the tally what a scenario planted by itself.
    mutating func note(_ what: String, _ count: Int, _ sheet: Sheet) {
        note(what, count, sheet.path)
    }

    mutating func note(_ what: String, _ count: Int, _ path: String) {
        guard count > 0 else { return }
        if let place = tally.firstIndex(where: { $0.file == path && $0.what == what }) {
            tally[place].count += count
        } else {
            tally.append(DirtCount(file: path, what: what, count: count))
        }
    }

    private mutating func keptPlace(in sheet: Sheet, where isFit: ([String]) -> Bool = { _ in true }) -> Int? {
        let kept = sheet.rows.indices.filter { sheet.rows[$0].fate == .kept && isFit(sheet.rows[$0].cells) }
        return kept.isEmpty ? nil : random.pick(kept)
    }

    /// An id of the same shape that no good row carries: its last six places become a 9 and five random digits.
    private mutating func freshId(like id: String) -> String {
        let digits = padded(random.below(100_000), 5)
        return String(id.prefix(max(0, id.count - 6))) + "9" + digits
    }
}

/// How many pieces of one kind of dirt a file holds.
struct DirtCount {
    let file: String
    let what: String
    var count: Int
}

/// ASCII letters, digits and signs as their full-width forms: `A1002` becomes `Ａ１００２`.
func fullWidth(_ text: String) -> String {
    var wide = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        let isAscii = scalar.value > 0x20 && scalar.value < 0x7f
        wide.append((isAscii ? Unicode.Scalar(scalar.value + 0xfee0) : nil) ?? scalar)
    }
    return String(wide)
}
