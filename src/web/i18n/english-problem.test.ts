import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { problems } from './en/problems.ts';
import { sentenceOf } from './english-problem.ts';

const SRC = resolve(import.meta.dirname, '../..');

/** Every code that a table of errors or the HTTP layer gives out, from the sources. */
function codes(): string[] {
  const files = globSync('{platform,modules/*}/**/*errors.ts', { cwd: SRC });
  const tables = files.flatMap((file) => {
    const text = readFileSync(resolve(SRC, file), 'utf8');
    const [, module] = /defineErrors\('(\w+)'/.exec(text) ?? [];
    return [...text.matchAll(/^ {2}'?([a-z][a-z-]*)'?: \[/gm)].map(([, key]) => `${module}.${key}`);
  });
  const http = readFileSync(resolve(SRC, 'platform/http/problem.ts'), 'utf8');
  return [...tables, ...[...http.matchAll(/'(platform\.[a-z-]+)'/g)].map(([, code]) => String(code))];
}

test('every refusal of the server has its sentence in English, and none is left over', () => {
  const wanted = [...new Set(codes())].sort();
  assert.ok(wanted.length > 60);
  assert.deepEqual(Object.keys(problems).sort(), wanted);
});

test('the values of a refusal stand in its sentence: moments in the time of China, lists joined', () => {
  assert.equal(
    sentenceOf(problems, { code: 'identity.too-many-attempts', params: { seconds: 12 } }),
    'Too many attempts. Try again in 12 seconds.',
  );
  const locked = sentenceOf(problems, { code: 'identity.locked', params: { until: '2026-11-24T00:15:00.000Z' } });
  assert.match(locked ?? '', /locked until 08:15\./);
  assert.match(
    sentenceOf(problems, { code: 'identity.duty-conflict', params: { reasons: ['a', 'b'] } }) ?? '',
    /a; b$/,
  );
  assert.equal(sentenceOf(problems, { code: 'toString', params: {} }), null);
});
