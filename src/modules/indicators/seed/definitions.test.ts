import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readUnit } from '#platform/unit.ts';
import { DOMAINS, type IndicatorDefinition } from '../rules/definition.ts';
import { INDICATOR_DEFINITIONS } from './definitions.ts';

const DOMAIN_FILE = new URL('../../../../../shared/domain/', import.meta.url);
const CATALOGUE = new URL('indicators.md', DOMAIN_FILE);
const ORGANISATIONS = new URL('orgs.md', DOMAIN_FILE);

const mains = INDICATOR_DEFINITIONS.filter(({ code, group }) => code === group);
const byCode = new Map(INDICATOR_DEFINITIONS.map((one) => [one.code, one]));

test('there are 148 main codes, 32/13/16/15/17/15/13/13/14 by domain', () => {
  assert.deepEqual(
    DOMAINS.map((domain) => mains.filter((one) => one.domain === domain).length),
    [32, 13, 16, 15, 17, 15, 13, 13, 14],
  );
  assert.equal(byCode.size, INDICATOR_DEFINITIONS.length, 'codes are unique');
  assert.equal(mains.length, 148);
});

test('companions belong to a main code and are numbered without a gap', () => {
  for (const { code, group } of INDICATOR_DEFINITIONS) {
    const [main, number] = code.split('.');
    assert.equal(main, group);
    assert.ok(byCode.has(group), code);
    if (Number(number) > 2) assert.ok(byCode.has(`${group}.${Number(number) - 1}`), code);
  }
});

test('every definition can be shown and read: unit, short name, caliber (R17), unique names', () => {
  const names = new Map<string, string>();
  for (const one of INDICATOR_DEFINITIONS) {
    assert.ok(readUnit(one.unit), `${one.code} ${one.unit}`);
    assert.ok(one.shortName.length <= 8 && one.shortName.length > 0, one.code);
    assert.ok(one.caliber.length >= 5, one.code);
    assert.equal(names.get(one.name), undefined, one.name);
    names.set(one.name, one.code);
  }
});

test('thresholds refer to indicators that exist, and yellow comes before red', () => {
  for (const { code, thresholds } of INDICATOR_DEFINITIONS) {
    for (const { of = code, than } of thresholds) {
      assert.ok(byCode.has(of), `${code} looks at ${of}`);
      if (typeof than === 'object') assert.ok(byCode.has(than.peer), `${code} against ${than.peer}`);
    }
    assertOrdered(code, thresholds);
  }
});

/** A red line drawn before its yellow one would hide the yellow. */
function assertOrdered(code: string, thresholds: IndicatorDefinition['thresholds']): void {
  const [yellow, red] = thresholds;
  if (!yellow || !red || yellow.is !== red.is || yellow.colour === red.colour) return;
  if (typeof yellow.than !== 'number' || typeof red.than !== 'number' || yellow.of !== red.of) return;
  const isWorse = yellow.is === 'below' || yellow.is === 'at-most' ? red.than < yellow.than : red.than > yellow.than;
  assert.ok(isWorse, code);
}

test('R2 the merged calendar covers exactly 规上工业, 利润, 固投, 房地产, 社零, 进出口 and 规上原煤', () => {
  const merged = INDICATOR_DEFINITIONS.filter((one) => one.mergedJanFeb).map((one) => one.code);
  const economy = ['JJ005', 'JJ006', 'JJ006.2', ...numbered(7, 17), 'JJ017.2', 'JJ017.3'];
  assert.deepEqual(merged.toSorted(), [...economy, 'NY001'].toSorted());
  assert.ok(INDICATOR_DEFINITIONS.every((one) => !one.mergedJanFeb || one.frequency === 'M'));
});

function numbered(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => `JJ${String(from + i).padStart(3, '0')}`);
}

test('R10 sensitive indicators are not ranked', () => {
  const sensitive = ['ZL006', 'ZL007', 'ZL007.2', 'ZL010', 'ZL010.2', 'SC011', 'SC011.2', 'SB003', 'JJ031'];
  for (const code of sensitive) assert.deepEqual(byCode.get(code)?.rankKeys, [], code);
  for (const one of INDICATOR_DEFINITIONS) {
    if (!one.levels.includes('city')) assert.deepEqual(one.rankKeys, [], `${one.code} has no cities to rank`);
  }
});

test('the unemployment rate is surveyed for the province only, the debt ratio is restricted', () => {
  assert.deepEqual(byCode.get('JL002')?.levels, ['province']);
  assert.equal(byCode.get('JJ031')?.secrecy, 'restricted');
});

const withCatalogue = { skip: existsSync(CATALOGUE) ? false : 'the catalogue of indicators is not here' };
const withOrganisations = { skip: existsSync(ORGANISATIONS) ? false : 'the list of departments is not here' };

interface CatalogueRow {
  code: string;
  name: string;
  unit: string;
  frequency: string;
  source: string;
  basis: string;
  direction: string;
  aggregation: string;
  growth: string | null;
  thresholds: string;
}

function catalogue(): CatalogueRow[] {
  const lines = readFileSync(CATALOGUE, 'utf8').split('\n');
  return lines.flatMap((line) => {
    const cells = line.split('|').slice(1, -1);
    if (!/^[A-Z]{2}\d{3}$/.test(cells[0] ?? '')) return [];
    const [code = '', name = '', unit = '', frequency = '', source = '', basis = '', direction = '', ...rest] = cells;
    // The table of 政务服务 has no column for growth.
    const [aggregation = '', growth = '', thresholds = ''] = rest.length === 4 ? rest : [rest[0], '', rest[1]];
    const row = { code, name, unit, frequency, source, basis, direction, aggregation, thresholds };
    return [{ ...row, growth: rest.length === 4 ? growth : null }];
  });
}

