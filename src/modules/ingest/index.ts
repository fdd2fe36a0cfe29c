export { type ImportedFile, type ImportedSheet, importFile } from './actions/import-file.ts';
export { type Dataset, openDataset } from './actions/open-dataset.ts';
export { type TraceQuery, traceSource } from './actions/trace.ts';
export { batchRelation } from './olap/dataset.ts';
export { type GateInput, passGate } from './quality/actions/gate.ts';
