import { type Static, Type } from 'typebox';
import { BASES } from '#platform/period/basis.ts';
import { THEME_CODES } from './rules/theme.ts';

const Id = Type.String({ format: 'uuid' });
const Instant = Type.String({ format: 'date-time' });
const Maybe = <T extends Type.TSchema>(type: T) => Type.Union([type, Type.Null()]);

export const FILE_FORMATS = ['csv', 'xlsx', 'json', 'parquet'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];
export const LICENCES = ['open', 'attribution', 'noncommercial'] as const;
const CYCLES = ['unknown', 'realtime', 'day', 'week', 'month', 'quarter', 'half', 'year'] as const;

/** How an item is made coarser before it leaves the house. `suppress`: it does not leave. */
export const Mask = Type.Union([
  Type.Object({ method: Type.Literal('suppress') }),
  Type.Object({ method: Type.Literal('prefix'), keep: Type.Integer({ minimum: 1, maximum: 50 }) }),
  Type.Object({ method: Type.Literal('round'), step: Type.Number({ exclusiveMinimum: 0, maximum: 1e12 }) }),
  Type.Object({ method: Type.Literal('year') }),
  Type.Object({ method: Type.Literal('month') }),
  Type.Object({ method: Type.Literal('city') }),
]);
export type Mask = Static<typeof Mask>;

/** A column of a release. */
export const Field = Type.Object({
  /** As files and replies name it; unique within a release. */
  name: Type.String(),
  type: Type.Enum(['text', 'number']),
  /** Its item in the catalogue. */
  item: Type.String(),
  role: Type.String(),
  unit: Maybe(Type.String()),
  basis: Maybe(Type.Enum([...BASES])),
  note: Type.String(),
  /** Helps to tell persons apart when joined with others; held to k. */
  quasi: Type.Boolean(),
  mask: Maybe(Mask),
});
export type Field = Static<typeof Field>;

/** What the privacy check found. */
export const Finding = Type.Object({
  quasi: Type.Array(Type.String()),
  combinations: Type.Integer(),
  /** Combinations of fewer than k rows, and the rows in them. */
  under: Type.Integer(),
  rowsUnder: Type.Integer(),
  /** Rows of the smallest combination; 0 where there are none. */
  smallest: Type.Integer(),
});
export type Finding = Static<typeof Finding>;

export const ReleaseFile = Type.Object({
  format: Type.Enum([...FILE_FORMATS]),
  bytes: Type.Integer(),
  hash: Type.String(),
  downloads: Type.Integer(),
  url: Type.String(),
});
export type ReleaseFile = Static<typeof ReleaseFile>;

/** A dataset as lists show it. */
export const Dataset = Type.Object({
  id: Id,
  name: Type.String(),
  code: Type.String(),
  title: Type.String(),
  summary: Type.String(),
  providerDept: Maybe(Type.String()),
  providerName: Maybe(Type.String()),
  theme: Type.Enum([...THEME_CODES]),
  licence: Type.Enum([...LICENCES]),
  updateCycle: Type.Enum([...CYCLES]),
  openingType: Type.Enum(['free', 'conditional', 'none']),
  formats: Type.Array(Type.Enum([...FILE_FORMATS])),
  rows: Type.Integer(),
  fields: Type.Array(Field),
  version: Type.Integer(),
  periodFrom: Maybe(Type.String()),
  periodTo: Maybe(Type.String()),
  firstPublishedAt: Instant,
  publishedAt: Instant,
  dueAt: Maybe(Instant),
  /** Whether the promised update is late by now. */
  overdue: Type.Boolean(),
  demo: Type.Boolean(),
});
export type Dataset = Static<typeof Dataset>;

const Counted = Type.Array(Type.Object({ value: Type.String(), label: Type.String(), count: Type.Integer() }));
export const Facets = Type.Object({ theme: Counted, provider: Counted, format: Counted, cycle: Counted });
export type Facets = Static<typeof Facets>;

