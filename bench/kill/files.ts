/** Files for one round: some read by the engine, some row by row; each different from all others. */
export interface RoundFile {
  readonly name: string;
  readonly text: string;
  /** Rows that must stand when it is imported. */
  readonly rows: number;
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

/** Cities by days, with one cell that cannot be read in the middle. */
export function dailyFile(serial: number): RoundFile {
  const lines = ['地区,日期,用电量(万千瓦时),平均气温(摄氏度),备注'];
  for (let day = 0; day < DAYS; day++) {
    const date = new Date(Date.UTC(2014, 0, 1 + day)).toISOString().slice(0, 10);
    for (const [i, city] of CITIES.entries()) lines.push(`${city},${date},${serial}.${day % 10},${i},正常`);
  }
  lines[20_000] = lines[20_000]?.replace(`,${serial}.`, ',停产') ?? '';
  return { name: `daily-${serial}.csv`, text: `${lines.join('\n')}\n`, rows: DAYS * CITIES.length - 1 };
}

/** The same in JSON, smaller: there is no engine's way for it. */
export function monthlyFile(serial: number): RoundFile {
  const records: object[] = [];
  for (let month = 0; month < 120; month++) {
    const date = new Date(Date.UTC(2014, month, 1)).toISOString().slice(0, 7);
    for (const [i, city] of CITIES.entries())
      records.push({ 地区: city, 月份: date, '产量(吨)': serial * 1000 + month + i });
  }
  return { name: `monthly-${serial}.json`, text: JSON.stringify(records), rows: records.length };
}
