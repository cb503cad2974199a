// The language of help and usage, which is needed before the command line is understood.

import ArgumentParser
import Diagnostics
import Foundation

/// What the command line itself says: help, usage, and mistakes in it.
enum Said {
    /// The language that `--language` names, else that of the environment.
    static let language: Language = named(in: CommandLine.arguments) ?? ofEnvironment

    private static func named(in arguments: [String]) -> Language? {
        for (index, argument) in arguments.enumerated() {
            if argument.hasPrefix("--language=") { return Language(code: String(argument.dropFirst(11))) }
            if argument == "--language", index + 1 < arguments.count { return Language(code: arguments[index + 1]) }
        }
        return nil
    }

    private static var ofEnvironment: Language {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(variable).first { !$0.isEmpty }
        return locale?.hasPrefix("zh") == true ? .chinese : .english
    }

    /// A variable of the environment; the others are not looked at, for a copy of all of them takes half a millisecond.
    static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    static func text(_ english: String, _ chinese: String) -> String {
        Wording(en: english, zh: chinese)[language]
    }

    static func help(_ english: String, _ chinese: String, valueName: String? = nil) -> ArgumentHelp {
        ArgumentHelp(stringLiteral: text(english, chinese)).named(valueName)
    }
}

extension ArgumentHelp {
    fileprivate func named(_ valueName: String?) -> ArgumentHelp {
        var help = self
        help.valueName = valueName
        return help
    }
}
