// What a reader should know first: numbered sentences, the most important one first.

import Charts

extension Document {
    /// The most important things of a document, in the order of their weight.
    package struct Points: Sendable {
        /// One thing to know.
        package struct Point: Sendable {
            /// What is the case, in one sentence without a full stop.
            package var headline: String
            /// What else bears on it, a sentence each; may be empty.
            package var further: [String]
            /// What it rests on: range, interval, n.
            package var basis: String
            package var drawing: Drawing

            package init(headline: String, further: [String] = [], basis: String, drawing: Drawing = .none) {
                self.headline = headline
                self.further = further
                self.basis = basis
                self.drawing = drawing
            }
        }

        /// A sign of the drawings and what it means.
        package struct Sign: Sendable {
            package var drawing: Drawing
            package var meaning: String

            package init(_ drawing: Drawing, _ meaning: String) {
                self.drawing = drawing
                self.meaning = meaning
            }
        }

        package var points: [Point]
        /// The signs that the drawings use.
        package var legend: [Sign]
        /// How the points were chosen.
        package var note: String

        package init(points: [Point], legend: [Sign] = [], note: String) {
            self.points = points
            self.legend = legend
            self.note = note
        }
    }
}
