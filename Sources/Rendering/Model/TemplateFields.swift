// What the templates of a report call the fields of its model.

import Mustache

/// A record whose fields templates name.
protocol TemplateRecord {
    /// Every field by its name, records as ``TemplateObject``s. Finding them by reflection took a tenth of
    /// a small run; written out they take less than a hundredth.
    var fields: [String: Any] { get }
}

extension ReportModel {
    var fields: [String: Any] {
        [
            "language": language, "languageCode": languageCode, "words": words, "title": title,
            "kindTitle": kindTitle, "periodName": periodName, "periodDays": periodDays, "isPartial": isPartial,
            "partialNote": partialNote, "asOf": asOf, "zone": zone, "pipeline": pipeline,
            "fingerprint": fingerprint, "toolVersion": toolVersion, "summary": summary,
            "headlines": headlines.map { TemplateObject($0) }, "trends": trends.map { TemplateObject($0) },
            "trendTables": trendTables.map { TemplateObject($0) },
            "breakdowns": breakdowns.map { TemplateObject($0) }, "books": TemplateObject(books),
            "definitions": definitions.map { TemplateObject($0) },
            "conventions": conventions.map { TemplateObject($0) },
            "rejectGroups": rejectGroups.map { TemplateObject($0) }, "moreRejects": moreRejects,
            "contents": contents.map { TemplateObject($0) },
        ]
    }
}

extension ReportModel.Alternate {
    var fields: [String: Any] { ["language": language, "name": name, "file": file, "isCurrent": isCurrent] }
}

extension ReportModel.Anchor {
    var fields: [String: Any] { ["anchor": anchor, "anchorTitle": anchorTitle] }
}

extension ReportModel.Headline {
    var fields: [String: Any] {
        [
            "metricTitle": metricTitle, "reading": TemplateObject(reading),
            "changes": changes.map { TemplateObject($0) }, "goals": goals.map { TemplateObject($0) },
            "sparkGraphic": sparkGraphic,
        ]
    }
}

extension ReportModel.Reading {
    var fields: [String: Any] {
        [
            "value": value, "interval": interval, "sample": sample, "hasSample": hasSample, "note": note,
            "hasInterval": hasInterval, "showsInterval": showsInterval, "hasNote": hasNote, "isAbsent": isAbsent,
            "isSum": isSum, "judgements": judgements.map { TemplateObject($0) },
        ]
    }
}

extension ReportModel.Change {
    var fields: [String: Any] {
        [
            "base": base, "baseValue": baseValue, "difference": difference, "relative": relative,
            "hasRelative": hasRelative, "verdict": verdict, "hasVerdict": hasVerdict, "tone": tone,
            "toneName": toneName, "mark": mark, "hasMark": hasMark,
        ]
    }
}

extension ReportModel.Goal {
    var fields: [String: Any] {
        ["bound": bound, "statusWord": statusWord, "toneName": toneName, "mark": mark, "hasMark": hasMark]
    }
}

extension ReportModel.TrendChart {
    var fields: [String: Any] { ["chartTitle": chartTitle, "chartGraphic": chartGraphic, "chartNote": chartNote] }
}

extension ReportModel.BreakdownPart {
    var fields: [String: Any] {
        [
            "anchor": anchor, "partTitle": partTitle, "panels": panels.map { TemplateObject($0) },
            "wideTables": wideTables.map { TemplateObject($0) },
        ]
    }
}

extension ReportModel.Panel {
    var fields: [String: Any] {
        [
            "panelTitle": panelTitle, "panelNote": panelNote, "segmentTitle": segmentTitle,
            "rows": rows.map { TemplateObject($0) }, "hasIntervals": hasIntervals, "hasChanges": hasChanges,
            "changeTitle": changeTitle,
        ]
    }
}

extension ReportModel.PanelRow {
    var fields: [String: Any] {
        [
            "label": label, "isTotal": isTotal, "reading": TemplateObject(reading), "barGraphic": barGraphic,
            "changes": changes.map { TemplateObject($0) },
        ]
    }
}

extension ReportModel.WideTable {
    var fields: [String: Any] {
        [
            "tableTitle": tableTitle, "tableLabel": tableLabel, "tableNote": tableNote,
            "hasTableNote": hasTableNote, "corner": corner, "columns": columns, "hasSums": hasSums,
            "sumTitle": sumTitle, "isFull": isFull, "rows": rows.map { TemplateObject($0) },
        ]
    }
}

extension ReportModel.WideRow {
    var fields: [String: Any] { ["label": label, "isTotal": isTotal, "cells": cells.map { TemplateObject($0) }] }
}

extension ReportModel.Books {
    var fields: [String: Any] {
        [
            "files": files.map { TemplateObject($0) }, "totals": totals.map { TemplateObject($0) },
            "steps": steps.map { TemplateObject($0) }, "links": links.map { TemplateObject($0) },
            "untimed": untimed.map { TemplateObject($0) }, "warnings": warnings.map { TemplateObject($0) },
        ]
    }
}

extension ReportModel.FileEntry {
    var fields: [String: Any] {
        [
            "path": path, "table": table, "encoding": encoding, "read": read, "kept": kept, "rejected": rejected,
            "duplicates": duplicates, "filtered": filtered,
        ]
    }
}

extension ReportModel.StepEntry {
    var fields: [String: Any] {
        [
            "table": table, "step": step, "before": before, "left": left, "departure": departure, "after": after,
            "changed": changed,
        ]
    }
}

extension ReportModel.LinkEntry {
    var fields: [String: Any] {
        ["from": from, "to": to, "rowCount": rowCount, "matched": matched, "missing": missing, "rate": rate]
    }
}

extension ReportModel.UntimedEntry {
    var fields: [String: Any] { ["table": table, "rowCount": rowCount] }
}

extension ReportModel.WarningEntry {
    var fields: [String: Any] {
        ["place": place, "hasPlace": hasPlace, "message": message, "help": help, "hasHelp": hasHelp]
    }
}

extension ReportModel.Definition {
    var fields: [String: Any] {
        [
            "metricTitle": metricTitle, "key": key, "formula": formula, "unit": unit, "direction": direction,
            "intervalMethod": intervalMethod, "minimum": minimum, "attribution": attribution,
            "hasAttribution": hasAttribution, "definitionID": definitionID, "source": source,
            "hasSource": hasSource, "caution": caution, "hasCaution": hasCaution,
        ]
    }
}

extension ReportModel.Convention {
    var fields: [String: Any] { ["segmentTitle": segmentTitle, "key": key, "convention": convention] }
}

extension ReportModel.RejectGroup {
    var fields: [String: Any] {
        [
            "file": file, "column": column, "rule": rule, "reason": reason, "count": count,
            "examples": examples.map { TemplateObject($0) },
        ]
    }
}

extension ReportModel.RejectExample {
    var fields: [String: Any] { ["line": line, "raw": raw] }
}
