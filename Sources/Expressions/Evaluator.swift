// Evaluates a checked formula on the rows of one chunk, a column at a time.

import Tabular

/// Evaluates the parts of a formula, each for all rows of a chunk at once.
///
/// - Missing: three-valued logic as in SQL; see ``Expression``.
struct Evaluator {
    let chunk: Chunk
    let context: EvaluationContext
    /// Is told of the rows in which a step overflows.
    var overflow: OverflowRows?
    /// Is told of the rows whose text cannot be read.
    var unread: UnreadRows?
    /// The rows whose values are asked for, in a branch of a choice; nil for all.
    var asked: [UInt64]?
    /// Parts whose values are known already.
    var known: [TypedNode: Operand] = [:]

    var count: Int { chunk.rowCount }

    /// The value of a part in every row.
    func value(of node: TypedNode) -> Operand {
        if !known.isEmpty, let operand = known[node] { return operand }
        switch node {
        case .constant(let constant): return .constant(constant)
        case .localInstant(let local): return .constant(.instant(context.zone.instant(ofLocal: local).instant))
        case .missing(let type): return .missing(type ?? .text)
        case .column(let index, let type, _): return column(index, type)
        case .converted(let operand, let type): return converted(value(of: operand), to: type)
        case .negated(let operand): return Arithmetic.negated(value(of: operand), overflow: overflow)
        case .arithmetic(let sign, let left, let right, let type):
            return Arithmetic.value(sign, value(of: left), value(of: right), result: type, overflow: overflow)
        case .call(let function, let arguments, let type): return call(function, arguments, type)
        case .clocked(let function, let clock, let arguments):
            return BusinessFunctions.value(
                function, arguments.map(value(of:)), clock: clock, calendar: context.overflows?.calendar)
        case .comparison, .all, .any, .not, .isMissing, .between, .membership, .like:
            return .column(.flag(truths(of: node).column))
        }
    }

    /// What a condition is in every row; missing everywhere for a part that is none.
    func truths(of node: TypedNode) -> Truths {
        if !known.isEmpty, let operand = known[node] { return truths(operand) }
        switch node {
        case .comparison(let sign, let left, let right):
            return Comparison.truths(sign, value(of: left), value(of: right), count: count)
        case .all(let parts): return all(parts)
        case .any(let parts): return any(parts)
        case .not(let operand): return !truths(of: operand)
        case .isMissing(let operand): return isMissing(value(of: operand))
        case .between(let operand, let low, let high):
            let value = value(of: operand)
            var result = Comparison.truths(.greaterOrEqual, value, self.value(of: low), count: count)
            result.formAnd(Comparison.truths(.lessOrEqual, value, self.value(of: high), count: count))
            return result
        case .membership(let operand, let choices):
            return Comparison.membership(value(of: operand), among: choices.map(value(of:)), count: count)
        case .like(let operand, let pattern):
            let pattern = LikePattern(pattern)
            return TextKernels.truths(value(of: operand), count: count) { pattern.matches($0) }
        case .constant, .localInstant, .missing, .column, .converted, .negated, .arithmetic, .call, .clocked:
            return truths(value(of: node))
        }
    }

    /// A flag as truths.
    func truths(_ operand: Operand) -> Truths {
        switch operand {
        case .constant(.flag(let value)): Truths(all: value, count: count)
        case .column(.flag(let column)) where column.count == count: Truths(column)
        default: Truths(all: nil, count: count)
        }
    }

    private func column(_ index: Int, _ type: ColumnType) -> Operand {
        guard chunk.columns.indices.contains(index), chunk.columns.type(of: index) == type,
            chunk.columns.count(of: index) == count
        else {
            assertionFailure("the chunk does not have the columns of the formula's scope")
            return .missing(type)
        }
        return .column(chunk.columns[index])
    }

    private func all(_ parts: [TypedNode]) -> Truths {
        var result = Truths(all: true, count: count)
        for part in parts where !result.isFalseEverywhere { result.formAnd(truths(of: part)) }
        return result
    }

    private func any(_ parts: [TypedNode]) -> Truths {
        var result = Truths(all: false, count: count)
        for part in parts where !result.isTrueEverywhere { result.formOr(truths(of: part)) }
        return result
    }

