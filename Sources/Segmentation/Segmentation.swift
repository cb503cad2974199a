// Segmentation: customers get attributes and rows get small segment numbers; nothing is copied.

import Diagnostics
import Stages
import Tabular

/// The third stage of the walk: from trustworthy tables to tables whose rows are numbered by segment.
package enum Segmentation {
    /// Checks links and segments against the tables as cleaning leaves them.
    ///
    /// - Parameter linked: the columns of linked tables that formulas of later stages mention.
    /// - Errors: unknown tables and columns, wrong types, cycles, cuts and edges out of order, all collected; a link or
    ///   segment with a mistake is left out of the plan and the rest is still checked.
    package static func plan(
        _ options: SegmentationOptions, schemas: [TableSchema], linked: [ColumnReference] = [],
        collector: DiagnosticCollector
    ) -> SegmentationPlan {
        var plan = SegmentationPlan(links: LinkGraph(options.links, schemas: schemas, collector: collector))
        plan.leftOut = options.unreadable
        // Beside a link with a mistake nobody can say which tables a segment reaches.
        let hasBrokenLinks = plan.links.links.count < options.declaredLinkCount
        var linking = LinkedColumnPlanning(
            schemas, links: plan.links, hasBrokenLinks: hasBrokenLinks, collector: collector)
        for mention in options.linkedColumns + linked { linking.add(mention) }
        (plan.tables, plan.linked) = (linking.tables, linking.columns)
        let schemas = plan.tables
        let scope = SegmentScope(schemas: schemas, links: plan.links, collector: collector)
        for written in options.segments {
            guard let segmenter = written.segmenter.prepared(in: scope) else {
                plan.leftOut.append(written.identity)
                continue
            }
            let source: any Segmenter = segmenter.segmenter
            if let (first, second) = plan.links.rivals(to: segmenter.homes) {
                collector.add(
                    SegmentationDiagnostics.twoWays(
                        written.identity, from: first.fromTable, first: first, second: second))
                plan.leftOut.append(written.identity)
                continue
            }
            let personal = source.columnsInLabels.filter {
                schemas[$0.table.text]?.namesPeople[$0.column.text] == true
            }
            if !personal.isEmpty {
                for column in personal {
                    let read = schemas[column.table.text]?.readColumn(of: column.column.text) ?? column.column.text
                    collector.add(SegmentationDiagnostics.personalLabels(written.identity, column: column, read: read))
                }
                plan.leftOut.append(written.identity)
                continue
            }
            let firstSteps = plan.links.firstSteps(to: segmenter.homes)
            let schema = SegmentSchema(
                key: written.identity.key,
                title: written.title ?? source.defaultTitle ?? Wording(written.identity.key),
                location: written.identity.location, tables: Set(segmenter.homes).union(firstSteps.keys),
                labelKeys: source.labelKeys.map { $0 + [SegmentLabel.unknown.key] }, isOpaque: hasBrokenLinks)
            plan.segments.append(
                PlannedSegment(
                    schema: schema, segmenter: segmenter, firstSteps: firstSteps,
                    isDeclaredImpersonal: source.columnsInLabels.contains {
                        schemas[$0.table.text]?.namesPeople[$0.column.text] == false
                    }))
        }
        return plan
    }

    /// Follows the links, divides the homes of every segment, and hands the numbers on along the links.
    ///
    /// - Shape: the tables themselves, with the columns that links bring for formulas behind their own, each with the numbers of every
    ///   segment it can be divided by.
    /// - Errors: a key that must be unique and is not; a sum beyond all bounds.
    package static func run(
        _ plan: SegmentationPlan, on tables: TableSet, periods: ReportPeriods, context: StageContext
    ) throws(DiagnosedFailure) -> SegmentedTables {
        let (partners, matches) = try followLinks(plan.links, in: tables, context)
        let tables = try plan.linked.brought(to: tables.tables, by: plan.links, partners, context)
        var work = SegmentWork(tables: [:], links: plan.links, partners: partners, periods: periods, stage: context)
        for table in tables { work.tables[table.name] = table }

        var segmented = SegmentedTables(
            tables: tables.map { SegmentedTable(table: $0) }, links: matches)
        for (done, planned) in plan.segments.enumerated() {
            let key = planned.schema.key
            context.progress(
                Progress(stage: .segment, subject: key, done: done, total: plan.segments.count))
            let division = try planned.segmenter.divide(work)
            if !planned.isDeclaredImpersonal, Self.namesPeople(division.labels) {
                throw DiagnosedFailure(
                    SegmentationDiagnostics.personalLabelsSeen(
                        SegmentIdentity(key: key, location: planned.schema.location)))
            }
            try context.checkOverflows(
                of: Wording(en: "segment '\(key)'", zh: "分群 '\(key)'"), at: planned.schema.location)
            if let alike = LookalikeLabels(division.labels) {
                context.collector.add(
                    SegmentationDiagnostics.lookalikeLabels(
                        alike, of: SegmentIdentity(key: key, location: planned.schema.location),
                        columns: planned.source.labelColumns))
            }
            let numbers = handOn(division, by: planned.firstSteps, work)
            for index in segmented.tables.indices {
                segmented.tables[index].numbers[key] = numbers[segmented.tables[index].table.name]
            }
            var segment = Segment(
                key: key, title: planned.schema.title, labels: division.labels, convention: division.convention)
            segment.dividingTable = planned.source.customer?.table.text
            segmented.segments.append(segment)
        }
        return segmented
    }

    /// Whether half of the labels or more hold telephone numbers, identity numbers or mail addresses; the first thousand are looked at.
    private static func namesPeople(_ labels: [SegmentLabel]) -> Bool {
        let looked = labels.prefix(1000)
        let found = looked.count { PersonalText.holdsNumberOrMail($0.key) }
        return found > 0 && found * 2 >= looked.count
    }

    /// The partner rows of every link and what each has found, a link with `else` together with those before it; all keys that are not
    /// unique are told in one go.
    private static func followLinks(
        _ graph: LinkGraph, in tables: TableSet, _ context: StageContext
    ) throws(DiagnosedFailure) -> (partners: [PartnerRows], matches: [LinkMatch]) {
        var partners: [PartnerRows] = []
        // By right column, so that links to the same one look its keys up once.
        var keysOfColumn: [[String]: KeyRows] = [:]
        var problems: [Diagnostic] = []
        for link in graph.links {
            context.progress(Progress(stage: .segment, subject: link.from))
            guard let left = tables[link.fromTable], let right = tables[link.toTable],
                let leftIndex = left.index(of: link.fromColumn), let rightIndex = right.index(of: link.toColumn)
            else {
                throw DiagnosedFailure(
                    SegmentationDiagnostics.internalError("a table or column of link '\(link.from)' is absent"))
            }
            do throws(DiagnosedFailure) {
                let column = [link.toTable, link.toColumn]
                var keys: KeyRows
                if let known = keysOfColumn[column] {
                    keys = known
                } else {
                    keys = try KeyRows(link, in: right, column: rightIndex, files: tables.files, jobs: context.jobs)
                }
                let followed = PartnerRows(link, left: left, column: leftIndex, keys: &keys, jobs: context.jobs)
                keysOfColumn[column] = keys
                partners.append(followed)
            } catch {
                problems += error.diagnostics
            }
        }
        if !problems.isEmpty { throw DiagnosedFailure(problems) }
        var matches = partners.map(\.match)
        var followed = graph.links.map { [$0.fromColumn] }
        for (index, link) in graph.links.enumerated() {
            guard let first = link.elseOf, let left = tables[link.fromTable] else { continue }
            followed[first].append(link.fromColumn)
            partners[first] = partners[first].orElse(
                partners[index], left: left, columns: followed[first].compactMap { left.index(of: $0) },
                jobs: context.jobs)
            matches[index] = partners[first].match
        }
        // What one link does not find the other one may: they are judged together.
        for (index, link) in graph.links.enumerated() where link.elseOf == nil {
            guard let left = tables[link.fromTable] else { continue }
            let columns = followed[index].compactMap { left.index(of: $0) }
            context.collector.add(
                LinkFindings(link, partners[index], left: left, columns: columns, context).diagnostics)
        }
        return (partners, matches)
    }

    /// The numbers of every table that reaches a home of the segment, nearest first.
    private static func handOn(
        _ division: Division, by firstSteps: [String: Int], _ work: SegmentWork
    ) -> [String: SegmentNumbers] {
        var numbers = division.numbers
        var flat: [String: SmallNumbers] = [:]
        let (unknown, jobs) = (UInt32(division.labels.count - 1), work.stage.jobs)
        var waiting = firstSteps
        while !waiting.isEmpty {
            let ready = waiting.filter { numbers[work.links.links[$0.value].toTable] != nil }.keys.sorted()
            if ready.isEmpty { break }
            for table in ready {
                guard let step = waiting.removeValue(forKey: table) else { continue }
                let home = work.links.links[step].toTable
                guard let source = numbers[home], let rows = work.tables[home] else { continue }
                let numberOfRow = flat[home] ?? source.flat(of: rows, jobs: jobs)
                flat[home] = numberOfRow
                numbers[table] = work.partners[step].rows.replaced(by: numberOfRow, otherwise: unknown, jobs: jobs)
            }
        }
        return numbers
    }
}
