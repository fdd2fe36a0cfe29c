import { type Static, Type } from 'typebox';

const Maybe = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Id = Type.String({ format: 'uuid' });
const Instant = Type.String({ format: 'date-time' });
const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
// Objects take further properties here: Fastify would strip them while it tries the members of a union. Actions clean.
const strict = {} as const;

export const SourceKindView = Type.Enum(['postgres', 'mysql', 'oracle', 'dm', 'http', 'folder', 's3', 'mqtt', 'kafka']);
export const SourceClassView = Type.Enum(['government', 'enterprise', 'social']);

const Host = Type.String({ minLength: 1, maxLength: 253, pattern: '^[A-Za-z0-9_.:-]+$' });
const Port = Type.Integer({ minimum: 1, maximum: 65_535 });
const WebAddress = Type.String({ pattern: '^https?://[^\\s]+$', maxLength: 2_000 });

/** A database by host and account. `schema` narrows what is listed. */
export const DatabaseSettings = Type.Object(
  {
    host: Host,
    port: Port,
    /** Database; of Oracle the service name; 达梦 has none. */
    database: Type.String({ maxLength: 128 }),
    user: Text(128),
    schema: Type.Optional(Type.String({ maxLength: 128 })),
  },
  strict,
);
export type DatabaseSettings = Static<typeof DatabaseSettings>;

export const Paging = Type.Union([
  Type.Object({ kind: Type.Literal('none') }, strict),
  Type.Object(
    {
      kind: Type.Literal('page'),
      param: Text(64),
      first: Type.Integer({ minimum: 0, maximum: 1 }),
      sizeParam: Type.Optional(Text(64)),
      size: Type.Integer({ minimum: 1, maximum: 100_000 }),
    },
    strict,
  ),
  Type.Object(
    {
      kind: Type.Literal('offset'),
      param: Text(64),
      sizeParam: Text(64),
      size: Type.Integer({ minimum: 1, maximum: 100_000 }),
    },
    strict,
  ),
  /** `path` finds the next cursor in the answer: `data.next`. */
  Type.Object({ kind: Type.Literal('cursor'), param: Text(64), path: Text(200) }, strict),
  /** RFC 8288 `Link: <…>; rel="next"`. */
  Type.Object({ kind: Type.Literal('link') }, strict),
]);
export type Paging = Static<typeof Paging>;

export const HttpAuth = Type.Union([
  Type.Object({ kind: Type.Literal('none') }, strict),
  Type.Object({ kind: Type.Literal('basic'), user: Text(128) }, strict),
  Type.Object({ kind: Type.Literal('bearer') }, strict),
  Type.Object({ kind: Type.Literal('api-key'), header: Type.String({ pattern: '^[A-Za-z0-9-]{1,64}$' }) }, strict),
  /** RFC 6749 section 4.4. */
  Type.Object(
    { kind: Type.Literal('oauth'), tokenUrl: WebAddress, client: Text(200), scope: Type.Optional(Text(500)) },
    strict,
  ),
]);
export type HttpAuth = Static<typeof HttpAuth>;

export const HttpSettings = Type.Object(
  {
    url: WebAddress,
    format: Type.Enum(['json', 'csv']),
    /** Where the rows stand in a JSON answer: `data.items`; empty for an answer that is a list. */
    records: Type.String({ maxLength: 200 }),
    paging: Paging,
    auth: HttpAuth,
    /** Requests a minute at most. */
    perMinute: Type.Integer({ minimum: 1, maximum: 60_000 }),
    /** The parameter that asks for rows after the watermark. */
    sinceParam: Type.Optional(Text(64)),
  },
  strict,
);
export type HttpSettings = Static<typeof HttpSettings>;

/** A folder under the node's import folder; its files are tables with names in the first line. */
export const FolderSettings = Type.Object({ path: Type.String({ maxLength: 500 }) }, strict);
export type FolderSettings = Static<typeof FolderSettings>;

export const S3Settings = Type.Object(
  {
    /** Address of the bucket. */
    url: WebAddress,
    accessKey: Type.String({ maxLength: 200 }),
    format: Type.Enum(['CSVWithNames', 'JSONEachRow', 'Parquet']),
  },
  strict,
);
export type S3Settings = Static<typeof S3Settings>;

const Flush = {
  /** A batch closes after so many messages or seconds, whichever comes first. */
  count: Type.Integer({ minimum: 1, maximum: 100_000 }),
  seconds: Type.Integer({ minimum: 1, maximum: 3_600 }),
};

