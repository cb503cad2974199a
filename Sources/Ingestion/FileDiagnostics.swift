// What is said of the files of a table: that there are none, that they would count twice, that they differ.
import Diagnostics
import Stages

extension IngestionDiagnostics {
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
        let reason = SystemReason.wording(folder.problem.code)
        return Diagnostic(
            .input("input-unreadable"), at: pattern.start,
            Wording(
                en: "'\(pattern.text)' needs the files of folder '\(folder.path)', but it cannot be listed to its end "
                    + "(\(reason.english))",
                zh: "'\(pattern.text)' 需要读取文件夹 '\(folder.path)'，但无法完整列出其内容（\(reason.chinese)）"))
    }

    /// What a check says of files that are not there.
    static func absentFiles(_ pattern: SourceText) -> Diagnostic {
        Diagnostic(
            .remark("input-absent"), .warning, at: pattern.start,
            Wording(
                en: "there is no file '\(pattern.text)' here; what needs its columns is not checked",
                zh: "此处没有文件 '\(pattern.text)'；依赖其列的内容未作检查"))
    }

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
            first, second, table: table,
            rows == 1
                ? "the one row of the file is, in every column that is read, that of"
                : "all \(rows) rows of the file are, in every column that is read, those of",
            "此文件的全部 \(rows) 行在所读取的各列上与")
    }

    /// The rows are the same as far as they are read; a column that is not read tells them apart.
    static func rowsAlike(_ first: String, _ second: String, rows: Int, other: String, table: String) -> Diagnostic {
        Diagnostic(
            .remark("alike-rows"), .warning, at: SourceLocation(file: second),
            Wording(
                en:
                    "the first \(English.count(rows, "row")) of the file \(English.form(rows, "is", "are")), in every column that is "
                    + "read, \(English.form(rows, "that", "those")) of '\(first)', but \(English.form(rows, "differs", "differ")) in "
                    + "column '\(other)'; they are all read into table '\(table)'",
                zh: "此文件的前 \(rows) 行在所读取的各列上与 '\(first)' 相同，但列 '\(other)' 不同；它们都读入表 '\(table)'"),
            help: Wording(
                en:
                    "if they are different rows, write 'may_repeat_files: true' for the table; if not, take one of the files away",
                zh: "如果是不同的行，请为该表写 'may_repeat_files: true'；如果不是，请移走其中一个文件"))
    }

    /// The rows of one file stand at the beginning of another.
    static func rowsRepeated(_ short: String, _ long: String, rows: Int, table: String) -> Diagnostic {
        Diagnostic(
            .remark("repeated-rows"), .warning, at: SourceLocation(file: long),
            Wording(
                en: "the file begins with \(rows == 1 ? "the one row" : "all \(rows) rows") of '\(short)'; "
                    + "\(English.form(rows, "it counts", "they count")) twice in table '\(table)' "
                    + "unless a rule drops \(English.form(rows, "it", "them"))",
                zh: "此文件以 '\(short)' 的全部 \(rows) 行开头；除非有规则去除，它们会在表 '\(table)' 中重复计数"),
            help: Wording(
                en: "name one of them only, drop duplicates by a key, or write 'may_repeat_files: true' for the table",
                zh: "请只指定其中一个，或按键去重，或为该表写 'may_repeat_files: true'"))
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

    /// - Parameter isExpected: whether it is declared that the column need not be there.
    static func columnAbsentInFile(_ column: String, file: String, isExpected: Bool) -> Diagnostic {
        Diagnostic(
            .remark("column-absent"), isExpected ? .note : .warning, at: SourceLocation(file: file),
            Wording(
                en: "column '\(column)' is not in this file; its cells are missing",
                zh: "该文件没有列 '\(column)'，其单元格按缺失处理"))
    }

    static func lineEndDiffers(expected: String, found: String, file: String) -> Diagnostic {
        Diagnostic(
            .remark("line-end"), .warning, at: SourceLocation(file: file),
            Wording(
                en: "lines are expected to end in \(expected), found \(found)", zh: "行尾应为 \(expected)，实际为 \(found)"))
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
}
