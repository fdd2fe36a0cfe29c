import assert from 'node:assert/strict';
import { test } from 'node:test';
import { builtinFormat, parseFormat, serialToIso } from './number-format.ts';

test('a format code tells what a number means', () => {
  const shapes = {
    General: 'plain',
    '0.00': 'plain',
    '#,##0.00_ ;[Red]\\-#,##0.00\\ ': 'plain',
    '0.00E+00': 'plain',
    '0"年"': 'plain',
    '@': 'plain',
    '0.0%': 'percent',
    '000000': 'padded',
    'yyyy"年"': 'year',
    'yyyy"年"m"月"': 'month',
    '[$-804]yyyy"年"m"月";@': 'month',
    'mmm-yy': 'month',
    'yyyy/m/d': 'day',
    '[$-804]e"年"m"月"d"日"': 'day',
    '[DBNum1][$-804]yyyy"年"m"月"d"日";@': 'day',
    'yyyy-mm-dd hh:mm:ss': 'second',
    'h:mm AM/PM': 'time',
    '[h]:mm:ss': 'time',
    'mm:ss.0': 'time',
    '上午/下午h"时"mm"分"': 'time',
  };
  for (const [code, shape] of Object.entries(shapes)) assert.equal(parseFormat(code).shape, shape, code);
  assert.equal(parseFormat('000000').digits, 6);
});

test('built-in formats are those of Chinese Excel', () => {
  assert.deepEqual(
    [0, 10, 14, 22, 31, 57, 49].map((id) => builtinFormat(id).shape),
    ['plain', 'percent', 'day', 'second', 'day', 'month', 'plain'],
  );
});

test('serials become ISO text of the precision shown', () => {
  assert.equal(serialToIso(45_566, 'day', false), '2024-10-01');
  assert.equal(serialToIso(45_566, 'month', false), '2024-10');
  assert.equal(serialToIso(45_566, 'year', false), '2024');
  assert.equal(serialToIso(45_566.75, 'second', false), '2024-10-01T18:00:00');
  assert.equal(serialToIso(45_566.999999, 'second', false), '2024-10-02T00:00:00');
  assert.equal(serialToIso(44_104, 'day', true), '2024-10-01');
  assert.equal(serialToIso(1.5, 'time', false), '36:00:00');
});

test('the 29 February 1900 that never was', () => {
  assert.equal(serialToIso(1, 'day', false), '1900-01-01');
  assert.equal(serialToIso(59, 'day', false), '1900-02-28');
  assert.equal(serialToIso(60, 'day', false), null);
  assert.equal(serialToIso(61, 'day', false), '1900-03-01');
});

test('what no calendar has is no date', () => {
  for (const serial of [-1, 2_958_466, Number.NaN]) assert.equal(serialToIso(serial, 'day', false), null);
});
