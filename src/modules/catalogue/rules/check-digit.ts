/** Numbers that prove themselves by their last digit. A value that only looks like one is none. */

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ID_CHECKS = '10X98765432';

/** 公民身份号码 of 18 places: birth date and check character. Source: GB 11643-1999, ISO 7064 MOD 11-2. */
export function isIdCard(text: string): boolean {
  if (!/^[1-9]\d{5}(?:18|19|20)\d{9}[\dXx]$/.test(text) || !isDate(text.slice(6, 14))) return false;
  const sum = ID_WEIGHTS.reduce((total, weight, i) => total + weight * Number(text[i]), 0);
  return ID_CHECKS[sum % 11] === text[17]?.toUpperCase();
}

function isDate(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day ?? 0));
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
}

const CREDIT_CHARS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** 统一社会信用代码 of 18 places, check character MOD 31. Source: GB 32100-2015. */
export function isCreditCode(text: string): boolean {
  const code = text.toUpperCase();
  if (!/^[1-9A-GN-Y][0-9A-Z]\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return false;
  const sum = CREDIT_WEIGHTS.reduce((total, weight, i) => total + weight * CREDIT_CHARS.indexOf(code[i] ?? ''), 0);
  return CREDIT_CHARS[(31 - (sum % 31)) % 31] === code[17];
}

/** 银行卡号 of 16 to 19 digits by its Luhn digit. Source: ISO/IEC 7812-1. */
export function isBankCard(text: string): boolean {
  if (!/^[3-9]\d{15,18}$/.test(text)) return false;
  const sum = [...text].reverse().reduce((total, char, i) => total + luhn(Number(char), i % 2 === 1), 0);
  return sum % 10 === 0;
}

function luhn(digit: number, doubled: boolean): number {
  const value = doubled ? digit * 2 : digit;
  return value > 9 ? value - 9 : value;
}

/** 手机号码 of the mainland: 11 digits. */
export function isMobile(text: string): boolean {
  return /^(?:\+?86[- ]?)?1[3-9]\d{9}$/.test(text);
}
