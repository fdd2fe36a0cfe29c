import { getResource } from '#module/catalogue';
import { departmentsOf } from '#module/identity';
import { chinaDate } from '#platform/clock.ts';
import type { Platform } from '#platform/module.ts';
import { isoDate, parseIsoDate } from '#platform/period/day.ts';
import type { Actor } from '#platform/scope.ts';
import type { DepartmentQuality, QualityOverview, ResourceQuality } from '../contract.ts';
import { meanScore } from '../rules/score.ts';
import { resourcesWithData } from '../sql/resource.ts';
import { rulesOf } from '../sql/rule.ts';
import { courseOf, lastResults, runsOf, scoresAt } from '../sql/run.ts';
import { openSlipCounts } from '../sql/slip.ts';
import type { Db, QualityTables } from '../tables.ts';
import { ruleView, runView } from '../views.ts';
import { keepsRulesOf } from './rules.ts';

const DAY = 86_400_000;
const RUNS = 30;
/** Points of the overview's course: weeks back. */
const WEEKS = 12;

/** The quality page of a resource. @throws {Refusal} `catalogue.no-such-resource` */
export async function resourceQuality(platform: Platform, actor: Actor, resourceId: string): Promise<ResourceQuality> {
  const db = platform.db<QualityTables>();
  const { resource, items } = await getResource(platform, resourceId);
  const since = new Date(platform.clock.now().getTime() - 365 * DAY);
  const [rules, last, runs, course, slips] = await Promise.all([
    rulesOf(db, resourceId),
    lastResults(db, resourceId),
    runsOf(db, resourceId, RUNS),
    courseOf(db, resourceId, since),
    openSlipCounts(db),
  ]);
  return {
    resourceId,
    title: resource.title,
    columns: items.map(({ columnName, name, dataType, role }) => {
      const numeric = role === 'measure' || ['number', 'integer', 'decimal'].includes(dataType);
      return { column: columnName, name, numeric };
    }),
    score: runs.find(({ cause, score }) => cause !== 'gate' && score !== null)?.score ?? null,
    rules: rules.map((rule) => ruleView(rule, last.get(rule.id))),
    runs: runs.map(runView),
    course,
    openSlips: slips.get(resourceId) ?? 0,
    mayWrite: keepsRulesOf(actor, resource.providerDept),
  };
}

/** Quality by department: the mean of its resources' newest scores, now and thirty days ago; and the whole by weeks. */
export async function qualityOverview(platform: Platform): Promise<QualityOverview> {
  const db = platform.db<QualityTables>();
  const now = platform.clock.now();
  const [resources, slips, departments] = await Promise.all([
    resourcesWithData(db),
    openSlipCounts(db),
    departmentsOf(platform),
  ]);
  const present = await scoreMap(db, now);
  const before = await scoreMap(db, new Date(now.getTime() - 30 * DAY));
  const owners = [...new Set(resources.map(({ providerDept }) => providerDept))];
  const rows = owners.map((dept): DepartmentQuality => {
    const own = resources.filter(({ providerDept }) => providerDept === dept).map(({ id }) => id);
    const scores = own.map((id) => present.get(id) ?? null);
    return {
      dept,
      name: departments.find(({ code }) => code === dept)?.name ?? null,
      resources: own.length,
      scored: scores.filter((score) => score !== null).length,
      score: meanScore(scores),
      before: meanScore(own.map((id) => before.get(id) ?? null)),
      openSlips: own.reduce((sum, id) => sum + (slips.get(id) ?? 0), 0),
      failing: scores.filter((score) => score !== null && score < 100).length,
    };
  });
  return { departments: rows.sort(worstFirst), course: await overallCourse(db, now) };
}

const worstFirst = (a: DepartmentQuality, b: DepartmentQuality): number =>
  (a.score ?? 101) - (b.score ?? 101) || b.openSlips - a.openSlips || String(a.dept).localeCompare(String(b.dept));

async function scoreMap(db: Db, at: Date): Promise<Map<string, number>> {
  return new Map((await scoresAt(db, at)).map(({ resourceId, score }) => [resourceId, score]));
}

async function overallCourse(db: Db, now: Date) {
  const today = parseIsoDate(chinaDate(now)) ?? 0;
  const points = [];
  for (let week = WEEKS; week >= 0; week--) {
    const score = meanScore([...(await scoreMap(db, new Date(now.getTime() - week * 7 * DAY))).values()]);
    if (score !== null) points.push({ day: isoDate(today - week * 7), score });
  }
  return points;
}
