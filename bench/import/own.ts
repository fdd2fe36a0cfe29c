/** The engine's own insert of a file: the faster of its two ways. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChdb } from '../../src/platform/olap/chdb.ts';

const [, , file = '', rows = ''] = process.argv;
const COLUMNS = `day String, code String, name String, ${['a', 'b', 'c', 'd', 'e', 'f'].map((c) => `${c} Nullable(Float64)`).join(', ')}, note String`;
const folder = mkdtempSync(join(tmpdir(), 'yiping-own-'));
const olap = await openChdb(folder);
await olap.command('CREATE DATABASE bench');
const WAYS: readonly (readonly [name: string, sql: string])[] = [
  [
    'FROM file()',
    `INSERT INTO bench.t SELECT * FROM file('${file}', 'CSV', '${COLUMNS}') SETTINGS input_format_csv_skip_first_lines = 1`,
  ],
  [
    'FROM INFILE',
    `INSERT INTO bench.t FROM INFILE '${file}' SETTINGS input_format_csv_skip_first_lines = 1 FORMAT CSV`,
  ],
];
const times: { seconds: number; note: string }[] = [];
for (const [note, sql] of WAYS) {
  await olap.command(`CREATE OR REPLACE TABLE bench.t (${COLUMNS}) ENGINE = MergeTree ORDER BY tuple()`);
  const start = performance.now();
  await olap.command(sql);
  times.push({ seconds: (performance.now() - start) / 1000, note });
  const [[count] = []] = await olap.rows('SELECT count() FROM bench.t');
  if (count !== Number(rows)) throw new Error(`${count} rows instead of ${rows}`);
}
await olap.close();
rmSync(folder, { recursive: true, force: true });
const [best] = times.toSorted((a, b) => a.seconds - b.seconds);
process.stdout.write(JSON.stringify({ ...best, held: 0, resident: process.resourceUsage().maxRSS / 1024 }));
