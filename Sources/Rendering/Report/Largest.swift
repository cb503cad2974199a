// Of many labels only the largest are shown, and how many others there are.

import Diagnostics

extension ReportDesk {
    /// What stands in place of labels that are left out.
    func moreLabels(_ count: Int) -> String { ReportWords.moreLabels(format.count(count))[language] }
}

/// All in their order, or so many with the most rows, the largest first.
func largest<Element>(_ all: [Element], most: Int, size: (Element) -> Int) -> [Element] {
    if all.count <= most { return all }
    let sizes = all.map(size)
    return all.indices.sorted { sizes[$0] != sizes[$1] ? sizes[$0] > sizes[$1] : $0 < $1 }.prefix(most).map {
        all[$0]
    }
}
