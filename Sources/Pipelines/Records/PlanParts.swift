// Fingerprints of a plan part by part: by them two runs can be told apart by what was changed between them.

import Documents

/// What a run was planned to do, as fingerprints.
///
/// - Shape: XXH3 of 128 bits over what is written, without comments and with the values of variables; not over the names of files, which
///   say nothing of what is in them.
struct PlanParts: Sendable, Decodable, Equatable {
    /// A part, and the tables that it looks at.
    struct Part: Sendable, Decodable, Equatable {
        var fingerprint: String
        var tables: [String]
        /// The segments that it looks at.
        var segments: [String]?
    }

    var suppressBelow: Int
    /// Zone, currency and whatever else holds for all.
    var settings: String
    var period: String
    var breakdowns: String
    var targets: String
    var links: String
    /// By table how its files are read.
    var ingestion: [String: String]
    /// By table its rules, those of its export among them.
    var cleaning: [String: String]
    /// By key.
    var segments: [String: Part]
    /// By key.
    var metrics: [String: Part]

    private enum CodingKeys: String, CodingKey {
        case suppressBelow = "suppress_below"
        case settings, period
        case breakdowns = "by"
        case targets
        case links = "link"
        case ingestion = "ingest"
        case cleaning = "clean"
        case segments = "segment"
        case metrics = "define"
    }

    var json: JSONValue {
        .object([
            (CodingKeys.suppressBelow.rawValue, .integer(suppressBelow)),
            (CodingKeys.settings.rawValue, .text(settings)), (CodingKeys.period.rawValue, .text(period)),
            (CodingKeys.breakdowns.rawValue, .text(breakdowns)), (CodingKeys.targets.rawValue, .text(targets)),
            (CodingKeys.links.rawValue, .text(links)),
            (CodingKeys.ingestion.rawValue, Self.json(ingestion)), (CodingKeys.cleaning.rawValue, Self.json(cleaning)),
            (CodingKeys.segments.rawValue, Self.json(segments)), (CodingKeys.metrics.rawValue, Self.json(metrics)),
        ])
    }

    private static func json(_ fingerprints: [String: String]) -> JSONValue {
        .object(fingerprints.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) })
    }

    private static func json(_ parts: [String: Part]) -> JSONValue {
        .object(
            parts.sorted { $0.key < $1.key }.map { key, part in
                let segments = part.segments.map { [("segments", JSONValue.list($0.map { .text($0) }))] } ?? []
                return (
                    key,
                    .object(
                        [
                            ("fingerprint", .text(part.fingerprint)), ("tables", .list(part.tables.map { .text($0) })),
                        ] + segments)
                )
            })
    }
}
