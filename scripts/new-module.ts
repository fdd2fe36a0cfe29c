/**
 * Make the skeleton of a module and list it in src/app.ts: `node scripts/new-module.ts NAME`. It compiles, passes the
 * checks and works; docs/recipes/add-a-module.md says what to make of it.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { skeletonOf } from './new-module/skeleton.ts';

const ROOT = join(import.meta.dirname, '..');

/** Why a module cannot have this name, or null. */
export function objection(name: string, root: string): string | null {
  if (!/^[a-z]{3,20}$/.test(name)) return `“${name}” is not one lower-case word of 3 to 20 letters`;
  return existsSync(join(root, 'src', 'modules', name)) ? `src/modules/${name} is there already` : null;
}

/** src/app.ts with the module imported, in the order of paths, and listed before the last, which shows them all. */
export function listed(app: string, name: string): string {
  const line = `import { ${name} } from './modules/${name}/module.ts';`;
  const imports = [...app.matchAll(/^import \{ \w+ \} from '\.\/modules\/\w+\/module\.ts';$/gm)].map(([text]) => text);
  const next = imports.find((text) => text > line);
  const last = imports.at(-1) ?? '';
  const imported = next ? app.replace(next, `${line}\n${next}`) : app.replace(last, `${last}\n${line}`);
  return imported.replace(/(MODULES: readonly Module\[\] = \[[\w,\s]*?)(\w+)(,?\s*\];)/, `$1${name}, $2$3`);
}

function make(name: string): void {
  for (const [path, text] of Object.entries(skeletonOf(name))) {
    const target = join(ROOT, 'src', 'modules', name, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  const app = join(ROOT, 'src', 'app.ts');
  writeFileSync(app, listed(readFileSync(app, 'utf8'), name));
}

if (import.meta.main) {
  const [name = ''] = process.argv.slice(2);
  const reason = objection(name, ROOT);
  if (reason !== null) {
    process.stderr.write(`${reason}\nnode scripts/new-module.ts NAME\n`);
    process.exit(2);
  }
  make(name);
  process.stdout.write(`src/modules/${name} is made and stands in src/app.ts. Then:
  npx biome check --write src/app.ts src/modules/${name}
  UPDATE_SNAPSHOTS=1 npm test access   and review the new lines of test/access.txt
  npm run check && npm test ${name}
docs/recipes/add-a-module.md says what to make of it.\n`);
}
