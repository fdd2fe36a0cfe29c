import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { daysLeft, deadlineOf, nextDay, ordinary, previousDay, withAnnounced, workdaysBetween } from './timer.ts';
import { statutoryCalendar } from './work-calendar.ts';

test('working days leave out weekends and holidays and count days that are made up', () => {
  // 2026: 国庆 1–7 October; Saturday 10 October is worked.
  assert.equal(deadlineOf('2026-09-30', 2, statutoryCalendar).due, '2026-10-09');
  assert.equal(deadlineOf('2026-09-30', 3, statutoryCalendar).due, '2026-10-10');
  assert.equal(deadlineOf('2026-11-24', 2, statutoryCalendar).due, '2026-11-26');
  const { counted } = deadlineOf('2026-11-27', 1, statutoryCalendar);
  assert.deepEqual(
    counted.map(({ day, works }) => [day, works]),
    [
      ['2026-11-28', false],
      ['2026-11-29', false],
      ['2026-11-30', true],
    ],
  );
});

test('a deadline in a year that nobody has announced is provisional, until it is', () => {
  const guessed = deadlineOf('2026-12-30', 2, statutoryCalendar);
  assert.deepEqual([guessed.due, guessed.provisional], ['2027-01-01', true]);
  const announced = new Map([['2027-01-01', { works: false, name: '元旦' }]]);
  const calendar = withAnnounced(statutoryCalendar, announced, new Set([2027]));
  const settled = deadlineOf('2026-12-30', 2, calendar);
  assert.deepEqual([settled.due, settled.provisional], ['2027-01-04', false]);
  assert.equal(settled.counted.find(({ day }) => day === '2027-01-01')?.name, '元旦');
});

const day = fc.integer({ min: 0, max: 5000 }).map((n) => new Date(Date.UTC(2012, 0, 1 + n)).toISOString().slice(0, 10));

test('a deadline works itself, and exactly so many working days lie up to it', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 60 }), (from, days) => {
      const { due } = deadlineOf(from, days, statutoryCalendar);
      assert.ok(statutoryCalendar(due).works);
      assert.equal(workdaysBetween(from, due, statutoryCalendar), days);
    }),
  );
});

test('a clock that was stopped on a day goes on with what was left: nothing is lost or gained', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 2, max: 30 }), fc.integer({ min: 1, max: 200 }), (from, days, gap) => {
      const stop = nextDay(from);
      const left = daysLeft(from, days, stop, statutoryCalendar);
      assert.equal(left, days);
      let resume = stop;
      for (let i = 0; i < gap; i++) resume = nextDay(resume);
      assert.equal(workdaysBetween(resume, deadlineOf(resume, left, statutoryCalendar).due, statutoryCalendar), left);
    }),
  );
});

test('days go forward and back, and the ordinary week has two free ones', () => {
  assert.equal(nextDay('2026-12-31'), '2027-01-01');
  assert.equal(previousDay('2028-03-01'), '2028-02-29');
  assert.equal(ordinary('2030-06-01').works, false);
});
