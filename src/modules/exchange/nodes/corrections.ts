import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { audit } from '#platform/audit.ts';
import { platformErrors } from '#platform/errors.ts';
import { emit } from '#platform/events.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { nodeDeskOf } from './desk.ts';
import type { NodeHandler } from './handlers.ts';
import { sendMessage } from './send.ts';

const Maybe = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Text = Type.String({ minLength: 1, maxLength: 2000 });

/** What a user doubts, in which resource, and what would be right. */
export const Doubt = Type.Object({
  resource: Type.String({ minLength: 1, maxLength: 200 }),
  about: Text,
  said: Text,
  proposed: Maybe(Text),
});
export type Doubt = Type.Static<typeof Doubt>;

const Answer = Type.Object({ correction: Type.String({ format: 'uuid' }), accepted: Type.Boolean(), answer: Text });

/** 校核: a doubt comes to the owner of the data; the answer goes back to whoever raised it. */
export const CORRECTION_HANDLERS: readonly NodeHandler[] = [
  {
    type: 'correction.raise',
    body: Doubt,
    handle: async (tx, platform, message) => {
      const raised_at = platform.clock.now();
      const doubt = Value.Parse(Doubt, message.body);
      const row = { id: message.id, direction: 'received' as const, peer: message.from, ...doubt };
      await tx
        .insertInto('exchange.node_correction')
        .values({ ...row, state: 'open', raised_at })
        .execute();
      await emit(tx, platform.clock, {
        topic: 'exchange.node-correction',
        key: message.id,
        payload: { from: message.from },
      });
    },
  },
  {
    type: 'correction.answer',
    body: Answer,
    handle: async (tx, platform, message) => {
      const { correction, accepted, answer } = Value.Parse(Answer, message.body);
      const settled = { state: accepted ? ('accepted' as const) : ('declined' as const), answer };
      const result = await tx
        .updateTable('exchange.node_correction')
        .set({ ...settled, answered_at: platform.clock.now() })
        .where('id', '=', correction)
        .where('peer', '=', message.from)
        .where('direction', '=', 'raised')
        .where('state', '=', 'open')
        .executeTakeFirst();
      if (result.numUpdatedRows === 0n) throw platformErrors['not-found']({ what: '待答复的校核' });
      await emit(tx, platform.clock, { topic: 'exchange.node-correction', key: correction, payload: settled });
    },
  },
];

/** Raise a doubt about data of another node. */
export async function raiseCorrection(platform: Platform, actor: Actor, to: string, doubt: Doubt): Promise<string> {
  return nodeDeskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const id = await sendMessage(tx, platform, { to, type: 'correction.raise', body: doubt });
      const row = { id, direction: 'raised' as const, peer: to, ...doubt, state: 'open' as const };
      await tx
        .insertInto('exchange.node_correction')
        .values({ ...row, raised_at: platform.clock.now() })
        .execute();
      const subject = { kind: 'node-correction', id };
      await audit(tx, platform.clock, actor, { action: 'node.raise-correction', subject, detail: { to } });
      return id;
    });
}

/**
 * Answer a doubt that another node has raised.
 * @throws {Refusal} `platform.not-found` when it is not there or answered already
 */
export async function answerCorrection(
  platform: Platform,
  actor: Actor,
  id: string,
  { accepted, answer }: { accepted: boolean; answer: string },
): Promise<void> {
  await nodeDeskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const row = await tx
        .updateTable('exchange.node_correction')
        .set({ state: accepted ? 'accepted' : 'declined', answer, answered_at: platform.clock.now() })
        .where('id', '=', id)
        .where('direction', '=', 'received')
        .where('state', '=', 'open')
        .returning('peer')
        .executeTakeFirst();
      if (!row) throw platformErrors['not-found']({ what: '待答复的校核' });
      const body = { correction: id, accepted, answer };
      await sendMessage(tx, platform, { to: row.peer, type: 'correction.answer', requestId: id, body });
      const subject = { kind: 'node-correction', id };
      await audit(tx, platform.clock, actor, { action: 'node.answer-correction', subject, detail: { accepted } });
    });
}
