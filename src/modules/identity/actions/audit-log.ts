import { audit, verifyAudit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { PlatformTables } from '#platform/tables.ts';
import type { AuditCheck, AuditPage, AuditQuery } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { selectAudit } from '../sql/audit.ts';

/** A page of the audit, the latest first. Reading it is audited too. */
export async function readAudit(platform: Platform, actor: Actor, query: AuditQuery): Promise<AuditPage> {
  const rows = await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const found = await selectAudit(tx, query);
      const { limit: _, ...filter } = query;
      await audit(tx, platform.clock, actor, {
        action: 'audit.read',
        subject: { kind: 'audit', id: 'chain' },
        detail: { ...filter, rows: found.length },
      });
      return found;
    });
  const last = rows.at(-1);
  return { rows, next: rows.length === query.limit && last ? last.seq : null };
}

/** Walk the whole hash chain as it stands at one moment, and write down what was found. */
export async function checkAudit(platform: Platform, actor: Actor): Promise<AuditCheck> {
  const ledger = platform.db<PlatformTables>();
  const check = await ledger.transaction().setIsolationLevel('repeatable read').execute(verifyAudit);
  await ledger.transaction().execute((tx) =>
    audit(tx, platform.clock, actor, {
      action: 'audit.verify',
      subject: { kind: 'audit', id: 'chain' },
      detail: { ...check },
    }),
  );
  return check;
}
