// The columns of linked tables that formulas mention: by which links each comes to the table of the formula.

import Diagnostics
import Expressions
import Stages
import Tabular

/// A column that a link brings to a table whose formulas mention it.
///
/// Over several links it comes a table at a time: `regions.manager` to `customers`, and from there to `sales`.
package struct LinkedColumn: Sendable, Hashable {
    /// The table that gets it.
    package var table: String
    /// What formulas call it: `customers.created`.
    package var name: String
    /// What it is called in the table to which the link leads.
    package var column: String
    /// The first link of the way to its table, by its position.
    package var link: Int
}

/// Compares the columns of linked tables that formulas mention with tables and links.
struct LinkedColumnPlanning {
    private let links: LinkGraph
    /// Beside a link with a mistake nobody can say which tables are linked.
    private let hasBrokenLinks: Bool
    private let collector: DiagnosticCollector
    /// With the columns that were found. Those that cannot be had are opaque.
    private(set) var tables: [TableSchema]
    /// Each behind the one that it is made from.
    private(set) var columns: [LinkedColumn] = []
    private var told: Set<ColumnReference> = []

    init(_ tables: [TableSchema], links: LinkGraph, hasBrokenLinks: Bool, collector: DiagnosticCollector) {
        (self.tables, self.links, self.hasBrokenLinks, self.collector) = (tables, links, hasBrokenLinks, collector)
    }

    /// Takes a column that a formula mentions, once however many do.
    ///
    /// - Errors: an unknown table or column, no link or one that leads the other way, two ways of the same length, all told at the place of
    ///   the mention; then the column is opaque.
    mutating func add(_ mention: ColumnReference) {
        // A table that is unknown, or could not be read, has been told of.
        guard let table = mention.mentioner, let index = position(of: table), !tables[index].isOpaque,
            !tables[index].linkedColumns.contains(mention.description)
        else { return }
        if let way = way(to: mention, from: tables[index]) {
            bring(mention, by: way[...])
        } else {
            tables[index].opaqueColumns.insert(mention.description)
        }
    }

    private func position(of table: String) -> Int? { tables.firstIndex { $0.name == table } }

    /// The links that lead to the column's table, in their order; nil after a mistake.
    private mutating func way(to mention: ColumnReference, from table: TableSchema) -> [Int]? {
        func tell(_ problem: Diagnostic) -> [Int]? {
            if told.insert(mention).inserted { collector.add(problem) }
            return nil
        }
        let name = SourceText(mention.description, start: mention.table.start)
        if mention.table.text == table.name { return tell(ExpressionsDiagnostics.dottedName(name)) }
        if table.type(of: name.text) != nil {
            return tell(
                tables[mention.table.text] == nil
                    ? SegmentationDiagnostics.pointInName(name)
                    : SegmentationDiagnostics.ownColumn(mention, of: table.name))
        }
        guard let partner = tables[mention.table.text] else {
            return tell(StagesDiagnostics.unknownTable(mention.table, known: tables.map(\.name)))
        }
        let own = partner.ownColumns.map(\ColumnDescription.name)
        if partner.isOpaque || partner.opaqueColumns.contains(mention.column.text) { return nil }
        guard own.contains(mention.column.text) else {
            return tell(StagesDiagnostics.unknownColumn(mention.column, table: partner.name, known: own))
        }
        guard let way = links.way(from: table.name, to: partner.name) else {
            if hasBrokenLinks { return nil }
            if let back = links.way(from: partner.name, to: table.name) {
                return tell(
                    SegmentationDiagnostics.manyPartners(
                        mention, of: table.name, type: partner.type(of: mention.column.text),
                        link: links.links[back[0]]))
            }
            return tell(SegmentationDiagnostics.noLink(to: mention, from: table, partner: partner))
        }
        if let (first, second) = links.rivals(from: table.name, to: partner.name) {
            return tell(SegmentationDiagnostics.twoWays(to: mention, first: first, second: second))
        }
        return way
    }

    /// Brings the column to the tables on the way, that of its own first.
    private mutating func bring(_ mention: ColumnReference, by way: ArraySlice<Int>) {
        guard let link = way.first, let index = position(of: links.links[link].fromTable) else { return }
        let rest = way.dropFirst()
        if !rest.isEmpty { bring(mention, by: rest) }
        let name = mention.description
        guard let partner = tables[links.links[link].toTable], !tables[index].linkedColumns.contains(name) else {
            return
        }
        let column = rest.isEmpty ? mention.column.text : name
        tables[index].take(column, of: partner, as: name)
        columns.append(LinkedColumn(table: tables[index].name, name: name, column: column, link: link))
    }
}

extension LinkGraph {
    /// The links of the shortest way from one table to another; nil when there is none.
    func way(from start: String, to goal: String) -> [Int]? {
        let steps = firstSteps(to: [goal])
        var way: [Int] = []
        var table = start
        while table != goal {
            guard let step = steps[table] else { return nil }
            way.append(step)
            table = links[step].toTable
        }
        return way.isEmpty ? nil : way
    }

    /// Two links that begin equally short ways from a table to another, or from one on the way.
    func rivals(from start: String, to goal: String) -> (TableLink, TableLink)? {
        let lengths = links.reduce(into: [goal: 0]) { lengths, link in
            for table in [link.fromTable, link.toTable] where lengths[table] == nil {
                lengths[table] = way(from: table, to: goal)?.count
            }
        }
        for step in way(from: start, to: goal) ?? [] {
            let table = links[step].fromTable
            let first = links.filter { link in
                link.fromTable == table && link.elseOf == nil
                    && lengths[link.toTable].map { $0 + 1 == lengths[table] } == true
            }
            if first.count > 1 { return (first[0], first[1]) }
        }
        return nil
    }
}
