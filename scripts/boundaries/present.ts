import { areaKm2, cutRing, type MultiPolygon } from './geometry.ts';
import type { SourceRegion } from './source.ts';

/** Counties whose whole land passed to one of today's, by the rows of the divisions' history. */
export type WholeSuccessor = (code: string) => string;

/** 大同 in 2018: what the sources do not say, and the map must. */
export const APPROXIMATE: ReadonlyMap<string, string> = new Map(
  ['140212', '140213', '140214'].map((code) => [
    code,
    '由 2018 年调整前的区划界线，按乡镇归属和公布面积分割而成，仅示意',
  ]),
);

/** 南郊区, which was shared out among three districts by townships whose borders no source gives. */
const NANJIAO = '140211';

/**
 * Turn counties of before 2018 into today's: renamed and merged ones by their whole successor, 城区 of 大同 to 平城区
 * (two of its streets went to 云冈区: too small to draw), 南郊区 in parts.
 */
export function toPresentCounties(
  counties: readonly SourceRegion[],
  successor: WholeSuccessor,
): readonly SourceRegion[] {
  return counties.flatMap(({ code, polygons }) => {
    if (code === NANJIAO) return shareNanjiao(polygons);
    return [{ code: code === '140202' ? '140213' : successor(code), polygons }];
  });
}

/**
 * The source draws 南郊区 in four parts: the east (水泊寺), the middle, the north-west and the south-west.
 * The middle is cut twice so that the areas come to those published: north of the first line 古店镇, which went to
 * 新荣区 (about 85 km²), south of the second 西韩岭乡, which went to 云冈区 (in all 740 km²); 平城区 has 240 km².
 */
function shareNanjiao(polygons: MultiPolygon): readonly SourceRegion[] {
  const [east, middle, northWest, southWest, ...others] = polygons;
  if (!east || !middle?.[0] || !northWest || !southWest || others.length > 0)
    throw new Error('南郊区 is not as expected');
  const [gudian, rest] = cutRing(middle[0], [113.2119, 40.1563], [113.3164, 40.1592]);
  const [central, xihanling] = cutRing(rest, [113.2402, 40.0195], [113.3398, 40.0078]);
  return [
    { code: '140212', polygons: [[gudian]] },
    { code: '140213', polygons: [east, [central]] },
    { code: '140214', polygons: [northWest, southWest, [xihanling]] },
  ];
}

/** Area of a region, in square kilometres. */
export const areaOf = (polygons: MultiPolygon): number => polygons.reduce((sum, polygon) => sum + areaKm2(polygon), 0);
