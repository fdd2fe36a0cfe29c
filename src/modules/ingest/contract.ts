import { type Static, Type } from 'typebox';
import { BASES } from '#platform/period/basis.ts';

const Maybe = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Instant = Type.String({ format: 'date-time' });
const Cell = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]);
export const FileHash = Type.String({ pattern: '^[0-9a-f]{64}$', description: '原始文件的 SHA-256' });
export const ImportId = Type.String({ format: 'uuid' });
const Count = Type.Integer({ minimum: 0 });

export const Region = Type.Object({ code: Type.String(), name: Type.String(), level: Type.String() });
const Because = { confidence: Type.Number(), why: Type.String() };

export const COLUMN_ROLES = [
  'region',
  'regionCode',
  'period',
  'measureName',
  'unit',
  'measure',
  'growth',
  'dimension',
  'attribute',
  'note',
  'ignore',
] as const;
export const PERIOD_PARTS = ['whole', 'year', 'quarter', 'month', 'day', 'hour'] as const;
export const LINE_KINDS = [
  'title',
  'header',
  'unit',
  'note',
  'source',
  'blank',
  'section',
  'total',
  'duplicate',
] as const;
export const SECTION_SETS = ['measure', 'region', 'period', 'group'] as const;

const ColumnRole = Type.Enum([...COLUMN_ROLES]);
const PeriodPart = Type.Enum([...PERIOD_PARTS]);
const SectionSets = Type.Enum([...SECTION_SETS]);
const PeriodRef = Type.Object({ key: Type.String({ maxLength: 16 }), basis: Maybe(Type.Enum([...BASES])) });
const Line = Type.Integer({ minimum: 1 });
const Text = Type.String({ maxLength: 500 });
const kind = <K extends string>(name: K) => ({ kind: Type.Literal(name) });

/** What a person may change in how a table is read. */
export const Correction = Type.Union([
  Type.Object({
    ...kind('column'),
    column: Type.Integer({ minimum: 0 }),
    role: ColumnRole,
    part: Type.Optional(PeriodPart),
    of: Type.Optional(Type.Integer({ minimum: 0 })),
  }),
  Type.Object({ ...kind('header'), lines: Type.Array(Line, { maxItems: 20 }) }),
  Type.Object({ ...kind('unit'), unit: Text, column: Type.Optional(Type.Integer({ minimum: 0 })) }),
  Type.Object({ ...kind('line'), line: Line, what: Type.Enum([...LINE_KINDS, 'data']) }),
  Type.Object({ ...kind('region'), text: Text, region: Region }),
  Type.Object({ ...kind('period'), text: Text, period: PeriodRef }),
  Type.Object({ ...kind('measure'), text: Text, name: Text, unit: Type.Optional(Text) }),
  Type.Object({ ...kind('sheet-region'), region: Region }),
  Type.Object({ ...kind('sheet-period'), period: PeriodRef }),
  Type.Object({ ...kind('sheet-measure'), name: Text, unit: Type.Optional(Text) }),
  Type.Object({ ...kind('section'), sets: Maybe(SectionSets) }),
  Type.Object({ ...kind('records') }),
]);
export type Correction = Static<typeof Correction>;

export const SheetCorrection = Type.Object({ table: Type.Integer({ minimum: 0 }), correction: Correction });
export type SheetCorrection = Static<typeof SheetCorrection>;

const Measure = Type.Object({
  key: Type.String(),
  name: Type.String(),
  unit: Maybe(Type.String()),
  basis: Maybe(Type.Enum([...BASES])),
});

const Column = Type.Object({
  index: Type.Integer(),
  label: Type.String(),
  role: ColumnRole,
  part: Maybe(PeriodPart),
  carry: Type.Boolean(),
  region: Maybe(Region),
  period: Maybe(Type.String()),
  partial: Maybe(Type.String()),
  measure: Maybe(Measure),
  unit: Maybe(Type.String()),
  yearAgo: Type.Boolean(),
  growthOf: Maybe(Type.Integer()),
  type: Type.Enum(['number', 'text', 'date', 'boolean']),
  ...Because,
});
export type ReadingColumn = Static<typeof Column>;

const Axis = Type.Object({ at: Type.Array(Type.String()), ...Because });
const said = <T extends Type.TSchema>(value: T) => Maybe(Type.Object({ value, from: Type.String(), ...Because }));

