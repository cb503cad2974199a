// The slow twin of `count`.

extension MetricTwin.Kind {
    package static var count: Self { Self { .init(value: Double($0.numbers.count), n: $0.numbers.count) } }
}
