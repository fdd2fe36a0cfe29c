import { type Static, Type } from 'typebox';
import { Field, Finding, LICENCES, Mask, Scene, Voice } from './contract.ts';
import { THEME_CODES } from './rules/theme.ts';

const Id = Type.String({ format: 'uuid' });
const Instant = Type.String({ format: 'date-time' });
const Maybe = <T extends Type.TSchema>(type: T) => Type.Union([type, Type.Null()]);
const Arrow = Type.Object({ event: Type.String(), label: Type.String(), reason: Type.Boolean() });
const Page = { page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })) };

export const IdParams = Type.Object({ id: Id });
export const Done = Type.Object({ id: Id });

/** 开放版本, as those who decide read it. */
export const Release = Type.Object({
  id: Id,
  resourceId: Id,
  code: Type.String(),
  title: Type.String(),
  providerName: Maybe(Type.String()),
  version: Type.Integer(),
  purpose: Type.Enum(['open', 'sandbox']),
  state: Type.Enum(['checking', 'refused', 'ready', 'published', 'superseded', 'withdrawn', 'discarded']),
  stateName: Type.String(),
  automatic: Type.Boolean(),
  k: Type.Integer(),
  fields: Type.Array(Field),
  finding: Maybe(Finding),
  reason: Type.String(),
  rows: Type.Integer(),
  createdAt: Instant,
  createdBy: Type.String(),
  publishedAt: Maybe(Instant),
  arrows: Type.Array(Arrow),
});
export type Release = Static<typeof Release>;
export const ReleaseQuery = Type.Object({ ...Page, view: Type.Optional(Type.Enum(['waiting', 'refused', 'all'])) });
export const ReleaseList = Type.Object({ total: Type.Integer(), releases: Type.Array(Release) });
export const NewRelease = Type.Object({ resourceId: Id }, { additionalProperties: false });
export const Decision = Type.Object(
  { event: Type.String({ maxLength: 20 }), text: Type.Optional(Type.String({ maxLength: 2000 })) },
  { additionalProperties: false },
);
export type Decision = Static<typeof Decision>;

/** A resource that may be opened, with how it is opened. */
export const Openable = Type.Object({
  id: Id,
  code: Type.String(),
  title: Type.String(),
  providerName: Maybe(Type.String()),
  /** Why it may not be opened; null: it may. */
  why: Maybe(Type.String()),
  published: Maybe(Type.Integer()),
  openItems: Type.Integer(),
  items: Type.Integer(),
});
export type Openable = Static<typeof Openable>;
export const OpenableList = Type.Object({ total: Type.Integer(), resources: Type.Array(Openable) });
export const OpenableQuery = Type.Object({ ...Page, search: Type.Optional(Type.String({ maxLength: 100 })) });

export const Policy = Type.Object(
  {
    k: Type.Integer({ minimum: 2, maximum: 1000 }),
    masks: Type.Record(Type.String({ maxLength: 64 }), Mask),
    theme: Type.Enum([...THEME_CODES]),
    licence: Type.Enum([...LICENCES]),
  },
  { additionalProperties: false },
);
export type Policy = Static<typeof Policy>;
export const PolicyDetail = Type.Object({
  policy: Policy,
  items: Type.Array(
    Type.Object({
      column: Type.String(),
      name: Type.String(),
      dataType: Type.String(),
      open: Type.Boolean(),
      openingType: Type.Enum(['free', 'conditional', 'none']),
      identifier: Type.String(),
      personal: Type.String(),
    }),
  ),
});
export type PolicyDetail = Static<typeof PolicyDetail>;

/** What the public said, with what only we see. */
export const HeldVoice = Type.Object({
  ...Voice.properties,
  state: Type.Enum(['received', 'shown', 'answered', 'hidden']),
  stateName: Type.String(),
  contact: Type.String(),
  dataset: Maybe(Type.String()),
  arrows: Type.Array(Arrow),
});
export type HeldVoice = Static<typeof HeldVoice>;
export const HeldVoiceList = Type.Object({ total: Type.Integer(), voices: Type.Array(HeldVoice) });
export const HeldVoiceQuery = Type.Object({ ...Page, view: Type.Optional(Type.Enum(['waiting', 'all'])) });

export const ApiKey = Type.Object({
  id: Id,
  name: Type.String(),
  contact: Type.String(),
  purpose: Type.String(),
  prefix: Type.String(),
  quota: Type.Integer(),
  createdAt: Instant,
  revokedAt: Maybe(Instant),
  today: Type.Integer(),
  month: Type.Integer(),
  rows: Type.Integer(),
});
export type ApiKey = Static<typeof ApiKey>;
export const ApiKeyList = Type.Object({ total: Type.Integer(), keys: Type.Array(ApiKey) });
export const KeyChange = Type.Object(
  {
    quota: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000_000 })),
    revoked: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

export const HeldScene = Type.Object({ ...Scene.properties, stateName: Type.String(), arrows: Type.Array(Arrow) });
export type HeldScene = Static<typeof HeldScene>;
export const HeldProposal = Type.Object({
  id: Id,
  scene: Type.String(),
  sceneId: Id,
  state: Type.String(),
  stateName: Type.String(),
  team: Type.String(),
  title: Type.String(),
  body: Type.String(),
  contact: Type.String(),
  url: Type.String(),
  comment: Type.String(),
  sandboxUntil: Maybe(Instant),
  createdAt: Instant,
  arrows: Type.Array(Arrow),
});
export type HeldProposal = Static<typeof HeldProposal>;
export const CoCreation = Type.Object({ scenes: Type.Array(HeldScene), proposals: Type.Array(HeldProposal) });
export type CoCreation = Static<typeof CoCreation>;
export const ProposalDecisionEntry = Type.Object(
  {
    event: Type.Enum(['accept', 'decline', 'pilot', 'stop', 'apply', 'retire']),
    text: Type.Optional(Type.String({ maxLength: 2000 })),
    url: Type.Optional(Type.String({ maxLength: 300, pattern: '^https?://' })),
    resources: Type.Optional(Type.Array(Id, { maxItems: 20 })),
  },
  { additionalProperties: false },
);
export const SandboxEntry = Type.Object(
  {
    days: Type.Integer({ minimum: 1, maximum: 180 }),
    resources: Type.Optional(Type.Array(Id, { maxItems: 20 })),
  },
  { additionalProperties: false },
);
export const SandboxKey = Type.Object({ key: Type.String(), until: Instant });
export const SiteEntry = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 60 }),
    description: Type.String({ minLength: 1, maxLength: 500 }),
    publisher: Type.String({ minLength: 1, maxLength: 60 }),
    email: Type.Union([Type.Literal(''), Type.String({ format: 'email', maxLength: 120 })]),
  },
  { additionalProperties: false },
);
export type SiteEntry = Static<typeof SiteEntry>;
