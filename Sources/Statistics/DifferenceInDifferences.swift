// How much more a group changed than another that was not treated: the difference in differences.

/// Persons measured before and after, some of whom had something happen to them in between.
package enum DifferenceInDifferences {
    /// The values of one person.
    package struct Person: Sendable {
        package var before: [Double]
        package var after: [Double]

        package init(before: [Double], after: [Double]) {
            self.before = before
            self.after = after
        }
    }

    /// Every person counts as one: the mean change of the treated less that of the others, compared as two independent means.
    ///
    /// Persons without values on one side are left out.
    ///
    /// - Missing: nil for fewer than two persons on a side.
    package static func byPersons(treated: [Person], control: [Person]) -> MeanDifference? {
        func changes(_ persons: [Person]) -> SampleMean? {
            SampleMean(
                persons.compactMap { person in
                    guard let before = SampleMean(person.before), let after = SampleMean(person.after) else {
                        return nil
                    }
                    return after.difference(from: before)
                })
        }
        guard let first = changes(treated), let second = changes(control) else { return nil }
        return MeanDifference(welch: first, second)
    }

    /// Every row counts as one, and rows of a person are not independent: the error is that of clusters (CR1).
    ///
    /// - Missing: nil where one of the four cells is empty, or there are fewer than three persons.
    /// - Source: Liang & Zeger (1986), Biometrika 73, 13–22, with the factor G/(G−1) · (N−1)/(N−4) and t of G − 1 degrees of freedom:
    ///   Cameron & Miller (2015), Journal of Human Resources 50, 317–372.
    package static func byRows(treated: [Person], control: [Person]) -> MeanDifference? {
        var (variance, effect, rows) = (0.0, 0.0, 0)
        for (persons, sign) in [(treated, 1.0), (control, -1.0)] {
            guard let before = SampleMean(persons.flatMap(\.before)), let after = SampleMean(persons.flatMap(\.after))
            else { return nil }
            effect += sign * after.difference(from: before)
            rows += before.count + after.count
            for person in persons {
                let late = person.after.reduce(0) { $0 + $1 - after.mean } / Double(after.count)
                let early = person.before.reduce(0) { $0 + $1 - before.mean } / Double(before.count)
                variance += (late - early) * (late - early)
            }
        }
        let persons = Double((treated + control).count { !$0.before.isEmpty || !$0.after.isEmpty })
        guard persons > 2, rows > 4 else { return nil }
        variance *= persons / (persons - 1) * Double(rows - 1) / Double(rows - 4)
        return MeanDifference(effect, standardError: variance.squareRoot(), degreesOfFreedom: persons - 1)
    }
}