export const DatasetQuery = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 100 })),
  theme: Type.Optional(Type.String({ maxLength: 30 })),
  provider: Type.Optional(Type.String({ maxLength: 16 })),
  format: Type.Optional(Type.String({ maxLength: 10 })),
  cycle: Type.Optional(Type.String({ maxLength: 10 })),
  sort: Type.Optional(Type.Enum(['relevance', 'updated', 'title', 'downloads'])),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  size: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
});
export type DatasetQuery = Static<typeof DatasetQuery>;

export const DatasetList = Type.Object({ total: Type.Integer(), datasets: Type.Array(Dataset), facets: Facets });
export type DatasetList = Static<typeof DatasetList>;

/** One update that was promised, and what became of it. */
export const PromiseRecord = Type.Object({
  version: Type.Integer(),
  publishedAt: Instant,
  rows: Type.Integer(),
  /** When it had been promised for; null for the first. */
  promisedBy: Maybe(Instant),
  kept: Maybe(Type.Boolean()),
});
export type PromiseRecord = Static<typeof PromiseRecord>;

/** What a drawing of the first look may show. */
export const ChartData = Type.Object({
  kind: Type.Enum(['line', 'bar']),
  title: Type.String(),
  unit: Type.String(),
  category: Type.String(),
  labels: Type.Array(Type.String()),
  values: Type.Array(Maybe(Type.Number())),
});
export type ChartData = Static<typeof ChartData>;

const Cell = Type.Union([Type.String(), Type.Number(), Type.Null()]);

export const DatasetDetail = Type.Object({
  dataset: Dataset,
  files: Type.Array(ReleaseFile),
  releases: Type.Array(PromiseRecord),
  preview: Type.Object({ names: Type.Array(Type.String()), rows: Type.Array(Type.Array(Cell)) }),
  chart: Maybe(ChartData),
  rating: Type.Object({ count: Type.Integer(), mean: Maybe(Type.Number()) }),
  applications: Type.Array(Type.Object({ id: Id, title: Type.String(), team: Type.String(), url: Type.String() })),
});
export type DatasetDetail = Static<typeof DatasetDetail>;

/** Rows of a dataset by its interface. */
export const OpenRows = Type.Object({
  dataset: Type.String(),
  version: Type.Integer(),
  total: Type.Integer(),
  limit: Type.Integer(),
  offset: Type.Integer(),
  fields: Type.Array(Type.Object({ name: Type.String(), type: Type.String(), unit: Maybe(Type.String()) })),
  rows: Type.Array(Type.Record(Type.String(), Cell)),
});
export type OpenRows = Static<typeof OpenRows>;

export const PortalHome = Type.Object({
  datasets: Type.Integer(),
  rows: Type.Integer(),
  files: Type.Integer(),
  downloads: Type.Integer(),
  applications: Type.Integer(),
  facets: Facets,
  newest: Type.Array(Dataset),
  demo: Type.Boolean(),
});
export type PortalHome = Static<typeof PortalHome>;

/** A field that people do not see: only programs fill it in. */
const Honeypot = Type.Optional(Type.String({ maxLength: 200 }));

export const KeyApplication = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 60 }),
    contact: Type.String({ minLength: 3, maxLength: 120 }),
    purpose: Type.Optional(Type.String({ maxLength: 500 })),
    website: Honeypot,
  },
  { additionalProperties: false },
);
export type KeyApplication = Static<typeof KeyApplication>;

/** Shown once. */
export const NewKey = Type.Object({ key: Type.String(), prefix: Type.String(), quota: Type.Integer() });
export type NewKey = Static<typeof NewKey>;

export const VoiceEntry = Type.Object(
  {
    kind: Type.Enum(['request', 'correction', 'rating']),
    dataset: Type.Optional(Type.String({ maxLength: 64 })),
    title: Type.String({ minLength: 1, maxLength: 100 }),
    body: Type.String({ maxLength: 2000 }),
    score: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
    contact: Type.Optional(Type.String({ maxLength: 120 })),
    website: Honeypot,
  },
  { additionalProperties: false },
);
export type VoiceEntry = Static<typeof VoiceEntry>;