/** How one table of a sheet is read, as screens show it. */
export const TableReading = Type.Object({
  layout: Type.Enum(['tidy', 'cross', 'dataset']),
  title: Maybe(Type.String()),
  from: Line,
  to: Maybe(Line),
  headerRows: Type.Array(Line),
  headerWhy: Type.String(),
  columns: Type.Array(Column),
  axes: Type.Object({ region: Axis, period: Axis, measure: Axis }),
  fixed: Type.Object({
    region: said(Region),
    period: said(PeriodRef),
    year: said(Type.Integer()),
    measure: said(Measure),
    units: said(Type.Array(Type.String())),
  }),
  lines: Type.Array(Type.Object({ line: Line, what: Type.Enum([...LINE_KINDS]), text: Type.String(), ...Because })),
  section: Maybe(Type.Object({ sets: SectionSets, ...Because })),
  series: Type.Array(Type.Object({ name: Type.String(), labels: Type.Array(Type.String()), ...Because })),
  gaps: Type.Array(Type.Object({ what: Type.Enum(['region', 'period', 'measure', 'unit']), text: Type.String() })),
  corrections: Type.Integer(),
  ...Because,
});
export type TableReading = Static<typeof TableReading>;

export const SheetProposal = Type.Object({
  index: Type.Integer(),
  name: Type.String(),
  hidden: Type.Boolean(),
  /** Rows looked at, and whether the sheet ends within them. */
  rowsSeen: Count,
  complete: Type.Boolean(),
  tables: Type.Array(TableReading),
  /** Names this reading; accepting sends it back, so that nothing else is accepted than what was shown. */
  readingHash: Type.String(),
  title: Type.String(),
  providerDept: Maybe(Type.String()),
  remembered: Maybe(Type.Object({ by: Type.String(), applied: Type.Integer(), dropped: Type.Array(Type.String()) })),
});
export type SheetProposal = Static<typeof SheetProposal>;

export const StoredFile = Type.Object({
  hash: FileHash,
  name: Type.String(),
  bytes: Count,
  format: Type.String(),
  encoding: Maybe(Type.String()),
  delimiter: Maybe(Type.String()),
  receivedAt: Instant,
  receivedBy: Type.String(),
});
export type StoredFile = Static<typeof StoredFile>;

const MeasureFigures = Type.Object({
  column: Type.String(),
  name: Type.String(),
  unit: Maybe(Type.String()),
  basis: Maybe(Type.String()),
  count: Count,
  sum: Type.Number(),
  min: Maybe(Type.Number()),
  max: Maybe(Type.Number()),
});

export const ImportSummary = Type.Object({
  rows: Count,
  regions: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  periods: Type.Object({
    count: Count,
    first: Maybe(Type.String()),
    last: Maybe(Type.String()),
    /** Empty when there are more than 400. */
    list: Type.Array(Type.String()),
  }),
  measures: Type.Array(MeasureFigures),
});
export type ImportSummary = Static<typeof ImportSummary>;

export const ImportStatus = Type.Enum(['queued', 'running', 'done', 'failed', 'cancelled']);

export const Import = Type.Object({
  id: ImportId,
  fileHash: FileHash,
  fileName: Type.String(),
  sheet: Type.Integer(),
  sheetName: Type.String(),
  title: Type.String(),
  providerDept: Maybe(Type.String()),
  resourceId: Maybe(Type.String()),
  status: ImportStatus,
  /** Its rows are what readers see; false once another reading has taken its place. */
  current: Type.Boolean(),
  cancelRequested: Type.Boolean(),
  /** read = accepted + quarantined + nonData */
  read: Count,
  accepted: Count,
  quarantined: Count,
  nonData: Count,
  bytesDone: Count,
  bytesTotal: Count,
  rowsPerSecond: Count,
  secondsLeft: Maybe(Count),
  summary: Maybe(ImportSummary),
  failureCode: Maybe(Type.String()),
  failure: Maybe(Type.String()),
  createdAt: Instant,
  createdBy: Type.String(),
  finishedAt: Maybe(Instant),
});
export type Import = Static<typeof Import>;

export const FileReply = Type.Object({
  file: StoredFile,
  /** The same bytes had come before; nothing was changed. */
  duplicate: Type.Boolean(),
  imports: Type.Array(Import),
  sheets: Type.Array(SheetProposal),
});
export type FileReply = Static<typeof FileReply>;

export const FileOptions = Type.Object({
  encoding: Type.Optional(Type.Enum(['utf-8', 'utf-16le', 'utf-16be', 'gb18030'])),
  delimiter: Type.Optional(Type.String({ minLength: 1, maxLength: 1 })),
});

export const ProposalWish = Type.Object({
  forget: Type.Optional(Type.Boolean({ description: '不沿用同形文件以前的改动' })),
  corrections: Type.Optional(Type.Array(SheetCorrection, { maxItems: 500 })),
});
export type ProposalWish = Static<typeof ProposalWish>;

export const PreviewRow = Type.Object({
  line: Line,
  cells: Type.Array(Cell),
  /** What the reading makes of the row. */
  outcome: Type.Enum(['accepted', 'quarantined', 'non-data']),
  what: Maybe(Type.Enum([...LINE_KINDS])),
  reason: Maybe(Type.String()),
  columns: Type.Array(Type.Integer()),
});
export const Preview = Type.Object({ rows: Type.Array(PreviewRow), complete: Type.Boolean() });
export type Preview = Static<typeof Preview>;

