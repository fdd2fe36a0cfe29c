import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';

interface Package {
  readonly version?: string;
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const LOCK: { packages: Readonly<Record<string, Package>> } = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8'),
);

/** Where Node looks for a package from a folder of the tree: beside it, then further up. */
function placesOf(from: string, name: string): string[] {
  const up = from === '' ? [] : placesOf(from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name);
  return [
    `${from}${from === '' ? '' : '/'}node_modules/${name}`,
    ...(from === '' ? [] : [...up, `node_modules/${name}`]),
  ];
}

// npm leaves out the libraries of other platforms when the registry at hand has none; `npm ci` then refuses everywhere.
it('the lock file holds every dependency, also those of other platforms', () => {
  const missing = Object.entries(LOCK.packages).flatMap(([path, one]) => {
    const wanted = { ...one.dependencies, ...one.optionalDependencies, ...(path === '' ? one.devDependencies : {}) };
    return Object.keys(wanted)
      .filter((name) => !placesOf(path, name).some((place) => place in LOCK.packages))
      .map((name) => `${path || 'the product'} needs ${name}`);
  });
  assert.deepEqual(missing, []);
});

it('the lock file names no registry: whichever the user has is asked', () => {
  const named = Object.entries(LOCK.packages).filter(([, { resolved }]) => resolved !== undefined);
  assert.deepEqual(
    named.map(([path]) => path),
    [],
  );
});
