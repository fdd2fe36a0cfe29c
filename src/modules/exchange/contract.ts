import { type Static, Type } from 'typebox';

export const Id = Type.String({ format: 'uuid' });
const Instant = Type.String({ format: 'date-time' });
const MaybeInstant = Type.Union([Instant, Type.Null()]);
const Day = Type.String({ format: 'date' });
const MaybeText = Type.Union([Type.String(), Type.Null()]);
const Reason = Type.String({ minLength: 1, maxLength: 1000 });

export const PURPOSES = ['decision', 'statistics', 'service', 'supervision', 'emergency'] as const;
export const WAYS = ['api', 'file', 'table', 'subscription'] as const;
export const FORMATS = ['csv', 'xlsx', 'ndjson', 'parquet'] as const;
export const OPERATORS = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'in', 'between', 'starts', 'missing', 'present'] as const;
const PurposeKind = Type.Enum([...PURPOSES]);
const Way = Type.Enum([...WAYS]);
export type PurposeKind = Static<typeof PurposeKind>;
export type Way = Static<typeof Way>;
const RequesterKind = Type.Enum(['department', 'government']);

export const Mask = Type.Union([
  Type.Object({ kind: Type.Enum(['none', 'hash', 'token', 'year', 'month', 'city', 'province']) }),
  Type.Object({
    kind: Type.Literal('partial'),
    keepStart: Type.Integer({ minimum: 0, maximum: 20 }),
    keepEnd: Type.Integer({ minimum: 0, maximum: 20 }),
  }),
  Type.Object({ kind: Type.Literal('band'), width: Type.Number({ exclusiveMinimum: 0, maximum: 1e15 }) }),
  Type.Object({ kind: Type.Literal('noise'), share: Type.Number({ exclusiveMinimum: 0, maximum: 1 }) }),
]);
export type Mask = Static<typeof Mask>;
const Masks = Type.Record(Type.String({ maxLength: 64 }), Mask);

/** 行条件: a column, an operator and its values. */
export const Condition = Type.Object({
  column: Type.String({ maxLength: 64 }),
  operator: Type.Enum([...OPERATORS]),
  values: Type.Array(Type.Union([Type.Number(), Type.String({ maxLength: 200 })]), { maxItems: 200 }),
});
export type Condition = Static<typeof Condition>;

const Unit = Type.Object({ kind: RequesterKind, code: Type.String({ maxLength: 16 }) });
const NamedUnit = Type.Object({ kind: RequesterKind, code: Type.String(), name: Type.String() });

export const RequestDraft = Type.Object({
  resourceId: Id,
  /** Whose request it is; the reader's own unit when absent. */
  requester: Type.Optional(Unit),
  purposeKind: PurposeKind,
  purpose: Type.String({ minLength: 5, maxLength: 1000 }),
  legalBasis: Type.String({ minLength: 5, maxLength: 1000 }),
  items: Type.Array(Type.String({ maxLength: 64 }), { minItems: 1, maxItems: 500 }),
  filter: Type.Optional(Type.Array(Condition, { maxItems: 20 })),
  way: Way,
  toNode: Type.Optional(Type.Union([Type.String({ maxLength: 64 }), Type.Null()])),
  startsOn: Day,
  endsOn: Day,
  rowsPerDay: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000 })),
  callsPerMinute: Type.Optional(Type.Integer({ minimum: 1, maximum: 6000 })),
});
export type RequestDraft = Static<typeof RequestDraft>;

export const REQUEST_STATES = [
  'draft',
  'conformity',
  'supplement',
  'provider',
  'clarify',
  'rejected',
  'refused',
  'coordination',
  'upheld',
  'granted',
  'withdrawn',
] as const;
export const REQUEST_EVENTS = [
  'submit',
  'pass',
  'return',
  'supply',
  'reject',
  'ask',
  'explain',
  'approve',
  'refuse',
  'object',
  'concede',
  'overrule',
  'uphold',
  'withdraw',
] as const;
const RequestState = Type.Enum([...REQUEST_STATES]);
const ClockStep = Type.Enum(['conformity', 'provider', 'unmounted', 'coordination', 'correction']);
const CountedDay = Type.Object({ day: Day, works: Type.Boolean(), name: Type.String(), known: Type.Boolean() });

/** 办理时限, with its counting. */
export const ClockView = Type.Object({
  step: ClockStep,
  from: Day,
  days: Type.Integer(),
  due: Type.Union([Day, Type.Null()]),
  /** A day was counted whose year has not been announced. */
  provisional: Type.Boolean(),
  paused: Type.Boolean(),
  /** Working days that are left, today's among them; negative: overdue by so many. */
  left: Type.Integer(),
  counted: Type.Array(CountedDay),
  source: Type.String(),
});
export type ClockView = Static<typeof ClockView>;

