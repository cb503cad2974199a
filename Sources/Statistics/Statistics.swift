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
//     GroupShrinkage, Posterior   values of groups, drawn towards what all have in common; what is known of each
//     RankIntervals               between which ranks the truth of a group lies
//     Funnel                      how far a group may lie from the common value, with more than chance allowed for
//     ObservedToExpected          what happened, beside what everyone's rates would give with the group's own cases
//     NaturalLimits, LaneyLimits  how far a series moves by itself: XmR, p′, u′
//     SignalRules, Assurance      points of a series that are signals; whether its target will be reached
//     AlertLimit                  how many events are too many to be chance
//     GroupMeansTest              whether the means of groups differ: weekdays
//     Goal, Verdict               met, missed, or within noise
//     NormalDistribution, StudentDistribution, GammaDistribution, BetaDistribution,
//     BinomialDistribution        the distributions the intervals are read from
