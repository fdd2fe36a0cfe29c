import type { Platform } from '#platform/module.ts';
import type { Operation } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { countsSince, failuresSince, flowsSince, latencySince, usesSince } from '../sql/operation.ts';
import { todayOf } from './calendar.ts';
import { namesOf } from './names.ts';

/** What went between whom in the last days, how fast, what failed, who used what. */
export async function operationOf(platform: Platform, days: number): Promise<Operation> {
  const { db } = deskOf(platform);
  const since = new Date(platform.clock.now().getTime() - days * 86_400_000);
  const [names, flows, latency, failures, uses, counts] = await Promise.all([
    namesOf(platform),
    flowsSince(db, since),
    latencySince(db, since),
    failuresSince(db, since),
    usesSince(db, since),
    countsSince(db, since, todayOf(platform)),
  ]);
  const unit = (row: { requesterKind: 'department' | 'government'; requesterCode: string }) =>
    names.unit({ kind: row.requesterKind, code: row.requesterCode });
  const { active, ended, open, overdue, decided, late } = counts;
  return {
    days,
    grants: { active, ended },
    requests: { open, overdue, decided, onTime: decided === 0 ? null : (decided - late) / decided },
    flows: flows.map(({ provider, requesterKind, requesterCode, ...sums }) => ({
      from: names.department(provider),
      to: unit({ requesterKind, requesterCode }),
      ...sums,
    })),
    latency,
    failures: failures.map(({ last, ...row }) => ({ ...row, last: last.toISOString() })),
    uses: uses.map(({ requesterKind, requesterCode, last, ...row }) => ({
      ...row,
      requester: unit({ requesterKind, requesterCode }),
      last: last.toISOString(),
    })),
  };
}
