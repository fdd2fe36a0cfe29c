/** How a period is written on screen, after the usage of the statistical bureaus. */
import { type Basis, runsFromJanuary } from './basis.ts';
import { endOf, type Frequency, frequencyOf, type PeriodKey, partOf, startOf, yearOf } from './key.ts';

export type Language = 'zh' | 'en';

export interface LabelOptions {
  basis: Basis;
  /** January and February are published together (一—二月): `YYYY-02` then reads 1—2月 whatever the basis. */
  mergedJanFeb?: boolean;
}

type Writer = (key: PeriodKey, options: LabelOptions) => string;

/**
 * Label of a period, e.g. 2026年前三季度 (Q3, CUM), 2026年1—10月 (M, CUM), 2026年10月 (M, CUR), 2026年10月末 (M, PT),
 * 2025—2026学年, 截至2026年10月5日 (D, CUM); in English Q1–Q3 2026, Jan–Oct 2026, Oct 2026, end of Oct 2026.
 */
export function periodLabel(key: PeriodKey, options: LabelOptions, language: Language = 'zh'): string {
  return (language === 'zh' ? CHINESE : ENGLISH)[frequencyOf(key)](key, options);
}

const QUARTERS = ['一季度', '二季度', '三季度', '四季度'];
const QUARTERS_SINCE_JANUARY = ['一季度', '上半年', '前三季度', '全年'];
const ENGLISH_QUARTERS_SINCE_JANUARY = ['Q1', 'H1', 'Q1–Q3', 'full year'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const CHINESE: Readonly<Record<Frequency, Writer>> = {
  Y: (key, { basis }) => `${yearOf(key)}年${pointMark(basis)}`,
  S: (key) => `${yearOf(key)}—${yearOf(key) + 1}学年`,
  H: (key, { basis }) => {
    if (partOf(key) === 1) return `${yearOf(key)}年上半年${pointMark(basis)}`;
    return `${yearOf(key)}年${runsFromJanuary(basis) ? '全年' : `下半年${pointMark(basis)}`}${meanMark(basis)}`;
  },
  Q: (key, { basis }) => {
    const names = runsFromJanuary(basis) ? QUARTERS_SINCE_JANUARY : QUARTERS;
    return `${yearOf(key)}年${names[partOf(key) - 1]}${pointMark(basis)}${meanMark(basis)}`;
  },
  M: (key, options) => {
    const { basis } = options;
    const span = fromJanuary(key, options) ? `1—${partOf(key)}` : String(partOf(key));
    return `${yearOf(key)}年${span}月${pointMark(basis)}${meanMark(basis)}`;
  },
  W: (key, { basis }) => `${asOf(basis)}${yearOf(key)}年第${partOf(key)}周`,
  D: (key, { basis }) => `${asOf(basis)}${chineseDay(key)}`,
  h: (key, { basis }) => `${asOf(basis)}${chineseDay(key)}${Number(key.slice(11))}时`,
};

const ENGLISH: Readonly<Record<Frequency, Writer>> = {
  Y: (key, { basis }) => `${endMark(basis)}${yearOf(key)}`,
  S: (key) => `school year ${yearOf(key)}–${yearOf(key) + 1}`,
  H: (key, { basis }) =>
    partOf(key) === 2 && runsFromJanuary(basis)
      ? `full year ${yearOf(key)}`
      : `${endMark(basis)}H${partOf(key)} ${yearOf(key)}`,
  Q: (key, { basis }) => {
    const name = runsFromJanuary(basis) ? ENGLISH_QUARTERS_SINCE_JANUARY[partOf(key) - 1] : `Q${partOf(key)}`;
    return `${endMark(basis)}${name} ${yearOf(key)}`;
  },
  M: (key, options) => {
    const month = MONTHS[partOf(key) - 1];
    return `${endMark(options.basis)}${fromJanuary(key, options) ? `Jan–${month}` : month} ${yearOf(key)}`;
  },
  W: (key, { basis }) => `${upTo(basis)}week ${partOf(key)} of ${yearOf(key)}`,
  D: (key, { basis }) => `${upTo(basis)}${englishDay(key)}`,
  h: (key, { basis }) => `${upTo(basis)}${englishDay(key)} ${key.slice(11)}:00`,
};

/** January alone is written as the month even when it is cumulative. */
function fromJanuary(key: PeriodKey, { basis, mergedJanFeb = false }: LabelOptions): boolean {
  return partOf(key) > 1 && (runsFromJanuary(basis) || (mergedJanFeb && partOf(key) === 2));
}

function pointMark(basis: Basis): string {
  return basis === 'PT' ? '末' : '';
}

function meanMark(basis: Basis): string {
  return basis === 'AVG' ? '平均' : '';
}

function asOf(basis: Basis): string {
  return runsFromJanuary(basis) ? '截至' : '';
}

function endMark(basis: Basis): string {
  return basis === 'PT' ? 'end of ' : '';
}

function upTo(basis: Basis): string {
  return runsFromJanuary(basis) ? 'to ' : '';
}

function chineseDay(key: PeriodKey): string {
  const [year, month, day] = startOf(key).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

function englishDay(key: PeriodKey): string {
  const [year, month = 1, day] = endOf(key).split('-').map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}
