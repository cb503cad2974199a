// The ids of customers, to put customers with equal amounts into one order on every machine.

import Stages
import Tabular

/// Ids by customer: whole numbers, or codes of texts.
struct CustomerIDs: Sendable {
    private var numbers: [Int64] = []
    private var codes = SmallNumbers.countingUp(0)
    private var pool: TextPool = .empty
    private let isText: Bool

    var count: Int { isText ? codes.count : numbers.count }

    /// The ids of a column that is known to be unique: a customer per row.
    init(_ column: ColumnChunks) {
        isText = column.type == .text
        var texts: [TextColumn] = []
        for chunk in 0..<column.count {
            switch column[chunk] {
            case .text(let cells): texts.append(cells)
            case .integer(let integers): numbers += integers.values
            default: break
            }
        }
        texts = TextColumn.sharingOnePool(texts)
        pool = texts.first?.pool ?? .empty
        codes = SmallNumbers(joining: texts.map { .words($0.codes.values) })
    }

    /// The ids of customers that are the first texts of a pool.
    init(first count: Int, of pool: TextPool) {
        isText = true
        self.pool = pool
        codes = .countingUp(count)
    }

    private init(numbers: [Int64]) {
        isText = false
        self.numbers = numbers
    }

    /// The distinct ids of a column, and for every row the number of its own.
    ///
    /// Texts are customers by their codes; those of a shared pool that this column does not use are customers who
    /// bought nothing, whom nobody sees.
    static func distinct(_ column: ColumnChunks, jobs: Int) -> (CustomerIDs, RowNumbers) {
        guard column.type == .text else {
            var index = IntegerIndex()
            let positions = index.positions(of: column, jobs: jobs)
            return (CustomerIDs(numbers: index.values), RowNumbers(chunks: positions.map { .words($0) }))
        }
        if case .column(let position, _) = column, let used = column.usedTexts(jobs: jobs) {
            let customers = CustomerIDs(first: used.pool.count, of: used.pool)
            let rows = RowNumbers(column: position, numberOfCode: customers.codes, missing: CustomerSales.none)
            return (customers, rows)
        }
        var texts = TextCodes()
        let codes = texts.codes(of: column, jobs: jobs)
        return (CustomerIDs(first: texts.count, of: texts.pool), RowNumbers(chunks: codes.map { .words($0) }))
    }

    /// Whether one customer's id comes before another's.
    func precedes(_ left: Int, _ right: Int) -> Bool {
        guard isText else { return numbers[left] < numbers[right] }
        if pool.isAscending { return codes[left] < codes[right] }
        return pool.withTexts { $0[Int(codes[left])].precedes($0[Int(codes[right])]) }
    }
}
