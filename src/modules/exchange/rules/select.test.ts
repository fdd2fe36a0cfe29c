import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { openChdb } from '#platform/olap/chdb.ts';
import { encodeRows, type OlapEngine } from '#platform/olap/engine.ts';
import type { Condition } from './condition.ts';
import { isNumeric, type ShareItem } from './item.ts';
import { grantKeys } from './keys.ts';
import type { Mask } from './mask.ts';
import { grantedCount, grantedSelect, TRACE_COLUMN } from './select.ts';
import { openToken } from './token.ts';
import { candidateWords, evidenceOf } from './trace.ts';

let olap: OlapEngine;
const RELATION = '(SELECT * FROM t.ds WHERE _batch IN (1, 2))';
const item = (part: Partial<ShareItem> & Pick<ShareItem, 'columnName' | 'name'>): ShareItem => ({
  role: 'attribute',
  dataType: 'text',
  unit: null,
  personal: 'none',
  identifier: 'none',
  ...part,
});
/** One item is named as hostile as a name can be; another as a result of the inner statement. */
const ITEMS: readonly ShareItem[] = [
  item({ columnName: 'region', name: '地区', role: 'region' }),
  item({ columnName: 'period', name: '时间', role: 'period' }),
  item({ columnName: 'm1', name: '产值', role: 'measure', dataType: 'number', unit: '万元' }),
  item({ columnName: 'd1', name: '姓名`; DROP TABLE t.ds; --', personal: 'personal', identifier: 'direct' }),
  item({
    columnName: 'd2',
    name: '身份证 {f0_0:String} \' \\ " settings',
    personal: 'sensitive',
    identifier: 'direct',
  }),
  item({ columnName: 'd3', name: 'o0' }),
];
const ROWS = Array.from({ length: 40 }, (_, i) => ({
  batch: 1 + (i % 3),
  row: i,
  region: ['140100', '140200', '140105', ''][i % 4] ?? '',
  period: ['2026-10', '2025-01', '20240315', ''][i % 4] ?? '',
  m1: i % 5 === 0 ? null : (i - 20) * 1.5,
  d1: i % 7 === 0 ? '' : `王小${i}`,
  d2: `1401${String(i).padStart(14, '7')}`,
  d3: ["it's", '\\', '{a:Int8}', '=1+1', '`x`', 'ÿ 😀'][i % 6] ?? '',
}));

before(async () => {
  olap = await openChdb(null);
  await olap.command('CREATE DATABASE t');
  await olap.command(`CREATE TABLE t.ds (_batch UInt64, _row UInt32, _col UInt16, region String, region_name String,
    period String, _marks String, m1 Nullable(Float64), d1 String, d2 String, d3 String) ENGINE = MergeTree ORDER BY (_batch, _row, _col)`);
  const rows = ROWS.map((r) => [
    r.batch,
    r.row,
    1,
    r.region,
    '某地',
    r.period,
    r.m1 === null ? '{"m1":"停产"}' : '',
    r.m1,
    r.d1,
    r.d2,
    r.d3,
  ]);
  const columns = ['_batch', '_row', '_col', 'region', 'region_name', 'period', '_marks', 'm1', 'd1', 'd2', 'd3'];
  await olap.insert({ table: 't.ds', columns, format: 'JSONCompactEachRow', bytes: encodeRows(rows) });
});
after(() => olap.close());

const KEYS = grantKeys('a'.repeat(64));
const ask = (part: Partial<Parameters<typeof grantedSelect>[0]>) => {
  const query = { relation: RELATION, items: ITEMS, granted: [], masks: {}, filter: [], keys: KEYS, ...part };
  const { sql, params, columns } = grantedSelect(query);
  return olap.rows(sql, params).then((rows) => ({ rows, columns, sql }));
};

const mac = (key: string, text: string) => createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest();

