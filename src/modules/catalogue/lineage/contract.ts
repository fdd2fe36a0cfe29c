import { type Static, Type } from 'typebox';

/** Wire schemas of lineage: the graph, and OpenLineage events in and out. */

export const NodeKind = Type.String({ pattern: '^[a-z][a-z-]{0,30}$' });

export const LineageNode = Type.Object({
  kind: NodeKind,
  id: Type.String(),
  name: Type.String(),
  /** Where it opens in the cockpit; null for what has no page. */
  href: Type.Union([Type.String(), Type.Null()]),
  /** Steps from the subject asked for: negative upstream, positive downstream. */
  level: Type.Integer(),
});
export type LineageNode = Static<typeof LineageNode>;

export const LineageEdge = Type.Object({
  /** `kind:id` of both ends. */
  from: Type.String(),
  to: Type.String(),
  job: Type.String(),
  /** Runs that made the edge, and the newest of them; null for what no run made. */
  runs: Type.Integer(),
  run: Type.Union([Type.String(), Type.Null()]),
  at: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
});
export type LineageEdge = Static<typeof LineageEdge>;

export const LineageGraph = Type.Object({
  root: Type.String(),
  nodes: Type.Array(LineageNode),
  edges: Type.Array(LineageEdge),
  /** There is more than a picture can show. */
  truncated: Type.Boolean(),
});
export type LineageGraph = Static<typeof LineageGraph>;

export const GraphQuery = Type.Object({
  kind: NodeKind,
  id: Type.String({ minLength: 1, maxLength: 500 }),
  direction: Type.Optional(Type.Union([Type.Literal('up'), Type.Literal('down'), Type.Literal('both')])),
  depth: Type.Optional(Type.Integer({ minimum: 1, maximum: 8 })),
});
export type GraphQuery = Static<typeof GraphQuery>;

/**
 * OpenLineage RunEvent, as far as the specification 2-0-2 binds it: run, job, eventTime, producer and schemaURL are
 * required; facets are objects that name their producer and schema.
 */
const Uri = Type.String({ format: 'uri', maxLength: 1000 });
const Facet = Type.Object({ _producer: Uri, _schemaURL: Uri }, { additionalProperties: true });
const Facets = Type.Record(Type.String(), Facet);
const Dataset = Type.Object(
  {
    namespace: Type.String({ maxLength: 500 }),
    name: Type.String({ minLength: 1, maxLength: 1000 }),
    facets: Type.Optional(Facets),
  },
  { additionalProperties: true },
);
export const RunEvent = Type.Object(
  {
    eventType: Type.Optional(Type.Enum(['START', 'RUNNING', 'COMPLETE', 'ABORT', 'FAIL', 'OTHER'])),
    eventTime: Type.String({ format: 'date-time' }),
    run: Type.Object(
      { runId: Type.String({ format: 'uuid' }), facets: Type.Optional(Facets) },
      { additionalProperties: true },
    ),
    job: Type.Object(
      {
        namespace: Type.String({ maxLength: 500 }),
        name: Type.String({ minLength: 1, maxLength: 1000 }),
        facets: Type.Optional(Facets),
      },
      { additionalProperties: true },
    ),
    inputs: Type.Optional(Type.Array(Dataset, { maxItems: 1000 })),
    outputs: Type.Optional(Type.Array(Dataset, { maxItems: 1000 })),
    producer: Uri,
    schemaURL: Uri,
  },
  { additionalProperties: true },
);
export type RunEvent = Static<typeof RunEvent>;

export const RunEvents = Type.Union([RunEvent, Type.Array(RunEvent, { minItems: 1, maxItems: 500 })]);
export const ReceivedEvents = Type.Object({ received: Type.Integer(), known: Type.Integer() });
export type ReceivedEvents = Static<typeof ReceivedEvents>;

export const EventQuery = Type.Object({
  /** Runs that ended after this instant. */
  after: Type.Optional(Type.String({ format: 'date-time' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
});
export type EventQuery = Static<typeof EventQuery>;
export const EventList = Type.Object({ events: Type.Array(RunEvent) });
export type EventList = Static<typeof EventList>;
