/** The files of a module that keeps one kind of thing, by their paths inside the module; see docs/recipes/add-a-module.md. */
export function skeletonOf(name: string): Readonly<Record<string, string>> {
  const Name = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;
  return {
    'README.md': readme(name),
    'module.ts': manifest(name, Name),
    'index.ts': `export { listEntries } from './actions.ts';\n`,
    'contract.ts': contract(),
    'errors.ts': errors(name),
    'tables.ts': tables(name, Name),
    'sql.ts': queries(name),
    'actions.ts': actions(name, Name),
    'routes.ts': routes(name, Name),
    [`${name}.test.ts`]: test(name),
    [`migrations/pg/0001-${name}.sql`]: migration(name),
  };
}

const readme = (name: string): string => `# ${name}

**Owns** its entries: what is noted, when and by whom.

**Needs** identity (who acts).

**Emits** \`${name}.noted\` when an entry stands.

| table | a row is |
|-|-|
| \`${name}.entry\` | an entry; never changed |
`;

const migration = (name: string): string => `create schema ${name};

create table ${name}.entry (
  id         uuid primary key,
  title      text not null check (length(title) between 1 and 200),
  created_at timestamptz not null,
  created_by text not null
);
create index entry_in_order on ${name}.entry (created_at desc, id);
`;

const manifest = (name: string, Name: string): string => `import { join } from 'node:path';
import { defineModule } from '#platform/module.ts';
import { serve${Name} } from './routes.ts';

export const ${name} = defineModule({
  name: '${name}',
  needs: ['identity'],
  migrations: join(import.meta.dirname, 'migrations'),
  routes: serve${Name},
});
`;

const contract = (): string => `import { type Static, Type } from 'typebox';

/** An entry as it is written. */
export const NewEntry = Type.Object({ title: Type.String({ minLength: 1, maxLength: 200 }) });
export type NewEntry = Static<typeof NewEntry>;

/** An entry as it is shown. */
export const Entry = Type.Object({
  id: Type.String({ format: 'uuid' }),
  title: Type.String(),
  createdAt: Type.String({ format: 'date-time' }),
  createdBy: Type.String(),
});
export type Entry = Static<typeof Entry>;

export const EntryList = Type.Object({ entries: Type.Array(Entry) });
export type EntryList = Static<typeof EntryList>;
`;

const errors = (name: string): string => `import { defineErrors } from '#platform/errors.ts';

export const ${name}Errors = defineErrors('${name}', {
  'blank-title': [422, () => '标题不能只有空格。'],
});
`;

const tables = (name: string, Name: string): string => `import type { ColumnType, Kysely } from 'kysely';
import type { PlatformTables } from '#platform/tables.ts';

type Instant = ColumnType<Date, Date, never>;

export interface ${Name}Tables {
  '${name}.entry': { id: string; title: string; created_at: Instant; created_by: string };
}

export type Db = Kysely<${Name}Tables & PlatformTables>;
`;

const queries = (name: string): string => `import type { Db } from './tables.ts';

/** An entry as the module's actions see it. */
export interface EntryRow {
  readonly id: string;
  readonly title: string;
  readonly createdAt: Date;
  readonly createdBy: string;
}

export async function insertEntry(db: Db, { id, title, createdAt, createdBy }: EntryRow): Promise<void> {
  const row = { id, title, created_at: createdAt, created_by: createdBy };
  await db.insertInto('${name}.entry').values(row).execute();
}

/** The latest entries, at most \`limit\`. */
export function latestEntries(db: Db, limit: number): Promise<EntryRow[]> {
  return db
    .selectFrom('${name}.entry')
    .select(['id', 'title', 'created_at as createdAt', 'created_by as createdBy'])
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
}
`;

const actions = (name: string, Name: string): string => `import { audit } from '#platform/audit.ts';
import { emit } from '#platform/events.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { Entry, EntryList, NewEntry } from './contract.ts';
import { ${name}Errors } from './errors.ts';
import { type EntryRow, insertEntry, latestEntries } from './sql.ts';
import type { ${Name}Tables } from './tables.ts';

/** Entries that a list shows. */
const SHOWN = 100;

/** The latest entries. */
export async function listEntries(platform: Platform): Promise<EntryList> {
  const rows = await latestEntries(platform.db<${Name}Tables>(), SHOWN);
  return { entries: rows.map(entryView) };
}

/**
 * Note something: row, event and audit in one transaction.
 * @throws {Refusal} \`${name}.blank-title\`
 */
export async function noteEntry(platform: Platform, actor: Actor, input: NewEntry): Promise<Entry> {
  const title = input.title.trim();
  if (title === '') throw ${name}Errors['blank-title']({});
  const createdAt = platform.clock.now();
  const row: EntryRow = { id: newId(createdAt), title, createdAt, createdBy: actor.name };
  const subject = { kind: '${name}-entry', id: row.id };
  await platform
    .db<${Name}Tables>()
    .transaction()
    .execute(async (tx) => {
      await insertEntry(tx, row);
      await emit(tx, platform.clock, { topic: '${name}.noted', key: row.id, payload: {} });
      await audit(tx, platform.clock, actor, { action: '${name}.note', subject, detail: { title } });
    });
  return entryView(row);
}

function entryView({ createdAt, ...row }: EntryRow): Entry {
  return { ...row, createdAt: createdAt.toISOString() };
}
`;

const routes = (name: string, Name: string): string => `import { actorOf } from '#platform/http/access.ts';
import type { HttpApp } from '#platform/http/server.ts';
import type { Platform } from '#platform/module.ts';
import { listEntries, noteEntry } from './actions.ts';
import { Entry, EntryList, NewEntry } from './contract.ts';

// Choose the permission that fits, or add one to identity: rules/permission.ts, and seed/roles.ts for who has it.
const config = { access: { permission: 'system:operate' } };
const tags = ['${name}'];

/** Entries, read and written. */
export function serve${Name}(http: HttpApp, platform: Platform): void {
  http.get(
    '/api/${name}/entries',
    { config, schema: { tags, summary: '最近的条目', response: { 200: EntryList } } },
    () => listEntries(platform),
  );
  http.post(
    '/api/${name}/entries',
    { config, schema: { tags, summary: '记一条', body: NewEntry, response: { 200: Entry } } },
    (request) => noteEntry(platform, actorOf(request), request.body),
  );
}
`;

const test = (name: string): string => `import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { verifyAudit } from '#platform/audit.ts';
import { openTestApp, type TestApp } from '#platform/testing.ts';
import { identity } from '../identity/module.ts';
import { ${name} } from './module.ts';

const url = '/api/${name}/entries';

describe('${name}', () => {
  let app: TestApp;
  before(async () => {
    app = await openTestApp({}, [identity, ${name}]);
  });
  after(() => app.dispose());

  it('notes an entry, shows it, and keeps it in the audit', async () => {
    const engineer = await app.signInAs('engineer');
    const noted = await engineer({ method: 'POST', url, payload: { title: ' 第一条 ' } });
    assert.equal(noted.statusCode, 200, noted.body);
    const { entries } = (await engineer({ method: 'GET', url })).json();
    assert.deepEqual(entries, [noted.json()]);
    assert.equal(entries[0].title, '第一条');
    assert.equal((await verifyAudit(app.platform.db())).brokenAt, null);
  });

  it('refuses a title of blanks with a stable code', async () => {
    const engineer = await app.signInAs('engineer');
    const refused = await engineer({ method: 'POST', url, payload: { title: '  ' } });
    assert.deepEqual([refused.statusCode, refused.json().code], [422, '${name}.blank-title']);
  });
});
`;
