import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { IndicatorHead, Row } from '#contract/indicators';
import { periodKey } from '#platform/period/key.ts';
import { type Context, exceptionsOf, type Owed } from './exceptions.ts';

const OCTOBER = periodKey('2026-10');

const head = (code: string, shortName: string, unit = '%', decimals = 1): IndicatorHead => ({
  ...{ code, name: shortName, shortName, unit, decimals, frequency: 'M', basis: 'CUM', direction: 'higher' },
  measure: 'rate',
  ...{ ownerDept: 'D13', caliber: '' },
});

const row = (indicator: string, value: number | null, rest: Partial<Row> = {}): Row => ({
  ...{
    indicator,
    region: '140000',
    value,
    status: 'ok',
    unit: '%',
    period: OCTOBER,
    periodLabel: '2026年1—10月',
    basis: 'CUM',
  },
  ...rest,
});

const HEADS = [head('A', '开工率'), head('B', '产量', '万吨', 2), head('C', '合格率')];
const CONTEXT: Context = {
  heads: new Map(HEADS.map((one) => [one.code, one])),
  owners: new Map([
    ['D13', '住建厅'],
    ['D14', '交通厅'],
  ]),
  region: '140000',
  year: 2026,
};
const lit = (colour: 'red' | 'yellow' | 'green' | 'none', reason: string) => ({ light: { colour, reason } });

describe('exceptions', () => {
  it('are sentences with the figure once, and the line beside it', () => {
    const progress = { status: 'ok' as const, words: '完成年度目标的69.2%，慢于时序进度11.8个百分点', gap: -11.8 };
    const yoy = { value: null, unit: '%', status: 'not-applicable' as const, words: '不计算同比' };
    const [one] = exceptionsOf(
      [row('A', 69.2, { progress, yoy, ...lit('yellow', '与时序进度之差−11.8个百分点（黄线：低于−10个百分点）') })],
      [],
      CONTEXT,
    );
    assert.equal(one?.say, '开工率1—10月 69.2%，慢于时序进度11.8个百分点');
    assert.equal(one?.why, '黄线：低于−10个百分点');
    assert.equal(one?.owner, '住建厅');
  });

  it('keep a reason that speaks of another indicator whole', () => {
    const reason = '较大及以上生产安全事故起数1起（红线：不低于1起）';
    const [one] = exceptionsOf([row('B', 1, { unit: '万吨', ...lit('red', reason) })], [], CONTEXT);
    assert.equal(one?.why, reason);
  });

  it('leave out green and unjudged figures, and put red before yellow, further behind before nearer', () => {
    const behind = (gap: number) => ({ progress: { status: 'ok' as const, words: '', gap } });
    const rows = [
      row('A', 1, { ...behind(-2), ...lit('yellow', 'y') }),
      row('B', 1, { ...behind(-20), ...lit('yellow', 'y') }),
      row('C', 1, lit('red', 'r')),
      row('A', 1, lit('green', 'g')),
      row('B', 1, lit('none', '缺全国数，无法判断')),
    ];
    assert.deepEqual(
      exceptionsOf(rows, [], CONTEXT).map(({ indicator, colour }) => [indicator, colour]),
      [
        ['C', 'red'],
        ['B', 'yellow'],
        ['A', 'yellow'],
      ],
    );
  });

  it('say a missing figure as missing, never as zero', () => {
    const [one] = exceptionsOf([row('A', null, { status: 'missing', ...lit('red', 'r') })], [], CONTEXT);
    assert.match(one?.say ?? '', /缺数/);
  });

  it('gather what is late by owner, most first, with the earliest date', () => {
    const owed = (indicator: string, ownerDept: string, dueDate: string): Owed => ({
      indicator,
      shortName: `指标${indicator}`,
      ownerDept,
      period: OCTOBER,
      dueDate,
    });
    const late = [owed('A', 'D13', '2026-11-20'), owed('B', 'D14', '2026-11-18'), owed('C', 'D14', '2026-11-12')];
    const said = exceptionsOf([], late, CONTEXT).map(({ say, why }) => `${say}｜${why}`);
    assert.deepEqual(said, [
      '交通厅有 2 项指标迟报：指标B、指标C｜最早应于 11月12日报送',
      '住建厅有 1 项指标迟报：指标A｜最早应于 11月20日报送',
    ]);
  });
});
