import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { classOf } from '#web/kit/map-class.ts';
import { mapClasses } from './map-classes.ts';

/** Figures as they are published: at most three decimals. */
const figure = fc.integer({ min: -50_000, max: 200_000_000 }).map((thousandths) => thousandths / 1000);
const values = fc.array(
  fc.oneof(
    figure,
    figure.map((one) => one / 10_000),
  ),
  { minLength: 1, maxLength: 34 },
);

test('every value has exactly one class, and classes touch without overlap', () => {
  fc.assert(
    fc.property(values, (list) => {
      const classes = mapClasses(list, '下降');
      for (const value of list) {
        const fitting = classes.filter((one) => value >= (one.min ?? -Infinity) && value < (one.max ?? Infinity));
        assert.equal(fitting.length, 1, `${value} in ${JSON.stringify(classes)}`);
      }
      for (const [index, one] of classes.entries()) {
        const next = classes[index + 1];
        if (next) assert.equal(one.max, next.min);
      }
    }),
  );
});

test('there are at most five classes beside the declines, each with a name and a tone of its own', () => {
  fc.assert(
    fc.property(values, (list) => {
      const classes = mapClasses(list, '下降');
      assert.ok(classes.filter(({ tone }) => tone !== 'below').length <= 5);
      assert.equal(new Set(classes.map(({ label }) => label)).size, classes.length);
      assert.equal(new Set(classes.map(({ tone }) => tone)).size, classes.length);
    }),
  );
});

test('declines stand apart in words and colour, and never share a class with growth', () => {
  const classes = mapClasses([-1.9, -0.8, 2.4, 3.3, 4.1, 4.9, 5.2, 5.6, 6.1, 6.8, 7.2], '下降');
  assert.equal(classOf({ value: -0.8 }, classes)?.label, '下降');
  assert.equal(classOf({ value: 0 }, classes)?.label, classOf({ value: 2.4 }, classes)?.label);
  assert.match(classes[1]?.label ?? '', /^0\.0—/);
});

test('cuts are round: a reader can say them', () => {
  const gdp = [3536.53, 2184.33, 2128.69, 1983.36, 1752.58, 1609.01, 1417.92, 1414.13, 1342.39, 1231.26, 867.06];
  const cuts = mapClasses(gdp, '下降').flatMap(({ min }) => min ?? []);
  assert.ok(cuts.length >= 3 && cuts.every((cut) => cut % 100 === 0), String(cuts));
});
