import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import { openTestApp, type TestApp } from '#platform/testing.ts';
import { identity } from '../identity/module.ts';
import { draftFromColumns, loadResource, registerResource } from './index.ts';
import { catalogue } from './module.ts';

let app: TestApp;

before(async () => {
  app = await openTestApp({}, [identity, catalogue]);
});
after(() => app.dispose());

describe('registration from a source', () => {
  it('drafts itself and keeps its suggestions', async () => {
    const { platform } = app;
    const table = {
      name: 'QYDJ',
      comment: '企业登记信息',
      providerDept: 'D25',
      columns: [
        { name: 'TYSHXYDM', type: 'VARCHAR2(18)' },
        { name: 'FDDBR_SFZH', type: 'VARCHAR2(18)', comment: '法定代表人身份证号' },
      ],
    };
    const draft = await draftFromColumns(platform, table);
    assert.equal(draft.suggestedClass?.code, '102001');
    const db = platform.db();
    const { id, code } = await db.transaction().execute((tx) =>
      registerResource(tx, platform.clock, SYSTEM_ACTOR, {
        ...draft,
        shape: 'test:qydj',
        classCode: draft.suggestedClass?.code ?? null,
      }),
    );
    assert.match(code, /^D25-\d{6}$/);
    const kept = await loadResource(db, id);
    assert.equal(kept?.grade, 'important');
    assert.equal(kept?.classCode, '102001');
    assert.deepEqual(
      kept?.items.map(({ name, length, personal, identifier }) => [name, length, personal, identifier]),
      [
        ['统一社会信用代码', 18, 'none', 'direct'],
        ['法定代表人身份证号', 18, 'sensitive', 'direct'],
      ],
    );
  });
});
