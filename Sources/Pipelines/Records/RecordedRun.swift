// What `run.json` says of a finished run, read back.

import Diagnostics
import Tabular

/// The record of a finished run.
struct RecordedRun: Sendable, Decodable {
    struct Tool: Sendable, Decodable {
        var name: String
        var version: String
    }

    struct Pipeline: Sendable, Decodable {
        struct Export: Sendable, Decodable, Equatable {
            var path: String
            var fingerprint: String
        }

        var name: String
        var fingerprint: String
        var exports: [Export]?
    }

    struct Span: Sendable, Decodable, Equatable {
        var name: String
        var start: String?
        var end: String?
    }

    struct Input: Sendable, Decodable {
        var table: String
        var path: String
        var fingerprint: String
        var rows: Int

        private enum CodingKeys: String, CodingKey {
            case table, path, rows
            case fingerprint = "xxh3_128"
        }
    }

    struct Ledger: Sendable, Decodable, Equatable {
        struct File: Sendable, Decodable, Equatable {
            var path: String?
            var read: Int
            var kept: Int
        }

        struct Step: Sendable, Decodable, Equatable {
            var stage: String
            var ordinal: Int
            var rule: String
            var departure: String?
            var rows: Int
            var changed: Int

            private enum CodingKeys: String, CodingKey {
                case stage, ordinal, rule, departure, rows
                case changed = "changed_cells"
            }
        }

        var table: String
        var source: String?
        var read: Int
        var kept: Int
        var files: [File]
        var steps: [Step]

        private enum CodingKeys: String, CodingKey {
            case table, read, kept, files, steps
            case source = "from"
        }
    }

    struct Link: Sendable, Decodable, Equatable {
        var from: String
        var to: String
        var rows: Int
        var matched: Int
        var missing: Int

        /// The table whose rows look for a partner.
        var table: String { String(from.prefix { $0 != "." }) }
    }

    var tool: Tool
    var pipeline: Pipeline
    /// Nil in the record of a version that did not write it.
    var plan: PlanParts?
    var asOf: String
    var timezone: String
    var period: Span
    var compared: [String: Span]
    var calendar: RecordedJSON?
    /// Nil where years are those of everybody, and in the record of a version that did not write it.
    var fiscal: RecordedFiscalYear?
    var inputs: [Input]
    var ledger: [Ledger]
    var links: [Link]

    private enum CodingKeys: String, CodingKey {
        case tool, pipeline, plan, timezone, period, calendar, inputs, ledger, links
        case asOf = "as_of"
        case compared = "compared_periods"
        case fiscal = "fiscal_year"
    }
}

extension RecordedRun {
    /// The calendars in which names of periods may be meant: its own; without one, whatever month years begin in.
    var calendars: [FiscalCalendar] {
        fiscal.flatMap(\.calendar).map { [$0] }
            ?? (1...FiscalCalendar.monthsOfYear).map { FiscalCalendar(startMonth: $0) }
    }
}

/// A wording as records write it.
struct RecordedWording: Sendable, Decodable {
    var zh: String
    var en: String

    var wording: Wording { Wording(en: en, zh: zh) }
}

/// Any JSON, to be compared.
enum RecordedJSON: Sendable, Decodable, Equatable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)
    case list([RecordedJSON])
    case object([String: RecordedJSON])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let flag = try? value.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([RecordedJSON].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: RecordedJSON].self))
        }
    }
}
