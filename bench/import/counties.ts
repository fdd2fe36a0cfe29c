import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { DIVISIONS } from '../../src/modules/identity/seed/divisions.ts';

const HEADER =
  '日期,行政区划代码,地区,地区生产总值(万元),一般公共预算收入(万元),社会消费品零售总额(万元),用电量(万千瓦时),居民消费价格指数(上年同月=100),平均气温(摄氏度),备注';

/** Days of the counties of the province, each once, in the order of time: ten columns. Gives the bytes written. */
export async function writeCounties(path: string, rows: number): Promise<number> {
  const counties = DIVISIONS.filter(
    ({ level, validTo, code }) => level === 'county' && validTo === null && code.startsWith('14'),
  );
  const out = createWriteStream(path);
  const random = generator(2026);
  let text = `${HEADER}\n`;
  let bytes = 0;
  for (let i = 0; i < rows; i++) {
    const { code, name } = counties[i % counties.length] ?? { code: '140105', name: '小店区' };
    text += `${day(Math.floor(i / counties.length))},${code},${name},${figures(random)},正常\n`;
    if (text.length < 1_000_000 && i < rows - 1) continue;
    bytes += Buffer.byteLength(text);
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end();
  await once(out, 'close');
  return bytes;
}

function figures(random: () => number): string {
  const [a, b, c, d, e, f] = [9e5, 8e4, 4e5, 5e3, 4, 40].map((range) => random() * range);
  return `${a?.toFixed(1)},${b?.toFixed(0)},${c?.toFixed(2)},${d?.toFixed(2)},${((e ?? 0) + 98.5).toFixed(1)},${((f ?? 0) - 12).toFixed(1)}`;
}

function day(since2003: number): string {
  return new Date(Date.UTC(2003, 0, 1 + since2003)).toISOString().slice(0, 10);
}

/** A small linear congruential generator: the same file everywhere. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}
