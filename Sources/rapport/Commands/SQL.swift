// `rapport sql`: a pipeline as SQL for another engine.

import ArgumentParser
import Diagnostics
import Expressions
import Foundation
import Pipelines
import Stages

struct SQL: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sql",
        abstract: Said.text(
            "Print the SQL by which another engine computes the numbers of a report.", "输出 SQL，供其他引擎计算报告中的数字。"),
        discussion: Said.text(
            """
            The script reads the cleaned tables, or with --from ingested those before cleaning, and gives every value, numerator, \
            denominator and n of results.csv. With --tables the tables are written as well: \
            rapport sql PIPELINE --tables t > t.sql && duckdb < t.sql
            They hold all cells that the report needs, names and numbers of people among them.
            """,
            """
            脚本读取清洗后的表（使用 --from ingested 时为清洗前的表），给出 results.csv 中的每个值、分子、分母和 n。使用 --tables 时同时写出这些表：\
            rapport sql PIPELINE --tables t > t.sql && duckdb < t.sql
            表中含报告所需的全部单元格，可能包括姓名和号码。
            """))

    @OptionGroup var pipeline: PipelineOptions
    @OptionGroup var speech: SpeechOptions

    @Option(help: Said.help("The engine: duckdb (by default) or spark.", "引擎：duckdb（默认）或 spark。"))
    var dialect: DialectChoice = .duckdb

    @Option(
        help: Said.help(
            "The tables to begin with: cleaned (by default), or ingested, which statements then clean, one for every rule.",
            "从哪些表开始：cleaned（清洗后，默认）或 ingested（清洗前，每条规则由一条语句清洗）。"))
    var from: BeginningChoice = .cleaned

    @Option(
        help: Said.help(
            "The folder for the tables that the script reads: a new one, an empty one, or one that this command wrote.",
            "脚本所读表的存放目录：新目录、空目录或由本命令写过的目录。", valueName: "dir"))
    var tables: String?

    mutating func validate() throws {
        if let tables, tables.allSatisfy(\.isWhitespace) {
            throw ValidationError(Said.text("--tables expects a folder, found nothing", "--tables 应为目录，实际为空"))
        }
    }

    mutating func run() throws {
        let console = Console(speech)
        MemoryEnd.prepare(language: console.language, status: ExitStatus.dataFailed.rawValue)
        let collector = DiagnosticCollector()
        do {
            let text = try Pipelines.sql(
                path: pipeline.pipeline, options: pipeline.runOptions, dialect: dialect.dialect, from: from.beginning,
                tables: tables, language: console.language, collector: collector)
            console.show(collector.diagnostics)
            // On a terminal nothing steers it; elsewhere texts stand as they are.
            if isatty(STDOUT_FILENO) == 1 { console.output(text) } else { Console.output(text + "\n") }
        } catch {
            collector.add(error.diagnostics)
            console.show(collector.diagnostics)
        }
        throw console.finish(collector.diagnostics, strict: speech.strict)
    }
}

enum DialectChoice: String, ExpressibleByArgument, CaseIterable {
    case duckdb, spark

    var dialect: SQLDialect {
        switch self {
        case .duckdb: .duckDB
        case .spark: .spark
        }
    }
}

enum BeginningChoice: String, ExpressibleByArgument, CaseIterable {
    case cleaned, ingested

    var beginning: SQLBeginning {
        switch self {
        case .cleaned: .cleaned
        case .ingested: .ingested
        }
    }
}
