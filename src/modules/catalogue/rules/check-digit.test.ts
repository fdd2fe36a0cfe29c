import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isBankCard, isCreditCode, isIdCard, isMobile } from './check-digit.ts';

describe('numbers that prove themselves', () => {
  it('knows the published examples', () => {
    // GB 11643-1999, annex; GB 32100-2015, annex; the test number of ISO/IEC 7812.
    for (const id of ['11010519491231002X', '440524188001010014']) assert.ok(isIdCard(id), id);
    assert.ok(isCreditCode('91350100M000100Y43'));
    assert.ok(isBankCard('4111111111111111'));
    assert.ok(isMobile('13800138000') && isMobile('+86 13800138000') && !isMobile('12800138000'));
  });

  it('refuses any other check character and any changed digit', () => {
    const other = fc.constantFrom(...'0123456789X'.split('')).filter((char) => char !== 'X');
    fc.assert(fc.property(other, (char) => !isIdCard(`11010519491231002${char}`)));
    const place = fc.integer({ min: 8, max: 16 });
    const digit = fc.integer({ min: 0, max: 9 }).map(String);
    fc.assert(
      fc.property(place, digit, (at, char) => {
        const code = '91350100M000100Y43';
        const changed = `${code.slice(0, at)}${char}${code.slice(at + 1)}`;
        return changed === code || !isCreditCode(changed);
      }),
    );
  });

  it('refuses a day that is in no calendar', () => {
    assert.ok(!isIdCard('110105194902300028'));
  });
});
