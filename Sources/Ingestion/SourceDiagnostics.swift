// The sentences for files that cannot be read or understood.
import Diagnostics
import Stages

extension IngestionDiagnostics {
    /// What to say of a file that cannot be read.
    static func unreadable(_ problem: SourceProblem, file: String) -> Diagnostic {
        func say(
            _ kind: DiagnosticKind, _ english: String, _ chinese: String, line: Int? = nil, column: Int? = nil,
            byte: Int? = nil,
            help: Wording? = nil
        ) -> Diagnostic {
            Diagnostic(
                kind, at: SourceLocation(file: file, line: line, column: column, byte: byte),
                Wording(en: english, zh: chinese), help: help)
        }
        switch problem {
        case .missing: return say(.input("input-missing"), "there is no such file", "没有这个文件")
        case .directory:
            return say(
                .input("input-unreadable"), "a file is expected, found a folder", "应为文件，实际是文件夹",
                help: Wording(en: "name the files in it, as in 'folder/*.csv'", zh: "请写出其中的文件，例如 'folder/*.csv'"))
        case .notPermitted:
            return say(.input("input-unreadable"), "permission to read the file is denied", "没有读取该文件的权限")
        case .notRegular(let other):
            let found = words(other)
            return say(
                .input("input-unreadable"), "a regular file is expected, found \(found.english)",
                "应为普通文件，实际是\(found.chinese)",
                help: Wording(en: "write its content to a file and name that", zh: "请先将其内容写入文件，再指定该文件"))
        case .unreadable(let code):
            let reason = SystemReason.wording(code)
            return say(
                .input("input-unreadable"), "the file cannot be read: \(reason.english)",
                "无法读取文件：\(reason.chinese)")
        case .empty:
            return say(.input("input-empty"), "the file is empty", "文件是空的")
        case .changed:
            return say(
                .input("input-changed"), "the file was changed while it was read", "文件在读取过程中被修改",
                help: Wording(en: "run again when the export is complete", zh: "请在导出完成后重新运行"))
        case .wrongKind(let kind): return wrongKind(kind, file: file)
        case .gzipTruncated:
            return say(
                .input("input-damaged"), "the gzip file ends before its end mark", "gzip 文件不完整",
                help: Wording(en: "transfer the file again", zh: "请重新传输该文件"))
        case .gzipDamaged(let offset):
            return say(
                .input("input-damaged"), "the gzip data are damaged after \(offset) unpacked bytes",
                "gzip 数据在解压 \(offset) 字节后损坏", help: Wording(en: "transfer the file again", zh: "请重新传输该文件"))
        case .gzipTrailing:
            return say(
                .input("input-damaged"), "the gzip data are followed by something else", "gzip 数据之后还有其他内容")
        case .notInEncoding(let encoding, let offset, let bytes):
            return say(
                .input("wrong-encoding"),
                "the file is read as \(encoding.rawValue), but byte \(offset) (\(hexadecimal(bytes))) does not fit it",
                "文件按 \(encoding.rawValue) 读取，但第 \(offset) 字节（\(hexadecimal(bytes))）不符合该编码", byte: offset,
                help: encodingHelp)
        case .noEncodingFits(let refusals): return noEncodingFits(refusals, file: file)
        case .converterMissing(let encoding):
            return say(
                .input("converter-missing"), "this system has no converter for \(encoding.rawValue)",
                "本系统没有 \(encoding.rawValue) 的转换器",
                help: Wording(en: "save the file as CSV UTF-8", zh: "请将文件另存为 CSV UTF-8"))
        case .nulByte(let offset):
            return say(
                .input("nul-byte"), "text is expected, found a NUL byte at byte \(offset)",
                "应为文本，但第 \(offset) 字节是 NUL", byte: offset,
                help: Wording(
                    en: "the file is damaged or no CSV; export it again as CSV UTF-8",
                    zh: "文件已损坏或不是 CSV，请重新导出为 CSV UTF-8"))
        case .recordTooLong(let line, let offset, let limit, let quote?):
            let most = ByteCount.text(of: limit)
            return say(
                .input("row-too-long"),
                "a row of at most \(most) is expected, found a longer one, which begins in line \(line), byte \(offset): the quote here is "
                    + "not closed",
                "一行最多 \(most)，而从第 \(line) 行、第 \(offset) 字节开始的一行更长：此处的引号没有闭合", line: quote.line,
                byte: quote.offset, help: rowLimitHelp)
        case .recordTooLong(let line, let offset, let limit, nil):
            let most = ByteCount.text(of: limit)
            return say(
                .input("row-too-long"), "a row of at most \(most) is expected, found a longer one",
                "一行最多 \(most)，实际更长", line: line, byte: offset, help: rowLimitHelp)
        case .quoteNotClosed(let line, let column, let offset):
            return say(
                .input("quote-not-closed"), "the file ends inside the quoted cell that begins here",
                "文件在从此处开始的引号单元格内结束", line: line, column: column, byte: offset,
                help: Wording(
                    en: "the export was cut off, or a quote in this cell is not doubled",
                    zh: "导出文件被截断，或此单元格中的引号没有成对书写"))
        case .dialectAmbiguous(let candidates):
            return say(
                .pipeline("ambiguous-delimiter"),
                "one delimiter is expected to fit, found several: \(listed(candidates, .english))",
                "应只有一种分隔符适用，实际有多种：\(listed(candidates, .chinese))",
                help: Wording(en: "write 'delimiter:' for the table", zh: "请为该表写 'delimiter:'"))
        case .dialectUnknown(let candidates) where candidates.allSatisfy({ $0.rows == 0 }):
            return say(.input("input-empty"), "the file holds no row", "文件中没有任何行")
        case .dialectUnknown(let candidates):
            return say(
                .pipeline("unknown-delimiter"),
                "no delimiter gives rows of the same number of cells: \(listed(candidates, .english))",
                "没有一种分隔符能使各行单元格数一致：\(listed(candidates, .chinese))",
                help: Wording(
                    en: "the file may be no CSV; otherwise write 'delimiter:' for the table",
                    zh: "该文件可能不是 CSV；否则请为该表写 'delimiter:'"))
        case .outOfMemory(let line):
            return say(.input("row-too-long"), "memory ran out in the row that begins here", "读取此行时内存不足", line: line)
        }
    }

