import { type Static, Type } from 'typebox';
import { BASES } from '#platform/period/basis.ts';

export const ResourceId = Type.String({ format: 'uuid' });
const Instant = Type.String({ format: 'date-time' });
const Openness = Type.Enum(['free', 'conditional', 'none']);

/** 信息项: one column of a resource's dataset. */
export const Item = Type.Object({
  seq: Type.Integer(),
  /** The column in the warehouse: `m1` … measures, `d1` … dimensions and attributes, `region`, `period`. */
  columnName: Type.String(),
  key: Type.String(),
  name: Type.String(),
  role: Type.Enum(['region', 'period', 'measure', 'dimension', 'attribute']),
  dataType: Type.Enum(['number', 'text', 'integer', 'decimal', 'date', 'datetime', 'boolean']),
  unit: Type.Union([Type.String(), Type.Null()]),
  basis: Type.Union([Type.Enum([...BASES]), Type.Null()]),
  note: Type.String(),
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
  updateCycle: Type.Enum(['unknown', 'realtime', 'day', 'week', 'month', 'quarter', 'half', 'year']),
  sharingType: Openness,
  openingType: Openness,
  itemCount: Type.Integer(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type Resource = Static<typeof Resource>;

export const ResourceDetail = Type.Object({ resource: Resource, items: Type.Array(Item) });
export type ResourceDetail = Static<typeof ResourceDetail>;

export const ResourceQuery = Type.Object({
  search: Type.Optional(Type.String({ maxLength: 100, description: '名称、编码或信息项中的文字' })),
  provider: Type.Optional(Type.String({ maxLength: 16 })),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, default: 1 })),
  size: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 20 })),
});
export type ResourceQuery = Static<typeof ResourceQuery>;

export const ResourceList = Type.Object({ total: Type.Integer(), resources: Type.Array(Resource) });
export type ResourceList = Static<typeof ResourceList>;
