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

    static func twoHeadersExpected(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-value"), at: location,
            Wording(
                en: "'from' expects a header, or a list of two: that of the date and that of the time of day",
                zh: "'from' 应为一个表头，或由日期和时间两个表头组成的列表"))
    }

    static func twoColumnsNeedInstant(_ header: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("key-needs-type"), at: header.start,
            Wording(
                en: "two headers in 'from' are for columns of type 'instant'",
                zh: "'from' 中写两个表头只用于类型为 'instant' 的列"))
    }

    static func formatOfTwoColumns(_ text: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("key-needs-type"), at: text.start,
            Wording(
                en: "'format' is for moments in one column", zh: "'format' 只用于写在一列中的时间"))
    }

    /// A header that the pipeline names stands in the file more than once.
    ///
    /// - Parameter names: what the columns are called instead.
    static func ambiguousHeader(_ header: SourceText, file: String, places: [Int], names: [String]) -> Diagnostic {
        let columns = places.prefix(12).map { "\($0 + 1)" }
        let more = places.count > 12
        return Diagnostic(
            .pipeline("ambiguous-column"), at: header.start,
            Wording(
                en: "column '\(header.text)' is expected once in file '\(file)', found \(places.count) times: columns "
                    + columns.joined(separator: ", ") + (more ? " …" : ""),
                zh: "文件 '\(file)' 中应只有一个列 '\(header.text)'，实际有 \(places.count) 个：第 "
                    + columns.joined(separator: "、") + (more ? " …" : "") + " 列"),
            help: Wording(
                en: "write one of \(quoted(names, ", "))", zh: "请写 \(quoted(names, "、")) 之一"))
    }

    static func headersDiffer(_ file: String, line: Int, first: String) -> Diagnostic {
        Diagnostic(
            .pipeline("ambiguous-header"), at: SourceLocation(file: file, line: line),
            Wording(
                en: "line \(line) is declared a row of the header, but differs from that of '\(first)'",
                zh: "第 \(line) 行被指定为表头的一部分，但与文件 '\(first)' 的不同"),
            help: Wording(
                en: "files whose headers have other rows belong into tables of their own",
                zh: "表头行数不同的文件应分别写成不同的表"))
    }

    /// A name that later stages use is no column's, because several columns have it.
    static func repeatedHeader(_ name: String, file: String, names: [String]) -> Diagnostic {
        Diagnostic(
            .remark("repeated-header"), .warning, at: SourceLocation(file: file),
            Wording(
                en: "the header has '\(name)' \(names.count) times; the columns are called \(quoted(names, ", "))",
                zh: "表头中有 \(names.count) 个 '\(name)'，各列分别称为 \(quoted(names, "、"))"))
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

    /// The same where the table may be empty.
    static func noFileToday(_ pattern: SourceText, folder: String, table: String) -> Diagnostic {
        Diagnostic(
            .remark("no-file"), .warning, at: pattern.start,
            Wording(
                en: "no file matches '\(pattern.text)' in folder '\(folder)'; table '\(table)' may be empty",
                zh: "文件夹 '\(folder)' 中没有与 '\(pattern.text)' 匹配的文件；表 '\(table)' 允许为空"))
    }

    /// Files in it would be left out without a word.
    static func folderUnlisted(_ folder: UnlistedFolder, pattern: SourceText) -> Diagnostic {
        if folder.problem.isRefusal {
            return Diagnostic(
                .input("input-unreadable"), at: pattern.start,
                Wording(
                    en:
                        "'\(pattern.text)' needs the files of folder '\(folder.path)', but permission to read it is denied",
                    zh: "'\(pattern.text)' 需要读取文件夹 '\(folder.path)'，但没有读取该文件夹的权限"))
        }
        let code = folder.problem.code
        return Diagnostic(
            .input("input-unreadable"), at: pattern.start,
            Wording(
                en: "'\(pattern.text)' needs the files of folder '\(folder.path)', but it cannot be listed to its end "
                    + "(system error \(code))",
                zh: "'\(pattern.text)' 需要读取文件夹 '\(folder.path)'，但无法完整列出其内容（系统错误 \(code)）"))
    }

    // MARK: Files that would count twice

    private static func countedTwice(
        _ first: String, _ second: String, table: String, _ english: String, _ chinese: String
    ) -> Diagnostic {
        Diagnostic(
            .data("repeated-file"), at: SourceLocation(file: second),
            Wording(
                en: "\(english) '\(first)'; its rows would count twice in table '\(table)'",
                zh: "\(chinese) '\(first)' 相同；其行会在表 '\(table)' 中重复计数"),
            help: Wording(
                en: "take one of them away, or write 'may_repeat_files: true' for the table",
                zh: "请移走其中一个，或为该表写 'may_repeat_files: true'"))
    }

    /// Two paths lead to one file.
    static func oneFileTwice(_ first: String, _ second: String, table: String) -> Diagnostic {
        countedTwice(first, second, table: table, "this is, by a link or another path, the same file as", "此路径与文件")
    }

    static func sameContent(_ first: String, _ second: String, table: String) -> Diagnostic {
        countedTwice(first, second, table: table, "the file has the same content as", "此文件的内容与")
    }

    static func sameRows(_ first: String, _ second: String, rows: Int, table: String) -> Diagnostic {
        countedTwice(
            first, second, table: table, "all \(rows) rows of the file are, in every column that is read, those of",
            "此文件的全部 \(rows) 行在所读取的各列上与")
    }

    /// The rows of one file stand at the beginning of another.
    static func rowsRepeated(_ short: String, _ long: String, rows: Int, table: String) -> Diagnostic {
        Diagnostic(
            .remark("repeated-rows"), .warning, at: SourceLocation(file: long),
            Wording(
                en: "the file begins with all \(rows) rows of '\(short)'; "
                    + "they count twice in table '\(table)' unless a rule drops them",
                zh: "此文件以 '\(short)' 的全部 \(rows) 行开头；除非有规则去除，它们会在表 '\(table)' 中重复计数"),
            help: Wording(
                en: "name one of them only, drop duplicates by a key, or write 'may_repeat_files: true' for the table",
                zh: "请只指定其中一个，或按键去重，或为该表写 'may_repeat_files: true'"))
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

    /// - Parameter orders: those that fit every date of the column.
    static func ambiguousDates(
        column: String, file: String, sample: String, orders: [DateOrder], table: SourceText
    ) -> Diagnostic {
        let hasShortYear = orders.contains(.yearFirst)
        return Diagnostic(
            .pipeline("ambiguous-dates"), at: table.start,
            Wording(
                en:
                    "column '\(column)' of file '\(file)' holds dates such as \(quoted: sample) whose "
                    + (hasShortYear ? "day, month and year" : "day and month") + " cannot be told apart",
                zh: "文件 '\(file)' 的列 '\(column)' 含有 \(quoted: sample) 之类的日期，无法区分\(hasShortYear ? "年、月、日" : "日与月")"),
            help: datesHelp(orders))
    }

    /// What to write for the table where several orders are possible.
    static func datesHelp(_ orders: [DateOrder]) -> Wording {
        func listed(_ word: String) -> String { orders.map { "'dates: \($0.rawValue)'" }.joined(separator: word) }
        return Wording(en: "write \(listed(" or ")) for the table", zh: "请为该表写 \(listed(" 或 "))")
    }

    static func contradictoryDates(
        column: String, file: String, first: ColumnEvidence.OrderWitness, second: ColumnEvidence.OrderWitness,
        table: SourceText
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("ambiguous-dates"), at: table.start,
            Wording(
                en:
                    "column '\(column)' of file '\(file)' holds both \(orderNames(first.hint, .english)) and "
                    + "\(orderNames(second.hint, .english)) dates: \(quoted: first.cell.text) and \(quoted: second.cell.text)",
                zh: "文件 '\(file)' 的列 '\(column)' 既有\(orderNames(first.hint, .chinese))又有"
                    + "\(orderNames(second.hint, .chinese))的日期：\(quoted: first.cell.text) 和 \(quoted: second.cell.text)"
            ),
            help: Wording(
                en:
                    "write 'dates: \(DateOrder.allCases.map(\.rawValue).joined(separator: "', 'dates: "))' for the table; "
                    + "the others are then rejected",
                zh: "请为该表写 'dates: \(DateOrder.allCases.map(\.rawValue).joined(separator: "'、'dates: "))' 之一，"
                    + "不符的行将被拒收"))
    }

    private static func orderNames(_ hint: DateOrderHint, _ language: Language) -> String {
        hint.orders.map { order in
            guard language == .chinese else { return order.rawValue }
            return switch order {
            case .dayFirst: "日在前"
            case .monthFirst: "月在前"
            case .yearFirst: "年在前"
            }
        }.joined(separator: language == .chinese ? "或" : " or ")
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

    static func typeFitsNothing(
        _ plan: ColumnPlan, cells: Int, first: String, file: String, at location: SourceLocation
    ) -> Diagnostic {
        let expected = Self.expected(plan)
        let found = plan.isPersonal ? "…" : shortened(first)
        return Diagnostic(
            .remark("type-fits-nothing"), .warning, at: location,
            Wording(
                en:
                    "column '\(plan.name)' expects \(expected.english); none of its first \(cells) cells in '\(file)' is one, "
                    + "the first is \(quoted: found)",
                zh: "列 '\(plan.name)' 应为\(expected.chinese)，而 '\(file)' 中该列最前面的 \(cells) 个单元格无一符合，"
                    + "第一个是 \(quoted: found)"),
            help: Wording(
                en: "check 'from', which names the header, and 'type', 'unit' or 'dates'",
                zh: "请检查 'from' 所指的表头，以及 'type'、'unit' 或 'dates'"))
    }

    /// What a check says of files that are not there.
    static func absentFiles(_ pattern: SourceText) -> Diagnostic {
        Diagnostic(
            .remark("input-absent"), .warning, at: pattern.start,
            Wording(
                en: "there is no file '\(pattern.text)' here; what needs its columns is not checked",
                zh: "此处没有文件 '\(pattern.text)'；依赖其列的内容未作检查"))
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
    static func badCell(_ plan: ColumnPlan) -> Wording {
        let expected = Self.expected(plan)
        return Wording(
            en: "column '\(plan.name)' expects \(expected.english), found",
            zh: "列 '\(plan.name)' 应为\(expected.chinese)，实际为")
    }

    /// The same for the time of day of a moment that stands in two columns.
    static func badTime(column: String) -> Wording {
        Wording(en: "column '\(column)' expects a time of day, found", zh: "列 '\(column)' 应为时刻，实际为")
    }

    /// The same without the cell it ends with, which names a person.
    static func withoutCell(_ reason: Wording) -> Wording {
        // The data are the end of it, and the name of a column may hold a quote as well.
        func cut(_ text: String) -> String {
            text.firstRange(of: " \"").map { text[..<$0.lowerBound] + " \"…\"" } ?? text
        }
        return Wording(en: cut(reason.english), zh: cut(reason.chinese))
    }

    private static func expected(_ plan: ColumnPlan) -> Wording {
        switch plan.type {
        case .text: Wording(en: "text", zh: "文本")
        case .integer: Wording(en: "a whole number", zh: "整数")
        case .decimal: Wording(en: "a decimal number", zh: "小数")
        case .real: Wording(en: "a number", zh: "数字")
        case .flag: Wording(en: "yes or no", zh: "是或否")
        case .date: Wording(en: "a date" + orderNote(plan), zh: "日期" + orderNote(plan))
        case .instant: Wording(en: "a date and time" + orderNote(plan), zh: "日期时间" + orderNote(plan))
        case .duration:
            switch plan.unit {
            case nil, .text?: Wording(en: "a duration with its unit", zh: "带单位的时长")
            case .clock?: Wording(en: "a duration as HH:MM:SS", zh: "HH:MM:SS 形式的时长")
            case let unit?: Wording(en: "a duration in \(unit.rawValue)", zh: "以 \(unit.rawValue) 计的时长")
            }
        }
    }

    private static func orderNote(_ plan: ColumnPlan) -> String {
        plan.dateOrder.map { " (\($0.rawValue))" } ?? ""
    }

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

    static func strayQuotes(count: Int, isEscaped: Bool, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .remark("stray-quote"), .warning, at: location,
            Wording(
                en:
                    "a quote inside a cell is not doubled; it is kept as text (\(count) such in this file, this is the first)",
                zh: "单元格内的引号没有成对书写，按文本保留（该文件共 \(count) 处，此为第一处）"),
            help: isEscaped
                ? Wording(
                    en: "it stands behind a backslash: if that is how the file writes quotes, write \"escape: '\\'\"",
                    zh: "它前面有反斜杠：若该文件以此转义引号，请写 \"escape: '\\'\"") : nil)
    }

    /// - Parameter lines: how many lines of the file the row takes.
    static func mergedRow(lines: Int) -> Wording {
        Wording(
            en: "a quote in a quoted cell is not doubled, and the cell holds a delimiter or a line break: "
                + "several cells may have run together" + (lines > 1 ? " (the row takes \(lines) lines)" : ""),
            zh: "引号单元格内的引号没有成对书写，且其中有分隔符或换行：可能由多个单元格粘连而成"
                + (lines > 1 ? "（该行占 \(lines) 行文本）" : ""))
    }

    static var repeatedHeaderRow: Wording {
        Wording(en: "the row repeats the header", zh: "该行与表头相同")
    }

    /// A row after a gap looks like the header of another table. Only the cells that were judged are quoted.
    ///
    /// - Parameter isCertain: whether it cannot well be a row of this one.
    static func secondTable(_ found: SecondTable) -> Diagnostic {
        let footer =
            found.firstCell.map { first in
                let text = "\"footer: ['\(shortened(first).replacing("\"", with: "\"\""))']\""
                return Wording(text)
            } ?? Wording(en: "its first cell under 'footer'", zh: "'footer'（值为该行的第一个单元格）")
        let help = Wording(
            en: "if so, write \(footer.english) to end the data before it, or export the tables into files "
                + "of their own; if not, take out the blank line",
            zh: "如果是，请写 \(footer.chinese) 以在其之前结束数据，或将两个表分别导出；如果不是，请删去空行")
        let row = shortened(found.cells.joined(separator: ","))
        guard found.isCertain else {
            return Diagnostic(
                .remark("second-table"), .warning, at: found.location,
                Wording(
                    en: "the row after a gap holds no number, as the header of another table would: \(quoted: row); "
                        + "it is read as data",
                    zh: "空行之后的这一行不含数字，像是另一个表的表头：\(quoted: row)；它被当作数据读取"), help: help)
        }
        return Diagnostic(
            .data("second-table"), at: found.location,
            Wording(
                en: "one table is expected, but another seems to begin after a gap: \(quoted: row)",
                zh: "应只有一个表，但空行之后似乎是另一个表：\(quoted: row)"), help: help)
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

    static func mixedCurrencies(
        _ codes: [(code: String, mark: CurrencyMark, found: CellMarks<SourceLocation>.Found)], column: String,
        table: String
    ) -> Diagnostic {
        let english = codes.map { "\($0.mark.text) in \($0.found.count) cells (first at \($0.found.first))" }
        let chinese = codes.map { "\($0.mark.text) \($0.found.count) 个单元格（首个在 \($0.found.first)）" }
        return Diagnostic(
            .data("mixed-currencies"), at: codes.first?.found.first,
            Wording(
                en: "column '\(column)' of table '\(table)' expects amounts of one currency, found "
                    + english.joined(separator: " and "),
                zh: "表 '\(table)' 的列 '\(column)' 应只有一种货币，实际有 \(chinese.joined(separator: "、"))"),
            help: Wording(
                en: "declare which one is meant, such as '\(column): { type: decimal, currency: \(codes[0].code) }': "
                    + "rows of another are then rejected",
                zh: "请声明所指货币，如 '\(column): { type: decimal, currency: \(codes[0].code) }'，其他货币的行将被剔除"))
    }

    static func undeclaredCurrency(
        _ mark: String, _ code: String, column: String, at location: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .remark("undeclared-currency"), .warning, at: location,
            Wording(
                en:
                    "column '\(column)' has amounts in \(mark), which its first rows do not show; it is printed without a currency",
                zh: "列 '\(column)' 含 \(mark) 金额，但前面的行未标明，报告中不标货币"),
            help: Wording(en: "write 'currency: \(code)' at the column or table", zh: "请在列或表中写 'currency: \(code)'"))
    }

    static func mixedPercentages(
        _ count: Int, plain: SourceLocation, column: String, at location: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .data("mixed-percentages"), at: location,
            Wording(
                en:
                    "column '\(column)' expects either percentages or plain numbers, found \(count) cells with a % sign "
                    + "and others without, the first at \(plain)",
                zh: "列 '\(column)' 应全为百分数或全为普通数字，实际有 \(count) 个带 % 的单元格，其余不带，首个在 \(plain)"),
            help: Wording(
                en: "export the column in one form, or read it as text and convert it by 'derive'",
                zh: "请统一导出格式，或按文本读取后用 'derive' 换算"))
    }

    // MARK: Identifiers damaged by a spreadsheet

    /// What was found, for messages and hints.
    static func words(_ damage: IdentifierDamage) -> Wording {
        var english: [String] = []
        var chinese: [String] = []
        if damage.scientific > 0 {
            english.append(
                damage.scientific == 1
                    ? "1 value is written like 1.25E+17" : "\(damage.scientific) values are written like 1.25E+17")
            chinese.append("\(damage.scientific) 个值写作 1.25E+17 的形式")
        }
        if damage.rounded > 0, damage.rounded >= 5 || damage.scientific == 0 {
            english.append(
                "\(damage.rounded) of \(damage.longNumbers) long numbers have only zeros after the fifteenth digit")
            chinese.append("\(damage.longNumbers) 个长数字中有 \(damage.rounded) 个第 15 位之后全为 0")
        }
        return Wording(
            en: english.joined(separator: ", ") + ", as a spreadsheet leaves them when it loses digits",
            zh: chinese.joined(separator: "，") + "，可能在电子表格中丢失了末位数字")
    }

    static func damagedIdentifiers(_ damage: IdentifierDamage, column: String, file: String) -> Diagnostic {
        let found = words(damage)
        return Diagnostic(
            .remark("damaged-identifiers"), .warning, at: SourceLocation(file: file),
            Wording(en: "column '\(column)': \(found.english)", zh: "列 '\(column)'：\(found.chinese)"),
            help: Wording(
                en: "export again without opening the file in a spreadsheet", zh: "请重新导出，不要用电子表格打开后另存"))
    }

    /// The same where the column tells rows or customers apart: different ones would become one.
    static func damagedKey(
        _ damage: IdentifierDamage, column: String, table: String, file: String? = nil
    ) -> Diagnostic {
        let found = words(damage)
        return Diagnostic(
            .data("damaged-key"), at: file.map { SourceLocation(file: $0) },
            Wording(
                en: "column '\(column)' of table '\(table)' tells rows apart, but \(found.english)",
                zh: "表 '\(table)' 的列 '\(column)' 用于区分各行，但\(found.chinese)"),
            help: Wording(
                en: "export again without opening the file in a spreadsheet; "
                    + "if the values are right, write 'intact: true' for the column",
                zh: "请重新导出，不要用电子表格打开后另存；如果这些值是正确的，请为该列写 'intact: true'"))
    }

    /// A table that may be empty, and is: nothing shows the types of these columns.
    static func untypedColumns(_ names: [String], table: SourceText) -> Diagnostic {
        Diagnostic(
            .data("no-rows-to-learn-from"), at: table.start,
            Wording(
                en: "table '\(table.text)' has no row that shows the types of \(quoted(names, ", "))",
                zh: "表 '\(table.text)' 没有任何行可以看出 \(quoted(names, "、")) 的类型"),
            help: Wording(
                en: "write 'type:' for each of them under 'columns', as in '\(names.first ?? "")': { type: text }",
                zh: "请在 'columns' 下为每一列写 'type:'，例如 '\(names.first ?? "")': { type: text }"))
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
                en: "the last row begins with \(quoted: word), as totals do; it is read as data",
                zh: "最后一行以 \(quoted: word) 开头，像是合计行；它被当作数据读取"),
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