export const MqttSettings = Type.Object(
  {
    url: Type.String({ pattern: '^(mqtts?|wss?)://[^\\s@]+$', maxLength: 500 }),
    user: Type.String({ maxLength: 128 }),
    ...Flush,
  },
  strict,
);
export type MqttSettings = Static<typeof MqttSettings>;

export const KafkaSettings = Type.Object(
  {
    brokers: Type.Array(Type.String({ pattern: '^[A-Za-z0-9_.-]+:[0-9]{1,5}$' }), { minItems: 1, maxItems: 20 }),
    user: Type.String({ maxLength: 128 }),
    mechanism: Type.Enum(['none', 'PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512']),
    tls: Type.Boolean(),
    ...Flush,
  },
  strict,
);
export type KafkaSettings = Static<typeof KafkaSettings>;

export const SourceSettings = Type.Union([
  Type.Object({ kind: Type.Enum(['postgres', 'mysql', 'oracle', 'dm']), settings: DatabaseSettings }),
  Type.Object({ kind: Type.Literal('http'), settings: HttpSettings }),
  Type.Object({ kind: Type.Literal('folder'), settings: FolderSettings }),
  Type.Object({ kind: Type.Literal('s3'), settings: S3Settings }),
  Type.Object({ kind: Type.Literal('mqtt'), settings: MqttSettings }),
  Type.Object({ kind: Type.Literal('kafka'), settings: KafkaSettings }),
]);
export type SourceSettings = Static<typeof SourceSettings>;

export const Source = Type.Object({
  id: Id,
  name: Type.String(),
  kind: SourceKindView,
  class: SourceClassView,
  providerDept: Maybe(Type.String()),
  providerName: Maybe(Type.String()),
  settings: Type.Unknown(),
  /** Whether a secret is kept; it is never shown. */
  hasSecret: Type.Boolean(),
  checkedAt: Maybe(Instant),
  checkFailure: Maybe(Type.String()),
  createdAt: Instant,
  createdBy: Type.String(),
});
export type Source = Static<typeof Source>;

export const SourceInput = Type.Object({
  name: Text(100),
  class: SourceClassView,
  providerDept: Maybe(Type.String({ maxLength: 16 })),
  connection: SourceSettings,
  /** Password, token, key or client secret. */
  secret: Type.Optional(Type.String({ maxLength: 4_000 })),
});
export type SourceInput = Static<typeof SourceInput>;

export const SourceChange = Type.Object({
  name: Type.Optional(Text(100)),
  class: Type.Optional(SourceClassView),
  providerDept: Type.Optional(Maybe(Type.String({ maxLength: 16 }))),
  connection: Type.Optional(SourceSettings),
  secret: Type.Optional(Type.String({ maxLength: 4_000 })),
});
export type SourceChange = Static<typeof SourceChange>;

/** A connection that is tried before it is kept. */
export const ConnectionTrial = Type.Object({
  connection: SourceSettings,
  secret: Type.Optional(Type.String({ maxLength: 4_000 })),
  /** The source whose kept secret is meant when none is sent. */
  source: Type.Optional(Id),
});
export type ConnectionTrial = Static<typeof ConnectionTrial>;

export const TestReply = Type.Object({ ok: Type.Boolean(), code: Maybe(Type.String()), message: Type.String() });
export type TestReply = Static<typeof TestReply>;

/** A table, path, pattern or topic of a source. */
export const SourceObject = Type.Object({ schema: Type.String({ maxLength: 200 }), name: Text(500) }, strict);
export type SourceObject = Static<typeof SourceObject>;
export const ObjectList = Type.Object({
  objects: Type.Array(Type.Object({ schema: Type.String(), name: Type.String(), comment: Type.String() })),
});
export type ObjectList = Static<typeof ObjectList>;

const ItemTypeView = Type.Enum(['number', 'text', 'integer', 'decimal', 'date', 'datetime', 'boolean']);
const RoleView = Type.Enum(['region', 'period', 'measure', 'dimension', 'attribute']);

/** A column of the source and what it is here. */
export const MappedColumn = Type.Object(
  {
    /** Name in the source, whatever its characters. */
    source: Type.String({ minLength: 1, maxLength: 500 }),
    /** The source's own word for its type. */
    type: Type.String({ maxLength: 200 }),
    name: Text(200),
    role: RoleView,
    dataType: ItemTypeView,
    unit: Maybe(Type.String({ maxLength: 50 })),
  },
  strict,
);
export type MappedColumn = Static<typeof MappedColumn>;

export const ObjectDraft = Type.Object({
  title: Type.String(),
  classCode: Maybe(Type.String()),
  columns: Type.Array(
    Type.Object({
      ...MappedColumn.properties,
      comment: Type.String(),
      /** Why the item is marked as personal or the like; empty when it is not. */
      why: Type.String(),
    }),
  ),
  keys: Type.Array(Type.String()),
  samples: Type.Array(Type.Array(Maybe(Type.String()))),
});
export type ObjectDraft = Static<typeof ObjectDraft>;

