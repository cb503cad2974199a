// The export formats that come with Rapport: files of `Exports/`, carried inside the program and read when they are asked for.
import Diagnostics
import OptionFiles
import Synchronization

/// The formats that come with Rapport.
package enum BuiltInExports {
    /// Every format's name and the text of its file, in the order of the names. A new file `Exports/NAME.yml` gets its line here.
    private static let files: [(name: String, text: @Sendable () -> [UInt8])] = [
        ("amazon-connect", { PackageResources.amazon_connect_yml }),
        ("fxiaoke-account", { PackageResources.fxiaoke_account_yml }),
        ("taobao-orders", { PackageResources.taobao_orders_yml }),
        ("wjx", { PackageResources.wjx_yml }),
        ("youzan-orders", { PackageResources.youzan_orders_yml }),
        ("zendesk-tickets", { PackageResources.zendesk_tickets_yml }),
    ]

    /// The formats that were read, and what is wrong with their files: each is read once in a process.
    private static let read = Mutex<(formats: [String: ExportFormat], problems: [Diagnostic])>(([:], []))

    /// In their order.
    package static var names: [String] { files.map(\.name) }

    /// Every one of them that is sound, in the order of their names; all of their files are read.
    package static var all: [ExportFormat] { names.compactMap(named) }

    /// The format of a name; nil where there is none, or its file is broken.
    package static func named(_ name: String) -> ExportFormat? {
        guard let file = files.first(where: { $0.name == name }) else { return nil }
        return read.withLock { read in
            if let known = read.formats[name] { return known }
            let collector = DiagnosticCollector()
            let text = String(decoding: file.text(), as: UTF8.self)
            let format = OptionFileReader.read(text, file: "Exports/\(name).yml", collector: collector)
                .flatMap { ExportFormat($0, collector: collector) }
            read.problems += collector.diagnostics.map(ExportDiagnostics.brokenExport)
            read.formats[name] = format
            return format
        }
    }

    /// What is wrong with the files that were read, which is our own mistake.
    package static var problems: [Diagnostic] { read.withLock { $0.problems } }
}
