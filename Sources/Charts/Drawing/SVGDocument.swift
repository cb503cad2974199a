// An SVG document is built element by element; escaping and number format happen here and nowhere else.

/// Text of an SVG element under construction.
struct SVGDocument {
    private var text = ""
    private var openElements: [String] = []

    /// One attribute; nil leaves it out.
    private typealias Attribute = (name: String, value: String?)

    /// Starts a chart: the root element with what assistive technology needs.
    ///
    /// The size is the intrinsic one; the chart shrinks with its column and keeps its proportions.
    init(kind: String, caption: ChartCaption, width: Double, height: Double, theme: ChartTheme) {
        let identifier = caption.safeIdentifier
        open(
            "svg",
            [
                ("xmlns", "http://www.w3.org/2000/svg"), ("class", "chart " + kind), ("role", "img"),
                ("aria-labelledby", "\(identifier)-title \(identifier)-description"),
                ("viewBox", "0 0 \(Self.number(width)) \(Self.number(height))"),
                ("width", Self.number(width)), ("height", Self.number(height)),
                ("style", "max-width:100%;height:auto;font-variant-numeric:tabular-nums"),
                ("font-family", theme.fontFamily), ("font-size", "12"),
            ])
        leaf("title", [("id", identifier + "-title")], content: caption.title)
        leaf("desc", [("id", identifier + "-description")], content: caption.description)
    }

    /// A group of shapes; ``close()`` ends it.
    mutating func group(_ name: String) { open("g", [("class", name)]) }

    private mutating func open(_ element: String, _ attributes: [Attribute] = []) {
        indent()
        startTag(element, attributes)
        text += ">\n"
        openElements.append(element)
    }

    mutating func close() {
        guard let element = openElements.popLast() else { return }
        indent()
        endTag(element)
    }

    /// What is said when the group is pointed at.
    mutating func title(_ content: String) { leaf("title", [], content: content) }

    /// An element without children.
    private mutating func leaf(_ element: String, _ attributes: [Attribute]) {
        indent()
        startTag(element, attributes)
        text += "/>\n"
    }

    /// An element that holds only text.
    private mutating func leaf(_ element: String, _ attributes: [Attribute], content: String) {
        indent()
        startTag(element, attributes)
        text += ">"
        text += Self.escape(content)
        endTag(element)
    }

    /// Closes what is open and gives the drawing.
    consuming func finished() -> Drawing {
        while !openElements.isEmpty { close() }
        return Drawing(svg: text)
    }

    private mutating func indent() {
        for _ in openElements { text += "  " }
    }

    private mutating func startTag(_ element: String, _ attributes: [Attribute]) {
        text += "<"
        text += element
        for (name, value) in attributes {
            guard let value else { continue }
            text += " "
            text += name
            text += "=\""
            text += Self.escape(value)
            text += "\""
        }
    }

    private mutating func endTag(_ element: String) {
        text += "</"
        text += element
        text += ">\n"
    }
}

// MARK: Shapes

extension SVGDocument {
    mutating func line(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, class name: String, stroke: String, width: Double = 1,
        dash: String? = nil, opacity: Double? = nil
    ) {
        leaf(
            "line",
            [
                ("class", name), ("x1", Self.number(x1)), ("y1", Self.number(y1)), ("x2", Self.number(x2)),
                ("y2", Self.number(y2)), ("stroke", stroke), ("stroke-width", Self.number(width)),
                ("stroke-dasharray", dash), ("stroke-opacity", opacity.map(Self.number)),
            ])
    }

    /// An outline or an area.
    ///
    /// - Parameter data: made by ``path(_:isClosed:)``.
    mutating func path(
        _ data: String, class name: String? = nil, fill: String = "none", fillOpacity: String? = nil,
        stroke: String? = nil, width: Double? = nil, join: String? = nil, cap: String? = nil, dash: String? = nil
    ) {
        leaf(
            "path",
            [
                ("class", name), ("d", data), ("fill", fill), ("fill-opacity", fillOpacity), ("stroke", stroke),
                ("stroke-width", width.map(Self.number)), ("stroke-linejoin", join), ("stroke-linecap", cap),
                ("stroke-dasharray", dash),
            ])
    }

