import type { Transaction } from 'kysely';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Platform } from '#platform/module.ts';
import type { NodeHandler } from './handlers.ts';
import { sendMessage } from './send.ts';

const Maybe = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Id = Type.String({ minLength: 1, maxLength: 120 });
const Announced = Type.Object({
  grant: Id,
  resource: Maybe(Type.String({ maxLength: 120 })),
  purpose: Maybe(Type.String({ maxLength: 500 })),
  expires: Maybe(Type.String({ format: 'date-time' })),
});
const Revoked = Type.Object({ grant: Id });

/** A grant is known where deliveries under it will come, before the first of them does. */
export const GRANT_HANDLERS: readonly NodeHandler[] = [
  {
    type: 'grant.announce',
    body: Announced,
    handle: async (tx, _platform, { from, body }) => {
      const { grant, resource, purpose, expires } = Value.Parse(Announced, body);
      const about = { resource, purpose, expires_at: expires === null ? null : new Date(expires), revoked_at: null };
      await tx
        .insertInto('exchange.node_grant')
        .values({ peer: from, id: grant, ...about })
        .onConflict((conflict) => conflict.columns(['peer', 'id']).doUpdateSet(about))
        .execute();
    },
  },
  {
    type: 'grant.revoke',
    body: Revoked,
    handle: async (tx, platform, { from, body }) => {
      const { grant } = Value.Parse(Revoked, body);
      await tx
        .updateTable('exchange.node_grant')
        .set({ revoked_at: platform.clock.now() })
        .where('peer', '=', from)
        .where('id', '=', grant)
        .execute();
    },
  },
];

export interface AnnouncedGrant {
  readonly id: string;
  readonly resourceCode: string | null;
  readonly purpose: string | null;
  readonly expiresAt: Date | null;
}

// biome-ignore lint/suspicious/noExplicitAny: any module's transaction carries the nodes' tables beside its own.
type AnyTransaction = Transaction<any>;

/** Tell a node of a grant, in the transaction that makes it; deliveries under it are refused there until it has heard. */
export function announceGrant(tx: AnyTransaction, platform: Platform, to: string, grant: AnnouncedGrant) {
  const { id, resourceCode, purpose, expiresAt } = grant;
  const body = { grant: id, resource: resourceCode, purpose, expires: expiresAt?.toISOString() ?? null };
  return sendMessage(tx, platform, { to, type: 'grant.announce', body });
}

/** Tell a node that a grant is no more; what is under way by it is refused from then on. */
export function revokeGrant(tx: AnyTransaction, platform: Platform, to: string, grant: string): Promise<string> {
  return sendMessage(tx, platform, { to, type: 'grant.revoke', body: { grant } });
}