/** What the public said, as the public reads it. */
export const Voice = Type.Object({
  id: Id,
  kind: Type.Enum(['request', 'correction', 'rating']),
  datasetId: Maybe(Id),
  title: Type.String(),
  body: Type.String(),
  score: Maybe(Type.Integer()),
  answer: Type.String(),
  createdAt: Instant,
  answeredAt: Maybe(Instant),
});
export type Voice = Static<typeof Voice>;
export const VoiceQuery = Type.Object({
  kind: Type.Optional(Type.Enum(['request', 'correction', 'rating'])),
  dataset: Type.Optional(Type.String({ maxLength: 64 })),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
});
export const VoiceList = Type.Object({ total: Type.Integer(), voices: Type.Array(Voice) });
export type VoiceList = Static<typeof VoiceList>;
export const Received = Type.Object({ id: Id });

/** 场景征集. */
export const Scene = Type.Object({
  id: Id,
  title: Type.String(),
  body: Type.String(),
  state: Type.Enum(['draft', 'open', 'closed']),
  closesOn: Maybe(Type.String()),
  resources: Type.Array(Type.Object({ id: Id, title: Type.String() })),
  proposals: Type.Integer(),
  createdAt: Instant,
});
export type Scene = Static<typeof Scene>;
export const SceneList = Type.Object({ scenes: Type.Array(Scene) });

export const SceneEntry = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 100 }),
    body: Type.String({ minLength: 1, maxLength: 5000 }),
    closesOn: Type.Optional(Type.String({ format: 'date' })),
    resources: Type.Optional(Type.Array(Id, { maxItems: 20 })),
  },
  { additionalProperties: false },
);
export type SceneEntry = Static<typeof SceneEntry>;

export const ProposalEntry = Type.Object(
  {
    team: Type.String({ minLength: 1, maxLength: 60 }),
    title: Type.String({ minLength: 1, maxLength: 100 }),
    body: Type.String({ minLength: 1, maxLength: 5000 }),
    contact: Type.String({ minLength: 3, maxLength: 120 }),
    website: Honeypot,
  },
  { additionalProperties: false },
);
export type ProposalEntry = Static<typeof ProposalEntry>;

/** 成果应用, with the data it uses. */
export const Application = Type.Object({
  id: Id,
  scene: Type.String(),
  team: Type.String(),
  title: Type.String(),
  body: Type.String(),
  url: Type.String(),
  datasets: Type.Array(Type.Object({ id: Id, title: Type.String() })),
});
export type Application = Static<typeof Application>;
export const ApplicationList = Type.Object({ applications: Type.Array(Application) });

/** A question to a sandbox: groups and an aggregate over masked rows, never the rows of one group alone. */
export const SandboxQuery = Type.Object(
  {
    dataset: Type.String({ maxLength: 64 }),
    groupBy: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 4 }),
    measure: Type.Optional(Type.String({ maxLength: 200 })),
    aggregate: Type.Enum(['count', 'sum', 'mean', 'min', 'max']),
    filters: Type.Optional(Type.Record(Type.String({ maxLength: 200 }), Type.String({ maxLength: 200 }))),
  },
  { additionalProperties: false },
);
export type SandboxQuery = Static<typeof SandboxQuery>;
export const SandboxReply = Type.Object({
  columns: Type.Array(Type.String()),
  rows: Type.Array(Type.Array(Cell)),
  /** Groups of fewer than k rows, left out. */
  withheld: Type.Integer(),
});
export const SandboxState = Type.Object({
  proposal: Type.String(),
  until: Instant,
  datasets: Type.Array(
    Type.Object({ id: Id, title: Type.String(), rows: Type.Integer(), fields: Type.Array(Field), k: Type.Integer() }),
  ),
});
