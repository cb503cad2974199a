// Settles the type of every column of a table, and the order of days and months: declared, known from the export, or learnt from the cells.
import Diagnostics
import Stages
import Tabular

extension TablePlanning {
    /// Declared types first, then the preset's; the rest, and the order of days and months, is learnt from the whole files.
    ///
    /// Nil when there is no row to learn from, which is told.
    func settleTypes(
        _ names: [String], _ table: inout TablePlan, _ namesPeople: [String: Bool]
    ) -> [PlannedColumn]? {
        var columns: [PlannedColumn] = []
        var unsettled: [Int] = []
        let order = options.dateOrder ?? export?.dateOrder
        for (index, name) in names.enumerated() {
            let declared = options.columns.first { $0.name.text == name }
            let known = export?.columns.first { $0.name == name }
            let type = declared?.type ?? known?.type
            let keepsPreset = declared?.type == nil || declared?.type == known?.type
            var plan = ColumnPlan(
                name: name, type: type ?? .text, unit: declared?.unit ?? (keepsPreset ? known?.unit : nil),
                format: declared?.format ?? (keepsPreset ? known?.format : nil), dateOrder: order,
                bad: declared?.bad ?? known?.bad ?? .reject, values: keepsPreset ? known?.spellings ?? [:] : [:])
            plan.isPersonal = namesPeople[name] ?? false
            if plan.type != .duration { plan.unit = nil }
            // Systems and dates with four digits say nothing about years of two.
            plan.allowsShortYears = options.dateOrder != nil || order == nil || export?.hasShortYears == true
            let evidence =
                declared?.type != nil
                ? Wording(en: ", declared", zh: "（由配置指定）")
                : known != nil ? Wording(en: ", by the preset", zh: "（由导出预设指定）") : Wording("")
            var needsOrder = (plan.type == .date || plan.type == .instant) && order == nil && plan.format == nil
            if needsOrder, type != nil, isYearFirst(index, table) {
                plan.dateOrder = .yearFirst
                plan.allowsShortYears = false
                needsOrder = false
            }
            columns.append(PlannedColumn(plan: plan, evidence: evidence))
            if type == nil || needsOrder { unsettled.append(index) }
        }
        guard !unsettled.isEmpty else { return columns }
        guard let evidence = gather(unsettled, &table, areDates: unsettled.map { columns[$0].seeksOrderAlone }) else {
            return columns
        }
        let placed = unsettled.indices.filter { position in
            table.files.contains { $0.places[unsettled[position]] != nil }
        }
        if options.exampleTypes == nil, !placed.isEmpty || table.files.isEmpty,
            placed.allSatisfy({ evidence[$0].rows == 0 }),
            let problem = untold(unsettled.map { names[$0] }, table)
        {
            collector.add(problem)
            return nil
        }
        for (position, index) in unsettled.enumerated() {
            let found = evidence[position]
            if options.columns.first(where: { $0.name.text == names[index] })?.type == nil,
                export?.columns.first(where: { $0.name == names[index] }) == nil
            {
                let usual = found.present == 0 ? options.exampleTypes?[names[index]] : nil
                columns[index].plan.type = usual ?? found.type
                columns[index].evidence = inferred(found, isPersonal: columns[index].plan.isPersonal)
            }
            settleOrder(&columns[index].plan, found, table)
            tellOtherDecimalMark(found, of: names[index], table)
            guard found.damage.isDamage, !isIntact(names[index]) else { continue }
            collector.add(
                keys.contains(names[index])
                    ? IngestionDiagnostics.damagedKey(found.damage, column: names[index], table: table.name)
                    : IngestionDiagnostics.damagedIdentifiers(
                        found.damage, column: names[index], file: table.files.first?.path ?? ""))
            if keys.contains(names[index]) { table.columnsToldDamaged.insert(names[index]) }
        }
        return columns
    }

    /// A column that is no column of numbers because of a cell such as `0,125`: its decimal mark is probably the other one.
    private func tellOtherDecimalMark(_ evidence: ColumnEvidence, of name: String, _ table: TablePlan) {
        guard evidence.type == .text, let against = evidence.spokeAgainst,
            [.integer, .decimal, .real].contains(against.type)
        else { return }
        var text = against.cell.text
        let isZeroBeforeMark = text.withUTF8 {
            DecimalMarkDoubt.isIn($0, FoldedCell(), decimalComma: table.conventions.decimalComma)
        }
        if isZeroBeforeMark {
            collector.add(
                IngestionDiagnostics.otherDecimalMark(
                    column: name, found: against.cell, decimalComma: table.conventions.decimalComma))
        }
    }

