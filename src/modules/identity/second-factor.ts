import { Secret, TOTP } from 'otpauth';

/** RFC 6238 with what every authenticator app takes: SHA-1, six digits, thirty seconds. */
const ISSUER = '一屏';
const PERIOD = 30;

/** A new secret: 160 bits (RFC 4226 §4), base32. */
export function makeTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The `otpauth://` address that an authenticator app reads from a QR code. */
export function totpAddress(secret: string, username: string): string {
  return totpOf(secret, username).toString();
}

/** The time step a code belongs to, one step of clock drift allowed either way; null when it fits none. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const token = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const drift = totpOf(secret, '').validate({ token, timestamp: now.getTime(), window: 1 });
  return drift === null ? null : Math.floor(now.getTime() / 1000 / PERIOD) + drift;
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({
    issuer: ISSUER,
    label,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD,
  });
}
