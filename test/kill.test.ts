import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { killRounds } from '../bench/kill/rounds.ts';

// bench/kill.ts does the same fifty times.
it('kill -9 during imports and ledger writes loses nothing that was acknowledged and doubles nothing', {
  timeout: 280_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'yiping-kill-'));
  try {
    const dataDir = join(folder, 'data');
    const report = await killRounds({ dataDir, rounds: 3, seed: 2026, tell: () => {} });
    assert.deepEqual(report.faults, []);
    assert.equal(report.kills, 3);
    assert.ok(report.acknowledged > 0 && report.accounts > 0, 'something was acknowledged');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
