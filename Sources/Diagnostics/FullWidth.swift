// Full-width letters, digits and signs as the plain ones that they stand for.

/// The full-width forms of ASCII, which Chinese input methods write.
package enum FullWidth {
    /// The ASCII sign, letter or digit of a full-width one (U+FF01…U+FF5E), and a blank for the wide one; others as they are.
    @inline(__always)
    package static func narrowed(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        case 0x3000: " "
        default: scalar
        }
    }
}
