/** What a server would reply, with invented values, for the browser test. */
import type { Board, RegionRef, Screen } from '#contract/cockpit';
import type { Session } from '#contract/identity';
import type { CardDetail, QueryReply, QueryRequest } from '#contract/indicators';
import { BOARDS } from '../../seed/boards.ts';
import { heads, rowsOver, sectionsOf } from './figures.test-support.ts';

const AT = '2026-11-24T00:30:00.000Z';
const city = (code: string, name: string): RegionRef => ({ code, name, shortName: name.slice(0, 2), level: 'city' });
export const province: RegionRef = { code: '140000', name: '山西省', shortName: '山西', level: 'province' };
export const cities: readonly RegionRef[] = [
  city('140100', '太原市'),
  city('140200', '大同市'),
  city('140300', '阳泉市'),
  city('140400', '长治市'),
  city('140500', '晋城市'),
  city('140600', '朔州市'),
  city('140700', '晋中市'),
  city('140800', '运城市'),
  city('140900', '忻州市'),
  city('141000', '临汾市'),
  city('141100', '吕梁市'),
];
const districts: readonly RegionRef[] = (
  [
    ['140212', '新荣区'],
    ['140213', '平城区'],
    ['140214', '云冈区'],
    ['140215', '云州区'],
  ] as const
).map(([code, name]) => ({ code, name, shortName: name, level: 'county' }));

export const session: Session = {
  user: {
    id: '00000000-0000-4000-8000-000000000001',
    username: 'reader',
    name: '王建国',
    post: '常务副省长',
    unit: { kind: 'government', code: '140000', name: '山西省' },
    roles: [],
    permissions: ['indicator:read'],
    scope: { regions: 'all', departments: 'all' },
  },
  demo: true,
  obligation: null,
  secondFactor: { enabled: false, demanded: false },
  idleMinutes: 30,
  expiresAt: '2026-11-24T20:00:00Z',
};

export const boards: readonly Board[] = BOARDS.map(({ id, name, nameEn, feeds, feedsEn }) => ({
  id,
  name,
  nameEn,
  feeds,
  feedsEn,
  opensAt: null,
  route: id === 'overview' ? '/' : `/boards/${id}`,
}));

/** A board's screen at a place: the province, or a city with its districts. */
export function screenOf(board: string, asked: URLSearchParams): Screen {
  const region = [province, ...cities, ...districts].find(({ code }) => code === asked.get('region')) ?? province;
  const isProvince = region.level === 'province';
  const children = isProvince ? cities : region.level === 'city' ? districts : [];
  const above = region.level === 'county' ? [province, ...cities.slice(1, 2)] : [province];
  const siblings = isProvince ? [] : region.level === 'city' ? cities : districts;
  const indicator = asked.get('focus') ?? 'JJ001';
  const head = heads.find(({ code }) => code === indicator);
  const domains = sectionsOf(region.code);
  const missing = indicator === 'JJ015' ? '140900' : null;
  const rows = rowsOver(
    (children.length > 0 ? children : siblings).map(({ code }) => code),
    indicator,
    missing,
  );
  const cards = domains.flatMap((domain) => domain.cards);
  return {
    board,
    place: {
      region,
      path: isProvince ? [province] : [...above, region],
      siblings: [...siblings],
      children: [...children],
    },
    at: AT,
    asOf: asked.get('asOf'),
    demo: true,
    freshness: { expected: 40, arrived: 38, late: 2 },
    exceptions: cards
      .filter(({ light }) => light?.colour === 'red' || light?.colour === 'yellow')
      .map(({ indicator: code, light, period }) => ({
        kind: 'light',
        colour: light?.colour ?? 'none',
        tag: light?.colour === 'red' ? '红灯' : '黄灯',
        say: `${heads.find((one) => one.code === code)?.name} 1—10月低于目标，虚构的句子`,
        why: light?.reason ?? '',
        owner: '统计局',
        indicator: code,
        region: region.code,
        period,
      })),
    exceptionsTotal: 5,
    domains,
    heads: [...heads],
    owners: { D28: '统计局' },
    focus: head
      ? {
          head,
          ownerName: '统计局',
          shows: 'level',
          own: cards.find((row) => row.indicator === indicator) ?? null,
          rows,
          note: missing && '不参与排名（缺1市：忻州市）',
          mapOf: children.length > 0 ? region.code : '140200',
        }
      : null,
    version: '1',
  };
}

/** The whole of a figure; null when there is none by this code. */
export function detailOf(code: string, region: string): CardDetail | null {
  const head = heads.find((one) => one.code === code);
  const row = sectionsOf(region)
    .flatMap(({ cards }) => cards)
    .find(({ indicator }) => indicator === code);
  if (!head || !row) return null;
  return {
    head,
    ownerName: '统计局',
    region: { code: region, name: '山西省' },
    row,
    lastYear: [],
    thresholdText: '虚构预警线',
    thresholdStatus: 'suggested',
    secrecy: 'public',
    frequencyWords: '月',
    collectDueDays: 15,
    aggregationWords: '各地相加等于全省',
    growthWords: '增速按名义计算',
    referenceDepts: [],
    versions: [],
    vintages: [
      {
        value: row.value,
        growth: null,
        stage: 'preliminary',
        mark: 'simulated',
        at: '2026-11-20T02:00:00.000Z',
        publication: 1,
        current: true,
        source: { kind: 'demo', title: '演示数据', by: '系统' },
      },
    ],
    refusals: [],
    demo: true,
    version: '1',
  };
}

/** The answer to a question about one indicator over the cities: ranked by level and by completion. */
export function answerTo({ indicators, rankBy = 'level' }: QueryRequest): QueryReply {
  const rows = rowsOver(
    cities.map(({ code }) => code),
    indicators[0] ?? 'JJ001',
    null,
  );
  const allowed = rankBy === 'level' || rankBy === 'completion';
  return {
    indicators: heads.filter(({ code }) => indicators.includes(code)),
    regions: cities.map(({ code, name }) => ({ code, name })),
    rows: rows.map((row) => ({
      ...row,
      progress: { status: 'ok', words: '', share: 80 },
      rank:
        allowed && row.rank
          ? { ...row.rank, by: rankBy }
          : { rank: null, of: 11, by: rankBy, status: 'not-applicable', words: '该指标不作排名' },
    })),
    refusals: [],
    version: '1',
  };
}
