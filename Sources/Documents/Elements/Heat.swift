// A table whose cells are shaded by how far they lie from what they are compared with.

extension Document {
    /// Numbers in two directions with a shade each; the numbers are always printed.
    package struct Heat: Sendable {
        /// How far a number lies from what it is compared with.
        package enum Shade: String, Sendable, CaseIterable {
            case plain
            /// Pale: within noise.
            case better1, better2, worse1, worse2
            /// Dark: more than noise.
            case betterSignal = "better3"
            case worseSignal = "worse3"
            case differentSignal = "different3"
            /// Amounts, from few to many: they judge nothing.
            case amount1, amount2, amount3, amount4, amount5

            /// What stands behind the number of a signal.
            package var sign: String? {
                switch self {
                case .plain, .better1, .better2, .worse1, .worse2, .amount1, .amount2, .amount3, .amount4, .amount5:
                    nil
                case .betterSignal: "●"
                case .worseSignal: "◆"
                case .differentSignal: "■"
                }
            }
        }

        /// A number with its shade.
        package struct Cell: Sendable, Equatable {
            package var value: String
            /// The number that is shown, where it is one.
            package var number: Number?
            package var shade: Shade
            /// Whether it rests on so few rows that it is not judged.
            package var isThin: Bool

            package init(value: String, shade: Shade = .plain, isThin: Bool = false) {
                self.value = value
                number = nil
                self.shade = shade
                self.isThin = isThin
            }

            package init(_ value: Value, shade: Shade = .plain, isThin: Bool = false) {
                self.init(value: value.shown, shade: shade, isThin: isThin)
                if case .number(let number) = value { self.number = number }
            }
        }

        /// A line of the table.
        package struct Row: Sendable {
            package var label: String
            /// One per column.
            package var cells: [Cell]

            package init(label: String, cells: [Cell]) {
                self.label = label
                self.cells = cells
            }
        }

        /// What a shade or a hatch means.
        package struct Key: Sendable {
            package var shade: Shade
            package var isThin: Bool
            package var meaning: String

            package init(_ shade: Shade, isThin: Bool = false, _ meaning: String) {
                self.shade = shade
                self.isThin = isThin
                self.meaning = meaning
            }
        }

        /// What there is to see, in one sentence.
        package var title: String
        package var corner: String
        package var columns: [String]
        package var rows: [Row]
        package var legend: [Key]
        /// How to read it.
        package var note: String
        /// Whether it has many narrow columns.
        package var isDense: Bool

        package init(
            title: String, corner: String, columns: [String], rows: [Row], legend: [Key] = [], note: String,
            isDense: Bool = false
        ) {
            self.isDense = isDense
            self.title = title
            self.corner = corner
            self.columns = columns
            self.rows = rows
            self.legend = legend
            self.note = note
        }
    }
}
