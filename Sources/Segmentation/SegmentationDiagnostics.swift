// The sentences on what is written under `segment:`; those on links and on what data bring stand beside them.

import Diagnostics
import Stages
import Tabular

enum SegmentationDiagnostics {
    static func internalError(_ text: String) -> Diagnostic {
        .internalError(Wording(en: "segmentation: \(text)", zh: "分组阶段：\(text)"))
    }

    /// What is wrong with the name of a segment, if anything.
    static func problem(withKeyOf segment: SegmentIdentity) -> Diagnostic? {
        if let grain = Grain(rawValue: segment.key) {
            return Diagnostic(
                .pipeline("segment-name"), at: segment.location,
                Wording(
                    en: "a segment cannot be called '\(segment.key)', which is a period in 'by'",
                    zh: "分组不能叫 '\(segment.key)'，它在 'by' 中表示周期"),
                help: Wording(
                    en: "call it 'by_\(grain.rawValue)'", zh: "可以改名为 'by_\(grain.rawValue)'"))
        }
        let isPlain =
            !segment.key.isEmpty
            && segment.key.unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || scalar == "_" || scalar == "-" || ("0"..."9").contains(scalar)
            }
        if isPlain { return nil }
        return Diagnostic(
            .pipeline("segment-name"), at: segment.location,
            Wording(
                en: "the name of a segment expects letters, digits and '_', found \(quoted: segment.key)",
                zh: "分组名应由文字、数字和 '_' 组成，实际为 \(quoted: segment.key)"))
    }

    static func everyOfAnotherPart(_ part: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("every-of-another-part"), at: location,
            Wording(
                en: "'every' goes with 'part: time_of_day', found 'part: \(part)'",
                zh: "'every' 只与 'part: time_of_day' 合用，实际为 'part: \(part)'"))
    }

    static func notOneKind(
        of segment: SegmentIdentity, found: [OptionNode.Entry], among entries: [OptionNode.Entry], known: [String],
        at location: SourceLocation
    ) -> Diagnostic {
        let kinds = known.map { "'\($0)'" }
        guard found.isEmpty else {
            let names = found.map { "'\($0.key)'" }
            return Diagnostic(
                .pipeline("not-one-kind"), at: found.last?.keyLocation ?? location,
                Wording(
                    en: "\(segment.wording.english) divides in one way only, found \(names.joined(separator: " and "))",
                    zh: "\(segment.wording.chinese) 只能有一种划分方式，实际有 \(names.joined(separator: "、"))"))
        }
        let unknown = entries.first { NearestName.nearest(to: $0.key, in: known) != nil }
        return Diagnostic(
            .pipeline("not-one-kind"), at: unknown?.keyLocation ?? location,
            Wording(
                en: "\(segment.wording.english) needs one of \(kinds.joined(separator: ", "))",
                zh: "\(segment.wording.chinese) 需要以下之一：\(kinds.joined(separator: "、"))"),
            help: unknown.flatMap { NearestName.suggestion(for: $0.key, among: known) })
    }

    static func emptyList(_ key: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("empty-list"), at: location,
            Wording(en: "'\(key)' expects at least one entry, found none", zh: "'\(key)' 至少要有一项，实际为空"))
    }

    static func wrongType(
        of subject: Wording, expected: Wording, found type: ColumnType, at location: SourceLocation,
        help: Wording? = nil
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-type"), at: location,
            Wording(
                en: "\(subject.english) expects \(expected.english), found type \(type.rawValue)",
                zh: "\(subject.chinese) 应为\(expected.chinese)，实际类型为 \(type.rawValue)"),
            help: help)
    }

    static func repeatedHome(_ column: SourceText, table: String, of segment: SegmentIdentity) -> Diagnostic {
        Diagnostic(
            .pipeline("repeated-table"), at: column.start,
            Wording(
                en: "\(segment.wording.english) expects one column per table, found a second one of table '\(table)'",
                zh: "\(segment.wording.chinese) 每个表只能有一列，表 '\(table)' 出现了第二列"))
    }

    static func notAscending(
        _ key: String, of segment: SegmentIdentity, _ later: SourceText, after earlier: SourceText
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("not-ascending"), at: later.start,
            Wording(
                en:
                    "'\(key)' of \(segment.wording.english) expects ascending values, found \(quoted: later.text) "
                    + "after \(quoted: earlier.text)",
                zh: "\(segment.wording.chinese) 的 '\(key)' 应从小到大，实际 \(quoted: later.text) 在 \(quoted: earlier.text) 之后")
        )
    }

    static func notDescending(
        _ key: String, of segment: SegmentIdentity, _ later: SourceText, after earlier: SourceText
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("not-descending"), at: later.start,
            Wording(
                en:
                    "'\(key)' of \(segment.wording.english) expects descending values, found \(quoted: later.text) "
                    + "after \(quoted: earlier.text)",
                zh: "\(segment.wording.chinese) 的 '\(key)' 应从大到小，实际 \(quoted: later.text) 在 \(quoted: earlier.text) 之后")
        )
    }

    static func labelCount(
        of segment: SegmentIdentity, expected: Int, found: Int, at location: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("label-count"), at: location,
            Wording(
                en:
                    "'labels' of \(segment.wording.english) expects \(English.count(expected, "name")), one more than edges, "
                    + "found \(found)",
                zh: "\(segment.wording.chinese) 的 'labels' 应有 \(expected) 个名称（比分界多一个），实际 \(found) 个"))
    }

    static func repeatedLabel(_ label: SourceText, of segment: SegmentIdentity) -> Diagnostic {
        Diagnostic(
            .pipeline("repeated-label"), at: label.start,
            Wording(
                en: "\(segment.wording.english) has two labels '\(label.text)'",
                zh: "\(segment.wording.chinese) 有两个标签 '\(label.text)'"))
    }

    static func reservedLabel(_ label: SourceText, of segment: SegmentIdentity) -> Diagnostic {
        Diagnostic(
            .pipeline("reserved-label"), at: label.start,
            Wording(
                en: "\(segment.wording.english) cannot have a label '\(label.text)', which is that of missing values",
                zh: "\(segment.wording.chinese) 不能有标签 '\(label.text)'，它表示缺失值"),
            help: Wording(en: "choose another name", zh: "请换一个名称"))
    }

    static func needsTime(_ segment: SegmentIdentity, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("missing-key"), at: location,
            Wording(
                en: "\(segment.wording.english) needs the key 'at', the time of a sale, unless 'over' is all",
                zh: "\(segment.wording.chinese) 缺少键 'at'（销售时间）；只有 'over: all' 时可以省略"))
    }

    static func scoresNeedQuintiles(_ segment: SegmentIdentity, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("scores-need-quintiles"), at: location,
            Wording(
                en: "'labels: scores' of \(segment.wording.english) expects 'convention: quintiles'",
                zh: "\(segment.wording.chinese) 的 'labels: scores' 需要 'convention: quintiles'"))
    }
}
