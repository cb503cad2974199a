// What the numbers mean: the definitions of metrics and the conventions of segments.

import Diagnostics
import Stages

extension ReportModelBuilder {
    func definitions() -> [ReportModel.Definition] {
        results.metrics.map { metric in
            let attribution = [metric.table, metric.attribution].compactMap { $0 }.joined(separator: ".")
            return ReportModel.Definition(
                metricTitle: metric.title[language], key: metric.key, formula: metric.formula[language],
                unit: ReportWords.unit(metric.unit)[language],
                direction: ReportWords.direction(metric.better)[language],
                intervalMethod: ReportWords.interval(metric.interval)[language],
                minimum: "n < \(format.count(metric.minimumN))",
                attribution: attribution, hasAttribution: metric.attribution != nil, definitionID: metric.definition,
                source: metric.source?[language] ?? "", hasSource: metric.source != nil,
                caution: metric.caution?[language] ?? "", hasCaution: metric.caution != nil)
        }
    }

    func conventions() -> [ReportModel.Convention] {
        results.segments.compactMap { segment in
            segment.convention.map {
                ReportModel.Convention(
                    segmentTitle: segment.title[language], key: segment.key, convention: $0[language])
            }
        }
    }
}
