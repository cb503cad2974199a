// The house's colours can be told from white paper.
import Charts
import Foundation
import Testing

struct ChartThemeTests {
    @Test func `every colour has a contrast of 3 to 1, and text of 4.5 to 1, against white`() {
        let theme = ChartTheme.standard
        for colour in theme.series + [theme.axis] {
            #expect(contrastToWhite(colour) >= 3, "\(colour)")
        }
        for colour in [theme.text, theme.mutedText, theme.target] {
            #expect(contrastToWhite(colour) >= 4.5, "\(colour)")
        }
    }

    /// WCAG 2.2, relative luminance and contrast ratio.
    private func contrastToWhite(_ colour: String) -> Double {
        guard colour.hasPrefix("#"), colour.count == 7, let bits = Int(colour.dropFirst(), radix: 16) else { return 0 }
        let parts = [bits >> 16 & 255, bits >> 8 & 255, bits & 255].map { part -> Double in
            let share = Double(part) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 1.05 / (0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] + 0.05)
    }
}