export const PreviewReply = Type.Object({ sheet: SheetProposal, preview: Preview });
export type PreviewReply = Static<typeof PreviewReply>;

export const Acceptance = Type.Object({
  fileHash: FileHash,
  sheet: Type.Integer({ minimum: 0 }),
  forget: Type.Optional(Type.Boolean()),
  corrections: Type.Optional(Type.Array(SheetCorrection, { maxItems: 500 })),
  readingHash: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
  title: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  // Null first: the validator of requests would take null for an empty text.
  providerDept: Type.Optional(Type.Union([Type.Null(), Type.String({ maxLength: 16 })])),
});
export type Acceptance = Static<typeof Acceptance>;

export const AcceptReply = Type.Object({ import: Import, duplicate: Type.Boolean(), message: Type.String() });
export type AcceptReply = Static<typeof AcceptReply>;

const Page = {
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, default: 1 })),
  size: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
};

export const ImportQuery = Type.Object({
  file: Type.Optional(FileHash),
  resource: Type.Optional(Type.String({ format: 'uuid' })),
  status: Type.Optional(ImportStatus),
  ...Page,
});
export type ImportQuery = Static<typeof ImportQuery>;

export const QuarantineQuery = Type.Object({
  status: Type.Optional(Type.Enum(['held', 'released', 'discarded'])),
  ...Page,
});
export type QuarantineQuery = Static<typeof QuarantineQuery>;

export const QuarantineRow = Type.Object({
  /** Null for rows beyond those that can be mended here; they are mended in the file. */
  id: Maybe(Type.Integer()),
  line: Line,
  cells: Type.Array(Cell),
  reason: Type.String(),
  column: Maybe(Type.Integer()),
  status: Type.Enum(['held', 'released', 'discarded']),
  mended: Maybe(Type.Array(Cell)),
  /** Why the mended row still cannot be read; empty when it can. */
  mendedReason: Maybe(Type.String()),
  decidedBy: Maybe(Type.String()),
});
export type QuarantineRow = Static<typeof QuarantineRow>;
export const QuarantineList = Type.Object({ total: Count, rows: Type.Array(QuarantineRow) });
export type QuarantineList = Static<typeof QuarantineList>;

export const Mend = Type.Object({ cells: Type.Array(Cell, { minItems: 1, maxItems: 2_000 }) });
export const RowIds = Type.Object({ ids: Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1, maxItems: 1_000 }) });

export const Batch = Type.Object({
  no: Type.Integer(),
  /** Null for a batch of a collection. */
  importId: Maybe(ImportId),
  kind: Type.Enum(['import', 'release', 'pull']),
  status: Type.Enum(['committed', 'superseded']),
  rows: Count,
  committedAt: Instant,
  supersededBy: Maybe(Type.Integer()),
  fileHash: Maybe(FileHash),
  fileName: Type.String(),
  sheetName: Type.String(),
  title: Type.String(),
  importedBy: Type.String(),
});
export type Batch = Static<typeof Batch>;
export const BatchList = Type.Object({ batches: Type.Array(Batch) });
export type BatchList = Static<typeof BatchList>;

export const BatchQuery = Type.Object(Page);
export const RowsQuery = Type.Object({ batch: Type.Optional(Type.Integer({ minimum: 1 })), ...Page });
export type RowsQuery = Static<typeof RowsQuery>;

export const DatasetRows = Type.Object({
  total: Count,
  columns: Type.Array(Type.Object({ column: Type.String(), name: Type.String(), unit: Maybe(Type.String()) })),
  rows: Type.Array(
    Type.Object({
      batch: Type.Integer(),
      line: Line,
      cells: Type.Array(Type.Union([Type.String(), Type.Number(), Type.Null()])),
      /** Why a value is missing or remarkable, by column. */
      marks: Type.Record(Type.String(), Type.String()),
    }),
  ),
});
export type DatasetRows = Static<typeof DatasetRows>;

export const SourceQuery = Type.Object({
  batch: Type.Integer({ minimum: 1 }),
  line: Line,
  col: Type.Optional(Type.Integer({ minimum: 0 })),
  column: Type.Optional(Type.String({ maxLength: 16, description: '数据集中的列，例如 m1' })),
});

/** Where a figure comes from: file, sheet, cell, and the lines around it. */
export const SourceTrace = Type.Object({
  fileHash: FileHash,
  fileName: Type.String(),
  sheetName: Type.String(),
  line: Line,
  col: Maybe(Type.Integer()),
  /** The text of the cell; null when the row or column is not there. */
  text: Maybe(Type.String()),
  header: Type.Array(Type.String()),
  around: Type.Array(Type.Object({ line: Line, cells: Type.Array(Cell) })),
  importedBy: Type.String(),
  importedAt: Instant,
});
export type SourceTrace = Static<typeof SourceTrace>;
