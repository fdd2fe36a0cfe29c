import { type Static, Type } from 'typebox';
import { Grade, Openness, Resource, Stage } from './base.ts';

export const ResourceQuery = Type.Object({
  search: Type.Optional(
    Type.String({ maxLength: 100, description: '名称、编码、摘要、信息项中的字词，或其拼音、首字母' }),
  ),
  provider: Type.Optional(Type.String({ maxLength: 16 })),
  stage: Type.Optional(Stage),
  sharing: Type.Optional(Openness),
  opening: Type.Optional(Openness),
  grade: Type.Optional(Grade),
  /** A class with all below it. */
  classCode: Type.Optional(Type.String({ pattern: '^[1-9][0-9]*$', maxLength: 20 })),
  mounted: Type.Optional(Type.Boolean()),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, default: 1 })),
  size: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 20 })),
});
export type ResourceQuery = Static<typeof ResourceQuery>;

const Facet = Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() }));

/** How many of those found stand behind each value, were it chosen too. */
export const Facets = Type.Object({
  provider: Facet,
  stage: Facet,
  sharing: Facet,
  opening: Facet,
  grade: Facet,
  /** 类 and 项. */
  classCode: Facet,
  mounted: Facet,
});
export type Facets = Static<typeof Facets>;

export const ResourceList = Type.Object({
  total: Type.Integer(),
  resources: Type.Array(Resource),
  facets: Facets,
});
export type ResourceList = Static<typeof ResourceList>;