const ActionView = Type.Object({ event: Type.String(), label: Type.String(), reason: Type.Boolean() });
export type ActionView = Static<typeof ActionView>;

const TermsView = {
  id: Id,
  resourceId: Id,
  resourceCode: Type.String(),
  resourceTitle: Type.String(),
  provider: Type.Object({ code: Type.String(), name: Type.String() }),
  requester: NamedUnit,
  purposeKind: PurposeKind,
  purpose: Type.String(),
  legalBasis: Type.String(),
  way: Way,
  toNode: MaybeText,
  rowsPerDay: Type.Integer(),
  callsPerMinute: Type.Integer(),
  demo: Type.Boolean(),
};

export const RequestView = Type.Object({
  ...TermsView,
  no: Type.String(),
  state: RequestState,
  stateName: Type.String(),
  direction: Type.Enum(['vertical', 'horizontal']),
  sharingType: Type.Enum(['free', 'conditional']),
  startsOn: Day,
  endsOn: Day,
  createdByName: Type.String(),
  createdAt: Instant,
  submittedAt: MaybeInstant,
  decidedAt: MaybeInstant,
  clock: Type.Union([ClockView, Type.Null()]),
  /** What this reader may do with it now. */
  actions: Type.Array(ActionView),
});
export type RequestView = Static<typeof RequestView>;

const itemTerm = {
  column: Type.String(),
  name: Type.String(),
  unit: MaybeText,
  dataType: Type.String(),
  role: Type.String(),
  personal: Type.Enum(['none', 'personal', 'sensitive']),
  mask: Mask,
};
const ItemTerm = Type.Object(itemTerm);
export type ItemTerm = Static<typeof ItemTerm>;
const StepView = Type.Object({
  at: Instant,
  by: Type.String(),
  label: Type.String(),
  to: Type.String(),
  reason: MaybeText,
});

export const RequestDetail = Type.Object({
  request: RequestView,
  items: Type.Array(ItemTerm),
  filter: Type.Array(Condition),
  refusalGround: MaybeText,
  steps: Type.Array(StepView),
  policy: Type.String(),
  grantId: Type.Union([Id, Type.Null()]),
});
export type RequestDetail = Static<typeof RequestDetail>;

export const RequestQuery = Type.Object({
  /** `mine`: of the reader's unit; `desk`: waiting for the reader; `overdue`: past their deadline. */
  view: Type.Optional(Type.Enum(['mine', 'desk', 'overdue', 'all'])),
  state: Type.Optional(RequestState),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 1 })),
});
export type RequestQuery = Static<typeof RequestQuery>;
export const RequestList = Type.Object({ total: Type.Integer(), requests: Type.Array(RequestView) });

export const RequestStep = Type.Object({
  event: Type.Enum([...REQUEST_EVENTS]),
  reason: Type.Optional(Reason),
  /** 法律、法规依据 of a refusal. */
  ground: Type.Optional(Type.String({ minLength: 5, maxLength: 1000 })),
  /** The provider's last word on masks, by column. */
  masks: Type.Optional(Masks),
  /** Amended terms, after a return or a question. */
  draft: Type.Optional(RequestDraft),
});
export type RequestStep = Static<typeof RequestStep>;

/** What a request for a resource may name, and what is proposed for its masks. */
export const Offer = Type.Object({
  resourceId: Id,
  code: Type.String(),
  title: Type.String(),
  provider: Type.Object({ code: Type.String(), name: Type.String() }),
  sharingType: Type.Enum(['free', 'conditional', 'none']),
  sharingCondition: Type.String(),
  items: Type.Array(Type.Object({ ...itemTerm, sharingType: Type.Enum(['free', 'conditional', 'none']) })),
  requesters: Type.Array(NamedUnit),
});
export type Offer = Static<typeof Offer>;

