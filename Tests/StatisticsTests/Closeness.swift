// How the tests of this folder compare numbers: golden values are written with the digits their source gives.

/// Whether both numbers agree to `digits` decimal places.
func agree(_ found: Double?, _ expected: Double, decimals: Int) -> Bool {
    guard let found else { return false }
    var tolerance = 0.5
    for _ in 0..<decimals { tolerance /= 10 }
    return abs(found - expected) <= tolerance * 1.01
}

/// Whether both numbers agree relatively.
func agree(_ found: Double?, _ expected: Double, relative tolerance: Double) -> Bool {
    guard let found else { return false }
    return abs(found - expected) <= tolerance * abs(expected)
}
