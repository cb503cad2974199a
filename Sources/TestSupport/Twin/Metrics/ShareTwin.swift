// The slow twin of `share`.

extension MetricTwin.Kind {
    package static var share: Self {
        Self { group in
            let (condition, among) = (group.metric.condition, group.metric.among)
            let counted = group.rows.filter { row in among.map { $0(row) == true } ?? (condition(row) != nil) }
            return .ratio(counted.count { condition($0) == true }, counted.count)
        }
    }
}