export const GrantView = Type.Object({
  ...TermsView,
  requestId: Id,
  state: Type.Enum(['active', 'suspended', 'revoked', 'expired']),
  stateName: Type.String(),
  startsAt: Instant,
  endsAt: Instant,
  endedAt: MaybeInstant,
  endReason: MaybeText,
  today: Type.Object({ rows: Type.Integer(), calls: Type.Integer() }),
  total: Type.Object({ rows: Type.Integer(), bytes: Type.Integer(), deliveries: Type.Integer() }),
  actions: Type.Array(ActionView),
});
export type GrantView = Static<typeof GrantView>;
export const GrantList = Type.Object({ grants: Type.Array(GrantView) });
const KeyView = Type.Object({
  id: Id,
  system: Type.String(),
  prefix: Type.String(),
  createdAt: Instant,
  lastUsedAt: MaybeInstant,
  revokedAt: MaybeInstant,
});
export type KeyView = Static<typeof KeyView>;
export const GrantDetail = Type.Object({
  grant: GrantView,
  items: Type.Array(ItemTerm),
  filter: Type.Array(Condition),
  keys: Type.Array(KeyView),
  steps: Type.Array(StepView),
  mayHoldKeys: Type.Boolean(),
  mayReveal: Type.Boolean(),
});
export type GrantDetail = Static<typeof GrantDetail>;
export const GrantStep = Type.Object({
  event: Type.Enum(['suspend', 'resume', 'revoke', 'halt', 'return']),
  reason: Reason,
});
export type GrantStep = Static<typeof GrantStep>;
export const NewKey = Type.Object({ system: Type.String({ minLength: 2, maxLength: 80 }) });
/** The key itself is here and nowhere else, once. */
export const IssuedKey = Type.Object({ key: Type.String(), view: KeyView });
export type IssuedKey = Static<typeof IssuedKey>;

const Column = Type.Object({ column: Type.String(), name: Type.String(), unit: MaybeText, mask: Type.String() });
const Cell = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]);
export const RowsQuery = Type.Object({
  /** 用途: must be that of the grant. */
  purpose: PurposeKind,
  cursor: Type.Optional(Type.String({ maxLength: 400 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 1000 })),
});
export type RowsQuery = Static<typeof RowsQuery>;
/** A page of rows. `x-delivery-*` headers carry the delivery's id, the SHA-256 of the body, its signature and key. */
export const GrantedRows = Type.Object({
  grant: Id,
  delivery: Id,
  columns: Type.Array(Column),
  rows: Type.Array(Type.Array(Cell)),
  next: MaybeText,
});
export type GrantedRows = Static<typeof GrantedRows>;

export const FileWish = Type.Object({ format: Type.Enum([...FORMATS]), purpose: PurposeKind });
export type FileWish = Static<typeof FileWish>;
export const DeliveryView = Type.Object({
  id: Id,
  no: Type.Integer(),
  grantId: Id,
  resourceTitle: Type.String(),
  provider: Type.String(),
  requester: Type.String(),
  way: Way,
  format: Type.String(),
  state: Type.Enum(['making', 'ready', 'delivered', 'received', 'rejected', 'broken', 'failed']),
  by: Type.String(),
  purposeKind: PurposeKind,
  batch: Type.Union([Type.Integer(), Type.Null()]),
  superseded: Type.Array(Type.Integer()),
  rows: Type.Integer(),
  bytes: Type.Integer(),
  hash: MaybeText,
  signedText: MaybeText,
  keyId: MaybeText,
  signature: MaybeText,
  failure: MaybeText,
  millis: Type.Union([Type.Integer(), Type.Null()]),
  createdAt: Instant,
  endedAt: MaybeInstant,
  receivedAt: MaybeInstant,
  downloadable: Type.Boolean(),
});
export type DeliveryView = Static<typeof DeliveryView>;
export const DeliveryQuery = Type.Object({
  grant: Type.Optional(Id),
  before: Type.Optional(Type.Integer({ minimum: 1 })),
});
export const DeliveryList = Type.Object({ deliveries: Type.Array(DeliveryView) });
export const KeyedDeliveryQuery = Type.Object({ after: Type.Optional(Type.Integer({ minimum: 0 })) });
export const Receipt = Type.Object({
  /** SHA-256 of the bytes received, lower-case hex. */
  hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  accepted: Type.Boolean(),
  note: Type.Optional(Type.String({ maxLength: 500 })),
});
export type Receipt = Static<typeof Receipt>;

export const Reveal = Type.Object({
  tokens: Type.Array(Type.String({ maxLength: 2000 }), { minItems: 1, maxItems: 200 }),
  reason: Type.String({ minLength: 5, maxLength: 1000 }),
});
export const Revealed = Type.Object({ values: Type.Array(Type.String()) });

