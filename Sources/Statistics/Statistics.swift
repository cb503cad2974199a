// Statistics says how sure a number is: intervals, differences, quantiles, exact sums and the verdict against a goal.
//
// Every room is a pure function or a small value over plain numbers; nothing here reads a file, a clock or a locale.
//
//     Interval                    from low to high, both inclusive
//     ConfidenceLevel             how often the interval should hold the truth
//     Proportion                  k of n: Wilson interval, Newcombe difference
//     NetPromoterScore            promoters, passives, detractors: adjusted Wald interval, difference
//     SampleMean                  Student t interval, Welch difference
//     EventRate                   events per exposure: Garwood interval
//     SampleQuantile              linear interpolation, and the order-statistic interval around it
//     QuantileCuts                quintiles and the like, and the score a value gets
//     Gini                        how unequally an amount is spread
//     ExactSum, ExactMoments      sums that do not depend on order, chunks or threads
//     Goal, Verdict               met, missed, or within noise
//     NormalDistribution, StudentDistribution, GammaDistribution, BetaDistribution,
//     BinomialDistribution        the distributions the intervals are read from
