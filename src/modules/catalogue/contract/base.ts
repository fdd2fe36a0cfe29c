import { type Static, Type } from 'typebox';
import { BASES } from '#platform/period/basis.ts';

export const ResourceId = Type.String({ format: 'uuid' });
export const Instant = Type.String({ format: 'date-time' });
export const Openness = Type.Enum(['free', 'conditional', 'none']);
export const Stage = Type.Enum(['draft', 'review', 'published', 'changing', 'retired']);
export const Grade = Type.Enum(['core', 'important', 'general']);
export const SourceClass = Type.Enum(['government', 'enterprise', 'social']);
export const ResourceFormat = Type.Enum(['file', 'spreadsheet', 'database', 'image', 'media', 'self-described']);
export const UpdateCycle = Type.Enum(['unknown', 'realtime', 'day', 'week', 'month', 'quarter', 'half', 'year']);
export const SharingWay = Type.Enum(['api', 'file', 'table', 'subscription']);
export const ItemType = Type.Enum(['number', 'text', 'integer', 'decimal', 'date', 'datetime', 'boolean']);
export const ClassCode = Type.String({ pattern: '^[1-9]([0-9]{2}([0-9]{3}([0-9]+)?)?)?$', maxLength: 20 });
const Dept = Type.Union([Type.String({ maxLength: 16 }), Type.Null()]);

/** What the catalogue says of an item: everything that a person may edit. */
export const ItemFields = Type.Object({
  /** Its number; null for an item that is being added. */
  seq: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
  name: Type.String({ minLength: 1, maxLength: 200 }),
  dataType: ItemType,
  unit: Type.Union([Type.String({ maxLength: 40 }), Type.Null()]),
  length: Type.Union([Type.Integer({ minimum: 1, maximum: 2_000_000_000 }), Type.Null()]),
  codeList: Type.Union([Type.String({ maxLength: 500 }), Type.Null()]),
  note: Type.String({ maxLength: 2000 }),
  sharingType: Openness,
  openingType: Openness,
  grade: Grade,
  personal: Type.Enum(['none', 'personal', 'sensitive']),
  identifier: Type.Enum(['none', 'direct', 'quasi']),
});
export type ItemFields = Static<typeof ItemFields>;

/** The core fields of GB/T 21063.4 and the 编制指南: everything of a resource that a person may edit. */
export const ResourceFields = Type.Object({
  title: Type.String({ minLength: 1, maxLength: 200 }),
  providerDept: Dept,
  summary: Type.String({ maxLength: 4000 }),
  classCode: Type.Union([ClassCode, Type.Null()]),
  format: ResourceFormat,
  sourceClass: SourceClass,
  updateCycle: UpdateCycle,
  sharingType: Openness,
  sharingCondition: Type.String({ maxLength: 2000 }),
  sharingWays: Type.Array(SharingWay, { maxItems: 4, uniqueItems: true }),
  sharingScope: Type.String({ maxLength: 2000 }),
  /** 不予共享依据: law, regulation or policy of the state. */
  noSharingBasis: Type.String({ maxLength: 2000 }),
  openingType: Openness,
  openingCondition: Type.String({ maxLength: 2000 }),
  isSecret: Type.Boolean(),
  grade: Grade,
  relatedCodes: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 50, uniqueItems: true }),
  items: Type.Array(ItemFields, { maxItems: 2000 }),
});
export type ResourceFields = Static<typeof ResourceFields>;

/** 信息项: one column of a resource's dataset. */
export const Item = Type.Object({
  ...ItemFields.properties,
  seq: Type.Integer(),
  /** The column in the warehouse: `m1` … measures, `d1` … dimensions and attributes, `region`, `period`. */
  columnName: Type.String(),
  key: Type.String(),
  role: Type.Enum(['region', 'period', 'measure', 'dimension', 'attribute']),
  basis: Type.Union([Type.Enum([...BASES]), Type.Null()]),
});
export type Item = Static<typeof Item>;

/** 信息资源 as lists show it. */
export const Resource = Type.Object({
  id: ResourceId,
  code: Type.String(),
  title: Type.String(),
  providerDept: Type.Union([Type.String(), Type.Null()]),
  providerName: Type.Union([Type.String(), Type.Null()]),
  summary: Type.String(),
  kind: Type.Enum(['statistics', 'records']),
  classCode: Type.Union([Type.String(), Type.Null()]),
  updateCycle: UpdateCycle,
  sharingType: Openness,
  openingType: Openness,
  grade: Grade,
  stage: Stage,
  version: Type.Integer(),
  /** 已挂接: data stand behind it. */
  isMounted: Type.Boolean(),
  isDemo: Type.Boolean(),
  itemCount: Type.Integer(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Resource = Static<typeof Resource>;

export const ClassInfo = Type.Object({
  code: Type.String(),
  name: Type.String(),
  level: Type.Integer({ minimum: 1, maximum: 4 }),
  parent: Type.Union([Type.String(), Type.Null()]),
});
export type ClassInfo = Static<typeof ClassInfo>;
export const ClassList = Type.Object({ classes: Type.Array(ClassInfo) });
export type ClassList = Static<typeof ClassList>;

/** A class that the node adds below one of the scheme's: 目 under 项, 细目 under 目. */
export const ClassDraft = Type.Object({ code: ClassCode, name: Type.String({ minLength: 1, maxLength: 100 }) });
export type ClassDraft = Static<typeof ClassDraft>;
