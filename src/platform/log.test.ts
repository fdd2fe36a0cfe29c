import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeError } from './log.ts';

test('of an error the log keeps what and where, none of the values that a driver hangs on it', () => {
  const cause = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'Key (username)=(zhang.san) already exists.',
    query: 'insert into identity.app_user …',
    params: ['zhang.san', '$argon2id$v=19$secret'],
  });
  const record = describeError(new TypeError('not stored', { cause }));
  assert.deepEqual([record.type, record.cause?.message, record.cause?.code], ['TypeError', 'duplicate key', '23505']);
  assert.doesNotMatch(JSON.stringify(record), /zhang\.san|argon2|insert into/);
  assert.deepEqual(describeError('thrown text'), { type: 'string', message: 'thrown text' });
});
