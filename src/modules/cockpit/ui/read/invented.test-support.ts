import type { IndicatorHead, Row } from '#contract/indicators';
import { periodKey } from '#platform/period/key.ts';
import type { TextValues } from '#web/i18n/texts.ts';
import { zh } from '../i18n/zh-CN.ts';
import type { CockpitText } from '../i18n.ts';

/** The Chinese sentences, without i18next. */
export function say(key: CockpitText, values: TextValues = {}): string {
  return zh[key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
}

/** An invented head. */
export function head(parts: Partial<IndicatorHead> = {}): IndicatorHead {
  return {
    code: 'JJ015',
    name: '社会消费品零售总额',
    shortName: '社零总额',
    unit: '亿元',
    decimals: 1,
    frequency: 'M',
    basis: 'CUM',
    direction: 'higher',
    measure: 'amount',
    ownerDept: 'D28',
    caliber: '虚构口径',
    ...parts,
  };
}

/** An invented row of 2026年1—10月. */
export function row(parts: Partial<Row> = {}): Row {
  return {
    indicator: 'JJ015',
    region: '140000',
    value: 123.4,
    status: 'ok',
    unit: '亿元',
    period: periodKey('2026-10'),
    periodLabel: '2026年1—10月',
    basis: 'CUM',
    ...parts,
  };
}
