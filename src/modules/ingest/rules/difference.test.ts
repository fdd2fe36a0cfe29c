import assert from 'node:assert/strict';
import { test } from 'node:test';
import { line, sheet, take } from './sheet.fixture.ts';

const lines = (text: string) => take(sheet(text), { sheetName: '山西省' }).observations.map(line);

test('增减 is an amount where the figures are a difference, a percentage where they are not', () => {
  const amounts = '指标|2025年|2024年|增减\n用电量（亿千瓦时）|110|100|10\n货运量（万吨）|90|100|-10';
  assert.deepEqual(lines(amounts).slice(0, 3), [
    '山西省 2025 用电量(亿千瓦时)=110',
    '山西省 2024 用电量(亿千瓦时)=100',
    '山西省 2025 用电量增减(亿千瓦时)=10',
  ]);
  const rates = '指标|2025年|2024年|增减\n用电量（亿千瓦时）|220|200|10\n货运量（万吨）|90|100|-10';
  assert.deepEqual(lines(rates).slice(0, 2), [
    '山西省 2025 用电量(亿千瓦时)=220 yoy=10',
    '山西省 2024 用电量(亿千瓦时)=200',
  ]);
});
