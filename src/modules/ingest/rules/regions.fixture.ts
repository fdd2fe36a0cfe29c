/** Regions for tests: the nation, 31 provinces, the 11 cities of 山西 and some counties. */
import type { RegionRef, ResolveRegion } from './region.ts';

const PROVINCES =
  '110000北京市 120000天津市 130000河北省 140000山西省 150000内蒙古自治区 210000辽宁省 220000吉林省 230000黑龙江省 310000上海市 320000江苏省 330000浙江省 340000安徽省 350000福建省 360000江西省 370000山东省 410000河南省 420000湖北省 430000湖南省 440000广东省 450000广西壮族自治区 460000海南省 500000重庆市 510000四川省 520000贵州省 530000云南省 540000西藏自治区 610000陕西省 620000甘肃省 630000青海省 640000宁夏回族自治区 650000新疆维吾尔自治区';
const CITIES =
  '140100太原市 140200大同市 140300阳泉市 140400长治市 140500晋城市 140600朔州市 140700晋中市 140800运城市 140900忻州市 141000临汾市 141100吕梁市';
const COUNTIES =
  '140105小店区 140106迎泽区 140181古交市 140302城区 140303矿区 140321平定县 140502城区 140525泽州县 140821临猗县';

const ALL: readonly RegionRef[] = [
  { code: '100000', name: '全国', level: 'nation' },
  ...listed(PROVINCES, 'province'),
  ...listed(CITIES, 'city'),
  ...listed(COUNTIES, 'county'),
];

export const SHANXI: RegionRef = { code: '140000', name: '山西省', level: 'province' };
export const TAIYUAN: RegionRef = { code: '140100', name: '太原市', level: 'city' };

function listed(text: string, level: string): RegionRef[] {
  return text.split(' ').map((entry) => ({ code: entry.slice(0, 6), name: entry.slice(6), level }));
}

/** Full names, short names, codes; a county of two cities only with its parent. */
export const resolveRegion: ResolveRegion = (text, hint) => {
  const found = ALL.filter(
    ({ code, name }) =>
      text === code ||
      text === name ||
      (text.length > 1 && text === shortOf(name)) ||
      (text === '中国' && name === '全国'),
  );
  const near = found.filter(
    ({ code, level }) => level !== 'county' || !hint?.parent || code.startsWith(hint.parent.slice(0, 4)),
  );
  return near.length === 1 ? (near[0] ?? null) : null;
};

function shortOf(name: string): string {
  return name.replace(/(?:壮族|回族|维吾尔)?自治区$|[省市县]$/, '');
}
