// Which signs the name of a column may be made of, where it stands in a formula without back quotes.

/// The signs of names: letters and digits of any script, and `_`.
enum NameSigns {
    /// Whether a name may begin with the sign.
    static func canStart(_ scalar: Unicode.Scalar) -> Bool { scalar == "_" || scalar.properties.isXIDStart }

    /// Whether a name may go on with the sign.
    static func canContinue(_ scalar: Unicode.Scalar) -> Bool { scalar == "_" || scalar.properties.isXIDContinue }
}
