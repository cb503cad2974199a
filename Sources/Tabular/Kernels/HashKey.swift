// The secret of this process's hash tables: texts made up to share a place in them do not.

/// A number that nobody outside of this process knows, mixed into every hash of a text or number that comes from a file.
///
/// With a hash that everybody can work out, a file of texts that all have the same one would take far longer than others.
///
/// No result depends on it: every table numbers its entries in the order in which they came, finds them by comparing them whole, and is
/// never walked through by its slots.
package enum HashKey {
    /// Ask once before a loop.
    package static let value = UInt64.random(in: .min ... .max)
}
