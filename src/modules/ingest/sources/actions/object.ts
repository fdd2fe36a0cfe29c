import { draftFromColumns } from '#module/catalogue';
import type { Platform } from '#platform/module.ts';
import type { Connector, Pull, SourceColumn } from '../connectors/connector.ts';
import { openSource } from '../connectors/open.ts';
import type { ObjectDraft, ObjectList, SourceObject } from '../contract.ts';
import { refusalFrom, sourceErrors } from '../errors.ts';
import { sampleOf } from '../olap/pull.ts';
import { within } from '../run/within.ts';
import type { SourceRow } from '../sql/source.ts';
import { mustFindSource } from './source.ts';

const PATIENCE = 60_000;
const SAMPLES = 20;

/** Use a source's connector; whatever goes wrong becomes a sentence for the user. */
export async function withSource<T>(
  platform: Platform,
  row: SourceRow,
  use: (connector: Connector) => Promise<T>,
): Promise<T> {
  const { connector, secret } = openSource(platform, row);
  try {
    return await within(PATIENCE, use(connector));
  } catch (error) {
    const refusal = refusalFrom(error, [secret]);
    platform.log.info({ code: refusal.code, cause: refusal.cause, source: row.id }, 'source refused');
    throw refusal;
  } finally {
    await connector.close().catch(() => {});
  }
}

/** Tables, paths or topics of a source. */
export async function listObjects(platform: Platform, id: string): Promise<ObjectList> {
  const objects = await withSource(platform, await mustFindSource(platform, id), (connector) => connector.objects());
  return { objects: objects.map(({ schema, name, comment }) => ({ schema, name, comment })) };
}

/**
 * What a table would be here: columns with names, types and marks as the catalogue drafts them, its keys, and some rows.
 * Samples are shown to whoever sets the collection up and are kept nowhere.
 */
export async function draftObject(platform: Platform, id: string, object: SourceObject): Promise<ObjectDraft> {
  const source = await mustFindSource(platform, id);
  const { columns, samples } = await withSource(platform, source, (connector) => lookAt(platform, connector, object));
  const draft = await draftFromColumns(platform, {
    name: object.name,
    providerDept: source.providerDept,
    columns: columns.map(({ name, type, comment }, i) => ({
      name,
      type,
      comment,
      samples: samples.flatMap((row) => row[i] ?? []),
    })),
  });
  const byKey = new Map(draft.items.map((item) => [item.key, item]));
  return {
    title: draft.title,
    classCode: draft.suggestedClass?.code ?? null,
    columns: columns.map(({ name, type, comment }) => {
      const item = byKey.get(name);
      return {
        source: name,
        type,
        comment,
        name: item?.name ?? name,
        role: item?.role ?? 'attribute',
        // A list of numbers is no number.
        dataType: /\[\]$|^array/i.test(type) ? 'text' : (item?.dataType ?? 'text'),
        unit: null,
        why: item?.why ?? '',
      };
    }),
    keys: columns.filter(({ key }) => key).map(({ name }) => name),
    samples,
  };
}

async function lookAt(
  platform: Platform,
  connector: Connector,
  object: SourceObject,
): Promise<{ columns: readonly SourceColumn[]; samples: (string | null)[][] }> {
  const columns = await connector.columns(object);
  if (columns.length === 0) throw sourceErrors['source-no-such-object']({});
  const pull = connector.pull({ object, columns, after: null, limit: SAMPLES });
  return { columns, samples: await samplesOf(platform, pull, columns.length) };
}

async function samplesOf(platform: Platform, pull: Pull, width: number): Promise<(string | null)[][]> {
  if (pull.kind === 'relation') return sampleOf(platform.olap, pull.relation, width);
  for await (const page of pull.pages)
    return page.rows.slice(0, SAMPLES).map((row) => row.map((cell) => cell?.slice(0, 200) ?? null));
  return [];
}
