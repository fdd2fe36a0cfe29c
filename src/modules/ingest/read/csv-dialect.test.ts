import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectDelimiter } from './csv-dialect.ts';

const TABLE = [
  ['地区', '年份', '数值'],
  ['太原市', '2024', '1.5'],
  ['大同市', '2024', '2.5'],
];

for (const delimiter of [',', '\t', ';', '|', '\u0001', '^', '~', '，']) {
  test(`finds the delimiter ${JSON.stringify(delimiter)}`, () => {
    assert.equal(detectDelimiter(TABLE.map((row) => row.join(delimiter)).join('\r\n')), delimiter);
  });
}

test('titles above and notes below do not disturb it', () => {
  const lines = [
    '数据库；年度',
    '指标：总值，亿元',
    ...TABLE.map((row) => row.join(';')),
    '注：一，二，三',
    '来源：国家统计局',
  ];
  assert.equal(detectDelimiter(lines.join('\n')), ';');
});

test('a decimal comma does not outvote the delimiter that also splits the header', () => {
  const rows = Array.from({ length: 300 }, (_, i) => `${i},5;${i},25;${i},75`);
  assert.equal(detectDelimiter(['甲;乙;丙', ...rows].join('\n')), ';');
});

test('a range in every row is not a delimiter', () => {
  const rows = Array.from({ length: 300 }, (_, i) => `市${i},10~20,a|b`);
  assert.equal(detectDelimiter(['地区,范围,类', ...rows].join('\n')), ',');
});

test('tabs that pad each cell are no delimiter', () => {
  assert.equal(
    detectDelimiter('指标\t;2024年\t;2023年\t;\n支出 (亿元)\t;6311.5\t;6351.5\t;\n教育 (亿元) \t;\t;901.5\t;'),
    ';',
  );
  assert.equal(detectDelimiter('指标\t,2024年\t,\n支出 (亿元)\t,6311.5\t,'), ',');
});

test('delimiters in quotes are not counted', () => {
  assert.equal(detectDelimiter('a;b\n"1,2,3";"4,5,6"\n"1,2,3";"4,5,6"'), ';');
});

test('a first line sep= decides', () => {
  assert.equal(detectDelimiter('sep=|\na,b|c\n'), '|');
});

test('a single column falls back to the comma', () => {
  assert.equal(detectDelimiter('数值\n1\n2\n'), ',');
});
