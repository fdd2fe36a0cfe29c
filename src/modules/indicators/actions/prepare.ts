import { createHash } from 'node:crypto';
import { canonical } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import { deskOf } from '../desk.ts';
import type { IndicatorDefinition } from '../rules/definition.ts';
import { INDICATOR_DEFINITIONS } from '../seed/definitions.ts';
import { insertDefinitions, listDefinitionRows, type NewDefinition, renewReference } from '../sql/definition.ts';
import { raiseVersion } from '../sql/version.ts';

/**
 * Bring the product's own definitions to this version. An indicator that somebody here has changed keeps what they
 * decided: only first versions that nobody has touched are renewed. A start of the same version writes nothing.
 */
export async function prepareDefinitions(
  platform: Platform,
  definitions: readonly IndicatorDefinition[] = INDICATOR_DEFINITIONS,
): Promise<void> {
  const { db, changed } = deskOf(platform);
  const stored = await listDefinitionRows(db);
  const untouched = new Map<string, string | null>();
  for (const [code, [first, ...later]] of Map.groupBy(stored, (row) => row.code)) {
    untouched.set(code, first?.origin === 'reference' && later.length === 0 ? digest(first.body) : null);
  }
  const rows = definitions.map((definition) => referenceRow(definition, platform.clock.now()));
  const added = rows.filter(({ code }) => !untouched.has(code));
  const renewed = rows.filter(({ code, body }) => {
    const known = untouched.get(code) ?? null;
    return known !== null && known !== digest(JSON.parse(body));
  });
  if (added.length + renewed.length === 0) return;
  await db.transaction().execute(async (tx) => {
    await insertDefinitions(tx, added);
    for (const row of renewed) await renewReference(tx, row);
    await raiseVersion(tx);
  });
  changed();
}

function referenceRow(definition: IndicatorDefinition, at: Date): NewDefinition {
  return {
    ...columnsOf(definition),
    version: 1,
    validFrom: null,
    breaksSeries: false,
    origin: 'reference',
    reason: null,
    createdAt: at,
    createdBy: 'system',
  };
}

/** The columns beside the body, by which definitions are found. */
export function columnsOf(definition: IndicatorDefinition) {
  const { code, name, domain, ownerDept, frequency, secrecy } = definition;
  return { code, name, domain, ownerDept, frequency, secrecy, body: JSON.stringify(definition) };
}

const digest = (body: unknown): string => createHash('sha256').update(canonical(body)).digest('hex');
