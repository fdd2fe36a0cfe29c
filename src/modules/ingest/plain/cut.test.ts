import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { splitChunks } from '../read/split-chunks.ts';
import { cutPieces } from './cut.ts';

const folder = await mkdtemp(join(tmpdir(), 'yiping-cut-'));
after(() => rm(folder, { recursive: true, force: true }));

type Found = readonly [text: string, line: number, records: number, garbled: readonly number[], end: number];

async function cut(bytes: Buffer, size: number): Promise<Found[]> {
  const path = join(folder, 'x.csv');
  await writeFile(path, bytes);
  const found: Found[] = [];
  const source = { path, encoding: 'utf-8', delimiter: ',' } as const;
  for await (const { piece, end } of cutPieces(source, size, { offset: 0, line: 1 }))
    found.push([piece.bytes.toString(), piece.firstLine, piece.records, piece.garbled, end]);
  return found;
}

async function whole(bytes: Buffer): Promise<Found[]> {
  const path = join(folder, 'y.csv');
  await writeFile(path, bytes);
  const found: Found[] = [];
  for await (const c of splitChunks({ path, encoding: 'utf-8', delimiter: ',' }, 1 << 20))
    found.push([c.bytes.toString(), c.firstLine, c.records, c.garbledLines, c.end]);
  return found;
}

const cell = fc.oneof(
  fc.stringMatching(/^[a-c市]{0,5}$/),
  fc.stringMatching(/^[a\n,"]{0,6}$/).map((text) => `"${text.replaceAll('"', '""')}"`),
);
const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 30 });

describe('pieces cut from a file', () => {
  it('hold together what the readers of files hold together, whatever their size', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 8, max: 60 }), fc.boolean(), async (drafts, size, open) => {
        const text = drafts.map((row) => row.join(',')).join('\n');
        const bytes = Buffer.from(open ? text : `${text}\n`);
        if (bytes.length === 0) return;
        const pieces = await cut(bytes, size);
        const expected = await whole(bytes);
        const sum = (found: readonly Found[]) => found.reduce((total, [, , records]) => total + records, 0);
        const joined = (found: readonly Found[]) => found.map(([part]) => part).join('');
        assert.equal(joined(pieces), joined(expected));
        assert.equal(sum(pieces), sum(expected));
        assert.equal(pieces.at(-1)?.[4] ?? 0, bytes.length);
        let line = 1;
        for (const [part, first] of pieces) {
          assert.equal(first, line);
          line += part.match(/\n/g)?.length ?? 0;
        }
      }),
      { numRuns: 200 },
    );
  });

  it('tell the lines with bytes that do not decode', async () => {
    const bytes = Buffer.concat([Buffer.from('a,b\n'), Buffer.from([0x63, 0xff, 0x0a]), Buffer.from('d,e\n')]);
    const pieces = await cut(bytes, 64);
    assert.deepEqual(
      pieces.flatMap(([, , , garbled]) => garbled),
      [2],
    );
  });

  it('refuse a quote that never closes, with its line', async () => {
    await assert.rejects(cut(Buffer.from('a,b\nc,"d\ne,f\n'), 64), /第 2 行/);
  });
});
