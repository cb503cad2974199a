// What segmentation will do: links and segments, as data that can be printed.

import Diagnostics
import Stages

/// The links and prepared segments, and which tables each segment can divide.
package struct SegmentationPlan: Sendable {
    /// A prepared segment and the ways by which tables reach it.
    package struct Division: Sendable {
        package var schema: SegmentSchema
        package var segmenter: any PreparedSegmenter
        /// By table that is no home of the segment: the link that is the first step to one.
        package var firstSteps: [String: Int]
        /// Whether it is declared that the labels name nobody, whatever they look like.
        package var isDeclaredImpersonal = false

        /// The segmenter as written.
        var source: any Segmenter { segmenter.segmenter }
    }

    package var links: LinkGraph
    /// In the order of the pipeline file.
    package var divisions: [Division]
    /// Segments left out because of a mistake that has been reported.
    package var leftOut: [SegmentIdentity] = []

    package init(links: LinkGraph = LinkGraph(), divisions: [Division] = []) {
        self.links = links
        self.divisions = divisions
    }

    /// What the stages after this one may know of the segments.
    package var segments: [SegmentSchema] {
        divisions.map(\.schema)
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
            + divisions.map { division in
                let tables = (division.segmenter.homes + division.firstSteps.keys).sorted()
                let ways = tables.map { table in
                    division.firstSteps[table].map { "\(table) (\(links.links[$0].from))" } ?? table
                }
                let line = division.source.line
                let (english, chinese) = (ways.joined(separator: ", "), ways.joined(separator: "、"))
                return Wording(
                    en: "segment \(division.schema.key): \(line.english); divides \(english)",
                    zh: "分组 \(division.schema.key)：\(line.chinese)；可用于 \(chinese)")
            }
    }
}
