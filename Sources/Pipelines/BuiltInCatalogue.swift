// The metrics that come with Rapport, a file for each area, written in the language users write theirs in and carried inside the program.

import Aggregation
import Diagnostics
import OptionFiles

/// The catalogue of metrics, embedded as files of `Catalogue/`.
///
/// A run looks for the keys of all areas, which takes some microseconds, and reads the few definitions that its pipeline names.
package enum BuiltInCatalogue {
    /// A part of the catalogue: the metrics of one file.
    package struct Area: Sendable {
        /// That of its file: `Catalogue/NAME.yml`.
        package let name: String
        package let title: Wording
        let text: @Sendable () -> [UInt8]

        package var index: OptionFileIndex { OptionFileIndex(text(), file: "Catalogue/\(name).yml") }
    }

    /// In the order of the manual. A new file `Catalogue/NAME.yml` gets its line here.
    package static let areas = [
        Area(name: "calls", title: Wording(en: "Calls", zh: "电话")) { PackageResources.calls_yml },
        Area(name: "tickets", title: Wording(en: "Tickets", zh: "工单")) { PackageResources.tickets_yml },
        Area(name: "complaints", title: Wording(en: "Complaints", zh: "投诉")) { PackageResources.complaints_yml },
        Area(name: "surveys", title: Wording(en: "Surveys", zh: "客户问卷")) { PackageResources.surveys_yml },
        Area(name: "sales", title: Wording(en: "Sales", zh: "销售")) { PackageResources.sales_yml },
        Area(name: "leads", title: Wording(en: "Leads", zh: "线索")) { PackageResources.leads_yml },
        Area(name: "customers", title: Wording(en: "Customers and care", zh: "客户与关怀")) {
            PackageResources.customers_yml
        },
        Area(name: "staffing", title: Wording(en: "Working time", zh: "工时")) { PackageResources.staffing_yml },
        Area(name: "quality", title: Wording(en: "Quality and assessment", zh: "质检与评价")) {
            PackageResources.quality_yml
        },
        Area(name: "people", title: Wording(en: "People", zh: "人员")) { PackageResources.people_yml },
        Area(name: "training", title: Wording(en: "Training", zh: "培训")) { PackageResources.training_yml },
        Area(name: "operations", title: Wording(en: "Operations", zh: "运营")) { PackageResources.operations_yml },
        Area(name: "cost", title: Wording(en: "Cost and benefit", zh: "成本与收益")) { PackageResources.cost_yml },
    ]

    /// The built-in metrics, each read when it is asked for. What is wrong with them is our own bug, and told to the collector.
    package static func metrics(collector: DiagnosticCollector) -> MetricCatalogue {
        let own = DiagnosticCollector()
        let indexes = areas.map { (area: $0.name, index: $0.index) }
        var owners: [String: Int] = [:]
        var keys: [String] = []
        for (place, area) in indexes.enumerated() {
            for key in area.index.keys where owners[key] == nil {
                owners[key] = place
                keys.append(key)
            }
        }
        let places = owners
        return MetricCatalogue(
            keys: keys, otherAnswers: OtherAnswer.helps, collector: collector
        ) { key in
            guard let place = places[key] else { return nil }
            guard let entry = indexes[place].index.entry(key, collector: own) else {
                collector.add(own.diagnostics.map(PipelinesDiagnostics.brokenCatalogue))
                return nil
            }
            return (indexes[place].area, entry)
        }
    }
}
