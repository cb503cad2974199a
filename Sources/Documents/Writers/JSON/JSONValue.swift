// A JSON value: keys in the order given, numbers as given.

import Diagnostics

/// A JSON value to be written by ``JSONText``.
package enum JSONValue: Sendable {
    package typealias Entry = (key: String, value: JSONValue)

    case null
    case flag(Bool)
    case integer(Int)
    /// A number as text, already in JSON's form.
    case number(String)
    case text(String)
    case list([JSONValue])
    case object([Entry])

    /// A floating-point number; one that JSON cannot write is null.
    package static func real(_ number: Double?) -> JSONValue {
        guard let number, number.isFinite else { return .null }
        var digits: [UInt8] = []
        digits.append(real: number)
        return .number(String(decoding: digits, as: UTF8.self))
    }

    /// A text, or null.
    package static func optional(_ text: String?) -> JSONValue { text.map { .text($0) } ?? .null }

    /// A whole number, or null.
    package static func optional(_ number: Int?) -> JSONValue { number.map { .integer($0) } ?? .null }

    /// A wording in both languages, or null.
    package static func wording(_ wording: Wording?) -> JSONValue {
        guard let wording else { return .null }
        return .object([("zh", .text(wording.chinese)), ("en", .text(wording.english))])
    }

    /// A list without lists or objects in it, likewise an object; or what is neither.
    var isFlat: Bool {
        switch self {
        case .list(let items): items.allSatisfy(\.isSingle)
        case .object(let entries): entries.allSatisfy(\.value.isSingle)
        default: true
        }
    }

    private var isSingle: Bool {
        switch self {
        case .list(let items): items.isEmpty
        case .object(let entries): entries.isEmpty
        default: true
        }
    }

    var isEmpty: Bool {
        switch self {
        case .list(let items): items.isEmpty
        case .object(let entries): entries.isEmpty
        default: false
        }
    }
}
