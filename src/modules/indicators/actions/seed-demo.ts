import { regionsOf } from '#module/identity';
import { chinaDate } from '#platform/clock.ts';
import type { Platform } from '#platform/module.ts';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import { deskOf } from '../desk.ts';
import type { Observation } from '../olap/observation.ts';
import { INDICATOR_DEFINITIONS } from '../seed/definitions.ts';
import { type DemoRegion, type DemoTarget, demoProvince } from '../seed/demo/province.ts';
import type { DemoRow } from '../seed/demo/series.ts';
import { deleteTargetsBy, insertTargets, type NewTarget } from '../sql/target.ts';
import { publishObservations } from './append.ts';

/** The province, its cities and counties in force: the places of the demo province. */
const PROVINCE = '140000';

/**
 * Publish the demo province as one publication: all of it counts from one moment on. Every figure carries its own
 * vintage instant and the flag 模拟. Run twice, the newer publication stands over the same figures.
 */
export async function seedDemo(platform: Platform): Promise<void> {
  const now = platform.clock.now();
  const today = chinaDate(now);
  const regions = await demoRegions(platform);
  const targets: DemoTarget[] = [];
  function* observations(): Generator<Observation> {
    for (const definition of INDICATOR_DEFINITIONS) {
      const made = demoProvince(definition, regions, today, now);
      targets.push(...made.targets);
      for (const row of made.rows) yield observationOf(row);
    }
  }
  await publishObservations(platform, SYSTEM_ACTOR, observations(), { stage: 'final', at: now, source: 'demo' });
  const desk = deskOf(platform);
  await desk.db.transaction().execute(async (tx) => {
    await deleteTargetsBy(tx, SET_BY);
    await insertTargets(tx, targets.map(targetOf));
  });
  desk.changed();
}

/** Under this name the demo's targets are known and removed. */
const SET_BY = 'demo';

const KINDS = new Map(INDICATOR_DEFINITIONS.map(({ code, targetType }) => [code, targetType]));

/** A target as the government work report sets it, in January of its year. */
function targetOf({ indicator, region, year, value }: DemoTarget): NewTarget {
  const setAt = new Date(`${year}-01-20T10:00:00+08:00`);
  const kind = KINDS.get(indicator) ?? 'expected';
  return { indicator, region, year, value, kind, band: null, curve: null, source: '演示数据', setAt, setBy: SET_BY };
}

async function demoRegions(platform: Platform): Promise<DemoRegion[]> {
  const regions = await regionsOf(platform);
  const cities = regions.childrenOf(PROVINCE).map(({ code }) => ({ code, level: 'city', parent: PROVINCE }) as const);
  const counties = cities.flatMap((city) =>
    regions.childrenOf(city.code).map(({ code }) => ({ code, level: 'county', parent: city.code }) as const),
  );
  return [{ code: PROVINCE, level: 'province', parent: '' }, ...cities, ...counties];
}

function observationOf({ flags, ...row }: DemoRow): Observation {
  return { ...row, mark: flags.join(',') };
}