    private static func words(_ other: OtherFile) -> Wording {
        switch other {
        case .pipe: Wording(en: "a pipe", zh: "管道")
        case .socket: Wording(en: "a socket", zh: "套接字")
        case .device: Wording(en: "a device", zh: "设备")
        case .withoutSize: Wording(en: "one whose size the system does not tell", zh: "系统未给出大小的文件")
        }
    }

    private static var rowLimitHelp: Wording {
        Wording(
            en:
                "look for a quote that is not closed; if the row is meant, write 'row_limit:' for the table, such as '64 MiB'",
            zh: "请检查是否有引号没有闭合；若该行确应如此，请为该表写 'row_limit:'，例如 '64 MiB'")
    }

    static var encodingHelp: Wording {
        Wording(
            en:
                "write 'encoding:' for the table (\(TextEncoding.choices.joined(separator: ", "))), or save the file as CSV UTF-8",
            zh: "请为该表写 'encoding:'（\(TextEncoding.choices.joined(separator: "、"))），或将文件另存为 CSV UTF-8")
    }

    private static func noEncodingFits(_ refusals: [EncodingRefusal], file: String) -> Diagnostic {
        var english: [String] = []
        var chinese: [String] = []
        var first: Int?
        for refusal in refusals {
            switch refusal.reason {
            case .badByte(let offset, let bytes):
                first = first ?? offset
                english.append("not \(refusal.encoding.rawValue) at byte \(offset) (\(hexadecimal(bytes)))")
                chinese.append("在第 \(offset) 字节（\(hexadecimal(bytes))）不符合 \(refusal.encoding.rawValue)")
            case .implausible(let common, let all):
                english.append(
                    "as \(refusal.encoding.rawValue) only \(common) of \(English.count(all, "character")) "
                        + "\(English.form(common, "is", "are")) common Chinese")
                chinese.append("按 \(refusal.encoding.rawValue) 解读时 \(all) 个字符中只有 \(common) 个是常用汉字")
            case .readsLike(let script):
                let (name, nameInChinese) =
                    script == .korean
                    ? ("Korean in EUC-KR", "EUC-KR 编码的韩文") : ("Japanese in EUC-JP", "EUC-JP 编码的日文")
                english.append("as \(refusal.encoding.rawValue) it reads like \(name)")
                chinese.append("按 \(refusal.encoding.rawValue) 解读的内容像是 \(nameInChinese)")
            }
        }
        return Diagnostic(
            .input("unknown-encoding"), at: SourceLocation(file: file, byte: first),
            Wording(
                en: "the encoding cannot be told: \(english.joined(separator: "; "))",
                zh: "无法识别编码：\(chinese.joined(separator: "；"))"),
            help: encodingHelp)
    }

