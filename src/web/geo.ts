import { Type } from 'typebox';
import { useGet } from './query.ts';

const Ring = Type.Array(Type.Array(Type.Number()));

/** Borders as `/geo/{code}.json` holds them; the same shape that the kit's map draws. */
const RegionGeo = Type.Object({
  features: Type.Array(
    Type.Object({
      properties: Type.Object({
        code: Type.String(),
        name: Type.String(),
        cp: Type.Optional(Type.Array(Type.Number())),
        approx: Type.Optional(Type.Boolean()),
        note: Type.Optional(Type.String()),
      }),
      geometry: Type.Union([
        Type.Object({ type: Type.Literal('Polygon'), coordinates: Type.Array(Ring) }),
        Type.Object({ type: Type.Literal('MultiPolygon'), coordinates: Type.Array(Type.Array(Ring)) }),
      ]),
    }),
  ),
});

/** Borders of the regions below a region, such as the cities below 140000; a 404 when there is no map of it. */
export function useRegionGeo(code: string, enabled = true) {
  return useGet(`/geo/${code}.json`, RegionGeo, { enabled, fixed: true });
}
