// A script as text, with a comment above every statement.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Lays out a script.
struct SQLText {
    private let script: SQLScript
    private let heading: Wording
    private let language: Language

    /// - Parameters:
    ///   - heading: what the script computes.
    ///   - language: of the comments.
    init(_ script: SQLScript, heading: Wording, language: Language) {
        self.script = script
        self.heading = heading
        self.language = language
    }

    /// - Parameter path: of the file that holds a table, by position; nil where the engine has the tables already.
    func text(readingFrom path: ((Int) -> String)?) -> String {
        var parts = [comment(heading) + "\n" + comment(SQLWords.made(for: script.dialect))]
        for unsaid in script.unsaid { parts.append(comment(SQLWords.unsaid(unsaid))) }
        for (position, given) in script.given.enumerated() {
            let table = GivenTable(given, dialect: script.dialect)
            if let path {
                parts.append(comment(given.purpose) + "\n" + table.statement(readingFrom: path(position)) + ";")
            } else {
                parts.append(
                    comment(given.purpose) + "\n" + comment(SQLWords.expected) + "\n" + comment(Wording(table.shape)))
            }
        }
        for statement in script.statements {
            parts.append(comment(statement.purpose) + "\n" + statement.text + ";")
        }
        return parts.joined(separator: "\n\n")
    }

    /// A comment on one line, whatever it holds.
    private func comment(_ wording: Wording) -> String {
        let line = wording[language].unicodeScalars.map {
            $0.properties.isWhitespace || $0.value < 0x20 ? " " : Character($0)
        }
        return "-- " + String(line)
    }
}

/// What the comments of a script say.
enum SQLWords {
    static func made(for dialect: SQLDialect) -> Wording {
        let engine = dialect == .duckDB ? "DuckDB" : "Spark SQL"
        return Wording(
            en: "Rapport \(Pipelines.version), for \(engine). Moments are of UTC, durations milliseconds.",
            zh: "Rapport \(Pipelines.version)，适用于 \(engine)。时间为 UTC，时长以毫秒计。")
    }

    static let expected = Wording(
        en: "The engine must have it with these columns; --tables DIR writes it:",
        zh: "引擎中须已有该表，列如下；--tables DIR 可写出该表：")

    static func unsaid(_ part: Wording) -> Wording {
        Wording(en: "Not said in SQL: \(part.english)", zh: "未以 SQL 表达：\(part.chinese)")
    }
}