export const CORRECTION_EVENTS = ['accept', 'correct', 'decline', 'confirm', 'dispute', 'settle', 'withdraw'] as const;
export const CorrectionDraft = Type.Object({
  grantId: Id,
  /** The mark of the row: `_trace`. */
  trace: Type.String({ pattern: '^[0-9a-f]{32}$' }),
  column: Type.String({ maxLength: 64 }),
  suggested: Type.String({ minLength: 1, maxLength: 500 }),
  evidence: Type.String({ minLength: 5, maxLength: 2000 }),
});
export type CorrectionDraft = Static<typeof CorrectionDraft>;
export const CorrectionStep = Type.Object({
  event: Type.Enum([...CORRECTION_EVENTS]),
  reason: Type.Optional(Reason),
});
export type CorrectionStep = Static<typeof CorrectionStep>;
export const CorrectionView = Type.Object({
  id: Id,
  no: Type.String(),
  grantId: Id,
  resourceId: Id,
  resourceTitle: Type.String(),
  provider: Type.Object({ code: Type.String(), name: Type.String() }),
  requester: NamedUnit,
  /** Where the row stands at its owner's: batch and line. Only the owner is told. */
  place: Type.Union([Type.Object({ batch: Type.Integer(), row: Type.Integer() }), Type.Null()]),
  trace: Type.String(),
  columnTitle: Type.String(),
  seen: MaybeText,
  suggested: Type.String(),
  evidence: Type.String(),
  state: Type.Enum(['raised', 'accepted', 'corrected', 'declined', 'disputed', 'closed', 'withdrawn']),
  stateName: Type.String(),
  answer: MaybeText,
  createdByName: Type.String(),
  createdAt: Instant,
  clock: ClockView,
  actions: Type.Array(ActionView),
  demo: Type.Boolean(),
});
export type CorrectionView = Static<typeof CorrectionView>;
export const CorrectionList = Type.Object({ corrections: Type.Array(CorrectionView) });

export const TimerRow = Type.Object({
  step: ClockStep,
  days: Type.Integer({ minimum: 1, maximum: 90 }),
  remindDays: Type.Integer({ minimum: 0, maximum: 30 }),
  source: Type.String({ minLength: 1, maxLength: 500 }),
});
export type TimerRow = Static<typeof TimerRow>;
export const PolicyRow = Type.Object({
  direction: Type.Enum(['vertical', 'horizontal']),
  rank: Type.Integer({ minimum: 1, maximum: 9 }),
  note: Type.String({ maxLength: 500 }),
  source: Type.String({ minLength: 1, maxLength: 500 }),
});
export type PolicyRow = Static<typeof PolicyRow>;
export const Rules = Type.Object({
  timers: Type.Array(TimerRow),
  policies: Type.Array(PolicyRow),
  years: Type.Array(Type.Object({ year: Type.Integer(), source: Type.String() })),
});
export type Rules = Static<typeof Rules>;
export const RulesChange = Type.Object({
  timers: Type.Optional(Type.Array(TimerRow, { maxItems: 10 })),
  policies: Type.Optional(Type.Array(PolicyRow, { maxItems: 2 })),
  reason: Reason,
});
export type RulesChange = Static<typeof RulesChange>;
export const CalendarYear = Type.Object({
  source: Type.String({ minLength: 1, maxLength: 500 }),
  /** Days that differ from the ordinary week: holidays, and weekends that are worked. */
  days: Type.Array(
    Type.Object({ day: Day, works: Type.Boolean(), name: Type.String({ minLength: 1, maxLength: 40 }) }),
    {
      maxItems: 120,
    },
  ),
});
export type CalendarYear = Static<typeof CalendarYear>;

export const OperationQuery = Type.Object({
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366, default: 30 })),
});
const Flow = Type.Object({
  from: Type.String(),
  to: Type.String(),
  deliveries: Type.Integer(),
  rows: Type.Integer(),
  bytes: Type.Integer(),
  failures: Type.Integer(),
});
export const Operation = Type.Object({
  days: Type.Integer(),
  grants: Type.Object({ active: Type.Integer(), ended: Type.Integer() }),
  requests: Type.Object({
    open: Type.Integer(),
    overdue: Type.Integer(),
    decided: Type.Integer(),
    /** Share of decisions within their deadline, 0–1; null when nothing was decided. */
    onTime: Type.Union([Type.Number(), Type.Null()]),
  }),
  flows: Type.Array(Flow),
  latency: Type.Array(Type.Object({ way: Way, count: Type.Integer(), median: Type.Integer(), p95: Type.Integer() })),
  failures: Type.Array(Type.Object({ code: Type.String(), count: Type.Integer(), last: Instant })),
  uses: Type.Array(
    Type.Object({
      grantId: Id,
      resourceTitle: Type.String(),
      requester: Type.String(),
      by: Type.String(),
      deliveries: Type.Integer(),
      rows: Type.Integer(),
      last: Instant,
    }),
  ),
});
export type Operation = Static<typeof Operation>;

export const LeakReport = Type.Object({
  bytes: Type.Integer(),
  hash: Type.String(),
  words: Type.Integer(),
  /** Grants that the file's marks name, the surest first. */
  found: Type.Array(
    Type.Object({
      grantId: Id,
      resourceTitle: Type.String(),
      requester: Type.String(),
      purpose: Type.String(),
      traces: Type.Integer(),
      hashes: Type.Integer(),
      tokens: Type.Integer(),
    }),
  ),
  /** A delivery whose bytes are those of the file. */
  delivery: Type.Union([Id, Type.Null()]),
});
export type LeakReport = Static<typeof LeakReport>;
