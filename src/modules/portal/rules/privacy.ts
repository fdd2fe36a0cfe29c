import type { Finding } from '../contract.ts';

/**
 * Why a release may not leave: some combination of quasi-identifiers stands for fewer than k rows (k-anonymity, Samarati
 * and Sweeney 1998; GB/T 37964-2019 个人信息去标识化指南). Null: it may.
 */
export function whyUnsafe(finding: Finding, k: number): string | null {
  if (finding.under === 0) return null;
  const names = finding.quasi.map((name) => `“${name}”`).join('、');
  return (
    `按${names}组合，${finding.combinations} 种组合中有 ${finding.under} 种不足 ${k} 行（共 ${finding.rowsUnder} 行，` +
    `最少的只有 ${finding.smallest} 行）。请把这些信息项归并得更粗，或不开放其中几项。`
  );
}
