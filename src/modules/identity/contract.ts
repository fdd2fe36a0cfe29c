import { type Static, Type } from 'typebox';

/** What is written down holds nothing that was not asked for. */
const EXACT = { additionalProperties: false } as const;

const Code = Type.String({ minLength: 1, maxLength: 16 });
const Id = Type.String({ format: 'uuid' });
const Instant = Type.String({ format: 'date-time' });

export const Scope = Type.Object({
  regions: Type.Union([Type.Literal('all'), Type.Array(Code)]),
  departments: Type.Union([Type.Literal('all'), Type.Array(Code)]),
});
export type Scope = Static<typeof Scope>;

export const Unit = Type.Object({
  kind: Type.Union([Type.Literal('government'), Type.Literal('body')]),
  code: Code,
  name: Type.String(),
});
export type Unit = Static<typeof Unit>;

/** What signing in takes. */
export const SignIn = Type.Object({
  username: Type.String({ minLength: 1, maxLength: 64 }),
  password: Type.String({ minLength: 1, maxLength: 256 }),
  totp: Type.Optional(Type.String({ maxLength: 16 })),
});
export type SignIn = Static<typeof SignIn>;

/** Who is signed in, what they may do, and what they must do first. */
export const Session = Type.Object({
  user: Type.Object({
    id: Id,
    username: Type.String(),
    name: Type.String(),
    post: Type.String(),
    unit: Unit,
    roles: Type.Array(Type.String()),
    permissions: Type.Array(Type.String()),
    scope: Scope,
  }),
  /** Demo data is shown on this node. */
  demo: Type.Boolean(),
  /** Until it is done, no role counts. */
  obligation: Type.Union([Type.Literal('change-password'), Type.Literal('enrol-second-factor'), Type.Null()]),
  secondFactor: Type.Object({ enabled: Type.Boolean(), demanded: Type.Boolean() }),
  idleMinutes: Type.Integer(),
  expiresAt: Instant,
});
export type Session = Static<typeof Session>;

/** Security settings of a node, changed by the security administrator. */
export const SecurityPolicy = Type.Object(
  {
    idleMinutes: Type.Integer({ minimum: 5, maximum: 240, description: '多少分钟无操作后须重新登录' }),
    secondFactorRoles: Type.Array(Type.String({ maxLength: 32 }), {
      maxItems: 32,
      description: '必须使用双因素认证的角色',
    }),
  },
  EXACT,
);
export type SecurityPolicy = Static<typeof SecurityPolicy>;

/** One of one's own open sessions. */
export const OwnSession = Type.Object({
  id: Id,
  createdAt: Instant,
  lastSeenAt: Instant,
  expiresAt: Instant,
  ip: Type.String(),
  agent: Type.String(),
  current: Type.Boolean(),
});
export type OwnSession = Static<typeof OwnSession>;

/** The password once more, and a code where a second factor is in use. */
export const OwnerProof = Type.Object({
  password: Type.String({ minLength: 1, maxLength: 256 }),
  totp: Type.Optional(Type.String({ maxLength: 16 })),
});
export type OwnerProof = Static<typeof OwnerProof>;

export const PasswordChange = Type.Object({
  current: Type.String({ minLength: 1, maxLength: 256 }),
  next: Type.String({ minLength: 1, maxLength: 256 }),
  totp: Type.Optional(Type.String({ maxLength: 16 })),
});
export type PasswordChange = Static<typeof PasswordChange>;

/** A new secret, base32, and the `otpauth://` address for a QR code. Shown once. */
export const TotpOffer = Type.Object({ secret: Type.String(), address: Type.String() });
export type TotpOffer = Static<typeof TotpOffer>;

export const TotpConfirmation = Type.Object({ totp: Type.String({ minLength: 6, maxLength: 16 }) });
export type TotpConfirmation = Static<typeof TotpConfirmation>;

export const RoleGrant = Type.Object({ role: Type.String(), roleName: Type.String(), scope: Scope });
export type RoleGrant = Static<typeof RoleGrant>;

const Status = Type.Enum(['active', 'locked', 'disabled']);
/** An account as administrators see it. */
export const User = Type.Object({
  id: Id,
  username: Type.String(),
  name: Type.String(),
  post: Type.String(),
  unit: Unit,
  status: Status,
  lockedUntil: Type.Union([Instant, Type.Null()]),
  mustChangePassword: Type.Boolean(),
  secondFactor: Type.Object({ enabled: Type.Boolean(), required: Type.Boolean() }),
  demo: Type.Boolean(),
  createdAt: Instant,
  lastSeenAt: Type.Union([Instant, Type.Null()]),
  grants: Type.Array(RoleGrant),
});
export type User = Static<typeof User>;

export const UserQuery = Type.Object({
  search: Type.Optional(Type.String({ maxLength: 64 })),
  role: Type.Optional(Type.String({ maxLength: 32 })),
  status: Type.Optional(Status),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  offset: Type.Integer({ minimum: 0, default: 0 }),
});
export type UserQuery = Static<typeof UserQuery>;

export const UserPage = Type.Object({ users: Type.Array(User), total: Type.Integer() });
export type UserPage = Static<typeof UserPage>;