    private static func wrongKind(_ kind: FileKind, file: String) -> Diagnostic {
        let found: Wording
        var help = Wording(
            en: "open it in a spreadsheet and save it as CSV UTF-8", zh: "请用电子表格打开后另存为 CSV UTF-8")
        let unpack = Wording(en: "unpack it and name the CSV inside", zh: "请解压后指定其中的 CSV 文件")
        let export = Wording(en: "export the data as CSV", zh: "请将数据导出为 CSV")
        switch kind {
        case .xlsx: found = Wording(en: "an XLSX workbook", zh: "XLSX 工作簿")
        case .xls: found = Wording(en: "an XLS workbook or another old Office file", zh: "XLS 工作簿或其他旧版 Office 文件")
        case .ods: found = Wording(en: "an OpenDocument spreadsheet", zh: "OpenDocument 电子表格")
        case .zip: (found, help) = (Wording(en: "a ZIP archive", zh: "ZIP 压缩包"), unpack)
        case .rar: (found, help) = (Wording(en: "a RAR archive", zh: "RAR 压缩包"), unpack)
        case .sevenZip: (found, help) = (Wording(en: "a 7z archive", zh: "7z 压缩包"), unpack)
        case .zstd: (found, help) = (Wording(en: "a zstd file", zh: "zstd 压缩文件"), unpack)
        case .bzip2: (found, help) = (Wording(en: "a bzip2 file", zh: "bzip2 压缩文件"), unpack)
        case .xz: (found, help) = (Wording(en: "an xz file", zh: "xz 压缩文件"), unpack)
        case .pdf: (found, help) = (Wording(en: "a PDF document", zh: "PDF 文档"), export)
        case .html: (found, help) = (Wording(en: "a web page (HTML)", zh: "网页（HTML）"), export)
        case .xml: (found, help) = (Wording(en: "an XML file", zh: "XML 文件"), export)
        case .json: (found, help) = (Wording(en: "a JSON file", zh: "JSON 文件"), export)
        case .parquet: (found, help) = (Wording(en: "a Parquet file", zh: "Parquet 文件"), export)
        case .sqlite: (found, help) = (Wording(en: "a SQLite database", zh: "SQLite 数据库"), export)
        case .image: (found, help) = (Wording(en: "an image", zh: "图片"), export)
        case .utf32:
            (found, help) = (
                Wording(en: "text in UTF-32", zh: "UTF-32 文本"),
                Wording(en: "save the file as CSV UTF-8", zh: "请将文件另存为 CSV UTF-8")
            )
        }
        return Diagnostic(
            .input("not-csv"), at: SourceLocation(file: file),
            Wording(en: "a CSV file is expected, found \(found.english)", zh: "应为 CSV 文件，实际是\(found.chinese)"),
            help: help)
    }

