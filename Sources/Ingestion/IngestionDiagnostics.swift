// Every sentence the ingestion stage can say.
import Diagnostics
import Stages
import Tabular

enum IngestionDiagnostics {
    // MARK: The pipeline file

    static func unknownZone(_ text: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-timezone"), at: text.start,
            Wording(
                en:
                    "'timezone' expects a name such as 'Asia/Shanghai' or an offset such as '+08:00', found \"\(text.text)\"",
                zh: "'timezone' 应为 'Asia/Shanghai' 之类的时区名或 '+08:00' 之类的偏移，实际为 \"\(text.text)\""))
    }

    static func namesWithHeader(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("names-with-header"), at: location,
            Wording(en: "'names' is for a file without a header", zh: "'names' 只用于没有表头的文件"),
            help: Wording(en: "write 'header: none' beside it", zh: "请同时写 'header: none'"))
    }

    static func keyNeedsType(_ text: SourceText, key: String, type: ColumnType) -> Diagnostic {
        Diagnostic(
            .pipeline("key-needs-type"), at: text.start,
            Wording(
                en: "'\(key)' is for columns of type '\(type.rawValue)'",
                zh: "'\(key)' 只用于类型为 '\(type.rawValue)' 的列"))
    }

    static func unknownExport(_ text: SourceText, known: [String]) -> Diagnostic {
        StagesDiagnostics.unknownChoice(text, of: Wording("'export'"), choices: known)
    }

    static func noFileMatches(_ pattern: SourceText, folder: String) -> Diagnostic {
        Diagnostic(
            .input("input-missing"), at: pattern.start,
            Wording(
                en: "no file matches '\(pattern.text)' in folder '\(folder)'",
                zh: "文件夹 '\(folder)' 中没有与 '\(pattern.text)' 匹配的文件"))
    }

    /// Files in it would be left out without a word.
    static func folderRefused(_ folder: String, pattern: SourceText) -> Diagnostic {
        Diagnostic(
            .input("input-unreadable"), at: pattern.start,
            Wording(
                en: "'\(pattern.text)' needs the files of folder '\(folder)', but permission to read it is denied",
                zh: "'\(pattern.text)' 需要读取文件夹 '\(folder)'，但没有读取该文件夹的权限"))
    }

    static func headerMissing(
        _ header: SourceText, column: String, file: String, known: [String]
    ) -> Diagnostic {
        let nearest = NearestName.nearest(to: header.text, in: known)
        return Diagnostic(
            .pipeline("column-missing"), at: header.start,
            Wording(
                en: "file '\(file)' has no column '\(header.text)'"
                    + (column == header.text ? "" : " for '\(column)'"),
                zh: "文件 '\(file)' 中没有列 '\(header.text)'" + (column == header.text ? "" : "（用于 '\(column)'）")),
            help: nearest.map { Wording(en: "did you mean '\($0)'?", zh: "您是否想写 '\($0)'？") }
                ?? Wording(
                    en: "its columns are \(quoted(known, ", ")); or write 'required: false'",
                    zh: "该文件的列有 \(quoted(known, "、"))；或写 'required: false'"))
    }

    static func columnAbsentInFile(_ column: String, file: String) -> Diagnostic {
        Diagnostic(
            .remark("column-absent"), .warning, at: SourceLocation(file: file),
            Wording(
                en: "column '\(column)' is not in this file; its cells are missing",
                zh: "该文件没有列 '\(column)'，其单元格按缺失处理"))
    }

    static func headerMappedTwice(_ header: SourceText, first: String, second: String) -> Diagnostic {
        Diagnostic(
            .pipeline("column-mapped-twice"), at: header.start,
            Wording(
                en: "column '\(header.text)' is given two names: '\(first)' and '\(second)'",
                zh: "列 '\(header.text)' 被映射为两个名字：'\(first)' 和 '\(second)'"),
            help: Wording(
                en: "map it once, and add the other with 'derive' under 'clean'",
                zh: "请只映射一次，另一个名字用 'clean' 中的 'derive' 添加"))
    }

    static func ambiguousDates(column: String, file: String, sample: String, table: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("ambiguous-dates"), at: table.start,
            Wording(
                en:
                    "column '\(column)' of file '\(file)' holds dates such as \"\(sample)\" whose day and month cannot be told apart",
                zh: "文件 '\(file)' 的列 '\(column)' 含有 \"\(sample)\" 之类的日期，无法区分日与月"),
            help: Wording(
                en: "write 'dates: day-first' or 'dates: month-first' for the table",
                zh: "请为该表写 'dates: day-first' 或 'dates: month-first'"))
    }

    static func contradictoryDates(column: String, file: String, first: String, second: String, table: SourceText)
        -> Diagnostic
    {
        Diagnostic(
            .pipeline("ambiguous-dates"), at: table.start,
            Wording(
                en:
                    "column '\(column)' of file '\(file)' holds both day-first and month-first dates: \"\(first)\" and \"\(second)\"",
                zh: "文件 '\(file)' 的列 '\(column)' 既有日在前又有月在前的日期：\"\(first)\" 和 \"\(second)\""),
            help: Wording(
                en: "write 'dates: day-first' or 'dates: month-first' for the table; the others are then rejected",
                zh: "请为该表写 'dates: day-first' 或 'dates: month-first'，不符的行将被拒收"))
    }

    static func hiddenName(_ name: String, file: String, becomes: String) -> Diagnostic {
        Diagnostic(
            .remark("column-renamed"), .note, at: SourceLocation(file: file),
            Wording(
                en:
                    "the file's own column '\(name)' is called '\(becomes)', because '\(name)' is mapped to another one",
                zh: "该文件自有的列 '\(name)' 改称 '\(becomes)'，因为 '\(name)' 已映射到另一列"))
    }

    static func exportHint(_ export: String, file: String) -> Diagnostic {
        Diagnostic(
            .remark("export-hint"), .note, at: SourceLocation(file: file),
            Wording(
                en: "this looks like an export of '\(export)'", zh: "这看起来是 '\(export)' 的导出文件"),
            help: Wording(
                en: "write 'export: \(export)' to use its column names, types and time zone",
                zh: "写上 'export: \(export)' 即可使用其列名、类型和时区"))
    }

    // MARK: Rows

    static func rejectedRow(_ reason: Wording, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .remark("rejected-row"), .warning, at: location,
            Wording(en: "\(reason.english); the row is rejected", zh: "\(reason.chinese)；该行被拒收"))
    }

    static func badCellMissing(_ reason: Wording, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .remark("bad-cell"), .warning, at: location,
            Wording(en: "\(reason.english); the cell is missing", zh: "\(reason.chinese)；该单元格按缺失处理"))
    }

    static func moreOfTheSame(_ count: Int, of total: Int, file: String, kind: DiagnosticKind) -> Diagnostic {
        Diagnostic(
            kind, .warning, at: SourceLocation(file: file),
            Wording(
                en: "\(count) more such problems in this file (\(total) in all)",
                zh: "该文件还有 \(count) 处类似问题（共 \(total) 处）"))
    }

    /// What is wrong with a bad cell; what was found follows between double quotes.
    static func badCell(column: String, type: ColumnType, unit: DurationUnit?, order: DateOrder?) -> Wording {
        let expected = Self.expected(type, unit: unit, order: order)
        return Wording(
            en: "column '\(column)' expects \(expected.english), found",
            zh: "列 '\(column)' 应为\(expected.chinese)，实际为")
    }

    private static func expected(_ type: ColumnType, unit: DurationUnit?, order: DateOrder?) -> Wording {
        switch type {
        case .text: Wording(en: "text", zh: "文本")
        case .integer: Wording(en: "a whole number", zh: "整数")
        case .decimal: Wording(en: "a decimal number", zh: "小数")
        case .real: Wording(en: "a number", zh: "数字")
        case .flag: Wording(en: "yes or no", zh: "是或否")
        case .date: Wording(en: "a date" + orderNote(order), zh: "日期" + orderNote(order))
        case .instant: Wording(en: "a date and time" + orderNote(order), zh: "日期时间" + orderNote(order))
        case .duration:
            switch unit {
            case nil, .text?: Wording(en: "a duration with its unit", zh: "带单位的时长")
            case .clock?: Wording(en: "a duration as HH:MM:SS", zh: "HH:MM:SS 形式的时长")
            case let unit?: Wording(en: "a duration in \(unit.rawValue)", zh: "以 \(unit.rawValue) 计的时长")
            }
        }
    }

    private static func orderNote(_ order: DateOrder?) -> String { order.map { " (\($0.rawValue))" } ?? "" }

    static func raggedRow(expected: Int, found: Int) -> Wording {
        Wording(
            en: "a row expects \(expected) cell\(expected == 1 ? "" : "s"), found \(found)",
            zh: "每行应有 \(expected) 个单元格，实际有 \(found) 个")
    }

    static func tooManyRejects(file: String, rejected: Int, rows: Int, limit: Double) -> Diagnostic {
        let percent = limitText(limit)
        return Diagnostic(
            .data("reject-limit"), at: SourceLocation(file: file),
            Wording(
                en: "at most \(percent) of the rows may be rejected, found \(rejected) of \(rows)",
                zh: "被拒收的行最多占 \(percent)，实际为 \(rows) 行中的 \(rejected) 行"),
            help: Wording(
                en: "see the warnings above for what is wrong; or raise 'reject_limit'",
                zh: "具体问题见上面的警告；也可调高 'reject_limit'"))
    }

    private static func limitText(_ limit: Double) -> String {
        let percent = limit * 100
        return percent == percent.rounded() && percent <= 100 ? "\(Int(percent))%" : "\(percent)%"
    }

    static func strayQuotes(count: Int, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .remark("stray-quote"), .warning, at: location,
            Wording(
                en:
                    "a quote inside a cell is not doubled; it is kept as text (\(count) such in this file, this is the first)",
                zh: "单元格内的引号没有成对书写，按文本保留（该文件共 \(count) 处，此为第一处）"))
    }

    static func unknownZones(_ count: Int, column: String, zone: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .remark("unknown-zone-letters"), .warning, at: location,
            Wording(
                en:
                    "column '\(column)': \(count) times end in letters that are no known zone (CST is both China and the "
                    + "United States); they are read in '\(zone)', this is the first",
                zh: "列 '\(column)' 有 \(count) 个时间以含义不明的时区缩写结尾（CST 既指中国也指美国），按 '\(zone)' 解读，此为第一个"))
    }

    static func clockChanges(
        _ count: Int, column: String, zone: String, skipped: Bool, at location: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .remark("clock-change"), .warning, at: location,
            skipped
                ? Wording(
                    en:
                        "column '\(column)': \(count) times do not exist in '\(zone)' because the clock was put forward; "
                        + "they are moved forward, this is the first",
                    zh: "列 '\(column)' 有 \(count) 个时间因时钟拨快而在 '\(zone)' 中不存在，已顺延，此为第一个")
                : Wording(
                    en: "column '\(column)': \(count) times occur twice in '\(zone)' because the clock was put back; "
                        + "the earlier is taken, this is the first",
                    zh: "列 '\(column)' 有 \(count) 个时间因时钟拨慢而在 '\(zone)' 中出现两次，取较早者，此为第一个"))
    }

    static func damagedIdentifiers(_ count: Int, of total: Int, column: String, file: String) -> Diagnostic {
        Diagnostic(
            .remark("damaged-identifiers"), .warning, at: SourceLocation(file: file),
            Wording(
                en:
                    "column '\(column)': \(count) of \(total) long numbers end in 000, as a spreadsheet leaves them when it "
                    + "loses digits",
                zh: "列 '\(column)' 的 \(total) 个长数字中有 \(count) 个以 000 结尾，可能在电子表格中丢失了末位数字"),
            help: Wording(
                en: "export again without opening the file in a spreadsheet", zh: "请重新导出，不要用电子表格打开后另存"))
    }

    static func lineEndDiffers(expected: String, found: String, file: String) -> Diagnostic {
        Diagnostic(
            .remark("line-end"), .warning, at: SourceLocation(file: file),
            Wording(
                en: "lines are expected to end in \(expected), found \(found)", zh: "行尾应为 \(expected)，实际为 \(found)"))
    }

    static func totalRow(_ word: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .remark("total-row"), .warning, at: location,
            Wording(
                en: "the last row begins with \"\(word)\", as totals do; it is read as data",
                zh: "最后一行以 \"\(word)\" 开头，像是合计行；它被当作数据读取"),
            help: Wording(en: "write 'footer: [\(word)]'", zh: "请写 'footer: [\(word)]'"))
    }

    // MARK: Small change

    static func quoted(_ names: [String], _ separator: String) -> String {
        let shown = names.prefix(12).map { "'\($0)'" }.joined(separator: separator)
        return names.count > 12 ? shown + " …" : shown
    }

    static func shortened(_ text: String) -> String {
        let flat = text.unicodeScalars.prefix(61).map { $0.value < 0x20 ? " " : Character($0) }
        return flat.count > 60 ? String(flat.prefix(60)) + "…" : String(flat)
    }
}