const UnitRef = Type.Object({ kind: Unit.properties.kind, code: Code }, EXACT);
const Name = Type.String({ minLength: 1, maxLength: 40 });

export const NewUser = Type.Object(
  {
    username: Type.String({ pattern: '^[a-z][a-z0-9.-]{1,31}$', description: '小写字母开头，可含数字、点和连字符' }),
    name: Name,
    post: Name,
    unit: UnitRef,
  },
  EXACT,
);
export type NewUser = Static<typeof NewUser>;

export const UserChange = Type.Partial(Type.Object({ name: Name, post: Name, unit: UnitRef }), EXACT);
export type UserChange = Static<typeof UserChange>;

/** A password to be used once, within three days. Shown once. */
export const OneTimePassword = Type.Object({ oneTimePassword: Type.String() });
export type OneTimePassword = Static<typeof OneTimePassword>;

export const CreatedUser = Type.Object({ user: User, oneTimePassword: Type.String() });
export type CreatedUser = Static<typeof CreatedUser>;

const GrantScope = Type.Object(Scope.properties, EXACT);
export const GrantRequest = Type.Object(
  { role: Type.String({ minLength: 1, maxLength: 32 }), scope: GrantScope },
  EXACT,
);
export type GrantRequest = Static<typeof GrantRequest>;

export const RoleInfo = Type.Object({
  code: Type.String(),
  name: Type.String(),
  keeper: Type.Boolean(),
  permissions: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
});
export type RoleInfo = Static<typeof RoleInfo>;

const OptionalDay = Type.Union([Type.String({ format: 'date' }), Type.Null()]);

export const DivisionQuery = Type.Object({
  at: Type.Optional(Type.String({ format: 'date', description: '某日有效的区划；不填则为现行区划' })),
  parent: Type.Optional(Code),
  zones: Type.Boolean({ default: false, description: '含开发区、风景名胜区' }),
  tree: Type.Boolean({ default: false, description: '按上下级嵌套' }),
});
export type DivisionQuery = Static<typeof DivisionQuery>;

const Level = Type.Enum(['nation', 'province', 'city', 'county', 'zone']);

export const DivisionInfo = Type.Object({
  code: Code,
  name: Type.String(),
  shortName: Type.String(),
  aliases: Type.Array(Type.String()),
  initials: Type.String(),
  level: Level,
  parent: Type.Union([Code, Type.Null()]),
  validFrom: OptionalDay,
  validTo: OptionalDay,
  successors: Type.Array(Type.Object({ code: Code, kind: Type.String() })),
  label: Type.Union([Type.Array(Type.Number()), Type.Null()]),
  order: Type.Number(),
  /** With `tree`: divisions of the same shape. */
  children: Type.Optional(Type.Array(Type.Unknown())),
});
export type DivisionInfo = Static<typeof DivisionInfo>;

export const DepartmentInfo = Type.Object({
  code: Code,
  name: Type.String(),
  shortName: Type.String(),
  kind: Type.Union([Type.Literal('department'), Type.Literal('external'), Type.Literal('support')]),
  group: Type.String(),
  validFrom: OptionalDay,
  validTo: OptionalDay,
  successor: Type.Union([Type.Object({ code: Code, kind: Type.String() }), Type.Null()]),
  order: Type.Number(),
});
export type DepartmentInfo = Static<typeof DepartmentInfo>;

export const AuditQuery = Type.Object({
  username: Type.Optional(Type.String({ maxLength: 64 })),
  action: Type.Optional(Type.String({ maxLength: 64, description: '动作或其开头，如 role.' })),
  subjectKind: Type.Optional(Type.String({ maxLength: 64 })),
  subjectId: Type.Optional(Type.String({ maxLength: 128 })),
  outcome: Type.Optional(Type.Union([Type.Literal('done'), Type.Literal('refused')])),
  from: Type.Optional(Instant),
  to: Type.Optional(Instant),
  before: Type.Optional(Type.Integer({ minimum: 1, description: '只要序号小于此值的' })),
  limit: Type.Integer({ minimum: 1, maximum: 500, default: 100 }),
});
export type AuditQuery = Static<typeof AuditQuery>;

export const AuditRow = Type.Object({
  seq: Type.Integer(),
  at: Instant,
  username: Type.String(),
  action: Type.String(),
  subject: Type.Object({ kind: Type.String(), id: Type.String() }),
  outcome: Type.String(),
  /** Canonical JSON, as it was hashed. */
  detail: Type.String(),
  hash: Type.String(),
});
export type AuditRow = Static<typeof AuditRow>;

/** Rows, the latest first; `next` is the `before` of the page after. */
export const AuditPage = Type.Object({ rows: Type.Array(AuditRow), next: Type.Union([Type.Integer(), Type.Null()]) });
export type AuditPage = Static<typeof AuditPage>;

export const AuditCheck = Type.Object({
  rows: Type.Integer(),
  /** The first row that does not fit, or null when the chain is whole. */
  brokenAt: Type.Union([Type.Integer(), Type.Null()]),
});
export type AuditCheck = Static<typeof AuditCheck>;