    /// What to say of a file whose header was not found.
    static func headerProblem(_ problem: HeaderProblem, file: String) -> Diagnostic {
        let location = SourceLocation(file: file)
        switch problem {
        case .noRowOnLine(let line, let last):
            return Diagnostic(
                .pipeline("header-not-found"), at: location,
                Wording(
                    en:
                        "the header is expected on line \(line), but no row begins there (rows were looked for up to line \(last))",
                    zh: "表头应在第 \(line) 行，但没有行从那里开始（已查找到第 \(last) 行）"))
        case .notFound(let whole):
            let row = PersonalText.withoutPersonalCells(whole)
            return Diagnostic(
                .pipeline("header-not-found"), at: location,
                Wording(
                    en: "a header is expected, but no row looks like one; the first is \(quoted: shortened(row))",
                    zh: "应有表头，但没有一行像表头；第一行是 \(quoted: shortened(row))"),
                help: Wording(
                    en: "write 'header: LINE', or 'header: none' with 'names: [...]'",
                    zh: "请写 'header: 行号'，或写 'header: none' 和 'names: [...]'"))
        case .tooManyColumns(let count, let line):
            return Diagnostic(
                .input("too-many-columns"), at: SourceLocation(file: file, line: line),
                Wording(
                    en: "a file of at most \(HeaderRecognition.columnLimit) columns is expected, "
                        + "found a row of \(English.count(count, "cell"))",
                    zh: "文件最多 \(HeaderRecognition.columnLimit) 列，实际有一行为 \(count) 个单元格"),
                help: Wording(en: "the file is damaged or no CSV", zh: "文件已损坏或不是 CSV"))
        case .wrongNameCount(let names, let columns):
            return Diagnostic(
                .pipeline("header-names"), at: location,
                Wording(
                    en: "'names' expects one name per column: \(columns), found \(names)",
                    zh: "'names' 应为每列一个名字，共 \(columns) 个，实际为 \(names) 个"))
        case .severalRows(let lines, let whole):
            let row = shortened(PersonalText.withoutPersonalCells(whole))
            let listed = lines.map { "\($0)" }.joined(separator: ", ")
            return Diagnostic(
                .pipeline("ambiguous-header"), at: SourceLocation(file: file, line: lines.last),
                Wording(
                    en:
                        "one header row is expected on line \(lines.first ?? 1), but this row looks like a part of the header too: "
                        + "\(quoted: row)",
                    zh: "表头应只有第 \(lines.first ?? 1) 行，但此行看来也属于表头：\(quoted: row)"),
                help: Wording(
                    en:
                        "write 'header: [\(listed)]' if the header has these rows, or 'header: \(lines.first ?? 1)' if this one is data",
                    zh: "若表头由这些行组成，请写 'header: [\(listed)]'；若此行是数据，请写 'header: \(lines.first ?? 1)'"))
        case .rowAbove(let line, let header, let whole):
            let row = shortened(PersonalText.withoutPersonalCells(whole))
            return Diagnostic(
                .pipeline("ambiguous-header"), at: SourceLocation(file: file, line: line),
                Wording(
                    en: "line \(header) looks like the header, but this row above it has as many cells: \(quoted: row)",
                    zh: "第 \(header) 行像是表头，但其上方的这一行有同样多的单元格：\(quoted: row)"),
                help: Wording(
                    en: "write 'header: \(line)' or 'header: \(header)', or 'header: none' with 'names: [...]'",
                    zh: "请写 'header: \(line)' 或 'header: \(header)'，或写 'header: none' 和 'names: [...]'"))
        case .dataAbove(let line, let header, let whole):
            let row = shortened(PersonalText.withoutPersonalCells(whole))
            return Diagnostic(
                .pipeline("ambiguous-header"), at: SourceLocation(file: file, line: line),
                Wording(
                    en:
                        "line \(header) has the names of the columns, but this row above it is as full and may be data: "
                        + "\(quoted: row)",
                    zh: "第 \(header) 行含有列名，但其上方的这一行同样填满，可能是数据：\(quoted: row)"),
                help: Wording(
                    en:
                        "write 'header: \(header)' if the rows above it are no data, or 'header: none' with 'names: [...]' if they are",
                    zh: "若其上方的行不是数据，请写 'header: \(header)'；若是数据，请写 'header: none' 和 'names: [...]'"))
        case .noRows:
            return Diagnostic(.input("input-empty"), at: location, Wording(en: "the file holds no row", zh: "文件中没有任何行"))
        }
    }

