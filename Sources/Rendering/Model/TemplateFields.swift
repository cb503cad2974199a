// What each record of a report model has under the names that templates use.

extension ReportModel {
    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .languageCode: .text(languageCode)
        case .title: .text(title)
        case .kindTitle: .text(kindTitle)
        case .periodName: .text(periodName)
        case .periodDays: .text(periodDays)
        case .isPartial: .flag(isPartial)
        case .partialNote: .text(partialNote)
        case .asOf: .text(asOf)
        case .zone: .text(zone)
        case .pipeline: .text(pipeline)
        case .fingerprint: .text(fingerprint)
        case .toolVersion: .text(toolVersion)
        case .summary: .texts(summary)
        case .headlines: .records(headlines)
        case .trends: .records(trends)
        case .trendTables: .records(trendTables)
        case .breakdowns: .records(breakdowns)
        case .books: .record(books)
        case .definitions: .records(definitions)
        case .conventions: .records(conventions)
        case .rejectGroups: .records(rejectGroups)
        case .moreRejects: .text(moreRejects)
        case .contents: .records(contents)
        default: nil
        }
    }
}

extension ReportModel.Alternate {
    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .language: .text(language)
        case .name: .text(name)
        case .file: .text(file)
        case .isCurrent: .flag(isCurrent)
        default: nil
        }
    }
}

extension ReportModel.Anchor {
    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .anchor: .text(anchor)
        case .anchorTitle: .text(anchorTitle)
        default: nil
        }
    }
}

extension ReportModel.Headline {
    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .metricTitle: .text(metricTitle)
        case .reading: .record(reading)
        case .changes: .records(changes)
        case .goals: .records(goals)
        case .sparkGraphic: .text(sparkGraphic)
        default: nil
        }
    }
}

extension ReportModel.Reading {
    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .value: .text(value)
        case .interval: .text(interval)
        case .sample: .text(sample)
        case .hasSample: .flag(hasSample)
        case .note: .text(note)
        case .hasInterval: .flag(hasInterval)
        case .showsInterval: .flag(showsInterval)
        case .hasNote: .flag(hasNote)
        case .isAbsent: .flag(isAbsent)
        case .isSum: .flag(isSum)
        case .judgements: .records(judgements)
        default: nil
        }
    }
}

extension ReportModel.Change {
    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .base: .text(base)
        case .difference: .text(difference)
        case .relative: .text(relative)
        case .hasRelative: .flag(hasRelative)
        case .verdict: .text(verdict)
        case .hasVerdict: .flag(hasVerdict)
        case .toneName: .text(toneName)
        case .mark: .text(mark)
        case .hasMark: .flag(hasMark)
        default: nil
        }
    }
}

extension ReportModel.Goal {
    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .bound: .text(bound)
        case .statusWord: .text(statusWord)
        case .toneName: .text(toneName)
        case .mark: .text(mark)
        case .hasMark: .flag(hasMark)
        default: nil
        }
    }
}

extension ReportModel.TrendChart {
    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .chartTitle: .text(chartTitle)
        case .chartGraphic: .text(chartGraphic)
        case .chartNote: .text(chartNote)
        default: nil
        }
    }
}

extension ReportModel.BreakdownPart {
    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .anchor: .text(anchor)
        case .partTitle: .text(partTitle)
        case .panels: .records(panels)
        case .wideTables: .records(wideTables)
        default: nil
        }
    }
}

extension ReportModel.Panel {
    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .panelTitle: .text(panelTitle)
        case .panelNote: .text(panelNote)
        case .segmentTitle: .text(segmentTitle)
        case .rows: .records(rows)
        case .hasIntervals: .flag(hasIntervals)
        case .hasSamples: .flag(hasSamples)
        case .hasChanges: .flag(hasChanges)
        case .changeTitle: .text(changeTitle)
        default: nil
        }
    }
}

extension ReportModel.PanelRow {
    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .label: .text(label)
        case .isTotal: .flag(isTotal)
        case .reading: .record(reading)
        case .barGraphic: .text(barGraphic)
        case .changes: .records(changes)
        default: nil
        }
    }
}

extension ReportModel.WideTable {
    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .tableTitle: .text(tableTitle)
        case .tableLabel: .text(tableLabel)
        case .tableNote: .text(tableNote)
        case .hasTableNote: .flag(hasTableNote)
        case .corner: .text(corner)
        case .columns: .texts(columns)
        case .hasSums: .flag(hasSums)
        case .sumTitle: .text(sumTitle)
        case .isFull: .flag(isFull)
        case .rows: .records(rows)
        default: nil
        }
    }
}

extension ReportModel.WideRow {
    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .label: .text(label)
        case .isTotal: .flag(isTotal)
        case .cells: .records(cells)
        default: nil
        }
    }
}

extension ReportModel.Books {
    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .files: .records(files)
        case .totals: .records(totals)
        case .steps: .records(steps)
        case .links: .records(links)
        case .untimed: .records(untimed)
        case .partials: .records(partials)
        case .warnings: .records(warnings)
        default: nil
        }
    }
}

extension ReportModel.FileEntry {
    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .path: .text(path)
        case .table: .text(table)
        case .encoding: .text(encoding)
        case .read: .text(read)
        case .kept: .text(kept)
        case .rejected: .text(rejected)
        case .duplicates: .text(duplicates)
        case .filtered: .text(filtered)
        default: nil
        }
    }
}

extension ReportModel.StepEntry {
    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .table: .text(table)
        case .step: .text(step)
        case .before: .text(before)
        case .left: .text(left)
        case .departure: .text(departure)
        case .after: .text(after)
        case .changed: .text(changed)
        default: nil
        }
    }
}

extension ReportModel.LinkEntry {
    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .from: .text(from)
        case .to: .text(to)
        case .rowCount: .text(rowCount)
        case .matched: .text(matched)
        case .missing: .text(missing)
        case .rate: .text(rate)
        default: nil
        }
    }
}

extension ReportModel.UntimedEntry {
    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .table: .text(table)
        case .rowCount: .text(rowCount)
        default: nil
        }
    }
}

extension ReportModel.PartialEntry {
    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .label: .text(label)
        case .reason: .text(reason)
        default: nil
        }
    }
}

extension ReportModel.WarningEntry {
    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .place: .text(place)
        case .hasPlace: .flag(hasPlace)
        case .message: .text(message)
        case .help: .text(help)
        case .hasHelp: .flag(hasHelp)
        default: nil
        }
    }
}

extension ReportModel.Definition {
    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .metricTitle: .text(metricTitle)
        case .formula: .text(formula)
        case .unit: .text(unit)
        case .direction: .text(direction)
        case .intervalMethod: .text(intervalMethod)
        case .minimum: .text(minimum)
        case .attribution: .text(attribution)
        case .hasAttribution: .flag(hasAttribution)
        case .definitionID: .text(definitionID)
        case .source: .text(source)
        case .hasSource: .flag(hasSource)
        case .caution: .text(caution)
        case .hasCaution: .flag(hasCaution)
        default: nil
        }
    }
}

extension ReportModel.Convention {
    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .segmentTitle: .text(segmentTitle)
        case .convention: .text(convention)
        default: nil
        }
    }
}

extension ReportModel.RejectGroup {
    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .file: .text(file)
        case .column: .text(column)
        case .rule: .text(rule)
        case .reason: .text(reason)
        case .count: .text(count)
        case .examples: .records(examples)
        default: nil
        }
    }
}

extension ReportModel.RejectExample {
    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .line: .text(line)
        default: nil
        }
    }
}
