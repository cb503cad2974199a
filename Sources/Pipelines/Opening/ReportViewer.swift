// What shows a report on this machine: the user's browser, the desktop's choice, or nothing where there is no display.

import Documents

/// Finds what opens files.
package enum ReportViewer {
    /// The program that opens a report; nil where there is no display, or none of them is installed.
    ///
    /// - Parameter variable: the value of a variable of the environment.
    package static func program(_ variable: (String) -> String?) -> String? {
        func given(_ name: String) -> String? { variable(name).flatMap { $0.isEmpty ? nil : $0 } }
        guard given("DISPLAY") != nil || given("WAYLAND_DISPLAY") != nil else { return nil }
        return InstalledProgram.path(
            of: [given("RAPPORT_BROWSER") ?? "xdg-open"], in: given("PATH") ?? "/usr/local/bin:/usr/bin:/bin")
    }
}
