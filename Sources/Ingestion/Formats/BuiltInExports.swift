// The export formats that come with Rapport: files of `Exports/`, carried inside the program.

/// The files of the formats that come with Rapport; `BuiltInExportReading.swift` reads them.
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

    /// In their order.
    package static var names: [String] { files.map(\.name) }

    /// What gives the text of the file of a name; nil where there is none.
    static func file(named name: String) -> (@Sendable () -> [UInt8])? { files.first { $0.name == name }?.text }
}
