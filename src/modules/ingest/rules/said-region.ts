/** The region of a table whose rows and columns name none: from what says it outright to what merely suggests it. */
import { hasHan, squeeze } from './label.ts';
import type { Observed, Said } from './reading.ts';
import type { RegionReader, RegionRef } from './region.ts';
import { ownRegion, regionHead, regionIn } from './region-words.ts';
import { confidence, type Saying, said, titles } from './said.ts';
import { textOf } from './sheet.ts';
import { stripped } from './title-words.ts';

type SaidRegion = Said<RegionRef> | null;

/** The region, surest sign first; null when nothing speaks of one. */
export function saidRegion(sayings: readonly Saying[], observed: Observed, regions: RegionReader): SaidRegion {
  return (
    titled(sayings, regions) ??
    ownTitled(sayings, regions) ??
    fromDatabase(sayings, regions) ??
    (isByPart(sayings) ? null : (fromNames(observed, regions) ?? fromSource(observed, regions))) ??
    fromContext(observed)
  );
}

/** A name in the title: 太原市2026年1—10月…. */
function titled(sayings: readonly Saying[], regions: RegionReader): SaidRegion {
  for (const saying of titles(sayings)) {
    const found = regionIn(saying.key === '地区' ? saying.text : stripped(saying.text), regions);
    if (found) return said(found, saying, confidence(saying, 0.85), `写明地区“${found.name}”`);
  }
  return null;
}

/** 全省, 省内, 我省 anywhere in the title. */
function ownTitled(sayings: readonly Saying[], regions: RegionReader): SaidRegion {
  for (const saying of titles(sayings)) {
    const found = ownRegion(saying.text, regions);
    if (found) return said(found, saying, confidence(saying, 0.75), `按字面指“${found.name}”`);
  }
  return null;
}

/** The databases of the national bureau: those not by province or city hold the nation's figures. */
function fromDatabase(sayings: readonly Saying[], regions: RegionReader): SaidRegion {
  const line = sayings.find(({ key, text }) => key === '数据库' && /^(?:年度|季度|月度)数据$/.test(text.trim()));
  const nation = line && regions.read('全国');
  return nation ? said(nation, line, 0.85, `写明数据库“${line.text}”，是全国数据`) : null;
}

/** 分省年度数据 without its province is of some province, not of the nation. */
function isByPart(sayings: readonly Saying[]): boolean {
  return sayings.some(
    ({ text, key }) => (key === null || key === '数据库') && /^分省|^主要城市|^各[省市县]/.test(text.trim()),
  );
}

/** Accounts that only the nation has: a province has 地区生产总值. */
const NATIONAL_NAME = /^(?:人均)?国内生产总值|国民总收入|国民生产总值|^全国(?=.{3})/;
const OWN_NAME = /全省|我省/;
const INSIDE: Pick<Saying, 'from' | 'line'> = { from: 'table', line: null };

function fromNames({ head, evidence }: Observed, regions: RegionReader): SaidRegion {
  const words = [...head.flatMap(({ cells }) => cells.map(textOf)), ...evidence.flatMap(({ examples }) => examples)];
  if (words.some((text) => OWN_NAME.test(text))) return null;
  const word = words.map((text) => NATIONAL_NAME.exec(squeeze(text))?.[0]).find((found) => found !== undefined);
  const nation = word === undefined ? null : regions.read('全国');
  return nation && said(nation, INSIDE, 0.5, `有“${word}”，像是全国数据，请核对`);
}

const NATIONAL_BODY = /国家统计局|海关总署|中国人民银行|国家能源局|财政部|教育部|民政部|(?<!省)生态环境部/;

/** 资料来源：山西省统计局, or a body of the state. */
function fromSource({ lines }: Observed, regions: RegionReader): SaidRegion {
  for (const { line, text, what } of lines) {
    if (what !== 'source') continue;
    const by = squeeze(text).replace(/^[^:]*:/, '');
    const found = regions.read(regionHead(by.replace(/^国家统计局(?=.)/, ''), regions));
    const region = found ?? (NATIONAL_BODY.test(by) ? regions.read('全国') : null);
    if (region) return said(region, { from: 'source', line }, 0.4, `来源是“${by}”，暂按${region.name}读，请核对`);
  }
  return null;
}

/** The region the node is about. A table without a Chinese word may be of anywhere. */
function fromContext({ sourceRegion, sheetName, fileName, head }: Observed): SaidRegion {
  const words = [sheetName ?? '', fileName ?? '', ...head.flatMap(({ cells }) => cells.map(textOf))];
  if (!sourceRegion || !words.some(hasHan)) return null;
  const whole = sourceRegion.level === 'province' ? '全省' : sourceRegion.level === 'nation' ? '全国' : '全市';
  const why = `表中没有地区，暂按${whole}（${sourceRegion.name}）读，请核对`;
  return said(sourceRegion, { from: 'context', line: null }, 0.3, why);
}
