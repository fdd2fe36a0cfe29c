/** Characters a password must have (NIST SP 800-63B asks for length, not for kinds of characters). */
export const SHORTEST_PASSWORD = 10;

/** Hours within which a one-time password must be used. */
export const ONE_TIME_HOURS = 72;

/** Passwords of ten and more characters that head every list of leaked ones, and those that this product suggests. */
const DENIED: ReadonlySet<string> = new Set([
  ...['password123', 'password1234', 'passw0rd123', 'p@ssw0rd123', 'qwertyuiop', 'qwerty12345', 'qwer123456'],
  ...['1q2w3e4r5t', '1qaz2wsx3edc', 'qazwsxedcrfv', 'asdfghjkl;', 'zxcvbnm123', 'iloveyou123', 'woaini1314520'],
  ...['admin12345', 'admin123456', 'administrator', 'welcome123', 'letmein123', 'abc1234567', 'abcd123456'],
  ...[
    'a123456789',
    'aa12345678',
    'yiping2026',
    'yiping12345',
    'shanxi2026',
    'shanxi12345',
    'taiyuan2026',
    'taiyuan123',
  ],
]);

/** What is wrong with a new password, as a clause of a sentence; null when it is good. */
export function passwordFault(password: string, username: string): string | null {
  const plain = password.normalize('NFKC').toLowerCase();
  if ([...plain].length < SHORTEST_PASSWORD) return `至少需要 ${SHORTEST_PASSWORD} 个字符。`;
  if (plain.includes(username.toLowerCase())) return '不能包含用户名。';
  if (new Set(plain).size < 4) return '重复的字符太多。';
  if (isRun(plain)) return '不能是连续的数字或字母。';
  return DENIED.has(plain) ? '这个密码过于常见，容易被猜中。' : null;
}

/** Whether a one-time password set at a moment has run out. */
export function isOneTimeExpired(setAt: Date, now: Date): boolean {
  return now.getTime() - setAt.getTime() > ONE_TIME_HOURS * 3_600_000;
}

/** 1234567890, abcdefghij, 9876543210: each character one beside the one before it (9 is followed by 0). */
function isRun(text: string): boolean {
  const codes = Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, i) => code - (codes[i] ?? 0));
  return steps.every((step) => step === 1 || step === -9) || steps.every((step) => step === -1 || step === 9);
}
