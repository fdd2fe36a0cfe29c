import type { Reading } from '../rules/reading.ts';

/**
 * What an imported table is called until a person says otherwise: its own title; else the file's name and, when the
 * whole table is about one, its measure. 分省年度数据_(1).csv with 指标：人口数 is 分省年度数据：人口数.
 */
export function suggestTitle(
  readings: readonly Reading[],
  fileName: string,
  sheet: { name: string; only: boolean },
): string {
  const [first] = readings;
  const own = first?.title?.trim();
  if (own) return own.slice(0, 200);
  const stem =
    fileName
      .replace(/\.[^.]*$/, '')
      .replace(/[_\s-]*[（(]\d+[)）]$/, '')
      .trim() || fileName;
  const about = first?.fixed.measure?.value.name ?? (sheet.only ? null : sheet.name);
  return (about && !stem.includes(about) ? `${stem}：${about}` : stem).slice(0, 200);
}
