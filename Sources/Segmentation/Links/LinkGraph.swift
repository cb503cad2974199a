// The links between tables: checked, free of cycles, and the shortest way from one table to another.

import Diagnostics
import Stages
import Tabular

/// A link from the rows of one table to at most one row each of another.
package struct TableLink: Sendable, Hashable {
    package var fromTable: String
    package var fromColumn: String
    package var toTable: String
    package var toColumn: String
    package var type: ColumnType
    /// Where the link is declared.
    package var location: SourceLocation
    /// The position of the link that counts before it; nil for a link that counts first.
    package var elseOf: Int?
    /// Whether the keys name people, so that no message may quote one.
    package var namesPeople = false

    /// `calls.customer`
    package var from: String { "\(fromTable).\(fromColumn)" }
    /// `customers.customer_id`
    package var to: String { "\(toTable).\(toColumn)" }
}

/// All links of a pipeline.
package struct LinkGraph: Sendable {
    /// In the order of the pipeline file.
    package private(set) var links: [TableLink] = []

    package init() {}

    /// Checks links against tables; those with a mistake are left out.
    ///
    /// - Errors: unknown tables and columns, types that cannot be compared, a table linked to itself, cycles, a second link
    ///   between the same tables that does not say `else`.
    package init(_ options: [WrittenLink], schemas: [TableSchema], collector: DiagnosticCollector) {
        let scope = SegmentScope(schemas: schemas, links: LinkGraph(), collector: collector)
        for option in options {
            let types = (scope.type(of: option.from), scope.type(of: option.to))
            guard case (let left?, let right?) = types else { continue }
            guard left == right, left == .text || left == .integer else {
                collector.add(SegmentationDiagnostics.linkTypes(option, left, right))
                continue
            }
            var link = TableLink(
                fromTable: option.from.table.text, fromColumn: option.from.column.text,
                toTable: option.to.table.text, toColumn: option.to.column.text, type: left,
                location: option.from.table.start)
            let earlier = links.firstIndex { $0.fromTable == link.fromTable && $0.toTable == link.toTable }
            if let earlier, !option.isElse {
                collector.add(SegmentationDiagnostics.secondLink(link, first: links[earlier]))
                continue
            }
            if option.isElse, earlier == nil {
                collector.add(SegmentationDiagnostics.elseWithoutFirst(link))
                continue
            }
            link.elseOf = earlier
            link.namesPeople = schemas.contains {
                $0.name == link.fromTable && $0.namesPeople[link.fromColumn] == true
                    || $0.name == link.toTable && $0.namesPeople[link.toColumn] == true
            }
            if reaches(from: link.toTable, to: link.fromTable) {
                collector.add(SegmentationDiagnostics.cycle(link, back: way(from: link.toTable, to: link.fromTable)))
            } else {
                links.append(link)
            }
        }
    }

    /// The link that begins at a column.
    package func link(from table: String, column: String) -> Int? {
        links.firstIndex { $0.fromTable == table && $0.fromColumn == column }
    }

    /// A link and those that count after it where it finds nothing, each with its position, in the order in which they are followed.
    package func inTurn(from first: Int) -> [(position: Int, link: TableLink)] {
        links.enumerated().filter { $0.offset == first || $0.element.elseOf == first }.map { ($0.offset, $0.element) }
    }

    /// For every table that has a way to one of `homes`: the first link of the shortest way; of equally short ones that
    /// written first. Homes themselves are not in it.
    package func firstSteps(to homes: [String]) -> [String: Int] {
        var steps: [String: Int] = [:]
        var reached = Set(homes)
        while true {
            var next: [String: Int] = [:]
            for (index, link) in links.enumerated()
            where link.elseOf == nil && reached.contains(link.toTable) && !reached.contains(link.fromTable)
                && next[link.fromTable] == nil
            {
                next[link.fromTable] = index
            }
            if next.isEmpty { return steps }
            steps.merge(next) { first, _ in first }
            reached.formUnion(next.keys)
        }
    }

    /// Two links that begin equally short ways from one table to one of `homes`, so that nobody can say which one counts.
    package func rivals(to homes: [String]) -> (TableLink, TableLink)? {
        var reached = Set(homes)
        while true {
            var next: [String: TableLink] = [:]
            for link in links
            where link.elseOf == nil && reached.contains(link.toTable) && !reached.contains(link.fromTable) {
                if let first = next[link.fromTable] { return (first, link) }
                next[link.fromTable] = link
            }
            if next.isEmpty { return nil }
            reached.formUnion(next.keys)
        }
    }

    private func reaches(from start: String, to goal: String) -> Bool {
        start == goal || firstSteps(to: [goal])[start] != nil
    }

    /// The tables on the way from one to another, both included.
    private func way(from start: String, to goal: String) -> [String] {
        let steps = firstSteps(to: [goal])
        var tables = [start]
        while let last = tables.last, last != goal, let step = steps[last] { tables.append(links[step].toTable) }
        return tables
    }
}
