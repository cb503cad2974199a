// What is said of columns: of their headers, types, dates, currencies, and of identifiers that a spreadsheet damaged.
import Diagnostics
import Stages
import Tabular

extension IngestionDiagnostics {
    /// A header that the pipeline names stands in the file more than once.
    ///
    /// - Parameter names: what the columns are called instead.
    static func ambiguousHeader(_ header: SourceText, file: String, places: [Int], names: [String]) -> Diagnostic {
        let columns = places.prefix(12).map { "\($0 + 1)" }
        let more = places.count > 12
        return Diagnostic(
            .pipeline("ambiguous-column"), at: header.start,
            Wording(
                en:
                    "column '\(header.text)' is expected once in file '\(file)', found \(English.count(places.count, "time")): columns "
                    + columns.joined(separator: ", ") + (more ? " …" : ""),
                zh: "文件 '\(file)' 中应只有一个列 '\(header.text)'，实际有 \(places.count) 个：第 "
                    + columns.joined(separator: "、") + (more ? " …" : "") + " 列"),
            help: Wording(
                en: "write one of \(quoted(names, ", "))", zh: "请写 \(quoted(names, "、")) 之一"))
    }

    /// The file has several columns that a column of the export may be.
    static func severalHeaders(
        _ headers: [String], of column: String, export: String, file: String, at location: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("ambiguous-column"), at: location,
            Wording(
                en:
                    "column '\(column)' of export '\(export)' is expected once in file '\(file)', found \(quoted(headers, ", "))",
                zh: "文件 '\(file)' 中导出 '\(export)' 的列 '\(column)' 应只有一个，实际有 \(quoted(headers, "、"))"),
            help: Wording(
                en: "write which is meant, such as 'columns: { \(column): \(headers.first ?? "") }'",
                zh: "请写明所指的一列，例如 'columns: { \(column): \(headers.first ?? "") }'"))
    }

    /// The same where the export is known to have them all.
    static func preferredHeader(_ column: String, _ header: String, among others: [String], file: String) -> Diagnostic
    {
        Diagnostic(
            .remark("preferred-column"), .note, at: SourceLocation(file: file),
            Wording(
                en: "column '\(column)' is '\(header)'; the file also has \(quoted(others, ", "))",
                zh: "列 '\(column)' 取自 '\(header)'；该文件还有 \(quoted(others, "、"))"),
            help: Wording(
                en: "if another is meant, write it as in 'columns: { \(column): \(others.first ?? "") }'",
                zh: "如果所指的是另一列，请写 'columns: { \(column): \(others.first ?? "") }'"))
    }

    /// A name that later stages use is no column's, because several columns have it; they say nothing more of it.
    static func repeatedHeader(_ name: String, file: String, names: [String]) -> Diagnostic {
        Diagnostic(
            .pipeline("ambiguous-column"), at: SourceLocation(file: file),
            Wording(
                en:
                    "the header has '\(name)' \(English.count(names.count, "time")); the columns are called \(quoted(names, ", "))",
                zh: "表头中有 \(names.count) 个 '\(name)'，各列分别称为 \(quoted(names, "、"))"),
            help: Wording(
                en:
                    "write one of them in place of '\(name)', or name it under 'columns': \(name): { from: \(names.first ?? name) }",
                zh: "请用其中之一代替 '\(name)'，或在 'columns' 下指明：\(name): { from: \(names.first ?? name) }"))
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

    static func hiddenName(_ name: String, file: String, becomes: String) -> Diagnostic {
        Diagnostic(
            .remark("column-renamed"), .note, at: SourceLocation(file: file),
            Wording(
                en:
                    "the file's own column '\(name)' is called '\(becomes)', because '\(name)' is mapped to another one",
                zh: "该文件自有的列 '\(name)' 改称 '\(becomes)'，因为 '\(name)' 已映射到另一列"))
    }

    static func typeFitsNothing(
        _ plan: ColumnPlan, cells: Int, first: String, file: String, at location: SourceLocation
    ) -> Diagnostic {
        let expected = Self.expected(plan)
        let found = plan.isPersonal ? "…" : shortened(first)
        return Diagnostic(
            .remark("type-fits-nothing"), .warning, at: location,
            Wording(
                en: "column '\(plan.name)' expects \(expected.english); "
                    + "none of its first \(English.count(cells, "cell")) in '\(file)' is one, "
                    + "the first is \(quoted: found)",
                zh: "列 '\(plan.name)' 应为\(expected.chinese)，而 '\(file)' 中该列最前面的 \(cells) 个单元格无一符合，"
                    + "第一个是 \(quoted: found)"),
            help: Wording(
                en: "check 'from', which names the header, and 'type', 'unit' or 'dates'",
                zh: "请检查 'from' 所指的表头，以及 'type'、'unit' 或 'dates'"))
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

    static func unknownZones(_ count: Int, column: String, zone: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .remark("unknown-zone-letters"), .warning, at: location,
            Wording(
                en:
                    "column '\(column)': \(English.count(count, "time")) \(English.form(count, "ends", "end")) in letters "
                    + "that are no known zone (CST is both China and the "
                    + "United States); \(English.form(count, "it is", "they are")) read in '\(zone)', this is the first",
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
                        "column '\(column)': \(English.count(count, "time")) \(English.form(count, "does", "do")) not exist in '\(zone)' "
                        + "because the clock was put forward; "
                        + "\(English.form(count, "it is", "they are")) moved forward, this is the first",
                    zh: "列 '\(column)' 有 \(count) 个时间因时钟拨快而在 '\(zone)' 中不存在，已顺延，此为第一个")
                : Wording(
                    en:
                        "column '\(column)': \(English.count(count, "time")) \(English.form(count, "occurs", "occur")) twice in '\(zone)' "
                        + "because the clock was put back; "
                        + "the earlier is taken, this is the first",
                    zh: "列 '\(column)' 有 \(count) 个时间因时钟拨慢而在 '\(zone)' 中出现两次，取较早者，此为第一个"))
    }

    static func mixedCurrencies(
        _ codes: [(code: String, mark: CurrencyMark, found: CellMarks<SourceLocation>.Found)], column: String,
        table: String
    ) -> Diagnostic {
        let english = codes.map {
            "\($0.mark.text) in \(English.count($0.found.count, "cell")) (first at \($0.found.first))"
        }
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

    static func mixedPercentages(
        _ count: Int, plain: SourceLocation, column: String, at location: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .data("mixed-percentages"), at: location,
            Wording(
                en:
                    "column '\(column)' expects either percentages or plain numbers, found \(English.count(count, "cell")) with a % sign "
                    + "and others without, the first at \(plain)",
                zh: "列 '\(column)' 应全为百分数或全为普通数字，实际有 \(count) 个带 % 的单元格，其余不带，首个在 \(plain)"),
            help: Wording(
                en: "export the column in one form, or read it as text and convert it by 'derive'",
                zh: "请统一导出格式，或按文本读取后用 'derive' 换算"))
    }

    /// What was found, for messages and hints.
    static func words(_ damage: IdentifierDamage) -> Wording {
        var english: [String] = []
        var chinese: [String] = []
        if damage.scientific > 0 {
            english.append(
                "\(English.count(damage.scientific, "value")) \(English.form(damage.scientific, "is", "are")) written like 1.25E+17"
            )
            chinese.append("\(damage.scientific) 个值写作 1.25E+17 的形式")
        }
        if damage.rounded > 0, damage.rounded >= 5 || damage.scientific == 0 {
            english.append(
                "\(damage.rounded) of \(English.count(damage.longNumbers, "long number")) "
                    + "\(English.form(damage.rounded, "has", "have")) only zeros after the fifteenth digit")
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
}
