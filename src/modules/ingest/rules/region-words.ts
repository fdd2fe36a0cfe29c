/** Finds the region that words name: in a title, a name of a file, a line of sources. */
import type { RegionReader, RegionRef } from './region.ts';

const LONGEST_NAME = 12;

/** The longest head of a text that is a region: 山西省 of 山西省主要经济指标; empty without one. */
export function regionHead(text: string, regions: RegionReader): string {
  for (let length = Math.min(LONGEST_NAME, text.length); length >= 2; length--) {
    const head = text.slice(0, length);
    if (!/^\d+$/.test(head) && !BODY.test(text.slice(length)) && regions.read(head)) return head;
  }
  return '';
}

/** 太原局集团公司 and 太原海关 work for more than the city. */
const BODY = /^(?:铁路|局|海关|机场|大学|卫星)/;

/** The region at the head of a part of the text. 各市 and 分省 name none. */
export function regionIn(text: string, regions: RegionReader): RegionRef | null {
  for (const part of text.split(/[\s_—:,、()《》"“”-]+/)) {
    const name = regionHead(part, regions);
    if (name !== '') return regions.read(name);
  }
  return null;
}

const OWN_WORDS: readonly (readonly [RegExp, string])[] = [
  [/全国/, '全国'],
  [/[全我本]省|省内/, '全省'],
  [/[全我本]市|市内/, '全市'],
  [/[全我本]县|县内/, '全县'],
];

/** The region that 全省, 省内, 我省 stand for anywhere in a text: the reader knows which province is meant. */
export function ownRegion(text: string, regions: RegionReader): RegionRef | null {
  const word = OWN_WORDS.find(([pattern]) => pattern.test(text))?.[1];
  return word === undefined ? null : regions.read(word);
}
