import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** One broken rule: where and what. */
export interface Breach {
  readonly file: string;
  readonly rule: string;
}

/** What the rules look at: a file's path from the repository's root and its text. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

const SINGLE_HOME: readonly (readonly [pattern: RegExp, home: RegExp, rule: string])[] = [
  [
    /\bDate\.now\(|new Date\(\)/,
    /platform\/clock\.ts|src\/web\/|\/ui\//,
    'the present moment comes from platform/clock.ts',
  ],
  [/\bMath\.random\(/, /$^/, 'randomness comes from platform/ids.ts'],
  [/\bprocess\.env\b/, /src\/config\.ts|src\/cli\//, 'only config.ts reads the environment'],
  [/\bexport default\b/, /vite\.config\.ts/, 'no default exports'],
  [/\bexport \* from\b/, /$^/, 'no export *'],
];

/** Check one file against the rules of ARCHITECTURE.md; `needs` are the modules that each module declares. */
export function breachesOf(source: Source, needs: ReadonlyMap<string, ReadonlySet<string>>): Breach[] {
  const rules = [...homeBreaches(source), ...importBreaches(source, needs)];
  return rules.map((rule) => ({ file: source.file, rule }));
}

function homeBreaches({ file, text }: Source): string[] {
  if (/\.test(-support)?\.tsx?$/.test(file) || /testing\.ts$/.test(file)) return [];
  const bare = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  return SINGLE_HOME.filter(([pattern, home]) => pattern.test(bare) && !home.test(file)).map(([, , rule]) => rule);
}

function importBreaches({ file, text }: Source, needs: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const own = /^src\/modules\/([a-z]+)\//.exec(file)?.[1];
  const isTest = /\.(test|test-support|fixture)\.tsx?$/.test(file) || file.startsWith('src/web/gallery/');
  const imports = [...text.matchAll(/from '([^']+)'|import\('([^']+)'\)/g)].map((match) => match[1] ?? match[2] ?? '');
  return imports.flatMap((path) => importRule(file, own, isTest, path, needs) ?? []);
}

function importRule(
  file: string,
  own: string | undefined,
  isTest: boolean,
  path: string,
  needs: ReadonlyMap<string, ReadonlySet<string>>,
): string | null {
  const other = /^#(?:module|contract)\/([a-z]+)$/.exec(path)?.[1];
  if (file.startsWith('src/platform/') && !isTest && (other || path.includes('/modules/'))) {
    return /testing\.ts$/.test(file) ? null : `the platform knows no module (${path})`;
  }
  if (own && other && other !== own && !needs.get(own)?.has(other) && !isTest)
    return `${own} does not declare that it needs ${other}`;
  if (own && /\.\.\/\.\.\/[a-z]+\/|modules\//.test(path) && !isTest && !/^\.\.\//.test(path))
    return `reach a module by #module/, not ${path}`;
  if (
    /\/rules\//.test(file) &&
    !isTest &&
    /node:(?!crypto)|\/sql\.ts|\/olap\.ts|platform\/(pg|olap|http|clock|jobs|events)/.test(path)
  ) {
    return `rules know nobody and do nothing (${path})`;
  }
  const isBrowser = file.startsWith('src/web/') || /\/ui\//.test(file);
  return isBrowser && !isTest ? browserRule(path) : null;
}

function browserRule(path: string): string | null {
  if (path.startsWith('node:') || path.startsWith('#module/')) return `the browser imports contracts only (${path})`;
  return path.startsWith('echarts') ? 'ECHARTS' : null;
}

/** Every TypeScript source of the product. */
export function readSources(): Source[] {
  const files = globSync(['src/**/*.ts', 'src/**/*.tsx'], { cwd: ROOT });
  return files.map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }));
}

/** Modules and what their manifests say they need. */
export function declaredNeeds(sources: readonly Source[]): Map<string, Set<string>> {
  const manifests = sources.filter(({ file }) => /^src\/modules\/[a-z]+\/module\.ts$/.test(file));
  return new Map(manifests.map(({ file, text }) => [file.split('/')[2] ?? '', needsOf(text)]));
}

function needsOf(text: string): Set<string> {
  const list = /needs:\s*\[([^\]]*)\]/.exec(text)?.[1] ?? '';
  return new Set([...list.matchAll(/'([a-z]+)'/g)].map(([, name]) => name ?? ''));
}

/** All breaches in the tree. Charts are drawn by the kit alone. */
export function checkTree(sources: readonly Source[]): Breach[] {
  const needs = declaredNeeds(sources);
  return sources
    .flatMap((source) => breachesOf(source, needs))
    .filter(({ file, rule }) => rule !== 'ECHARTS' || !file.startsWith('src/web/kit/'))
    .map((breach) => (breach.rule === 'ECHARTS' ? { ...breach, rule: 'only the kit touches ECharts' } : breach));
}

if (import.meta.main) {
  const breaches = checkTree(readSources());
  for (const { file, rule } of breaches) process.stderr.write(`${file}: ${rule}\n`);
  process.exit(breaches.length === 0 ? 0 : 1);
}
