// What segmentation will do: links and segments, as data that can be printed.

import Diagnostics
import Stages

/// The links and prepared segments, and which tables each segment can divide.
package struct SegmentationPlan: Sendable {
    package var links: LinkGraph
    /// The tables with the columns that links bring for formulas, as later stages find them.
    package var tables: [TableSchema] = []
    /// Columns that formulas mention and links bring, each behind the one that it is made from.
    package var linked: [LinkedColumn] = []
    /// In the order of the pipeline file.
    package var segments: [PlannedSegment]
    /// Segments left out because of a mistake that has been reported.
    package var leftOut: [SegmentIdentity] = []

    package init(links: LinkGraph = LinkGraph(), segments: [PlannedSegment] = []) {
        self.links = links
        self.segments = segments
    }

    /// What the stages after this one may know of the segments.
    package var schemas: [SegmentSchema] {
        segments.map(\.schema)
            + leftOut.map {
                SegmentSchema(key: $0.key, title: Wording($0.key), location: $0.location, tables: [], isOpaque: true)
            }
    }

    /// The plan in words, a line per link and segment.
    package var lines: [Wording] {
        links.links.map { link in
            let first = link.elseOf.map { links.links[$0].from }
            return Wording(
                en: "link \(link.from) to \(link.to), whose values must be unique"
                    + (first.map { ", where \($0) finds no partner" } ?? ""),
                zh: "关联 \(link.from) → \(link.to)（右侧取值必须唯一）" + (first.map { "，仅用于 \($0) 找不到对应的行" } ?? ""))
        }
            + linked.map { column in
                let link = links.links[column.link]
                return Wording(
                    en: "table \(column.table) takes \(column.name) over link \(link.from)",
                    zh: "表 \(column.table) 经关联 \(link.from) 取得 \(column.name)")
            }
            + segments.map { segment in
                let tables = (segment.segmenter.homes + segment.firstSteps.keys).sorted()
                let ways = tables.map { table in
                    segment.firstSteps[table].map { "\(table) (\(links.links[$0].from))" } ?? table
                }
                let line = segment.source.line
                let (english, chinese) = (ways.joined(separator: ", "), ways.joined(separator: "、"))
                return Wording(
                    en: "segment \(segment.schema.key): \(line.english); divides \(english)",
                    zh: "分组 \(segment.schema.key)：\(line.chinese)；可用于 \(chinese)")
            }
    }
}
