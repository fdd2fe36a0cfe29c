import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import fc from 'fast-check';
import { openChdb } from '#platform/olap/chdb.ts';
import { encodeRows, type OlapEngine } from '#platform/olap/engine.ts';
import { writeRows } from './olap/export.ts';
import { checkCombinations, makeSnapshot, tableOf } from './olap/snapshot.ts';
import { fieldsOf, type ReleaseItem } from './rules/field.ts';
import { isOpenItem } from './rules/opening.ts';
import { whyUnsafe } from './rules/privacy.ts';

let olap: OlapEngine;
let dir: string;
before(async () => {
  olap = await openChdb(null);
  dir = await mkdtemp(join(tmpdir(), 'yiping-privacy-'));
  await olap.command('CREATE DATABASE portal');
  await olap.command(`CREATE TABLE portal.source (_batch UInt64, _row UInt32, _col UInt16, region String,
    region_name String, period String, d1 String, d2 String, m1 Nullable(Float64)) ENGINE = MergeTree ORDER BY _row`);
});
after(async () => {
  await olap.close();
  await rm(dir, { recursive: true });
});

const word = fc.constantFrom('甲', '乙', '丙丁', "=it's", '"x"\n,', '');
const row = fc.tuple(
  fc.constantFrom('140105', '140106', '140202'),
  fc.constantFrom('2023-01', '2023-02', '2024-01'),
  word,
  word,
  fc.option(fc.integer({ min: 0, max: 30 })),
);
const item = (column_name: string, data_type: string) =>
  fc.record({
    column_name: fc.constant(column_name),
    name: fc.constant(`名${column_name}`),
    role: fc.constant(column_name === 'period' ? 'period' : 'attribute'),
    data_type: fc.constant(data_type),
    unit: fc.constant(null),
    basis: fc.constant(null),
    note: fc.constant(''),
    opening_type: fc.constantFrom('free', 'free', 'free', 'conditional', 'none'),
    grade: fc.constantFrom('general', 'general', 'general', 'important', 'core'),
    personal: fc.constantFrom('none', 'none', 'none', 'personal', 'sensitive'),
    identifier: fc.constantFrom('none', 'quasi', 'quasi', 'direct'),
  });
const items = fc.tuple(
  item('region', 'text'),
  item('period', 'text'),
  item('d1', 'text'),
  item('d2', 'text'),
  item('m1', 'number'),
);
const masks = fc.record(
  {
    region: fc.constant({ method: 'city' } as const),
    period: fc.constantFrom({ method: 'year' } as const, { method: 'month' } as const),
    d1: fc.constantFrom({ method: 'suppress' } as const, { method: 'prefix', keep: 1 } as const),
    m1: fc.constant({ method: 'round', step: 10 } as const),
  },
  { requiredKeys: [] },
);

/** No released row stands in a combination of fewer than k, and no item that is not open is in a file. */
it('holds for whatever rows, items, masks and k', async () => {
  let released = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 60 }),
      items,
      masks,
      fc.integer({ min: 2, max: 6 }),
      async (rows, all, wish, k) => {
        await olap.command('TRUNCATE TABLE portal.source');
        const columns = ['_batch', '_row', '_col', 'region', 'region_name', 'period', 'd1', 'd2', 'm1'];
        const cells = rows.map(([region, period, d1, d2, m1], i) => [
          1,
          i + 1,
          0,
          region,
          `名${region}`,
          period,
          d1,
          d2,
          m1,
        ]);
        await olap.insert({ table: 'portal.source', columns, format: 'JSONCompactEachRow', bytes: encodeRows(cells) });
        const open: ReleaseItem[] = all.filter(isOpenItem);
        const fields = fieldsOf(open, wish);
        if (fields.length === 0) return;
        const table = tableOf('00000000-0000-7000-8000-000000000000');
        const cities = { codes: ['140100', '140200'], names: ['太原市', '大同市'] };
        assert.equal(
          await makeSnapshot(olap, { table, relation: '(SELECT * FROM portal.source)', fields, cities }),
          rows.length,
        );
        const finding = await checkCombinations(olap, table, fields, k);
        if (whyUnsafe(finding, k) !== null) return;
        released++;
        const path = join(dir, 'rows.json');
        await writeRows(olap, { path, table, fields, format: 'json' });
        const out: Record<string, unknown>[] = JSON.parse(await readFile(path, 'utf8'));
        assert.equal(out.length, rows.length);
        const allowed = new Set(open.flatMap(({ name }) => [name, `${name}代码`]));
        for (const one of out) for (const name of Object.keys(one)) assert.ok(allowed.has(name), name);
        const quasi = fields.filter((field) => field.quasi).map(({ name }) => name);
        const counts = new Map<string, number>();
        const keyOf = (one: Record<string, unknown>) => JSON.stringify(quasi.map((name) => one[name]));
        for (const one of out) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
        if (quasi.length > 0) for (const count of counts.values()) assert.ok(count >= k, `${count} < ${k}`);
      },
    ),
    { numRuns: 60 },
  );
  assert.ok(released > 5, `only ${released} releases passed`);
});
