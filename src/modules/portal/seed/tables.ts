import { createHash } from 'node:crypto';

/** A table of the demo: invented figures, every row of which says so. */
export interface DemoTable {
  readonly title: string;
  readonly provider: string;
  readonly summary: string;
  readonly theme: string;
  readonly cycle: 'month' | 'quarter';
  readonly csv: string;
}

const MARK = '演示数据';

/** A number between 0 and 1 that hangs on the words alone. */
function chance(...words: readonly (string | number)[]): number {
  return createHash('sha256').update(words.join('|')).digest().readUInt32BE(0) / 0xffffffff;
}

/** Months up to the one before `today`, the oldest first. */
function monthsBefore(today: string, count: number): { year: number; month: number }[] {
  const [year = 2026, month = 1] = today.split('-').map(Number);
  const last = year * 12 + month - 2;
  return Array.from({ length: count }, (_, i) => last - count + 1 + i).map((n) => ({
    year: Math.floor(n / 12),
    month: (n % 12) + 1,
  }));
}

function libraryVisits(cities: readonly string[], today: string): string {
  const lines = cities.flatMap((city, i) =>
    monthsBefore(today, 24).map(({ year, month }) => {
      const season = month === 7 || month === 8 ? 1.4 : month === 1 || month === 2 ? 1.2 : 1;
      const visits = (4 + 12 * chance('visits', i)) * season * (0.9 + 0.2 * chance(city, year, month));
      const loans = visits * (0.5 + 0.3 * chance('loans', i)) * (0.95 + 0.1 * chance('l', city, year, month));
      return `${city},${year}年${month}月,${visits.toFixed(2)},${loans.toFixed(2)},${MARK}`;
    }),
  );
  return `地区,时间,进馆人次(万人次),外借册次(万册次),数据性质\n${lines.join('\n')}\n`;
}

const SITES = ['客运站', '高铁站', '体育中心', '人民公园', '政务大厅', '高速服务区', '商务中心', '大学城'];

function chargingStations(cities: readonly string[]): string {
  const lines = cities.flatMap((city) =>
    SITES.map((site) => {
      const [fast, slow] = [4 + Math.floor(16 * chance('f', city, site)), Math.floor(24 * chance('s', city, site))];
      return `演示${city}${site}充电站,${city},${site},${fast},${slow},${MARK}`;
    }),
  );
  return `充电站名称,所在城市,场所类型,快充桩数,慢充桩数,数据性质\n${lines.join('\n')}\n`;
}

/** The tables that the demo opens. */
export function demoTables(cities: readonly string[], today: string): DemoTable[] {
  return [
    {
      title: '公共图书馆进馆和外借情况（演示数据）',
      provider: 'D18',
      summary: '各市公共图书馆逐月进馆人次和外借册次。本数据由演示程序生成，不是真实统计，不得引用。',
      theme: 'education',
      cycle: 'month',
      csv: libraryVisits(cities, today),
    },
    {
      title: '公共充电站名录（演示数据）',
      provider: 'D29',
      summary: '各市公共充电站的场所类型和充电桩数。本数据由演示程序生成，不是真实名录，不得引用。',
      theme: 'energy',
      cycle: 'quarter',
      csv: chargingStations(cities),
    },
  ];
}