/** What a mask makes of a value, told once more in another language than SQL. */
function expected(mask: Mask, value: string | number | null): string | null {
  if (value === null || value === '') return null;
  const text = String(value);
  switch (mask.kind) {
    case 'hash': {
      const digest = mac(KEYS.hash, text).toString('hex').slice(0, 24);
      return digest + mac(KEYS.trace, `hash|${digest}`).toString('hex').slice(0, 8);
    }
    case 'partial': {
      const letters = [...text];
      const { keepStart: s, keepEnd: e } = mask;
      if (letters.length <= s + e) return '*'.repeat(letters.length);
      return (
        letters.slice(0, s).join('') + '*'.repeat(letters.length - s - e) + letters.slice(letters.length - e).join('')
      );
    }
    case 'year':
      return /^\d{4}/.exec(text)?.[0] ?? null;
    case 'month':
      return /^(\d{4})[-/.年]?(\d{2})/.exec(text)?.slice(1).join('-') ?? null;
    case 'city':
      return `${text.slice(0, 4)}00`;
    case 'province':
      return `${text.slice(0, 2)}0000`;
    case 'band': {
      const low = Math.floor(Number(value) / mask.width) * mask.width;
      return `[${low}, ${low + mask.width})`;
    }
    default:
      return text;
  }
}

const textMask: fc.Arbitrary<Mask> = fc.oneof(
  fc.constantFrom<Mask>({ kind: 'hash' }, { kind: 'token' }),
  fc.record({
    kind: fc.constant('partial' as const),
    keepStart: fc.integer({ min: 0, max: 8 }),
    keepEnd: fc.integer({ min: 0, max: 8 }),
  }),
);
const numberMask: fc.Arbitrary<Mask> = fc.constantFrom<Mask>(
  { kind: 'band', width: 10 },
  { kind: 'noise', share: 0.1 },
  { kind: 'hash' },
);
const maskFor = (one: ShareItem): fc.Arbitrary<Mask> => {
  if (isNumeric(one)) return numberMask;
  if (one.role === 'region') return fc.oneof(textMask, fc.constantFrom<Mask>({ kind: 'city' }, { kind: 'province' }));
  if (one.role === 'period') return fc.oneof(textMask, fc.constantFrom<Mask>({ kind: 'year' }, { kind: 'month' }));
  return textMask;
};
const masks = fc.record(
  Object.fromEntries(ITEMS.map((one) => [one.columnName, fc.oneof(fc.constant<Mask>({ kind: 'none' }), maskFor(one))])),
);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    column: fc.constantFrom('d1', 'd2', 'd3', 'region', 'period'),
    operator: fc.constantFrom('eq', 'ne', 'starts', 'ge'),
    values: fc.tuple(fc.oneof(fc.string(), fc.constantFrom('1401', "' OR 1=1 --", '\\', '{x:String}', '2026'))),
  }),
  fc.record({
    column: fc.constant('m1'),
    operator: fc.constantFrom('lt', 'ge', 'eq'),
    values: fc.tuple(fc.double({ noNaN: true, noDefaultInfinity: true, min: -50, max: 50 })),
  }),
  fc.record({
    column: fc.constantFrom('m1', 'd1'),
    operator: fc.constantFrom('missing', 'present'),
    values: fc.constant([]),
  }),
);

const raw = (row: (typeof ROWS)[number], column: string): string | number | null =>
  column === 'region'
    ? row.region
    : column === 'period'
      ? row.period
      : column === 'm1'
        ? row.m1
        : column === 'd1'
          ? row.d1
          : column === 'd2'
            ? row.d2
            : row.d3;

function holds({ column, operator, values: [wanted = ''] }: Condition, row: (typeof ROWS)[number]): boolean {
  const value = raw(row, column);
  if (operator === 'missing') return value === null || value === '';
  if (operator === 'present') return !(value === null || value === '');
  if (value === null) return false;
  if (operator === 'starts') return String(value).startsWith(String(wanted));
  const order =
    typeof value === 'number'
      ? value - Number(wanted)
      : Buffer.compare(Buffer.from(value), Buffer.from(String(wanted)));
  return operator === 'eq' ? order === 0 : operator === 'ne' ? order !== 0 : operator === 'lt' ? order < 0 : order >= 0;
}

