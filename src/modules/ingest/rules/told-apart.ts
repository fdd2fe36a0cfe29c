/** Names that tell measures of one name apart: 工业增加值增速（当期） and 工业增加值增速（累计）. */

interface Named {
  readonly name: string;
  readonly unit: string | null;
  readonly basis: string | null;
}

const BASIS_WORDS: ReadonlyMap<string, string> = new Map([
  ['CUM', '累计'],
  ['CUR', '当期'],
  ['PT', '期末'],
  ['AVG', '平均'],
  ['IDX', '指数'],
  ['RATE', '比率'],
]);

/** The same measures in order, with the basis behind the name where another of the same name and unit has another basis. */
export function toldApart<T extends Named>(measures: readonly T[]): T[] {
  const known = new Set<string>();
  const shared = new Set<string>();
  for (const measure of measures) {
    const key = keyOf(measure);
    if (known.has(key)) shared.add(key);
    known.add(key);
  }
  return measures.map((measure) => (shared.has(keyOf(measure)) ? withBasis(measure) : measure));
}

function keyOf({ name, unit }: Named): string {
  return `${name}\u0000${unit}`;
}

function withBasis<T extends Named>(measure: T): T {
  const word = BASIS_WORDS.get(measure.basis ?? '');
  return word === undefined ? measure : { ...measure, name: `${measure.name}（${word}）` };
}
