// Parts that the descriptions of all fixture folders share.

/// How many rows each file has and what becomes of them, as a Markdown table.
func fileTable(_ sheets: [Sheet]) -> String {
    var lines = ["| file | table | encoding | delimiter | data rows |", "|---|---|---|---|---|"]
    for sheet in sheets {
        let delimiter = sheet.delimiter == "\t" ? "TAB" : "comma"
        let cells = ["`\(sheet.path)`", sheet.table, sheet.encoding.rawValue, delimiter, "\(sheet.rows.count)"]
        lines.append("| " + cells.joined(separator: " | ") + " |")
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

    `read` is the number of data rows: preamble, header, footer and blank lines are no rows. A row with a bad
    cell in a column that a figure needs, or with too few or too many cells, is `rejected`, and so is a row that
    a reject rule names. Of rows with an equal key all but one are `duplicates`, counted in the file they stand
    in. Rows that a keep rule removes are `filtered`. `read = kept + rejected + duplicates + filtered`.
    """

/// What the descriptions of folders with a CRM say about regions.
let regionRules: String = {
    var names: [String] = []
    var members: [String: [String]] = [:]
    for province in provinces {
        if members[province.region] == nil { names.append(province.region) }
        members[province.region, default: []].append(province.shortName)
    }
    let list = names.map { "- \($0): \((members[$0] ?? []).joined(separator: " "))" }.joined(separator: "\n")
    return """
        ## Regions

        A customer's large region (大区) comes from the cell 省, or when that is empty from the province or city that
        begins the address. A row whose customer is missing, is not in the CRM, or has no telling address belongs to
        `\(unknownSegment)`. The provinces that occur:

        \(list)
        """
}()
