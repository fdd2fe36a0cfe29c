import assert from 'node:assert/strict';
import { it } from 'node:test';
import { launch } from './product.ts';

it('npm test WORD runs the files whose path has the word, and counts them in its last line', async () => {
  const { code, out } = await launch(['test', 'test/lockfile'], {}).ended;
  assert.equal(code, 0, out);
  assert.match(out, /1 个文件的 2 项测试：通过 2，失败 0，跳过 0；用时 \d+ 秒。\n$/);
});

it('npm test WORD says when there is no such file', async () => {
  const { code, err } = await launch(['test', 'no-such-file'], {}).ended;
  assert.deepEqual([code, err], [1, '没有路径含“no-such-file”的测试文件。\n']);
});

it('a command that is not there is named', async () => {
  const { code, firstLine } = await launch(['strat'], {}).ended;
  assert.deepEqual([code, firstLine], [2, '没有命令“strat”。用 yiping help 看有哪些命令。']);
});