function eachRow(check: (row: CatalogueRow, one: IndicatorDefinition) => void): void {
  const rows = catalogue();
  assert.equal(rows.length, 148);
  for (const row of rows) {
    const one = byCode.get(row.code);
    assert.ok(one, row.code);
    check(row, one);
  }
}

test('names and units agree with the catalogue', withCatalogue, () => {
  eachRow((row, one) => {
    const named = /[/:]| GDP$| CPI$| PPI$|AQI/.test(row.name) ? row.name.replace(/其中:/, '') : one.name;
    assert.equal(sharesWords(named, one.name), true, `${row.code}: ${row.name} is ${one.name}`);
    if (!/[/ (]|其中/.test(row.name)) assert.equal(one.name, row.name);
    assert.ok(row.unit.includes(one.unit), `${row.code}: ${row.unit} has ${one.unit}`);
  });
});

/** Whether two names share two characters in a row. */
function sharesWords(a: string, b: string): boolean {
  const runs = Array.from({ length: Math.max(0, b.length - 1) }, (_, i) => b.slice(i, i + 2));
  return runs.some((run) => a.includes(run));
}

test('frequency and basis agree with the catalogue', withCatalogue, () => {
  const letters = { R: 'h', H: 'h', D: 'D', W: 'W', M: 'M', Q: 'Q', Y: 'Y' } as const;
  eachRow((row, one) => {
    const stated: string[] = Object.entries(letters).flatMap(([letter, f]) =>
      row.frequency.includes(letter) ? [f] : [],
    );
    if (row.frequency.includes('学年')) stated.push('S');
    if (/日|旬|周/.test(row.frequency)) stated.push('D', 'W');
    for (const frequency of [one.frequency, ...one.alsoFrequencies]) {
      assert.ok(stated.includes(frequency), `${row.code}: ${row.frequency} has ${frequency}`);
    }
    const bases =
      /平均/.test(row.basis) || row.aggregation === '同ST001'
        ? ['AVG']
        : row.basis.split(/[+/ ]+/).map((b) => b.replace(/\(.*/, ''));
    assert.ok(bases.includes(one.basis), `${row.code}: ${row.basis} has ${one.basis}`);
    if (one.alsoBasis) assert.ok(bases.includes(one.alsoBasis), row.code);
  });
});

test('direction and aggregation agree with the catalogue', withCatalogue, () => {
  const directions = { higher: '+', lower: '−', neutral: '○' } as const;
  const rules = {
    sum: /^SUM(?!\(去重)/,
    distinct: /去重/,
    ratio: /RATIO/,
    weighted: /WAVG/,
    max: /MAX/,
    'station-mean': /国控点|同ST001/,
    mean: /平均/,
    none: /^NA/,
  } as const;
  eachRow((row, one) => {
    assert.ok(row.direction.startsWith(directions[one.direction]), `${row.code}: ${row.direction}`);
    assert.match(row.aggregation, rules[one.aggregation.rule], row.code);
    if (row.direction.includes('=') && one.targetKind !== 'none') assert.equal(one.targetType, 'binding', row.code);
  });
});

test('growth method and thresholds agree with the catalogue', withCatalogue, () => {
  const methods = {
    'constant-price': /不变价/,
    comparable: /^可比口径/,
    'same-caliber': /同口径/,
    nominal: /名义|^降幅/,
    points: /pp/,
    index: /IDX/,
    difference: /差$/,
    chain: /环比/,
    none: /—/,
  } as const;
  eachRow((row, one) => {
    if (row.growth !== null && one.code !== 'NY009') assert.match(row.growth, methods[one.growthMethod], row.code);
    if (one.thresholdText !== '—') assert.equal(one.thresholdText, row.thresholds, row.code);
    const group = INDICATOR_DEFINITIONS.filter(({ group: main }) => main === row.code);
    const hasLines = group.some(({ thresholds }) => thresholds.length > 0);
    assert.equal(hasLines, row.thresholds !== '—', `${row.code}: ${row.thresholds}`);
  });
});

test('numbers of a threshold stand in its words', withCatalogue, () => {
  eachRow((row, one) => {
    const numbers = (row.thresholds.match(/\d+(\.\d+)?/g) ?? []).map(Number);
    for (const { than, by, of } of one.thresholds) {
      // A line on a companion (较大及以上事故) may be written in words alone.
      if (of !== undefined) continue;
      if (typeof than === 'number' && than !== 0) {
        const written = [Math.abs(than), Math.abs(than) - 100];
        const isRiskBand = row.code === 'JJ031';
        assert.ok(isRiskBand || written.some((n) => numbers.includes(n)), `${row.code}: ${than} in ${row.thresholds}`);
      }
      if (by) assert.ok(numbers.includes(by), `${row.code}: ${by} in ${row.thresholds}`);
    }
  });
});

test('R15 every indicator has one owner, which exists', withOrganisations, () => {
  const known = new Set(readFileSync(ORGANISATIONS, 'utf8').match(/[DV]\d{2}(?!\d)/g));
  for (const { code, ownerDept, referenceDepts } of INDICATOR_DEFINITIONS) {
    assert.ok(known.has(ownerDept), `${code} ${ownerDept}`);
    for (const other of referenceDepts) assert.ok(known.has(other) && other !== ownerDept, `${code} ${other}`);
  }
});
