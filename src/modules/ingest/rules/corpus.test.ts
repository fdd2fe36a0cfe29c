/** Reads the corpus of published layouts (`corpus/`) as whoever imports it would, with nobody to correct the reading. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { corpusSheets, type Score, score } from './corpus.fixture.ts';

/** Share of facts that must be read exactly: region, period, basis, measure, unit, value and growth. */
const LEAST = 0.95;

const scores: readonly Score[] = corpusSheets().map((sheet) => score(sheet));

function total(count: (score: Score) => number): number {
  return scores.reduce((sum, each) => sum + count(each), 0);
}

test('the corpus has at least 40 sheets, each with facts or meant as a list', () => {
  assert.ok(scores.length >= 40);
  assert.equal(new Set(scores.map(({ sheet }) => sheet.name)).size, scores.length);
});

test('the facts of published layouts are read exactly', () => {
  const facts = total(({ sheet }) => sheet.facts.length);
  const right = total((each) => each.right);
  const wrong = scores.flatMap(({ sheet, missed }) => missed.map((fact) => `${sheet.name}: ${fact}`));
  assert.ok(right >= facts * LEAST, `${right} of ${facts}:\n${wrong.join('\n')}`);
});

for (const { sheet, missed, invented, held } of scores) {
  if (sheet.wrong === '') {
    test(`corpus: ${sheet.name}`, () => {
      assert.deepEqual({ missed, invented, held }, { missed: [], invented: [], held: [] });
    });
  } else {
    test(`corpus: ${sheet.name} is not read yet: ${sheet.wrong}`, () => {
      assert.ok(missed.length > 0, 'read rightly now: take the mark off');
      assert.deepEqual(invented, [], 'and nothing is made up');
    });
  }
}
