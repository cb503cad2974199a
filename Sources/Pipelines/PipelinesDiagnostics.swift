// Every sentence about a pipeline file as a whole and about a run.

import Diagnostics
import Foundation
import Ingestion
import Stages
import Tabular

package enum PipelinesDiagnostics {
    // MARK: The file

    package static func unreadablePipeline(_ path: String, reason: Wording) -> Diagnostic {
        Diagnostic(
            .input("pipeline-unreadable"), at: SourceLocation(file: path),
            Wording(
                en: "cannot read the pipeline file: \(reason.english)", zh: "无法读取流程文件：\(reason.chinese)"))
    }

    static let tooLarge = Wording(en: "it is larger than 1 MB", zh: "文件大于 1 MB")

    /// - Parameter path: with the place that names it.
    static func unreadableExports(_ path: SourceText, reason: Wording) -> Diagnostic {
        Diagnostic(
            .input("export-unreadable"), at: path.start,
            Wording(
                en: "cannot read the export format '\(path.text)': \(reason.english)",
                zh: "无法读取导出格式文件 '\(path.text)'：\(reason.chinese)"))
    }

    /// - Parameter path: with the place that names it.
    static func unreadableHolidays(_ path: SourceText, reason: Wording) -> Diagnostic {
        Diagnostic(
            .input("holidays-unreadable"), at: path.start,
            Wording(
                en: "cannot read the file of holidays '\(path.text)': \(reason.english)",
                zh: "无法读取节假日文件 '\(path.text)'：\(reason.chinese)"))
    }

    /// Where files are only looked at, a format can be recognised and not named.
    static func exportWithoutMarks(_ name: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .remark("export-never-meant"), .warning, at: location,
            Wording(
                en: "export '\(name)' has no 'marks', so no file is recognised as one",
                zh: "导出格式 '\(name)' 没有 'marks'，不会有文件被识别为该格式"))
    }

    /// Why a small file cannot be read.
    static func reason(_ problem: SourceProblem) -> Wording {
        switch problem {
        case .missing: Wording(en: "there is no such file", zh: "文件不存在")
        case .directory: Wording(en: "it is a folder", zh: "这是一个文件夹")
        case .notPermitted: Wording(en: "permission denied", zh: "没有读取权限")
        case .notRegular:
            Wording(en: "a regular file is expected, found a pipe, socket or device", zh: "应为普通文件，实际是管道、套接字或设备")
        case .changed: Wording(en: "it was changed while it was read", zh: "文件在读取过程中被修改")
        case .unreadable(let code): SystemReason.wording(code)
        default: Wording(en: "system error", zh: "系统错误")
        }
    }

    // MARK: Variables, languages, zone, period

    package static func unknownVariable(_ name: String, at location: SourceLocation, known: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-variable"), at: location,
            Wording(en: "'${\(name)}' has no value", zh: "'${\(name)}' 没有赋值"),
            help: NearestName.nearest(to: name, in: known).map {
                Wording(en: "did you mean '${\($0)}'?", zh: "您是否想写 '${\($0)}'？")
            }
                ?? Wording(
                    en: "give it with --set \(name)=… or under 'set:'", zh: "请用 --set \(name)=… 或在 'set:' 中给出"))
    }

    package static func unknownSetting(_ name: String, known: [String]) -> Diagnostic {
        Diagnostic(
            .usage("unknown-setting"),
            Wording(
                en: "--set \(name)=…: the pipeline file has no '${\(name)}'",
                zh: "--set \(name)=…：流程文件中没有 '${\(name)}'"),
            help: NearestName.suggestion(for: name, among: known))
    }

    package static func emptyPathStart(_ name: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("empty-path"), at: location,
            Wording(
                en: "expected the path to begin with a folder, but '${\(name)}' is empty",
                zh: "路径应以目录开头，但 '${\(name)}' 为空"),
            help: Wording(
                en: "give it a folder; '.' is the folder of the pipeline file",
                zh: "请给出一个目录；'.' 表示流程文件所在目录"))
    }

    package static func emptyOutputKey(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("empty-path"), at: location,
            Wording(en: "'output' expects a folder, found nothing", zh: "'output' 应为目录，实际为空"),
            help: Wording(
                en: "name a folder, or leave the key out for reports/NAME", zh: "请写出目录，或删去此键以使用 reports/NAME"))
    }

    package static func unknownZone(_ name: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-zone"), at: name.start,
            Wording(
                en: "expected a time zone such as Asia/Shanghai or +08:00, found \(quoted: name.text)",
                zh: "应为时区，如 Asia/Shanghai 或 +08:00，实际为 \(quoted: name.text)"))
    }

    package static func everyWithDays(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("period-twice"), at: location,
            Wording(
                en: "'period' expects either 'every' or 'from' and 'to', found both",
                zh: "'period' 应使用 'every'，或 'from' 与 'to'，不能同时使用"))
    }

    package static func emptyPeriod(from: SourceText, to: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("empty-period"), at: to.start,
            Wording(
                en: "'to' expects a day after \(from.text), found \(quoted: to.text)",
                zh: "'to' 应晚于 \(from.text)，实际为 \(quoted: to.text)"),
            help: Wording(en: "'to' is the first day that no longer belongs to it", zh: "'to' 是不再包含的第一天"))
    }

    package static func unknownPeriod(_ name: String, fiscal: FiscalCalendar) -> Diagnostic {
        let examples = PeriodWords.examples(in: fiscal)
        return Diagnostic(
            .usage("unknown-period"),
            Wording(
                en: "expected a period such as \(examples.english), found \(quoted: name)",
                zh: "应为周期，如 \(examples.chinese)，实际为 \(quoted: name)"))
    }

    /// A name of the calendar where years do not begin in January or are of whole weeks, with those it may mean.
    package static func ambiguousPeriod(_ name: String, candidates: [Period], fiscal: FiscalCalendar) -> Diagnostic {
        let list = candidates.map { period in
            "\(period.name) (\(period.startText)..\(period.end.map { CivilDate(dayNumber: $0 - 1).isoText } ?? ""))"
        }
        return Diagnostic(
            .usage("ambiguous-period"),
            fiscal.weeks == nil
                ? Wording(
                    en: "\(quoted: name) is ambiguous where years do not begin in January",
                    zh: "财年不从一月开始时，\(quoted: name) 有歧义")
                : Wording(
                    en: "\(quoted: name) is ambiguous where years are of whole weeks",
                    zh: "财年按周计时，\(quoted: name) 有歧义"),
            help: Wording(
                en: "write \(list.joined(separator: " or "))", zh: "请写 \(list.joined(separator: " 或 "))"))
    }

    package static func weekAgoOfLongPeriod(_ item: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("week-ago-of-long-period"), at: item.start,
            Wording(
                en: "'week-ago' expects a report on a day or on at most seven days",
                zh: "'week-ago' 只用于日报或不超过七天的报告"),
            help: Wording(en: "use 'previous' or 'year-ago'", zh: "请使用 'previous' 或 'year-ago'"))
    }

    static func unknownFestival(_ item: SourceText, period: String) -> Diagnostic {
        let (first, last) = (LunarNewYear.years.lowerBound, LunarNewYear.years.upperBound)
        return Diagnostic(
            .pipeline("unknown-festival"), at: item.start,
            Wording(
                en:
                    "'spring-festival' knows the festivals of \(first) to \(last) and compares a year with the one before, "
                    + "found a report on \(period)",
                zh: "'spring-festival' 只知 \(first) 至 \(last) 年的春节，并与上一年比较，而报告期为 \(period)"),
            help: Wording(en: "use 'year-ago'", zh: "请使用 'year-ago'"))
    }

    package static func periodOfAnotherLength(_ name: String, expected: Grain) -> Diagnostic {
        let word =
            switch expected {
            case .day: "日"
            case .week: "周"
            case .month: "月"
            case .quarter: "季度"
            case .halfYear: "半年"
            case .year: "年"
            }
        return Diagnostic(
            .usage("period-length"),
            Wording(
                en: "this pipeline reports on a \(expected.rawValue), found \(quoted: name)",
                zh: "本流程按\(word)出报告，实际为 \(quoted: name)"))
    }

    package static func unreadableAsOf(_ text: String) -> Diagnostic {
        Diagnostic(
            .usage("unreadable-as-of"),
            Wording(
                en: "expected a day or a moment such as 2026-09-15 or 2026-09-15T06:30, found \(quoted: text)",
                zh: "应为日期或时刻，如 2026-09-15 或 2026-09-15T06:30，实际为 \(quoted: text)"))
    }

    package static func unknownMetric(_ key: String, known: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-metric"),
            Wording(en: "unknown metric '\(key)'", zh: "没有指标 '\(key)'"),
            help: NearestName.suggestion(for: key, among: known))
    }

    package static func unknownTable(_ kind: String, known: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-table-kind"),
            Wording(en: "unknown kind of table '\(kind)'", zh: "没有数据表种类 '\(kind)'"),
            help: NearestName.suggestion(for: kind, among: known))
    }

    package static func unknownLanguageOfHeaders(_ code: String) -> Diagnostic {
        Diagnostic(
            .usage("unknown-header-language"),
            Wording(en: "headers: expected zh or en, found '\(code)'", zh: "表头语言应为 zh 或 en，实为 '\(code)'"))
    }

    package static func brokenCatalogue(_ cause: Diagnostic) -> Diagnostic {
        .internalError(
            named: "broken-catalogue", at: cause.location,
            Wording(
                en: "the built-in catalogue: \(cause.message.english)",
                zh: "内置指标目录：\(cause.message.chinese)"))
    }

    static func brokenHolidays(_ cause: Diagnostic) -> Diagnostic {
        .internalError(
            named: "broken-holidays", at: cause.location,
            Wording(
                en: "holidays that come with Rapport: \(cause.message.english)",
                zh: "内置节假日：\(cause.message.chinese)"))
    }

    // MARK: The run

    package static func ledgerImbalance(_ detail: Wording) -> Diagnostic {
        .internalError(
            named: "ledger-imbalance",
            Wording(
                en: "the row ledger does not balance: \(detail.english)",
                zh: "行数账目不平：\(detail.chinese)"),
            help: Wording(
                en: "no report was written; please report this with the pipeline file",
                zh: "未生成报告；请附流程文件反馈此问题"))
    }

    static func noRowLeft(_ ledger: TableLedger) -> Diagnostic {
        let (rejected, duplicates, filtered) = (
            ledger.count(of: .rejected), ledger.count(of: .duplicate), ledger.count(of: .filtered)
        )
        return Diagnostic(
            .data("no-rows"),
            Wording(
                en: "no row of '\(ledger.table)' is left: of \(ledger.read), \(rejected) were rejected, "
                    + "\(duplicates) were duplicates, \(filtered) were filtered out",
                zh: "'\(ledger.table)' 没有剩下任何行：读入 \(ledger.read) 行，拒绝 \(rejected) 行，"
                    + "重复 \(duplicates) 行，过滤 \(filtered) 行"),
            help: StagesDiagnostics.mayBeEmptyHelp)
    }

    /// - Parameter waited: how many seconds were waited in vain; nil when nobody waited.
    package static func anotherRun(_ folder: String, waited: Double?) -> Diagnostic {
        let place = SourceLocation(file: folder)
        guard let waited else {
            return Diagnostic(
                .lock("another-run"), at: place,
                Wording(en: "another run is writing here", zh: "另一个任务正在写入此处"),
                help: Wording(
                    en: "wait for it with --wait, or choose another folder with --out",
                    zh: "请用 --wait 等待其结束，或用 --out 指定其他目录"))
        }
        let seconds = WaitLimit.text(of: waited)
        return Diagnostic(
            .lock("another-run"), at: place,
            Wording(
                en: "another run is writing here, and was still after \(seconds)", zh: "另一个任务正在写入此处，等待 \(seconds) 后仍未结束"
            ),
            help: Wording(
                en: "wait longer with --wait-limit, or choose another folder with --out",
                zh: "请用 --wait-limit 延长等待，或用 --out 指定其他目录"))
    }

    package static func keptRowsInFile(bytes: Int, folder: String, limit: Int) -> Diagnostic {
        let (size, most) = (ByteCount.text(of: bytes), ByteCount.text(of: limit))
        return Diagnostic(
            .remark("rows-in-file"), .note,
            Wording(
                en: "up to \(size) of rows were kept in a temporary file in '\(folder)', "
                    + "because the run is to hold at most \(most) of memory",
                zh: "最多有 \(size) 的行数据暂存于 '\(folder)' 的临时文件，因为本次运行的内存上限为 \(most)"),
            help: Wording(en: "more memory is given with --memory", zh: "可用 --memory 提高上限"))
    }

    package static func heldMoreMemory(bytes: Int, limit: Int) -> Diagnostic {
        let (size, most) = (ByteCount.text(of: bytes), ByteCount.text(of: limit))
        return Diagnostic(
            .remark("more-memory"), .note,
            Wording(
                en:
                    "the run held \(size) of memory at its peak, more than \(most): distinct texts and groups stay there",
                zh: "本次运行的内存峰值为 \(size)，超过了 \(most)：不同的文本和分组须留在内存中"))
    }

    static func addressSpaceUsedUp(limit: Int) -> Diagnostic {
        let most = ByteCount.text(of: limit)
        return Diagnostic(
            .data("memory-exhausted"),
            Wording(
                en: "memory is used up: the process may take at most \(most) (ulimit -v)",
                zh: "内存已耗尽：本进程最多可占用 \(most)（ulimit -v）"),
            help: Wording(
                en: "raise the limit, or read fewer columns of texts that are nearly all different",
                zh: "请调高该限制，或少读取取值几乎各不相同的文本列"))
    }

    package static func cannotWrite(_ path: String, reason: Wording) -> Diagnostic {
        Diagnostic(
            .output("cannot-write"), at: SourceLocation(file: path),
            Wording(en: "cannot write: \(reason.english)", zh: "无法写入：\(reason.chinese)"))
    }

    package static func leftBehind(_ path: String) -> Diagnostic {
        Diagnostic(
            .output("left-behind"), at: SourceLocation(file: path),
            Wording(
                en:
                    "expected nothing here but what a run left, found something else that cannot go where the report is",
                zh: "此处只应有运行的遗留文件，却发现无法移到报告所在处的其他内容"),
            help: Wording(
                en: "move it to where you want it, and run again", zh: "请将其移到合适的位置后重新运行"))
    }

    package static func standardOutput(reason: Wording) -> Diagnostic {
        Diagnostic(
            .output("cannot-write"),
            Wording(
                en: "cannot write to standard output: \(reason.english)",
                zh: "无法写入标准输出：\(reason.chinese)"))
    }
}
