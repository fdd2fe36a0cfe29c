/**
 * What a browser must load before a leader sees the overview: the shell, signing in, and the cockpit's pages and
 * panels. Run after `vite build`. Prints a table of gzip sizes and fails above the limit.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Type } from 'typebox';
import { Check } from 'typebox/value';

const SITE = resolve(import.meta.dirname, '../dist/web');
const LIMIT = 300 * 1024;
/** Sources that the first view shows; each brings what it imports. */
const FIRST_VIEW = [/^index\.html$/, /^pages\/login\.tsx$/, /modules\/cockpit\/ui\//];

const Manifest = Type.Record(
  Type.String(),
  Type.Object({ file: Type.String(), imports: Type.Optional(Type.Array(Type.String())) }),
);

function readManifest() {
  const manifest: unknown = JSON.parse(readFileSync(`${SITE}/.vite/manifest.json`, 'utf8'));
  if (!Check(Manifest, manifest)) throw new Error('the manifest of the build cannot be read');
  return manifest;
}

/** Files of the first view: the chunks of its sources, and all they import statically. */
export function firstViewFiles(manifest: ReturnType<typeof readManifest>): string[] {
  const files = new Set<string>();
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (!chunk || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const key of Object.keys(manifest)) if (FIRST_VIEW.some((source) => source.test(key))) visit(key);
  return [...files].filter((file) => file.endsWith('.js'));
}

const sizes = firstViewFiles(readManifest())
  .map((file) => ({ file, bytes: gzipSync(readFileSync(`${SITE}/${file}`), { level: 9 }).length }))
  .sort((a, b) => b.bytes - a.bytes);
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
const kb = (bytes: number) => `${(bytes / 1024).toFixed(1).padStart(7)} KB`;

for (const { file, bytes } of sizes) console.log(`${kb(bytes)}  ${file}`);
console.log(`${kb(total)}  first view, gzip; limit ${kb(LIMIT).trim()}`);
if (total > LIMIT) process.exitCode = 1;
