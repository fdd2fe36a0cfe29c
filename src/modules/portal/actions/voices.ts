import { audit } from '#platform/audit.ts';
import { emit } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { advance } from '#platform/workflow.ts';
import { PUBLIC_ACTOR } from '../actor.ts';
import type { Voice, VoiceEntry, VoiceList } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { portalErrors } from '../errors.ts';
import { voiceFlow } from '../flow.ts';
import { changeVoice, findVoices, insertVoice, lockVoice, type VoiceRow, voicesSince } from '../sql/voice.ts';
import type { VoiceKind } from '../tables.ts';
import { admitWriter, type Caller, startOfDay } from './caller.ts';
import { mustShow } from './datasets.ts';

/** What one author may say in a day. */
const MOST_A_DAY = 10;

/**
 * Take in what somebody says: a wish for data, a correction, a score. It is shown only after a person has looked at it.
 * @throws {Refusal} `portal.too-fast`, `.too-many-voices`, `.rated-today`, `.needs-dataset`, `.needs-score`, `.no-such-dataset`
 */
export async function receiveVoice(platform: Platform, caller: Caller, entry: VoiceEntry): Promise<{ id: string }> {
  const author = admitWriter(platform, caller);
  const at = platform.clock.now();
  const id = newId(at);
  if (entry.website) return { id };
  const resourceId = entry.dataset ? (await mustShow(platform, entry.dataset)).id : null;
  if (entry.kind !== 'request' && resourceId === null) throw portalErrors['needs-dataset']({});
  if (entry.kind === 'rating' && entry.score === undefined) throw portalErrors['needs-score']({});
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const said = await voicesSince(tx, author, startOfDay(at), resourceId);
      if (said.all >= MOST_A_DAY) throw portalErrors['too-many-voices']({});
      if (entry.kind === 'rating' && said.scores > 0) throw portalErrors['rated-today']({});
      const { kind, title, body, contact = '' } = entry;
      const score = kind === 'rating' ? (entry.score ?? null) : null;
      await insertVoice(tx, { id, kind, resource_id: resourceId, title, body, score, contact, author, at });
      const detail = { kind, resourceId };
      const subject = { kind: 'open-voice', id };
      await audit(tx, platform.clock, PUBLIC_ACTOR, { action: 'portal.receive-voice', subject, detail });
      await emit(tx, platform.clock, { topic: 'portal.voice-received', key: id, payload: detail });
    });
  return { id };
}

const PAGE = 20;

/** What has been said and may be read by all. */
export async function publicVoices(
  platform: Platform,
  query: { kind?: VoiceKind; dataset?: string; page?: number },
): Promise<VoiceList> {
  const resourceId = query.dataset ? (await mustShow(platform, query.dataset)).id : null;
  const offset = ((query.page ?? 1) - 1) * PAGE;
  const filter = { states: ['shown', 'answered'] as const, kind: query.kind ?? null, resourceId };
  const { total, rows } = await findVoices(deskOf(platform).db, { ...filter, limit: PAGE, offset });
  return { total, voices: rows.map(voiceView) };
}

/** Contact and author stay in the house. */
export function voiceView(row: VoiceRow): Voice {
  const { id, kind, title, body, score, answer } = row;
  return {
    ...{ id, kind, title, body, score, answer },
    datasetId: row.resource_id,
    createdAt: row.created_at.toISOString(),
    answeredAt: row.answered_at?.toISOString() ?? null,
  };
}

/**
 * Show, answer or hide what somebody said.
 * @throws {Refusal} `portal.no-such-voice`, `portal.needs-answer`, `platform.conflict`, `platform.bad-request` (no reason)
 */
export async function decideVoice(
  platform: Platform,
  actor: Actor,
  id: string,
  decision: { event: 'show' | 'answer' | 'hide'; text?: string },
): Promise<void> {
  const { event, text = '' } = decision;
  if (event === 'answer' && text.trim() === '') throw portalErrors['needs-answer']({});
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const voice = await lockVoice(tx, id);
      if (!voice) throw portalErrors['no-such-voice']({});
      const subject = { kind: 'open-voice', id };
      const step = { subject, state: voice.state, event, ...(event === 'hide' && { reason: text }) };
      await advance(tx, platform.clock, actor, voiceFlow, step);
      const answered = { answer: text.trim(), answered_at: platform.clock.now(), answered_by: actor.username };
      const state = event === 'show' ? 'shown' : event === 'answer' ? 'answered' : 'hidden';
      await changeVoice(tx, id, { state, ...(event === 'answer' && answered) });
      await audit(tx, platform.clock, actor, {
        action: `portal.voice-${event}`,
        subject,
        detail: { kind: voice.kind },
      });
    });
}
