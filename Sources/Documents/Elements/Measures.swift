// Elements that show measurements: cards, a panel of one metric, a grid in two directions, a figure.

import Charts

extension Document {
    /// Every metric's number of the period, one card each.
    package struct Cards: Sendable {
        /// One metric's number, how it changed, and what it should reach.
        package struct Card: Sendable {
            package var title: String
            package var measurement: Measurement
            package var changes: [Change]
            package var goal: Goal?
            package var drawing: Drawing
            /// Whether the number is usual; nil where nobody can tell.
            package var state: State?

            package init(
                title: String, measurement: Measurement, changes: [Change] = [], goal: Goal? = nil,
                drawing: Drawing = .none, state: State? = nil
            ) {
                self.title = title
                self.measurement = measurement
                self.changes = changes
                self.goal = goal
                self.drawing = drawing
                self.state = state
            }
        }

        /// Whether a number is as it usually is.
        package struct State: Sendable, Equatable {
            package var word: String
            /// ▲ or ▼ where it is not; else empty.
            package var mark: String

            package init(word: String, mark: String = "") {
                self.word = word
                self.mark = mark
            }
        }

        /// What the parts of a card are called.
        package struct Titles: Sendable {
            package var metric: String
            package var value: String
            package var interval: String
            package var sample: String
            package var change: String
            package var target: String

            package init(
                metric: String, value: String, interval: String, sample: String, change: String, target: String
            ) {
                self.metric = metric
                self.value = value
                self.interval = interval
                self.sample = sample
                self.change = change
                self.target = target
            }
        }

        package var titles: Titles
        package var cards: [Card]

        package init(titles: Titles, cards: [Card]) {
            self.titles = titles
            self.cards = cards
        }
    }

    /// One metric over the labels of a segment.
    package struct Panel: Sendable {
        /// One label of the segment, or all of them.
        package struct Row: Sendable {
            package var label: String
            package var isTotal: Bool
            package var measurement: Measurement
            package var drawing: Drawing
            package var change: Change?

            package init(
                label: String, isTotal: Bool = false, measurement: Measurement, drawing: Drawing = .none,
                change: Change? = nil
            ) {
                self.label = label
                self.isTotal = isTotal
                self.measurement = measurement
                self.drawing = drawing
                self.change = change
            }
        }

        /// What the columns are called.
        package struct Titles: Sendable {
            package var label: String
            package var value: String
            package var interval: String
            package var sample: String
            package var change: String

            package init(label: String, value: String, interval: String, sample: String, change: String) {
                self.label = label
                self.value = value
                self.interval = interval
                self.sample = sample
                self.change = change
            }
        }

        package var title: String
        package var note: String
        package var titles: Titles
        package var rows: [Row]

        package init(title: String, note: String, titles: Titles, rows: [Row]) {
            self.title = title
            self.note = note
            self.titles = titles
            self.rows = rows
        }

        /// Whether a row has an interval.
        package var hasIntervals: Bool { rows.contains { $0.measurement.interval != nil } }
        /// Whether a row has a number of observations besides its value, or something to mind.
        package var hasSamples: Bool {
            rows.contains { $0.measurement.sample?.isTold == true || !$0.measurement.note.isEmpty }
        }
        package var hasChanges: Bool { rows.contains { $0.change != nil } }
        /// What the changes are against.
        package var base: String { rows.lazy.compactMap { $0.change?.base }.first ?? "" }
    }

    /// Measurements in two directions, such as months by regions.
    package struct Grid: Sendable {
        /// One line of the grid.
        package struct Row: Sendable {
            package var label: String
            /// Whether it is over all rows.
            package var isTotal: Bool
            /// One per column, then one over all columns where the grid has such.
            package var cells: [Measurement]

            package init(label: String, isTotal: Bool = false, cells: [Measurement]) {
                self.label = label
                self.isTotal = isTotal
                self.cells = cells
            }
        }

        package var title: String
        /// The title with that of its part, unlike any other of the document.
        package var label: String
        /// What is said beside the title; nil where what stands above the grid is title enough.
        package var note: String?
        /// What the rows are.
        package var corner: String
        package var columns: [String]
        /// The title of the last column where it is over all others.
        package var sumTitle: String?
        /// Whether it takes the width of the page, and not half of it beside another one.
        package var isFull: Bool
        package var showsIntervals: Bool
        /// Whether a drawing shows the same, so that plain text may leave out how many observations there are.
        package var isBesideDrawings: Bool
        package var rows: [Row]

        package init(
            title: String, label: String, note: String? = nil, corner: String, columns: [String],
            sumTitle: String? = nil, isFull: Bool = true, showsIntervals: Bool, isBesideDrawings: Bool = false,
            rows: [Row]
        ) {
            self.title = title
            self.label = label
            self.note = note
            self.corner = corner
            self.columns = columns
            self.sumTitle = sumTitle
            self.isFull = isFull
            self.showsIntervals = showsIntervals
            self.isBesideDrawings = isBesideDrawings
            self.rows = rows
        }
    }

    /// A drawing with its title.
    package struct Figure: Sendable {
        package var title: String
        package var note: String
        package var drawing: Drawing

        package init(title: String, note: String, drawing: Drawing) {
            self.title = title
            self.note = note
            self.drawing = drawing
        }
    }
}
