/** R8: what each part contributes to the growth of the whole. */
import { addDecimal, roundDecimal, subtractDecimal } from '#platform/decimal.ts';

export interface Part {
  code: string;
  /** Increment at constant prices, in the unit of the total's increment. */
  increment: number;
}

export interface Contribution {
  code: string;
  /** 贡献率, %: may be negative or above 100. */
  share: number;
  /** 拉动, percentage points of the total growth. */
  pull: number;
}

export type ContributionResult =
  | {
      ok: true;
      parts: Contribution[];
      /** Total growth less the sum of the pulls as shown, pp. */
      residual: number;
      /** 修约误差, or parts that do not make up the whole; absent when the pulls add up. */
      note?: string;
    }
  | { ok: false; code: 'total-unchanged' | 'no-parts'; words: string };

/** Parts whose unrounded pulls come this close (pp) to the total growth make up the whole. */
const WHOLE = 0.05;

/**
 * 贡献率 = 部门不变价增量 ÷ 总不变价增量 × 100%; 拉动 = 贡献率 × 总增速, both to one decimal. What rounding leaves is
 * stated and never spread over the parts, as the official table of GDP does. `growth` in %.
 */
export function contributions(
  parts: readonly Part[],
  total: { increment: number; growth: number },
): ContributionResult {
  if (parts.length === 0) return { ok: false, code: 'no-parts', words: '没有分项数据' };
  if (total.increment === 0) return { ok: false, code: 'total-unchanged', words: '总量没有增减，不计算贡献率' };
  const shown = parts.map(({ code, increment }) => {
    const share = increment / total.increment;
    return { code, share: roundDecimal(share * 100, 1), pull: roundDecimal(share * total.growth, 1) };
  });
  const sum = shown.reduce((acc, part) => addDecimal(acc, part.pull), 0);
  const residual = subtractDecimal(total.growth, sum);
  const unrounded = parts.reduce((acc, part) => acc + (part.increment / total.increment) * total.growth, 0);
  const note = residualNote(residual, Math.abs(total.growth - unrounded) <= WHOLE);
  return { ok: true, parts: shown, residual, ...(note ? { note } : {}) };
}

function residualNote(residual: number, isWhole: boolean): string | undefined {
  if (residual === 0) return undefined;
  if (isWhole) return '分项拉动之和与总增速的差异为修约误差，未作调整';
  return `分项未涵盖全部，其余部分拉动${roundDecimal(residual, 1)}个百分点`;
}
