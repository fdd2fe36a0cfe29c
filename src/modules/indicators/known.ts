import { Compile } from 'typebox/compile';
import { endOf, type PeriodKey } from '#platform/period/key.ts';
import { DefinitionBody } from './contract/definition.ts';
import type { DefinitionRow } from './sql/definition.ts';

/** One version of an indicator, read and checked. */
export interface KnownVersion extends Omit<DefinitionRow, 'body'> {
  readonly definition: DefinitionBody;
}

/** An indicator as this node knows it. */
export interface KnownIndicator {
  readonly code: string;
  /** Oldest first. */
  readonly versions: readonly KnownVersion[];
  /** The version in force on the day of reading. */
  readonly current: KnownVersion;
  /** First days, `YYYY-MM-DD`, from which figures no longer compare with earlier ones (R17), oldest first. */
  readonly breaks: readonly string[];
}

const CHECK = Compile(DefinitionBody);

/** What is wrong with a definition, in short; null when nothing is. */
export function definitionFault(body: unknown): string | null {
  if (CHECK.Check(body)) return null;
  const [first] = CHECK.Errors(body);
  return first ? `${first.instancePath || '内容'} ${first.message}` : '内容不完整';
}

/**
 * A stored or sent body as a definition.
 * @throws {RangeError} when it is none; callers at a boundary ask `definitionFault` first.
 */
export function readDefinition(body: unknown): DefinitionBody {
  if (!CHECK.Check(body)) throw new RangeError(`not a definition: ${definitionFault(body)}`);
  return body;
}

/** Group rows by indicator; `today` decides which version is in force. */
export function knowIndicators(rows: readonly DefinitionRow[], today: string): Map<string, KnownIndicator> {
  const known = new Map<string, KnownIndicator>();
  for (const [code, versions] of Map.groupBy(rows.map(readRow), (version) => version.code)) {
    const current = versions.findLast(({ validFrom }) => (validFrom ?? '') <= today) ?? versions[0];
    if (current) known.set(code, { code, versions, current, breaks: breaksOf(versions) });
  }
  return known;
}

/** Whether the caliber changed between two periods, so that one is no base for the other. */
export function isBroken(indicator: KnownIndicator, earlier: PeriodKey, later: PeriodKey): boolean {
  if (indicator.breaks.length === 0) return false;
  const [from, to] = [endOf(earlier), endOf(later)];
  return indicator.breaks.some((day) => from < day && day <= to);
}

function readRow({ body, ...row }: DefinitionRow): KnownVersion {
  return { ...row, definition: readDefinition(body) };
}

function breaksOf(versions: readonly KnownVersion[]): string[] {
  return versions.flatMap(({ breaksSeries, validFrom }) => (breaksSeries && validFrom ? [validFrom] : []));
}
