import { regionsOf } from '#module/identity';
import { audit } from '#platform/audit.ts';
import { emit } from '#platform/events.ts';
import type { Platform } from '#platform/module.ts';
import { type Actor, SYSTEM_ACTOR } from '#platform/scope.ts';
import { mayReadPlace } from '../access.ts';
import type { TargetInput, TargetList, TargetQuery } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { indicatorErrors } from '../errors.ts';
import type { KnownIndicator } from '../known.ts';
import { insertTargets, listTargets, type NewTarget } from '../sql/target.ts';
import { raiseVersion } from '../sql/version.ts';
import { knownIndicator } from './definition-list.ts';
import { checkOwner } from './definitions.ts';

/**
 * Set annual targets; each becomes the next version of its kind, and the highest counts. Earlier ones stay for
 * questions as of an earlier day.
 * @throws {Refusal} `unknown-indicator`, `unknown-region`, `not-permitted`, `bad-target`
 */
export async function setTargets(
  platform: Platform,
  actor: Actor,
  targets: readonly TargetInput[],
  setBy: string = actor.username,
): Promise<void> {
  const desk = deskOf(platform);
  const { indicators } = await desk.snapshot();
  const regions = await regionsOf(platform);
  const now = platform.clock.now();
  const rows = targets.map((target): NewTarget => {
    const known = indicators.get(target.indicator);
    if (!known) throw indicatorErrors['unknown-indicator']({ code: target.indicator });
    if (!regions.get(target.region)) throw indicatorErrors['unknown-region']({ code: target.region });
    if (actor !== SYSTEM_ACTOR) checkOwner(actor, known.current.definition.ownerDept);
    return targetRow(target, known, now, setBy);
  });
  await desk.db.transaction().execute(async (tx) => {
    await insertTargets(tx, rows);
    await raiseVersion(tx);
    const codes = [...new Set(rows.map(({ indicator }) => indicator))];
    await emit(tx, platform.clock, { topic: 'indicators.targeted', key: codes[0] ?? '', payload: { codes } });
    await audit(tx, platform.clock, actor, {
      action: 'indicators.set-targets',
      subject: { kind: 'definition', id: codes[0] ?? '' },
      detail: { count: rows.length, first: targets.slice(0, 20) },
    });
  });
  desk.changed();
}

function targetRow(target: TargetInput, known: KnownIndicator, setAt: Date, setBy: string): NewTarget {
  const { targetKind, name } = known.current.definition;
  if (targetKind === 'none') throw indicatorErrors['bad-target']({ detail: `“${name}”不设年度目标` });
  const { indicator, region, year, value, band = null, curve = null, source } = target;
  if (curve && !isCurve(curve)) {
    throw indicatorErrors['bad-target']({ detail: '进度曲线应为12个由小到大、末位为100的百分数' });
  }
  return { indicator, region, year, value, kind: targetKind, band, curve, source, setAt, setBy };
}

function isCurve(curve: readonly number[]): boolean {
  const rises = curve.every((share, i) => share >= (curve[i - 1] ?? 0));
  return curve.length === 12 && rises && curve.at(-1) === 100;
}

/** The targets in force of an indicator in a year, in the regions an actor may see. */
export async function targetsOf(platform: Platform, actor: Actor, query: TargetQuery): Promise<TargetList> {
  const known = await knownIndicator(platform, actor, query.indicator);
  const regions = await regionsOf(platform);
  const places = regions.all.filter(({ code }) => mayReadPlace(actor, regions, code));
  const rows = await listTargets(deskOf(platform).db, {
    indicators: [known.code],
    regions: places.map(({ code }) => code),
    years: [query.year],
    asOf: null,
  });
  return {
    targets: rows.map(({ region, year, version, value, kind, band, source, setAt, setBy }) => ({
      region,
      regionName: regions.get(region)?.shortName ?? region,
      year,
      version,
      value,
      kind,
      band,
      source,
      setAt: setAt.toISOString(),
      setBy,
    })),
  };
}
