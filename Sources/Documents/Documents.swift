// Documents are what a report says, as data: elements with typed cells, which writers lay out as files.
//
//     Document         a masthead, sections of elements, a colophon, in one language
//     Elements/        one file per element: headings, lists, cards, tables of typed cells, figures …
//     Writers/         the only places that know HTML, Markdown, CSV, JSON, XLSX, PDF or mail, and the only ones that escape
//
// A cell holds the number itself, its unit, and how it is shown, so that a page prints the one and a workbook keeps the other.
// Texts are never escaped in a document: whatever a text holds, a writer lets it come out as text. The only thing that goes into a
// page as it is are drawings, which `Charts` alone can make.
