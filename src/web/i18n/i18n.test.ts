import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

const SRC = resolve(import.meta.dirname, '../..');
const CHINESE = /[\u3400-\u9fff]/;

/** Chinese files and their English partners: of the shell and kit, and of every module that has pages. */
const pairs = [
  ...globSync('web/i18n/zh-CN/*.ts', { cwd: SRC }).map((zh) => [zh, zh.replace('zh-CN', 'en')] as const),
  ...globSync('modules/*/ui/i18n/zh-CN.ts', { cwd: SRC }).map((zh) => [zh, zh.replace('zh-CN.ts', 'en.ts')] as const),
];

async function words(file: string, name: 'zh' | 'en'): Promise<Record<string, string>> {
  const loaded: Record<string, unknown> = await import(pathToFileURL(resolve(SRC, file)).href);
  const table = loaded[name];
  assert.ok(typeof table === 'object' && table !== null, `${file} exports ${name}`);
  return Object.fromEntries(Object.entries(table).map(([key, text]) => [key, String(text)]));
}

const placeholders = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

test('there are texts to compare', () => assert.ok(pairs.length >= 2));

for (const [zhFile, enFile] of pairs) {
  test(`${enFile} says everything that ${zhFile} says, with the same values in it`, async () => {
    const [zh, en] = [await words(zhFile, 'zh'), await words(enFile, 'en')];
    assert.deepEqual(Object.keys(en).sort(), Object.keys(zh).sort());
    for (const [key, text] of Object.entries(zh)) {
      assert.deepEqual(placeholders(en[key] ?? ''), placeholders(text), key);
      assert.notEqual(en[key]?.trim(), '', key);
      if (key !== 'view.language.zh-CN') assert.doesNotMatch(en[key] ?? '', CHINESE, key);
    }
  });
}

test('no component has Chinese words of its own: they stand in i18n', () => {
  const guilty = globSync('**/*.tsx', { cwd: SRC }).filter((file) => CHINESE.test(withoutComments(file)));
  assert.deepEqual(guilty, []);
});

function withoutComments(file: string): string {
  return readFileSync(resolve(SRC, file), 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/(^|\s)\/\/.*$/gm, '');
}