    private func isMissing(_ operand: Operand) -> Truths {
        switch operand {
        case .constant: return Truths(all: false, count: count)
        case .missing: return Truths(all: true, count: count)
        case .column(let column):
            guard let present = column.presence.words else { return Truths(all: false, count: count) }
            return !Truths(words: present, presence: Presence(allPresent: count))
        }
    }

    private func converted(_ operand: Operand, to type: ColumnType) -> Operand {
        switch type {
        case .decimal:
            guard let (units, scale) = operand.decimalLane else { return .missing(.decimal) }
            if case .constant(let constant) = operand {
                return constant.converted(to: type).map(Operand.constant) ?? operand
            }
            return .column(
                .decimal(DecimalColumn(units: PrimitiveColumn(units.values, presence: units.presence), scale: scale)))
        case .real:
            if case .constant(let constant) = operand {
                return constant.converted(to: type).map(Operand.constant) ?? operand
            }
            guard let reals = operand.realLane else { return .missing(.real) }
            return .column(.real(PrimitiveColumn(reals.values, presence: reals.presence)))
        case .instant:
            guard let days = operand.dateLane else { return .missing(.instant) }
            let zone = context.zone
            let midnights = Kernels.map(days, zero: 0) { day in
                (zone.instant(ofLocal: Int64(day) &* 86_400_000).instant, false)
            }
            return days.isConstant ? .folded(.instant(midnights)) : .column(.instant(midnights))
        case .text, .integer, .flag, .date, .duration: return operand
        }
    }

    private func call(_ function: Function, _ arguments: [TypedNode], _ type: ColumnType) -> Operand {
        switch function {
        case .lower, .upper, .trim, .length, .contains, .startsWith, .endsWith, .replace, .substring, .concat:
            TextFunctions.value(
                function, arguments.map(value(of:)), count: count, TextBounds(context.overflows, overflow))
        case .abs, .round, .floor, .ceil: NumberFunctions.value(function, arguments.map(value(of:)), overflow: overflow)
        case .if:
            choice(truths(of: arguments[0]), arguments, type)
        case .coalesce:
            ChoiceFunctions.coalesced(arguments.map(value(of:)), type: type, count: count, overflow: overflow)
        case .least:
            ChoiceFunctions.extreme(.less, arguments.map(value(of:)), type: type, count: count, overflow: overflow)
        case .greatest:
            ChoiceFunctions.extreme(.greater, arguments.map(value(of:)), type: type, count: count, overflow: overflow)
        case .date, .year, .quarter, .month, .day, .weekday, .hour, .minute, .daysBetween:
            days(function, arguments)
        case .seconds, .minutes, .hours, .days: DurationFunctions.value(function, value(of: arguments[0]))
        case .number: number(function, arguments[0])
        case .text: ConversionFunctions.text(value(of: arguments[0]))
        // They are parts of their own, with their calendar.
        case .businessTime, .isWorkingDay: .missing(type)
        }
    }

    private func choice(_ condition: Truths, _ arguments: [TypedNode], _ type: ColumnType) -> Operand {
        var (first, second) = (self, self)
        if unread != nil {
            let taken = condition.trueBits
            first.asked = taken.indices.map { taken[$0] & (asked?[$0] ?? .max) }
            second.asked = taken.indices.map { ~taken[$0] & (asked?[$0] ?? .max) }
        }
        return ChoiceFunctions.choice(
            condition, first.value(of: arguments[1]), second.value(of: arguments[2]), type: type, overflow: overflow)
    }

    // MARK: Texts that are read

    private func number(_ function: Function, _ argument: TypedNode) -> Operand {
        let text = value(of: argument)
        let result = ConversionFunctions.number(text)
        note(function, argument, text, result)
        return result
    }

    private func days(_ function: Function, _ arguments: [TypedNode]) -> Operand {
        let operands = arguments.map(value(of:))
        let result = CalendarFunctions.value(function, operands, zone: context.zone)
        if let text = operands.first, arguments.count == 1 { note(function, arguments[0], text, result) }
        return result
    }

    /// Counts the rows that have a text of which the function makes nothing.
    private func note(_ function: Function, _ argument: TypedNode, _ text: Operand, _ result: Operand) {
        guard let unread, case .column(.text(let texts)) = text, case .column(let read) = result else { return }
        var name = "…"
        if case .column(_, _, let column) = argument { name = column }
        unread.add("\(function.rawValue)(\(name))", present: texts.presence, read: read.presence, mask: asked)
    }
}
