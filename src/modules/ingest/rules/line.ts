/** Rows that hold words instead of data: titles, units, notes, sources, who filled the form in. */
import { readUnit } from '#platform/unit.ts';
import { chinesePart, squeeze } from './label.ts';
import type { RowKind } from './reading.ts';

const NOTE =
  /^[(]?(?:注|备注|说明|附注|注释|注意|填表说明|指标解释|notes?)\d*(?:[:.、,)]|$)|^注\d|^\d[.、]?(?:本表|数据|按照|根据|由于)|^本表/i;
const SOURCE = /^[(]?(?:数据|资料|信息|图表)?(?:来源|出处)(?:于|[:)]|$)|^sources?:/i;
const SIGNED =
  /^(?:(?:填报|填表|制表|编制|报送|统计|审核|复核|签发|批准|打印|报出|发布|更新)(?:人|单位|负责人|日期|时间|机关|部门|处室)?|(?:单位|部门)?负责人|联系人|(?:联系)?电话)[:]/;
const UNIT = /^[(]?(?:计量)?单位[:]/;
const KEYED =
  /^(?:数据库|指标|指标名称|时间|地区|年份|报告期|统计期|统计时间|统计时段|统计日期|数据时间|数据日期|截[止至](?:时间|日期)|表号|期别|频度|栏目|分类|表名|表题)[:]/;

/** What a line of words is: a `unit` or `source` line, a `note` (also who signed the form), else a `title`. */
export function lineKind(text: string): Extract<RowKind, 'title' | 'unit' | 'note' | 'source' | 'blank'> {
  const plain = squeeze(text);
  if (plain === '') return 'blank';
  if (SOURCE.test(plain)) return 'source';
  if (UNIT.test(plain) || (/^\(.*\)$/.test(plain) && unitsOf(plain) !== null)) return 'unit';
  if (KEYED.test(plain)) return 'title';
  return NOTE.test(plain) || SIGNED.test(plain) || /^[①-⑳*＊]\s*\S{4}/.test(text.trim()) ? 'note' : 'title';
}

/** The unit that filled the form in, of 填报单位：太原市统计局; null for other lines. */
export function reporter(text: string): string | null {
  return /^(?:填报|报送|编制)单位:(.+)$/.exec(squeeze(text))?.[1] ?? null;
}

/** A line such as 指标：地区生产总值(亿元), as key and value; null when it is none. */
export function keyedLine(text: string): { key: string; value: string } | null {
  const plain = squeeze(text);
  if (!KEYED.test(plain)) return null;
  const at = plain.indexOf(':');
  return { key: plain.slice(0, at), value: plain.slice(at + 1) };
}

/** Whether a cell annotates the table instead of being part of it: 单位：亿元, 指标：…, 填报单位：…, 注：…. */
export function isAnnotation(text: string): boolean {
  const plain = squeeze(text);
  return lineKind(text) !== 'title' || KEYED.test(plain) || SIGNED.test(plain);
}

/** Units of a line, as symbols in the order listed: 单位：亿元、% → [亿元, %]. Null when one of them is unknown. */
export function unitsOf(text: string): string[] | null {
  const plain = chinesePart(squeeze(text))
    .replace(UNIT, '')
    .replace(/^\(|\)$/g, '')
    .replace(/^(?:计量)?单位:/, '');
  const whole = readUnit(plain);
  if (whole) return [whole.symbol];
  const parts = plain.split(/[、,;，；和及\s]+/).filter((part) => part !== '');
  const units = parts.map((part) => readUnit(part)?.symbol ?? null);
  return parts.length > 0 && units.every((unit) => unit !== null) ? units : null;
}
