import { type Static, Type } from 'typebox';

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
export const SecurityPolicy = Type.Object({
  idleMinutes: Type.Integer({ minimum: 5, maximum: 240, description: '多少分钟无操作后须重新登录' }),
  secondFactorRoles: Type.Array(Type.String({ maxLength: 32 }), {
    maxItems: 32,
    description: '必须使用双因素认证的角色',
  }),
});
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