    /// The first row of a file that is declared to have no header looks like one.
    static func doubtfulFirstRow(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .remark("header-as-data"), .warning, at: location,
            Wording(
                en: "the file is declared to have no header, but its first row looks like one; it is read as data",
                zh: "该文件被指定为没有表头，但第一行像是表头；它被当作数据读取"),
            help: Wording(
                en: "if it is the header, write 'header: \(location.line ?? 1)' in place of 'header: none'",
                zh: "如果它是表头，请写 'header: \(location.line ?? 1)' 代替 'header: none'"))
    }

    /// How encoding, dialect and header were told, in words for the run record.
    static func evidence(_ file: RecognisedFile) -> [Wording] {
        var words: [Wording] = []
        let encoding = file.encoding.encoding.rawValue
        switch file.encoding.evidence {
        case .declared: words.append(Wording(en: "encoding \(encoding): declared", zh: "编码 \(encoding)：由配置指定"))
        case .byteOrderMark:
            words.append(Wording(en: "encoding \(encoding): byte order mark", zh: "编码 \(encoding)：有字节顺序标记"))
        case .nulPattern:
            words.append(
                Wording(
                    en: "encoding \(encoding): NUL bytes beside nearly every character",
                    zh: "编码 \(encoding)：几乎每个字符旁都有 NUL 字节"))
        case .validated:
            words.append(Wording(en: "encoding \(encoding): every byte fits", zh: "编码 \(encoding)：每个字节都符合"))
        case .commonChinese:
            words.append(
                Wording(
                    en: "encoding \(encoding): no UTF-8, every byte fits, and the characters are common Chinese",
                    zh: "编码 \(encoding)：不是 UTF-8，每个字节都符合，且多为常用汉字"))
        }
        if file.dialect.candidates.isEmpty {
            words.append(Wording(en: "delimiter: declared", zh: "分隔符：由配置指定"))
        } else {
            words.append(
                Wording(
                    en: "delimiter: \(listed(file.dialect.candidates, .english))",
                    zh: "分隔符：\(listed(file.dialect.candidates, .chinese))"))
        }
        switch file.header.evidence {
        case .declared: words.append(Wording(en: "header: line declared", zh: "表头：行号由配置指定"))
        case .named: words.append(Wording(en: "header: none, names declared", zh: "表头：无，列名由配置指定"))
        case .knownNames(let count):
            words.append(Wording(en: "header: \(count) known names", zh: "表头：含 \(count) 个已知列名"))
        case .looks:
            words.append(
                Wording(
                    en: "header: first row of the usual width whose cells are filled, different and no numbers",
                    zh: "表头：第一个宽度正常、单元格均非空、互不相同且不是数字的行"))
        case .looksLoosely:
            words.append(
                Wording(
                    en: "header: first row of the usual width, without numbers; some cells are empty or repeated",
                    zh: "表头：第一个宽度正常且不含数字的行；有的单元格为空或重复"))
        }
        return words
    }

    private static func listed(_ candidates: [DialectEvidence], _ language: Language) -> String {
        candidates.filter { $0.rows > 0 }.map { candidate in
            let name = Dialect.name(ofDelimiter: candidate.dialect.delimiter)
            return switch language {
            case .english:
                "'\(name)' \(English.count(candidate.width, "cell")) in "
                    + "\(candidate.rowsOfThatWidth) of \(English.count(candidate.rows, "row"))"
            case .chinese: "'\(name)' 在 \(candidate.rows) 行中的 \(candidate.rowsOfThatWidth) 行得到 \(candidate.width) 个单元格"
            }
        }.joined(separator: language == .english ? ", " : "，")
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.count < 2 ? "0" + digits : digits
        }.joined(separator: " ")
    }
}
