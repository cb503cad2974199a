// Charts turns numbers and finished labels into self-contained SVG text that reads alike on screen and on white paper.
//
// Every chart is a value with one door, `drawing(theme:)`. The caller brings words and number formats, so no chart knows a
// language; the same value always gives the same bytes.
//
//     Chart            what every chart is
//     Kinds/           one file per chart: LineChart, Sparkline, RowMark
//     Drawing/         the only place that writes SVG
//     ChartCaption     the id, title and description a screen reader needs
//     ChartTheme       colours that survive print, grey scale and colour blindness
//
// Colours are written as real values because print engines draw CSS variables in attributes black; every part also has
// a class (`series-1`, `grid`, `label`, …), so a page can restyle it, for a dark screen for example.
