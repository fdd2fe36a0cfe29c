import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { meanScore, outcomeOf, type Scored, scoreOf } from './score.ts';

const result = fc.record({
  severity: fc.constantFrom('block', 'warn'),
  outcome: fc.constantFrom('pass', 'fail', 'error'),
  checked: fc.nat(1000),
  failed: fc.nat(1000),
}) as fc.Arbitrary<Scored>;

test('a score lies between 0 and 100, or there is none', () => {
  fc.assert(
    fc.property(fc.array(result), (results) => {
      const score = scoreOf(results);
      if (score !== null) assert.ok(score >= 0 && score <= 100);
      else assert.ok(results.every(({ outcome, checked }) => outcome !== 'error' && checked === 0));
    }),
  );
});

test('one more failing row never makes a score better', () => {
  fc.assert(
    fc.property(fc.array(result, { minLength: 1 }), (results) => {
      const worse = results.map((r, i) => (i === 0 ? { ...r, failed: r.failed + 1 } : r));
      assert.ok((scoreOf(worse) ?? 0) <= (scoreOf(results) ?? 0) + 1e-9);
    }),
  );
});

test('rules that hold a batch back weigh three times those that warn', () => {
  const good = { outcome: 'pass', checked: 10, failed: 0 } as const;
  const bad = { outcome: 'fail', checked: 10, failed: 10 } as const;
  assert.equal(
    scoreOf([
      { ...good, severity: 'block' },
      { ...bad, severity: 'warn' },
    ]),
    75,
  );
  assert.equal(
    scoreOf([
      { ...bad, severity: 'block' },
      { ...good, severity: 'warn' },
    ]),
    25,
  );
  assert.equal(scoreOf([]), null);
  assert.equal(scoreOf([{ severity: 'warn', outcome: 'pass', checked: 0, failed: 0 }]), null);
  assert.equal(scoreOf([{ severity: 'warn', outcome: 'error', checked: 0, failed: 0 }]), 0);
});

test('what a run comes to', () => {
  const of = (severity: 'block' | 'warn', outcome: 'pass' | 'fail' | 'error') => ({
    severity,
    outcome,
    checked: 1,
    failed: 0,
  });
  assert.equal(outcomeOf([of('block', 'pass')]), 'passed');
  assert.equal(outcomeOf([of('block', 'pass'), of('warn', 'fail')]), 'warned');
  assert.equal(outcomeOf([of('block', 'error'), of('warn', 'fail')]), 'blocked');
});

test('a department’s score is the mean of those that have one', () => {
  assert.equal(meanScore([100, null, 50]), 75);
  assert.equal(meanScore([null]), null);
});
