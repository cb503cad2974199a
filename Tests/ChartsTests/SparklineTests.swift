// Sparklines, whole: every byte of one, and odd values for all.
import Charts
import Testing

struct SparklineTests {
    private let caption = ChartCaption(identifier: "s1", title: "CSAT", description: "81% → 90%")

    @Test func `a sparkline is these bytes`() {
        let sparkline = Sparkline(
            caption: caption, values: [0.81, nil, 0.84, 0.86, 0.9], target: 0.85, partialValues: [4])
        #expect(
            sparkline.svg() == """
                <svg xmlns="http://www.w3.org/2000/svg" class="chart sparkline" role="img" \
                aria-labelledby="s1-title s1-description" viewBox="0 0 120 28" width="120" height="28" \
                style="max-width:100%;height:auto;font-variant-numeric:tabular-nums" \
                font-family="&quot;Noto Sans CJK SC&quot;,&quot;PingFang SC&quot;,\
                &quot;Microsoft YaHei&quot;,system-ui,sans-serif" \
                font-size="12">
                  <title id="s1-title">CSAT</title>
                  <desc id="s1-description">81% → 90%</desc>
                  <line class="target" x1="0" y1="15" x2="120" y2="15" stroke="#B00020" stroke-width="1" \
                stroke-dasharray="3 3"/>
                  <g class="series series-1">
                    <circle class="point" cx="5" cy="23" r="1.5" fill="#0B5CAD" stroke="#0B5CAD" stroke-width="1.5"/>
                    <path class="line" d="M60 17L87.5 13" fill="none" stroke="#0B5CAD" stroke-width="1.5" \
                stroke-linejoin="round"/>
                    <line class="line partial" x1="87.5" y1="13" x2="115" y2="5" stroke="#0B5CAD" stroke-width="1.5" \
                stroke-dasharray="2 3"/>
                    <circle class="point partial" cx="115" cy="5" r="3" fill="#FFFFFF" \
                stroke="#0B5CAD" stroke-width="1.5"/>
                  </g>
                </svg>

                """)
    }

    @Test(arguments: oddValues.indices)
    func `odd values still make a sparkline`(index: Int) throws {
        let values = oddValues[index].values
        let svg = Sparkline(caption: caption, values: values, target: values.last ?? nil, width: .nan).svg()
        #expect(ChartReading(svg) != nil, "\(oddValues[index].name)")
        #expect(!svg.contains("nan\"") && !svg.contains("inf\""))
    }
}
