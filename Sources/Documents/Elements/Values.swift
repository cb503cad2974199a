// Numbers with their unit and their shown text, and what stands where there is none.

import Tabular

extension Document {
    /// A number as it is: exact where the data are exact.
    package enum Quantity: Sendable, Hashable {
        case exact(ExactDecimal)
        case real(Double)

        package var doubleValue: Double {
            switch self {
            case .exact(let decimal): decimal.doubleValue
            case .real(let double): double
            }
        }
    }

    /// A number to be printed or to be computed with.
    ///
    /// - Units: `unit` as results files write it (`fraction`, `s`, `CNY`, `count`); a share is a fraction.
    package struct Number: Sendable, Hashable {
        package var quantity: Quantity
        package var unit: String
        /// As it is printed in the document's language, rounded, with its unit.
        package var shown: String

        package init(_ quantity: Quantity, unit: String, shown: String) {
            self.quantity = quantity
            self.unit = unit
            self.shown = shown
        }

        /// A number of things.
        package init(count: Int, shown: String) {
            self.init(.exact(ExactDecimal(count)), unit: "count", shown: shown)
        }
    }

    /// A number, or why there is none.
    package enum Value: Sendable, Hashable {
        case number(Number)
        /// There is nothing to show.
        case absent(shown: String)
        /// There is a number, which rests on too few rows to be shown.
        case hidden(shown: String)
        /// No number is expected here.
        case blank

        /// The text that is printed.
        package var shown: String {
            switch self {
            case .number(let number): number.shown
            case .absent(let shown), .hidden(let shown): shown
            case .blank: ""
            }
        }

        package var isNumber: Bool {
            switch self {
            case .number: true
            case .absent, .hidden, .blank: false
            }
        }
    }

    /// How good or bad something is: never told by colour alone.
    package enum Tone: String, Sendable { case good, bad, neutral }

    /// A number with what it takes to judge it.
    package struct Measurement: Sendable, Equatable {
        /// The 95% interval.
        package struct Interval: Sendable, Equatable {
            /// In the unit of the number.
            package var low: Double
            package var high: Double
            package var shown: String

            package init(low: Double, high: Double, shown: String) {
                self.low = low
                self.high = high
                self.shown = shown
            }
        }

        /// How many observations the number rests on.
        package struct Sample: Sendable, Equatable {
            package var count: Int
            package var shown: String
            /// False where the number itself is the number of observations.
            package var isTold: Bool

            package init(count: Int, shown: String, isTold: Bool) {
                self.count = count
                self.shown = shown
                self.isTold = isTold
            }
        }

        package var value: Value
        package var interval: Interval?
        package var sample: Sample?
        /// Why there is no value, or what to mind; may be empty.
        package var note: String
        /// The target that it meets or misses beyond noise.
        package var judgement: Goal?

        package init(
            _ value: Value, interval: Interval? = nil, sample: Sample? = nil, note: String = "", judgement: Goal? = nil
        ) {
            self.value = value
            self.interval = interval
            self.sample = sample
            self.note = note
            self.judgement = judgement
        }

        /// A place where nothing is measured.
        package static let blank = Measurement(.blank)
    }

    /// A number against that of another period.
    package struct Change: Sendable, Equatable {
        /// `较2026年第二季度`
        package var base: String
        /// `+1.2 个百分点`
        package var difference: Value
        /// `+3.4%`, where it is told besides.
        package var relative: Number?
        /// What the difference means; nil where there is nothing to judge.
        package var verdict: String?
        package var tone: Tone
        /// ▲, ▼ or ≈, the way it went; may be empty.
        package var mark: String
        /// Whether it cannot be told from chance, so that where room is dear the sign says it alone.
        package var isWithinNoise: Bool

        package init(
            base: String, difference: Value, relative: Number? = nil, verdict: String? = nil, tone: Tone = .neutral,
            mark: String = "", isWithinNoise: Bool = false
        ) {
            self.isWithinNoise = isWithinNoise
            self.base = base
            self.difference = difference
            self.relative = relative
            self.verdict = verdict
            self.tone = tone
            self.mark = mark
        }
    }

    /// What a number should reach, and whether it does.
    package struct Goal: Sendable, Equatable {
        /// `≥ 90%`
        package var bound: String
        /// The level itself, in the unit of the number.
        package var level: Double
        package var status: String
        package var tone: Tone
        /// ✓, ✗ or ?; may be empty.
        package var mark: String

        package init(bound: String, level: Double, status: String, tone: Tone, mark: String) {
            self.bound = bound
            self.level = level
            self.status = status
            self.tone = tone
            self.mark = mark
        }
    }
}
