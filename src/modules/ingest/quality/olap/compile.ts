import { customPass } from './custom.ts';
import { isOf, referencePass, uniquePass } from './grouped.ts';
import type { Pass, RuleCheck, Scene } from './pass.ts';
import { reconcilePasses } from './reconcile.ts';
import { isScanCheck, scanPass } from './scan.ts';

/**
 * Rules as few statements: one scan for everything that single rows and sums decide (it runs in any case, for it counts
 * the rows), one for all uniqueness, one for all references, one for the reconciliations of the same whole, and one each for queries
 * of one's own.
 */
export function compile(rules: readonly RuleCheck[], scene: Scene): Pass[] {
  const unique = rules.filter((rule) => isOf(rule, 'unique'));
  const references = rules.filter((rule) => isOf(rule, 'reference'));
  return [
    scanPass(
      rules.filter(({ check }) => isScanCheck(check)),
      scene,
    ),
    ...(unique.length === 0 ? [] : [uniquePass(unique, scene)]),
    ...(references.length === 0 ? [] : [referencePass(references, scene)]),
    ...reconcilePasses(
      rules.filter((rule) => isOf(rule, 'reconcile')),
      scene,
    ),
    ...rules.filter((rule) => isOf(rule, 'sql')).map((rule) => customPass(rule, scene)),
  ];
}
