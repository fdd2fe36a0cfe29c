import assert from 'node:assert/strict';
import { it } from 'node:test';
import { INDICATOR_DEFINITIONS } from '../seed/definitions.ts';
import { changesOf, draftOfDefinition, draftOfMeasure, newIndicatorOf } from './draft.ts';

const measure = (name: string, unit: string | null, basis: 'CUR' | null = null) => ({ name, unit, basis });

it('a measure suggests what kind of figure it is, and a person says the rest', () => {
  const draft = draftOfMeasure(measure('夜间消费额', '万元'), 'Q', 'D28');
  assert.deepEqual(
    [draft.measure, draft.basis, draft.frequency, draft.growthMethod, newIndicatorOf(draft)],
    ['amount', 'CUM', 'Q', 'nominal', null],
  );
  const full = newIndicatorOf({ ...draft, domain: 'JJ', caliber: '18时至次日6时的消费额', rule: 'sum' });
  assert.deepEqual([full?.domain, full?.aggregation, full?.unit], ['JJ', { rule: 'sum' }, '万元']);
  const kinds = [
    measure('工业增加值增速', '%'),
    measure('失业率', '%'),
    measure('价格指数', '上年同月=100'),
    measure('人口', null),
  ];
  assert.deepEqual(
    kinds.map((one) => draftOfMeasure(one, null, '').measure),
    ['growth', 'rate', 'index', 'amount'],
  );
  assert.equal(draftOfMeasure(measure('产量', '吨', 'CUR'), 'M', '').basis, 'CUR');
});

it('every delivered definition goes through the form unchanged', () => {
  for (const definition of INDICATOR_DEFINITIONS) {
    assert.deepEqual(changesOf(definition, draftOfDefinition(definition)), {}, definition.code);
  }
});

it('only what was changed goes on the wire', () => {
  const [definition] = INDICATOR_DEFINITIONS;
  assert.ok(definition);
  const draft = { ...draftOfDefinition(definition), caliber: '新口径', rule: 'none' as const };
  const { aggregation, ...others } = changesOf(definition, draft);
  assert.deepEqual(others, { caliber: '新口径' });
  assert.equal(aggregation?.rule ?? 'none', 'none');
});
