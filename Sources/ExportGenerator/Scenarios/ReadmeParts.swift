// Parts that the descriptions of all fixture folders share.

/// How many rows each file has and what becomes of them, as a Markdown table.
func fileTable(_ sheets: [Sheet]) -> String {
    var lines = ["| file | table | encoding | delimiter | data rows |", "|---|---|---|---|---|"]
    for sheet in sheets {
        let delimiter = sheet.delimiter == "\t" ? "TAB" : "comma"
        lines.append("| `\(sheet.path)` | \(sheet.table) | \(sheet.encoding.rawValue) | \(delimiter) | \(sheet.rows.count) |")
    }
    return lines.joined(separator: "\n")
}

/// The header line of the first file of every table.
func headerList(_ sheets: [Sheet]) -> String {
    var seen: Set<String> = []
    var parts: [String] = []
    for sheet in sheets where seen.insert(sheet.table).inserted {
        parts.append("`\(sheet.table)`:\n\n```\n\(sheet.header.joined(separator: sheet.delimiter))\n```")
    }
    return parts.joined(separator: "\n\n")
}

/// All planted dirt by kind and table, summed over files.
func dirtTable(_ tally: [DirtCount], _ sheets: [Sheet]) -> String {
    var order: [String] = []
    var sums: [String: Int] = [:]
    for count in tally {
        let table = sheets.first { $0.path == count.file }?.table ?? ""
        let key = "| \(table) | \(count.what) |"
        if sums[key] == nil { order.append(key) }
        sums[key, default: 0] += count.count
    }
    return (["| table | dirt | count |", "|---|---|---|"] + order.map { "\($0) \(sums[$0] ?? 0) |" })
        .joined(separator: "\n")
}

/// What every description says about counting rows.
let countingRules = """
    ## How rows are counted

    `read` is the number of data rows: preamble, header, footer and blank lines are no rows. A row with a bad cell in a
    column that a figure needs, or with too few or too many cells, is `rejected`, and so is a row that a reject rule names.
    Of rows with an equal key all but one are `duplicates`, counted in the file they stand in. Rows that a keep rule
    removes are `filtered`. `read = kept + rejected + duplicates + filtered`.
    """

/// What the descriptions of folders with a CRM say about regions.
let regionRules = """
    ## Regions

    A customer's large region (大区) comes from the cell 省, or when that is empty from the province or city that begins the
    address. 华北: 北京 天津 河北 山西 内蒙古; 东北: 辽宁 吉林 黑龙江; 华东: 上海 江苏 浙江 安徽 福建 江西 山东; 华中: 河南 湖北 湖南;
    华南: 广东 广西 海南; 西南: 重庆 四川 贵州 云南 西藏; 西北: 陕西 甘肃 青海 宁夏 新疆. A row whose customer is missing, is not in
    the CRM, or has no telling address belongs to `\(unknownSegment)`.
    """
