// What tests share: tables and options from literals, seeded randomness, marked texts, slow twins, and outside oracles.

// Where to look:
// - `Table.sample`, `Table.rows`, `Cell`: tables written as literals, and read back as plain rows.
// - `OptionNode.sample`, `OptionNode.text`: options from Swift literals, or from a small YAML with true places.
// - `MarkedText`: a text with ①②③ where problems are expected.
// - `TableSet.sample`, `StageContext.sample`, `SampleRawRows`: what a stage is given.
// - `SplitMix64`, `DirtyTable`: the same random tables on every machine.
// - `SharedData`, `DuckDB`: real exports and an outside engine, both told aloud when absent.
// - `Twin/`: slow, plain versions of what the stages do fast.
