import { audit } from '#platform/audit.ts';
import { elapsedClock } from '#platform/clock.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import type { GrantedRows, RowsQuery } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { exchangeErrors } from '../errors.ts';
import { type GrantedSelect, grantedSelect, type Place } from '../rules/select.ts';
import { touchKey } from '../sql/access-key.ts';
import { insertDelivery } from '../sql/delivery.ts';
import type { GrantRow } from '../sql/grant.ts';
import type { Way } from '../tables.ts';
import { grantedQuery } from './granted.ts';
import { book, enter, type Taker } from './meter.ts';
import { type SignedDelivery, sha256, signDelivery } from './sign.ts';

/** A page as it leaves: the very bytes that were hashed and signed. */
export interface SentPage extends SignedDelivery {
  readonly id: string;
  readonly body: Buffer;
  readonly hash: string;
}

/**
 * A page of rows under a grant, with its delivery on record before the first byte leaves.
 * @throws {Refusal} whatever of the grant does not hold; `exchange.bad-cursor`
 */
export async function sendPage(
  platform: Platform,
  grant: GrantRow,
  taker: Taker,
  query: RowsQuery,
  way: Way = 'api',
): Promise<SentPage> {
  const elapsed = elapsedClock();
  const use = { way, purposeKind: query.purpose };
  const left = await enter(platform, grant, taker, use);
  const limit = Math.min(query.limit ?? 1000, left);
  const after = query.cursor === undefined ? undefined : openCursor(platform, grant, query.cursor);
  const base = await grantedQuery(platform, grant);
  const select = grantedSelect({ ...base, limit: limit + 1, placed: true, ...(after && { after }) });
  const found = await platform.olap.rows(select.sql, select.params);
  const id = newId(platform.clock.now());
  const page = pageOf(platform, grant, { id, select, found, limit });
  const body = Buffer.from(JSON.stringify(page));
  const hash = sha256(body);
  const sent = { rows: page.rows.length, bytes: body.length, hash };
  const signed = await signDelivery(platform, grant, { id, by: `${taker.kind}:${taker.name}`, ...sent });
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      await book(platform, tx, grant.id, { ...use, ...sent });
      const now = platform.clock.now();
      const by = { byKind: taker.kind, byId: taker.id, byName: taker.name };
      const row = { id, grantId: grant.id, way, format: 'json', state: 'delivered', ...by } as const;
      const end = { ...sent, ...signed, millis: elapsed(), endedAt: now };
      await insertDelivery(tx, { ...row, purposeKind: query.purpose, createdAt: now }, end);
      if (taker.kind === 'key') await touchKey(tx, taker.id, now);
      const subject = { kind: 'exchange-grant', id: grant.id };
      const detail = { delivery: id, by: `${taker.kind}:${taker.id}`, purpose: query.purpose, way, ...sent };
      await audit(tx, platform.clock, taker.actor, { action: 'exchange.read', subject, detail });
    });
  return { id, body, hash, ...signed };
}

function pageOf(
  platform: Platform,
  grant: GrantRow,
  { id, select, found, limit }: { id: string; select: GrantedSelect; found: unknown[][]; limit: number },
): GrantedRows {
  const kept = found.slice(0, limit);
  const last = kept.at(-1);
  const next = found.length > limit && last ? sealCursor(platform, grant, placeOf(last)) : null;
  const rows = kept.map((row) => row.slice(0, -3).map(cellOf));
  return { grant: grant.id, delivery: id, columns: [...select.columns], rows, next };
}

const placeOf = (row: readonly unknown[]): Place => ({
  batch: Number(row.at(-3)),
  row: Number(row.at(-2)),
  col: Number(row.at(-1)),
});

function cellOf(value: unknown): string | number | boolean | null {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return JSON.stringify(value);
}

const contextOf = (grantId: string): string => `exchange.cursor:${grantId}`;

/** A cursor tells nothing: where rows stand would tell how many lie between. */
function sealCursor(platform: Platform, { id }: GrantRow, { batch, row, col }: Place): string {
  return deskOf(platform).sealer.seal(`${batch}.${row}.${col}`, contextOf(id));
}

function openCursor(platform: Platform, { id }: GrantRow, cursor: string): Place {
  try {
    const [batch = 0, row = 0, col = 0] = deskOf(platform).sealer.open(cursor, contextOf(id)).split('.').map(Number);
    return { batch, row, col };
  } catch (error) {
    throw exchangeErrors['bad-cursor']({}, error);
  }
}
