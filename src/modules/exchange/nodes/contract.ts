import { type Static, Type } from 'typebox';

const Maybe = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Instant = Type.String({ format: 'date-time' });
const Count = Type.Integer({ minimum: 0 });
const NodeCode = Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$', description: '节点编码' });
const Address = Maybe(Type.String({ pattern: '^https?://[^\\s/]+$', maxLength: 200 }));
const Transport = Type.Enum(['tls', 'plain']);

/** How this node is set up. */
export const NodeFounding = Type.Object({
  id: NodeCode,
  name: Type.String({ minLength: 1, maxLength: 80 }),
  address: Address,
  transport: Transport,
});
export const NodeRequest = Type.Object({
  ...NodeFounding.properties,
  kind: Type.Enum(['city', 'department']),
});
/** A file that nodes hand to each other; its content is checked where it is taken. */
export const NodeFile = Type.Object({ file: Type.Unknown() });
export const NodeStatus = Type.Object({ status: Type.Enum(['active', 'suspended', 'revoked']) });
export const NodeSuite = Type.Object({ suite: Type.Enum(['ed25519', 'sm2']) });

export const NodeMember = Type.Object({
  id: Type.String(),
  name: Type.String(),
  kind: Type.Enum(['province', 'city', 'department']),
  status: Type.Enum(['active', 'suspended', 'revoked']),
  address: Maybe(Type.String()),
  transport: Transport,
  isSelf: Type.Boolean(),
  keys: Type.Array(Type.Object({ id: Type.String(), validTo: Instant, revoked: Type.Boolean() })),
  /** `unknown`: nothing has gone between the two yet. */
  health: Type.Enum(['good', 'waiting', 'failing', 'unknown']),
  lastSeenAt: Maybe(Instant),
  latencyMs: Maybe(Type.Number()),
  clockMs: Maybe(Type.Number()),
  failures: Count,
  failure: Maybe(Type.String()),
  nextTryAt: Maybe(Instant),
  queued: Count,
  sent: Count,
  received: Count,
});
export type NodeMember = Static<typeof NodeMember>;

export const DeadLetter = Type.Object({
  id: Type.String(),
  to: Type.String(),
  type: Type.String(),
  state: Type.Enum(['dead', 'rejected']),
  said: Maybe(Type.String()),
  at: Maybe(Instant),
});
export type DeadLetter = Static<typeof DeadLetter>;

export const NodeOverview = Type.Object({
  self: Maybe(Type.Object({ id: Type.String(), name: Type.String(), kind: Type.String() })),
  directory: Maybe(Type.Object({ version: Count, issued: Instant, expires: Instant })),
  members: Type.Array(NodeMember),
  letters: Type.Array(DeadLetter),
  log: Type.Object({ lines: Count, stamped: Count }),
});
export type NodeOverview = Static<typeof NodeOverview>;
