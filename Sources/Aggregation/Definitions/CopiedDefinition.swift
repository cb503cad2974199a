// Makes a definition that is a copy of another one complete.

import Diagnostics
import Stages

extension MetricDefinition {
    /// The definition of a `like`, with everything of its model that is not written beside it; see ``Like``.
    func filled(from model: MetricDefinition) -> MetricDefinition {
        var filled = self
        filled.kind = model.kind
        filled.computation = model.computation
        filled.builtInKind = model.builtInKind
        filled.needs = model.needs + needs
        filled.unchecked = model.unchecked + unchecked
        filled.table = table ?? model.table
        filled.attribution = attribution.filled(from: model.attribution)
        filled.time = time ?? (attribution.isSnapshot == true ? nil : model.time)
        filled.conditions = model.conditions + conditions
        filled.settings = settings.filled(from: model.settings)
        filled.unit = unit ?? model.unit
        filled.better = better ?? model.better
        filled.minimumN = minimumN ?? model.minimumN
        filled.interval = interval ?? model.interval
        // What was said of the model need not be true of a copy that differs.
        filled.title = title ?? model.title.map(titleOfCopy) ?? nil
        filled.formula = formula ?? (isSameAsModel ? model.formula : nil)
        filled.source = source ?? (isSameAsModel ? model.source : nil)
        filled.caution = caution ?? (isSameAsModel ? model.caution : nil)
        filled.variants = variants.isEmpty ? model.variants : variants
        filled.parameters = model.parameters.map { parameter in
            var parameter = parameter
            if let own = parameters.first(where: { $0.name.text == parameter.name.text }) { parameter.take(own) }
            return parameter
        }
        return filled
    }

    /// Whether a copy counts the same rows in the same way as its model: other words, units, bounds of what is shown and values of
    /// parameters, which the model's texts mention, do not matter.
    private var isSameAsModel: Bool {
        conditions.isEmpty && settings.changeNoNumbers && table == nil && time == nil
            && attribution.isEmpty
    }

    /// The title of a copy without one of its own: that of the model with the condition that narrows it, none for any other change.
    private func titleOfCopy(_ title: Wording) -> Wording? {
        if isSameAsModel { return title }
        var other = self
        other.conditions = []
        guard other.isSameAsModel else { return nil }
        let conditions = conditions.map { "\($0.expression)" }.joined(separator: "; ")
        return Wording(en: "\(title.english) (\(conditions))", zh: "\(title.chinese)（\(conditions)）")
    }
}
