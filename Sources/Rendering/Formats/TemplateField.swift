// The names that templates may use, apart from the fixed words.

/// A field of some record of a ``ReportModel``, as templates name it.
///
/// A template that names anything else is not read; a test compares the records' fields with their values.
enum TemplateField: String, CaseIterable, Sendable {
    case after, alternates, anchor, anchorTitle, asOf, attribution, barGraphic, base, before, books, bound, breakdowns
    case caution, cells, changeTitle, changed, changes, chartGraphic, chartNote, chartTitle, column, columns, contents
    case convention, conventions, corner, count, definitionID, definitions, departure, difference, direction
    case duplicates, encoding, examples, file, files, filtered, fingerprint, formula, from, goals, hasAlternates
    case hasAttribution, hasBreakdowns, hasCaution, hasChanges, hasConventions, hasHelp, hasInterval, hasIntervals
    case hasLinks, hasMark, hasMoreRejects, hasNote, hasPartials, hasPeriodDays, hasPlace, hasRejects, hasRelative,
        hasSample
    case hasSamples, hasSource, hasSteps, hasSums, hasTableNote, hasTrend, hasUntimed, hasVerdict, hasWarnings,
        headlines, help
    case interval, intervalMethod, isAbsent, isCurrent, isFull, isPartial, isSum, isTotal, judgements, kept, kindTitle
    case label, language, languageCode, left, line, links, mark, matched, message, metricTitle, minimum, missing
    case moreRejects, name, note, panelNote, panelTitle, panels, partTitle, partialNote, partials, path, periodDays,
        periodName
    case pipeline, place, rate, read, reading, reason, rejectGroups, rejected, relative, rowCount, rows, rule
    case sample, segmentTitle, showsInterval, showsRejects, source, sparkGraphic, statusWord, step, steps, styleSheet
    case sumTitle, summary, table, tableLabel, tableNote, tableTitle, title, to, toneName, toolVersion, totals
    case trendTables, trends, unit, untimed, value, verdict, warnings, wideTables, zone
}
