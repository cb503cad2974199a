// The slow twin of `minimum` and of `maximum`.

extension MetricTwin.Kind {
    package static var minimum: Self { Self { .init(value: $0.quantities.min(), n: $0.quantities.count) } }

    package static var maximum: Self { Self { .init(value: $0.quantities.max(), n: $0.quantities.count) } }
}
