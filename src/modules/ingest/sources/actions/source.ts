import { audit } from '#platform/audit.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { deskOf, isDepartment } from '../../desk.ts';
import { ingestErrors } from '../../errors.ts';
import { openConnection, openSource, sealSecret, secretOf, settingsOf } from '../connectors/open.ts';
import type { ConnectionTrial, SourceChange, SourceInput, TestReply } from '../contract.ts';
import { refusalFrom, sourceErrors } from '../errors.ts';
import { within } from '../run/within.ts';
import { deleteSource, insertSource, noteCheck, type SourceRow, sourceById, updateSource } from '../sql/source.ts';

/** Longest wait for a test, in milliseconds. */
const PATIENCE = 20_000;

/** @throws {Refusal} `ingest.no-such-source` */
export async function mustFindSource(platform: Platform, id: string): Promise<SourceRow> {
  const row = await sourceById(deskOf(platform).db, id);
  if (row) return row;
  throw sourceErrors['no-such-source']({});
}

/**
 * Keep a source. Its secret is sealed under the source's own name and never told again.
 * @throws {Refusal} `ingest.source-name-taken`, `ingest.bad-settings`, `ingest.unknown-provider`
 */
export async function createSource(platform: Platform, actor: Actor, input: SourceInput): Promise<SourceRow> {
  const { kind, settings } = settingsOf(input.connection.kind, input.connection.settings);
  const providerDept = await providerOf(platform, input.providerDept);
  const id = newId(platform.clock.now());
  const secret = input.secret ? sealSecret(platform, id, input.secret) : null;
  const createdAt = platform.clock.now();
  const row = {
    id,
    name: input.name.trim(),
    kind,
    class: input.class,
    providerDept,
    settings,
    secret,
    createdAt,
    createdBy: actor.name,
  };
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      if (!(await insertSource(tx, row))) throw sourceErrors['source-name-taken']({ name: row.name });
      const detail = { name: row.name, kind, class: row.class, providerDept };
      await audit(tx, platform.clock, actor, {
        action: 'ingest.source-create',
        subject: { kind: 'source', id },
        detail,
      });
    });
  return { ...row, checkedAt: null, checkFailure: null };
}

/**
 * Change a source. Its kind stays; a secret that is not sent stays, too, unless the address changes: then it must be
 * given again, so that nobody sends a secret that they do not know to a place of their own.
 */
export async function changeSource(
  platform: Platform,
  actor: Actor,
  id: string,
  change: SourceChange,
): Promise<SourceRow> {
  const old = await mustFindSource(platform, id);
  const connection = change.connection ? settingsOf(change.connection.kind, change.connection.settings) : null;
  if (connection && connection.kind !== old.kind) throw sourceErrors['source-kind-fixed']({});
  const settings = connection?.settings ?? old.settings;
  const moved = addressOf(settings) !== addressOf(old.settings);
  const row = {
    name: change.name?.trim() ?? old.name,
    class: change.class ?? old.class,
    providerDept:
      change.providerDept === undefined ? old.providerDept : await providerOf(platform, change.providerDept),
    settings,
    secret: change.secret ? sealSecret(platform, id, change.secret) : moved ? null : old.secret,
  };
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      if (!(await updateSource(tx, id, { ...row, at: platform.clock.now() })))
        throw sourceErrors['source-name-taken']({ name: row.name });
      const detail = {
        name: row.name,
        class: row.class,
        providerDept: row.providerDept,
        newSecret: change.secret !== undefined,
        moved,
      };
      await audit(tx, platform.clock, actor, {
        action: 'ingest.source-change',
        subject: { kind: 'source', id },
        detail,
      });
    });
  return mustFindSource(platform, id);
}

/** The place that a test reaches for, for the audit: whoever tries many is seen. */
function placeOf(settings: object): string {
  const { host, port, url, path, brokers }: Readonly<Record<string, unknown>> = { ...settings };
  if (typeof url === 'string' && URL.canParse(url)) return new URL(url).host;
  if (Array.isArray(brokers)) return brokers.join(',');
  return typeof host === 'string' ? `${host}:${String(port)}` : String(path ?? '');
}

/** What says where a secret goes. */
function addressOf(settings: unknown): string {
  if (typeof settings !== 'object' || settings === null) return '';
  const entries = Object.entries(settings).filter(([key]) => ['host', 'port', 'url', 'brokers', 'auth'].includes(key));
  return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function providerOf(platform: Platform, code: string | null): Promise<string | null> {
  if (!code) return null;
  if (await isDepartment(platform, code)) return code;
  throw ingestErrors['unknown-provider']({ code });
}

/** Remove a source that nothing takes from. */
export async function removeSource(platform: Platform, actor: Actor, id: string): Promise<void> {
  const row = await mustFindSource(platform, id);
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      if (!(await deleteSource(tx, id))) throw sourceErrors['source-in-use']({});
      const detail = { name: row.name };
      await audit(tx, platform.clock, actor, {
        action: 'ingest.source-remove',
        subject: { kind: 'source', id },
        detail,
      });
    });
}

/** Try a connection before it is kept. The kept secret of a source is used only for the address it was given for. */
export async function tryConnection(platform: Platform, actor: Actor, trial: ConnectionTrial): Promise<TestReply> {
  const connection = settingsOf(trial.connection.kind, trial.connection.settings);
  const kept = trial.source === undefined ? null : await mustFindSource(platform, trial.source);
  const same =
    kept !== null && kept.kind === connection.kind && addressOf(kept.settings) === addressOf(connection.settings);
  const secret = trial.secret ?? (same ? secretOf(platform, kept) : '');
  const reply = await testOf(platform, () => openConnection(platform, connection, secret), secret);
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const subject = { kind: 'source', id: trial.source ?? 'new' };
      const detail = { kind: connection.kind, at: placeOf(connection.settings), ok: reply.ok, code: reply.code };
      await audit(tx, platform.clock, actor, { action: 'ingest.connection-test', subject, detail });
    });
  return reply;
}

/** Test a source's connection and note what came of it. */
export async function testSource(platform: Platform, actor: Actor, id: string): Promise<TestReply> {
  const row = await mustFindSource(platform, id);
  const secret = secretOf(platform, row);
  const reply = await testOf(platform, () => openSource(platform, row).connector, secret);
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      await noteCheck(tx, id, reply.ok ? null : reply.message, platform.clock.now());
      const detail = { ok: reply.ok, code: reply.code };
      await audit(tx, platform.clock, actor, { action: 'ingest.source-test', subject: { kind: 'source', id }, detail });
    });
  return reply;
}

async function testOf(
  platform: Platform,
  open: () => ReturnType<typeof openConnection>,
  secret: string,
): Promise<TestReply> {
  try {
    const connector = open();
    await within(PATIENCE, connector.test()).finally(() => connector.close());
    return { ok: true, code: null, message: '连接成功，可以读取。' };
  } catch (error) {
    const refusal = refusalFrom(error, [secret]);
    platform.log.info({ code: refusal.code, cause: refusal.cause }, 'connection test failed');
    return { ok: false, code: refusal.code, message: refusal.message };
  }
}