test('no column outside the grant leaves, no unmasked value of a masked item, no row outside the filter', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.subarray(ITEMS.map(({ columnName }) => columnName)),
      masks,
      fc.array(condition, { maxLength: 2 }),
      async (granted, chosen, filter) => {
        const { rows, columns } = await ask({ granted, masks: chosen, filter });
        const own = columns.map(({ column }) => column.replace(/_(name|mark)$/, ''));
        assert.deepEqual(
          own.filter((column) => column !== TRACE_COLUMN.column && !granted.includes(column)),
          [],
        );
        const standing = ROWS.filter(({ batch }) => batch < 3).sort((a, b) => a.batch - b.batch || a.row - b.row);
        const passing = standing.filter((row) => filter.every((one) => holds(one, row)));
        assert.equal(rows.length, passing.length);
        for (const [i, row] of rows.entries()) {
          assert.equal(row.length, columns.length);
          for (const [c, column] of columns.entries()) {
            const mask = chosen[column.column];
            const was = passing[i] && mask ? raw(passing[i], column.column) : null;
            if (!mask || mask.kind === 'none') continue;
            if (mask.kind === 'token')
              assert.equal(
                typeof row[c] === 'string' ? openToken(row[c], KEYS) : null,
                was === '' || was === null ? null : String(was),
              );
            else if (mask.kind === 'noise')
              assert.ok(
                was === null
                  ? row[c] === null
                  : row[c] !== was &&
                      Math.abs(Number(row[c]) - Number(was)) <= 0.1 * Math.max(1, Math.abs(Number(was))) + 1e-9,
              );
            else assert.equal(row[c], expected(mask, was), `${column.column} ${mask.kind}`);
            if (['hash', 'token', 'partial'].includes(mask.kind) && was !== null && was !== '')
              assert.notEqual(row[c], was);
          }
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('titles of columns may be anything; the statement still gives those columns and the table stands', async () => {
  const all = ITEMS.map(({ columnName }) => columnName);
  const query = {
    relation: RELATION,
    items: ITEMS,
    granted: all,
    masks: {},
    filter: [],
    keys: KEYS,
    titled: true,
    guarded: true,
  };
  const { sql, params } = grantedSelect(query);
  const text = await olap.text(sql, 'CSVWithNames', params);
  const [head = ''] = text.split('\n');
  assert.ok(head.includes('姓名`; DROP TABLE t.ds; --'), head);
  assert.ok(text.includes(`"'=1+1"`));
  assert.equal(text.trim().split('\n').length, 1 + ROWS.filter(({ batch }) => batch < 3).length);
  assert.deepEqual(await olap.rows('SELECT count() FROM t.ds'), [[40]]);
});

test('pages join without gap or repeat, and the count is that of the rows', async () => {
  const seen: unknown[] = [];
  let after: { batch: number; row: number; col: number } | undefined;
  for (;;) {
    const { rows } = await ask({ granted: ['d2'], limit: 7, placed: true, ...(after && { after }) });
    const last = rows.at(-1);
    if (!last) break;
    seen.push(...rows.map(([value]) => value));
    after = { batch: Number(last.at(-3)), row: Number(last.at(-2)), col: Number(last.at(-1)) };
  }
  const { sql, params } = grantedCount({
    relation: RELATION,
    items: ITEMS,
    granted: [],
    masks: {},
    filter: [],
    keys: KEYS,
  });
  assert.deepEqual(await olap.rows(sql, params), [[seen.length]]);
  assert.equal(new Set(seen).size, seen.length);
});

test('every row, every hashed and every tokenised value names its grant and no other', async () => {
  const { rows } = await ask({ granted: ['d1', 'd2'], masks: { d1: { kind: 'hash' }, d2: { kind: 'token' } } });
  const other = grantKeys('b'.repeat(64));
  for (const row of rows) {
    const words = candidateWords(row.join(','));
    const found = words.map((word) => evidenceOf(word, KEYS));
    assert.ok(found.includes('trace') && found.includes('token'));
    assert.equal(found.filter((one) => one === null).length, 0);
    assert.deepEqual(
      words.filter((word) => evidenceOf(word, other) !== null),
      [],
    );
  }
});

test('a row is found again by its mark', async () => {
  const { rows } = await ask({ granted: ['d3'] });
  const { rows: found } = await ask({ granted: ['d3'], trace: String(rows[5]?.at(-1)), placed: true });
  assert.deepEqual(
    found.map((row) => row.slice(0, 2)),
    [rows[5]],
  );
});