export const Schedule = Type.Union([
  Type.Object({ kind: Type.Literal('manual') }, strict),
  Type.Object({ kind: Type.Literal('every'), minutes: Type.Integer({ minimum: 1, maximum: 525_600 }) }, strict),
  /** Five fields in Asia/Shanghai. */
  Type.Object({ kind: Type.Literal('cron'), cron: Text(100) }, strict),
  /** MQTT and Kafka: as messages come. */
  Type.Object({ kind: Type.Literal('stream') }, strict),
]);
export type Schedule = Static<typeof Schedule>;

export const CollectionInput = Type.Object({
  object: SourceObject,
  title: Text(200),
  classCode: Type.Optional(Maybe(Type.String({ maxLength: 20 }))),
  columns: Type.Array(MappedColumn, { minItems: 1, maxItems: 1_000 }),
  ignored: Type.Array(Type.String({ maxLength: 500 }), { maxItems: 1_000 }),
  mode: Type.Enum(['full', 'incremental']),
  watermarkColumn: Maybe(Type.String({ maxLength: 500 })),
  keyColumns: Type.Array(Type.String({ maxLength: 500 }), { maxItems: 16 }),
  schedule: Schedule,
});
export type CollectionInput = Static<typeof CollectionInput>;

/** What differs between the columns as accepted and as they are. */
export const Drift = Type.Object({
  added: Type.Array(Type.Object({ name: Type.String(), type: Type.String() })),
  missing: Type.Array(Type.String()),
  retyped: Type.Array(Type.Object({ name: Type.String(), from: Type.String(), to: Type.String() })),
  /** Values that cannot be read as the type of their column. */
  unreadable: Type.Array(Type.Object({ name: Type.String(), values: Type.Integer(), example: Type.String() })),
});
export type Drift = Static<typeof Drift>;

export const Collection = Type.Object({
  id: Id,
  sourceId: Id,
  object: SourceObject,
  title: Type.String(),
  resourceId: Id,
  columns: Type.Array(MappedColumn),
  ignored: Type.Array(Type.String()),
  mode: Type.Enum(['full', 'incremental']),
  watermarkColumn: Maybe(Type.String()),
  keyColumns: Type.Array(Type.String()),
  watermark: Maybe(Type.String()),
  schedule: Schedule,
  state: Type.Enum(['active', 'paused', 'gated', 'stopped']),
  drift: Maybe(Drift),
  failures: Type.Integer(),
  nextAt: Maybe(Instant),
  lastRun: Maybe(
    Type.Object({ status: Type.String(), at: Instant, rows: Type.Integer(), failure: Maybe(Type.String()) }),
  ),
});
export type Collection = Static<typeof Collection>;

export const SourceList = Type.Object({ sources: Type.Array(Source), collections: Type.Array(Collection) });
export type SourceList = Static<typeof SourceList>;

export const Run = Type.Object({
  id: Id,
  collectionId: Id,
  cause: Type.Enum(['schedule', 'missed', 'manual', 'retry', 'stream']),
  status: Type.Enum(['queued', 'running', 'done', 'failed', 'gated']),
  batch: Maybe(Type.Integer()),
  rows: Type.Integer(),
  bytes: Type.Integer(),
  elapsedMs: Type.Integer(),
  watermarkFrom: Maybe(Type.String()),
  watermarkTo: Maybe(Type.String()),
  failureCode: Maybe(Type.String()),
  failure: Maybe(Type.String()),
  log: Type.Array(Type.Object({ at: Instant, text: Type.String() })),
  askedBy: Type.String(),
  createdAt: Instant,
  finishedAt: Maybe(Instant),
});
export type Run = Static<typeof Run>;
export const RunList = Type.Object({ runs: Type.Array(Run) });
export type RunList = Static<typeof RunList>;
/** A run that has been queued. */
export const RunAsked = Type.Object({ run: Id });
export const RunQuery = Type.Object({
  collection: Id,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
});

/** accept: the new shape becomes the shape; ignore: new columns are left out for good; stop: nothing more is taken. */
export const DriftDecision = Type.Object({
  choice: Type.Enum(['accept', 'ignore', 'stop']),
  reason: Text(500),
});
export type DriftDecision = Static<typeof DriftDecision>;

export const CollectionChange = Type.Object({
  state: Type.Optional(Type.Enum(['active', 'paused'])),
  schedule: Type.Optional(Schedule),
});
export type CollectionChange = Static<typeof CollectionChange>;
