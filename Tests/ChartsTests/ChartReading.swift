// How the tests of this folder read a chart back: as XML, element by element.
import Foundation
import FoundationXML

/// The elements of a well-formed SVG text; nil when it is not well-formed.
struct ChartReading {
    struct Element {
        let name: String
        let attributes: [String: String]
        var text = ""
    }

    private(set) var elements: [Element] = []

    init?(_ svg: String) {
        let listener = Listener()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = listener
        guard parser.parse() else { return nil }
        elements = listener.elements
    }

    /// The elements whose class list contains the name.
    func having(class name: String) -> [Element] {
        elements.filter { ($0.attributes["class"] ?? "").split(separator: " ").contains(Substring(name)) }
    }

    /// Every visible text, in document order.
    var texts: [String] { elements.filter { ["text", "tspan"].contains($0.name) }.map(\.text).filter { !$0.isEmpty } }

    private final class Listener: NSObject, XMLParserDelegate {
        var elements: [Element] = []
        private var open: [Int] = []

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            open.append(elements.count)
            elements.append(Element(name: name, attributes: attributes))
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) {
            guard let last = open.last else { return }
            elements[last].text += text.trimmingCharacters(in: .newlines)
        }

        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            open.removeLast()
        }
    }
}

/// A fraction as whole percent.
@Sendable func percent(_ value: Double) -> String {
    value.isFinite && abs(value) < 1e15 ? "\(Int((value * 100).rounded()))%" : "\(value)"
}

/// Values a chart must survive.
let oddValues: [(name: String, values: [Double?])] = [
    ("none", []), ("only missing", [nil, nil, nil]), ("nan and infinities", [.nan, .infinity, -.infinity]),
    ("one", [0.5]), ("one among gaps", [nil, 0.5, nil]), ("all equal", [3, 3, 3]), ("all zero", [0, 0]),
    ("below zero", [-5, -7]), ("huge", [.greatestFiniteMagnitude, -.greatestFiniteMagnitude, 1e300, -1e300]),
    ("tiny", [.leastNonzeroMagnitude, 0, 1e-300]), ("nearly equal", [1, 1.0.nextUp]), ("far apart", [1e-9, 1e12]),
]