    /// What to say of columns whose types no row shows; nil when none of them needs one.
    private func untold(_ names: [String], _ table: TablePlan) -> Diagnostic? {
        guard options.mayBeEmpty else {
            return StagesDiagnostics.noRows(of: table.name, files: table.files.count)
        }
        // Of a declared date only the order of its parts is not known, and no cell needs one.
        let untyped = names.filter { name in
            options.columns.first { $0.name.text == name }?.type == nil
                && export?.columns.first { $0.name == name } == nil
        }
        if untyped.isEmpty { return nil }
        return IngestionDiagnostics.untypedColumns(untyped, table: options.name)
    }

    /// Whether the first dates of every file name the year first, so that no other order is to be expected.
    ///
    /// A cell in another order is then a bad cell, not a guess.
    private func isYearFirst(_ column: Int, _ table: TablePlan) -> Bool {
        let folded = FoldedCell()
        var found = 0
        for file in table.files {
            guard let place = file.places[column] else { continue }
            for row in file.recognised.sample where row.indices.contains(place) {
                var text = row[place]
                let verdict = text.withUTF8 { bytes -> Bool? in
                    if table.conventions.missing.contains(CellText.bare(bytes)) { return nil }
                    guard let plain = folded.fold(bytes), let moment = InstantParser.parse(plain, order: nil) else {
                        return false
                    }
                    return moment.hint == .fixed
                }
                guard let verdict else { continue }
                if !verdict { return false }
                found += 1
            }
        }
        return found > 0
    }

    /// - Parameter areDates: by column, whether it is known to hold dates, so that only their order is asked.
    private func gather(_ columns: [Int], _ table: inout TablePlan, areDates: [Bool]) -> [ColumnEvidence]? {
        var merged = Array(repeating: ColumnEvidence(), count: columns.count)
        // Files side by side: most are one block, which keeps one thread busy.
        let (asked, context) = (table, context)
        let outcomes = parallelMap(Array(table.files.indices), jobs: context.jobs) {
            index -> Result<(columns: [ColumnEvidence], file: FilePlan), SourceProblem> in
            var table = asked
            do throws(SourceProblem) {
                let found = try table.withRightEncoding(ofFile: index) { (file) throws(SourceProblem) in
                    try EvidencePass.gather(
                        file, places: columns.map { file.places[$0] }, areDates: areDates,
                        conventions: asked.conventions,
                        footers: asked.footers, context: context)
                }
                return .success((found, table.files[index]))
            } catch {
                return .failure(error)
            }
        }
        for (index, outcome) in outcomes.enumerated() {
            switch outcome {
            case .success(let found):
                table.files[index] = found.file
                for position in merged.indices { merged[position].merge(found.columns[position]) }
            case .failure(let problem):
                collector.add(IngestionDiagnostics.unreadable(problem, file: table.files[index].path))
                return nil
            }
        }
        return merged
    }

    private func settleOrder(_ plan: inout ColumnPlan, _ evidence: ColumnEvidence, _ table: TablePlan) {
        guard plan.type == .date || plan.type == .instant, plan.dateOrder == nil, plan.format == nil else { return }
        let isPersonal = plan.isPersonal
        func file(_ cell: WitnessCell) -> String { cell.location.file }
        switch evidence.dateOrder {
        case .notNeeded: break
        case .order(let order): plan.dateOrder = order
        case .open(let cell, let orders):
            collector.add(
                IngestionDiagnostics.ambiguousDates(
                    column: plan.name, file: file(cell), sample: isPersonal ? "…" : cell.text, orders: orders,
                    table: options.name))
        case .contradictory(var first, var second):
            if isPersonal { (first.cell.text, second.cell.text) = ("…", "…") }
            collector.add(
                IngestionDiagnostics.contradictoryDates(
                    column: plan.name, file: file(first.cell), first: first, second: second, table: options.name))
        }
    }

    private func inferred(_ evidence: ColumnEvidence, isPersonal: Bool) -> Wording {
        let counts = Wording(
            en: ", inferred from \(evidence.present) of \(English.count(evidence.rows, "cell"))",
            zh: "（由 \(evidence.rows) 个单元格中的 \(evidence.present) 个推断")
        guard let witness = evidence.spokeAgainst else {
            return Wording(en: counts.english, zh: counts.chinese + "）")
        }
        let found = isPersonal || PersonalText.looksPersonal(witness.cell.text) ? "…" : witness.cell.text
        return Wording(
            en: counts.english
                + "; against \(witness.type.rawValue): \(quoted: found) at \(witness.cell.location)",
            zh: counts.chinese + "；不是 \(witness.type.rawValue)，因为 \(witness.cell.location) 处有 \(quoted: found)）"
        )
    }
}
