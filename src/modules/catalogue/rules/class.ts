/** 政务信息资源目录代码: 类 1 digit, 项 2, 目 3, 细目 any; then '/' and a running number (编制指南, 发改高技〔2017〕1272号). */
export interface ClassNode {
  readonly code: string;
  readonly name: string;
  /** 1 类, 2 项, 3 目, 4 细目. */
  readonly level: 1 | 2 | 3 | 4;
  readonly parent: string | null;
  /** The department whose own class it is (类 3). */
  readonly dept: string | null;
  /** Words that speak for the class. */
  readonly words: readonly string[];
}

const SHAPE = /^[1-9](?:\d{2}(?:\d{3}(?:\d+)?)?)?$/;

/** The level of a class code, or null when it is none. */
export function levelOf(code: string): ClassNode['level'] | null {
  if (!SHAPE.test(code)) return null;
  return code.length === 1 ? 1 : code.length === 3 ? 2 : code.length === 6 ? 3 : 4;
}

/** The codes above and at a class, from 类 down. */
export function pathOf(code: string): string[] {
  return [1, 3, 6, code.length]
    .filter((end, i, all) => end <= code.length && all.indexOf(end) === i)
    .map((end) => code.slice(0, end));
}

/** 信息资源代码: `301001/000012`. */
export function resourceCode(classCode: string, seq: number): string {
  return `${classCode}/${String(seq).padStart(6, '0')}`;
}

/** Why a class cannot take resources: one of 目 or 细目 is asked for, so that numbers mean something. */
export function isAssignable(node: ClassNode): boolean {
  return node.level >= 3;
}

export interface ClassSuggestion {
  readonly code: string;
  /** The word that spoke for it. */
  readonly why: string;
}

/**
 * The class that a resource's words speak for: among 基础 and 主题 classes the one whose word is longest and stands in the
 * title rather than among items; else the provider's own class. Null when neither is known.
 */
export function suggestClass(
  classes: readonly ClassNode[],
  resource: { readonly title: string; readonly itemNames: readonly string[]; readonly providerDept: string | null },
): ClassSuggestion | null {
  const inTitle = bestWord(classes, [resource.title], 1);
  const inItems = bestWord(classes, resource.itemNames, 2);
  return inTitle ?? inItems ?? ownClass(classes, resource.providerDept);
}

function bestWord(classes: readonly ClassNode[], texts: readonly string[], least: number): ClassSuggestion | null {
  let best: (ClassSuggestion & { score: number }) | null = null;
  for (const node of classes.filter(isAssignable)) {
    for (const word of node.words) {
      const hits = texts.filter((text) => text.includes(word)).length;
      const score = hits >= least ? word.length * 10 + hits : 0;
      if (score > (best?.score ?? 0)) best = { code: node.code, why: word, score };
    }
  }
  return best && { code: best.code, why: best.why };
}

function ownClass(classes: readonly ClassNode[], dept: string | null): ClassSuggestion | null {
  const own = dept === null ? undefined : classes.find((node) => node.dept === dept && isAssignable(node));
  return own ? { code: own.code, why: own.name } : null;
}
