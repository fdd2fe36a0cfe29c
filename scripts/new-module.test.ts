import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { listed, objection } from './new-module.ts';

const ROOT = join(import.meta.dirname, '..');
const COPIED = ['src', 'scripts', 'test', 'bench', 'package.json', 'package-lock.json', 'tsconfig.json', 'biome.json'];

describe('a new module', () => {
  const root = mkdtempSync(join(tmpdir(), 'yiping-module-'));
  after(() => rmSync(root, { recursive: true, force: true }));

  function run(...args: string[]): void {
    const env = { PATH: process.env.PATH, UPDATE_SNAPSHOTS: '1' };
    const done = spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' });
    assert.equal(done.status, 0, `${args.join(' ')}\n${done.stdout}${done.stderr}`);
  }

  it('compiles, keeps the rules, works, and stands in the product', () => {
    for (const path of COPIED) cpSync(join(ROOT, path), join(root, path), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
    const made = 'src/modules/rehearsal';
    run('scripts/new-module.ts', 'rehearsal');
    run('node_modules/@biomejs/biome/bin/biome', 'check', '--write', 'src/app.ts', made);
    run('node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', 'src/app.ts', made);
    run('node_modules/typescript/bin/tsc', '--noEmit', '-p', '.');
    run('scripts/check-boundaries.ts');
    run('--test', `${made}/rehearsal.test.ts`, 'test/access.test.ts');
    assert.match(objection('rehearsal', root) ?? '', /is there already/);
  });
});

describe('the list of modules', () => {
  const app = `import { cockpit } from './modules/cockpit/module.ts';
import { identity } from './modules/identity/module.ts';
export const MODULES: readonly Module[] = [identity, cockpit];
`;

  it('takes a module in the order of paths and before the one that shows all', () => {
    assert.equal(
      listed(app, 'duty'),
      `import { cockpit } from './modules/cockpit/module.ts';
import { duty } from './modules/duty/module.ts';
import { identity } from './modules/identity/module.ts';
export const MODULES: readonly Module[] = [identity, duty, cockpit];
`,
    );
    assert.match(
      listed(app.replace('[identity, cockpit]', '[\n  identity,\n  cockpit,\n]'), 'duty'),
      /identity,\s+duty,\s+cockpit,/,
    );
    assert.match(listed(app, 'zoning'), /identity\/module\.ts';\nimport \{ zoning \}/);
  });

  it('takes only names of one lower-case word', () => {
    for (const name of ['', 'Duty', 'duty-roster', '../x', 'a']) assert.notEqual(objection(name, '/nowhere'), null);
    assert.equal(objection('duty', '/nowhere'), null);
  });
});
