/** Files for one round: some read by the engine, some row by row; each different from all others. */
export interface RoundFile {
  readonly name: string;
  readonly text: string;
  /** Rows that must stand when it is imported. */
  readonly rows: number;
  /** Sum of the figures of its first measure. */
  readonly sum: number;
}

const CITIES = [
  '太原市',
  '大同市',
  '阳泉市',
  '长治市',
  '晋城市',
  '朔州市',
  '晋中市',
  '运城市',
  '忻州市',
  '临汾市',
  '吕梁市',
];
const DAYS = 3_600;
/** The line that cannot be read. */
const SPOILT = 20_000;

const dailyFigure = (serial: number, day: number): number => Number(`${serial}.${(day % 9) + 1}`);

/** Cities by days, with one cell that cannot be read in the middle. */
export function dailyFile(serial: number): RoundFile {
  const lines = ['地区,日期,用电量(万千瓦时),平均气温(摄氏度),备注'];
  for (let day = 0; day < DAYS; day++) {
    const date = new Date(Date.UTC(2014, 0, 1 + day)).toISOString().slice(0, 10);
    for (const [i, city] of CITIES.entries()) lines.push(`${city},${date},${dailyFigure(serial, day)},${i},正常`);
  }
  lines[SPOILT] = lines[SPOILT]?.replace(`,${serial}.`, ',停产') ?? '';
  const days = Array.from({ length: DAYS }, (_, day) => dailyFigure(serial, day) * CITIES.length);
  const spoilt = dailyFigure(serial, Math.floor((SPOILT - 1) / CITIES.length));
  return {
    name: `daily-${serial}.csv`,
    text: `${lines.join('\n')}\n`,
    rows: DAYS * CITIES.length - 1,
    sum: days.reduce((sum, day) => sum + day, -spoilt),
  };
}

/** The same in JSON, smaller: there is no engine's way for it. */
export function monthlyFile(serial: number): RoundFile {
  const records: object[] = [];
  let sum = 0;
  for (let month = 0; month < 120; month++) {
    const date = new Date(Date.UTC(2014, month, 1)).toISOString().slice(0, 7);
    for (const [i, city] of CITIES.entries()) {
      const figure = serial * 1000 + month + i;
      records.push({ 地区: city, 月份: date, '产量(吨)': figure });
      sum += figure;
    }
  }
  return { name: `monthly-${serial}.json`, text: JSON.stringify(records), rows: records.length, sum };
}