    mutating func circle(
        _ x: Double, _ y: Double, _ radius: Double, class name: String? = nil, fill: String, stroke: String,
        width: Double
    ) {
        leaf(
            "circle",
            [
                ("class", name), ("cx", Self.number(x)), ("cy", Self.number(y)), ("r", Self.number(radius)),
                ("fill", fill), ("stroke", stroke), ("stroke-width", Self.number(width)),
            ])
    }

    /// A text whose baseline is at `y`; `anchor` is start, middle or end.
    mutating func label(
        _ content: String, _ x: Double, _ y: Double, class name: String, fill: String, anchor: String = "start",
        size: Double? = nil, isBold: Bool = false, fullText: String? = nil
    ) {
        let attributes: [Attribute] = [
            ("class", name), ("x", Self.number(x)), ("y", Self.number(y)), ("fill", fill),
            ("text-anchor", anchor == "start" ? nil : anchor), ("font-size", size.map(Self.number)),
            ("font-weight", isBold ? "600" : nil),
        ]
        guard let fullText, fullText != content else { return leaf("text", attributes, content: content) }
        // A shortened label shows its whole text when pointed at.
        open("g", [("class", "shortened")])
        leaf("title", [], content: fullText)
        leaf("text", attributes, content: content)
        close()
    }

    /// A text of several parts in one line, some of them bold, with a small gap between.
    mutating func label(
        _ parts: [(text: String, isBold: Bool)], _ x: Double, _ y: Double, class name: String, fill: String,
        fullText: String? = nil
    ) {
        open("g", [("class", name)])
        if let fullText { leaf("title", [], content: fullText) }
        indent()
        startTag("text", [("x", Self.number(x)), ("y", Self.number(y)), ("fill", fill)])
        text += ">"
        for (index, part) in parts.enumerated() {
            startTag("tspan", [("dx", index > 0 ? "6" : nil), ("font-weight", part.isBold ? "600" : nil)])
            text += ">" + Self.escape(part.text) + "</tspan>"
        }
        text += "</text>\n"
        close()
    }

    /// A path through points, or around them when closed.
    static func path(_ points: [(x: Double, y: Double)], isClosed: Bool = false) -> String {
        var data = ""
        data.reserveCapacity(points.count * 14)
        for (index, point) in points.enumerated() {
            data += index == 0 ? "M" : "L"
            data += number(point.x)
            data += " "
            data += number(point.y)
        }
        return isClosed && !data.isEmpty ? data + "Z" : data
    }
}

// MARK: Text and numbers

extension SVGDocument {
    /// Text that is safe in content and in attributes; characters XML cannot hold become the replacement character.
    static func escape(_ raw: String) -> String {
        // Nearly everything in a drawing is numbers, names of classes and plain words.
        if raw.utf8.allSatisfy(isPlain) { return raw }
        var safe = ""
        safe.reserveCapacity(raw.utf8.count)
        for scalar in raw.unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "'": safe += "&#39;"
            case "\t", "\n", "\r": safe += " "
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": safe += "\u{FFFD}"
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }

    /// Whether a byte stands for itself whatever is around it: no sign of XML, no control, no beginning of a scalar that may
    /// have to be replaced.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x26, 0x27, 0x3C, 0x3E, 0x7F, 0xC2, 0xEF: false
        default: byte >= 0x20
        }
    }

    /// A coordinate with at most two decimals, without trailing zeros; never an exponent, never nan.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return "0" }
        let bounded = Swift.min(Swift.max(value, -1e7), 1e7)
        let hundredths = Int((bounded * 100).rounded(.toNearestOrAwayFromZero))
        let sign = hundredths < 0 ? "-" : ""
        let size = hundredths.magnitude
        let whole = sign + String(size / 100)
        let rest = size % 100
        if rest == 0 { return whole }
        if rest % 10 == 0 { return whole + "." + String(rest / 10) }
        return whole + (rest < 10 ? ".0" : ".") + String(rest)
    }
}
