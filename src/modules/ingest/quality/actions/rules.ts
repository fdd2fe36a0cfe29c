import { loadResource } from '#module/catalogue';
import { mayReadDepartment } from '#module/identity';
import { audit } from '#platform/audit.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { Check, Rule, RuleChange, RuleDraft } from '../contract.ts';
import { qualityErrors } from '../errors.ts';
import { refusalOfCheck } from '../rules/check.ts';
import { ruleName } from '../rules/rule-name.ts';
import { otherOf } from '../scene.ts';
import { endRule, insertRule, type RuleRow, ruleById, rulesOf, updateRule } from '../sql/rule.ts';
import type { QualityTables } from '../tables.ts';
import { ruleView } from '../views.ts';

type Resource = NonNullable<Awaited<ReturnType<typeof loadResource>>>;

const MOST_RULES = 200;

/**
 * Lay down a rule. @throws {Refusal} `ingest.bad-rule`, `ingest.not-your-resource`, `ingest.too-many-rules`
 */
export async function addRule(platform: Platform, actor: Actor, resourceId: string, draft: RuleDraft): Promise<Rule> {
  const resource = await mustOwn(platform, actor, resourceId);
  await mustHold(platform, resource, draft.check);
  const db = platform.db<QualityTables>();
  if ((await rulesOf(db, resourceId)).length >= MOST_RULES)
    throw qualityErrors['too-many-rules']({ limit: MOST_RULES });
  const at = platform.clock.now();
  const { severity, check, origin = 'manual' } = draft;
  const name = draft.name?.trim() || ruleName(check, namesOf(resource));
  const rule: RuleRow = { id: newId(at), resourceId, name, severity, enabled: true, origin, version: 1, check };
  await db.transaction().execute(async (tx) => {
    await insertRule(tx, rule, { at, username: actor.username });
    await audit(tx, platform.clock, actor, entry('quality.add-rule', rule));
  });
  return ruleView(rule, undefined);
}

/** @throws {Refusal} `ingest.no-such-rule`, `ingest.rule-changed`, and as for `addRule` */
export async function changeRule(platform: Platform, actor: Actor, id: string, change: RuleChange): Promise<Rule> {
  const { rule, resource } = await mustFind(platform, actor, id);
  if (change.check) await mustHold(platform, resource, change.check);
  const next: RuleRow = { ...rule, ...change };
  await platform
    .db<QualityTables>()
    .transaction()
    .execute(async (tx) => {
      const by = { at: platform.clock.now(), username: actor.username };
      if (!(await updateRule(tx, next, by))) throw qualityErrors['rule-changed']({});
      await audit(tx, platform.clock, actor, entry('quality.change-rule', next));
    });
  return ruleView({ ...next, version: rule.version + 1 }, undefined);
}

/** End a rule; its results stay. @throws {Refusal} `ingest.no-such-rule`, `ingest.not-your-resource` */
export async function dropRule(platform: Platform, actor: Actor, id: string): Promise<void> {
  const { rule } = await mustFind(platform, actor, id);
  await platform
    .db<QualityTables>()
    .transaction()
    .execute(async (tx) => {
      const by = { at: platform.clock.now(), username: actor.username };
      if (!(await endRule(tx, id, by))) throw qualityErrors['no-such-rule']({});
      await audit(tx, platform.clock, actor, entry('quality.end-rule', rule));
    });
}

function entry(action: string, { id, resourceId, name, severity, enabled, check }: RuleRow) {
  return {
    action,
    subject: { kind: 'resource', id: resourceId },
    detail: { rule: id, name, severity, enabled, check },
  };
}

async function mustFind(platform: Platform, actor: Actor, id: string) {
  const found = await ruleById(platform.db<QualityTables>(), id);
  if (!found || found.ended) throw qualityErrors['no-such-rule']({});
  const { ended: _, ...rule } = found;
  return { rule, resource: await mustOwn(platform, actor, rule.resourceId) };
}

/**
 * A resource whose rules the actor keeps: its provider's, or any for who answers for all departments.
 * @throws {Refusal} `ingest.no-data`, `ingest.not-your-resource`
 */
export async function mustOwn(platform: Platform, actor: Actor, resourceId: string): Promise<Resource> {
  const resource = await loadResource(platform.db<QualityTables>(), resourceId);
  if (!resource) throw qualityErrors['no-data']({});
  if (!keepsRulesOf(actor, resource.providerDept)) throw qualityErrors['not-your-resource']({});
  return resource;
}

export function keepsRulesOf(actor: Actor, providerDept: string | null): boolean {
  if (!actor.permissions.has('quality:write')) return false;
  return actor.scope.departments === 'all' || (providerDept !== null && mayReadDepartment(actor, providerDept));
}

export function namesOf(resource: Resource): ReadonlyMap<string, string> {
  return new Map(resource.items.map(({ columnName, name }) => [columnName, name]));
}

/** Everything that can be known of a check before it runs; the pattern is asked of the engine, which will use it. */
async function mustHold(platform: Platform, resource: Resource, check: Check): Promise<void> {
  const other = otherOf(check);
  const theirs = other === null ? null : await loadResource(platform.db<QualityTables>(), other);
  const columns = (of: Resource) => new Set(of.items.map(({ columnName }) => columnName));
  const refusal = refusalOfCheck(check, columns(resource), theirs ? columns(theirs) : null);
  if (refusal !== null) throw qualityErrors['bad-rule']({ detail: refusal });
  if (check.kind !== 'pattern') return;
  await platform.olap.rows("SELECT match('', {p:String})", { p: `^(?:${check.pattern})$` }).catch((cause: unknown) => {
    throw qualityErrors['bad-rule']({ detail: '格式不是有效的正则表达式（RE2）' }, cause);
  });
}
