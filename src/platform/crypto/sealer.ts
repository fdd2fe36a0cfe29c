import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Keeps small secrets at rest. `context` names where a secret belongs; moved elsewhere, it does not open. */
export interface Sealer {
  seal(text: string, context: string): string;
  /** @throws {Error} when the text was changed, moved to another context, or sealed with another key. */
  open(sealed: string, context: string): string;
}

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 'v1.';

/** A sealer with the node's key, `keys/seal.key` in the data folder; the key is made at the first use. */
export function openSealer(dataDir: string): Sealer {
  return createSealer(readKey(join(dataDir, 'keys', 'seal.key')));
}

/** AES-256-GCM with a random nonce per text (NIST SP 800-38D): `v1.` + base64url of nonce, ciphertext and tag. */
export function createSealer(key: Buffer): Sealer {
  return {
    seal: (text, context) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return VERSION + body.toString('base64url');
    },
    open: (sealed, context) => {
      const body = Buffer.from(sealed.slice(VERSION.length), 'base64url');
      if (!sealed.startsWith(VERSION) || body.length < NONCE_BYTES + TAG_BYTES) throw new Error('not a sealed text');
      const [nonce, tag] = [body.subarray(0, NONCE_BYTES), body.subarray(-TAG_BYTES)];
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(context)).setAuthTag(tag);
      const text = decipher.update(body.subarray(NONCE_BYTES, -TAG_BYTES));
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    },
  };
}

/** @throws {Error} when the file does not hold 32 bytes: a new key would lose what the old one sealed. */
function readKey(path: string): Buffer {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path, randomBytes(KEY_BYTES), { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    chmodSync(path, 0o600);
  }
  const key = readFileSync(path);
  if (key.length === KEY_BYTES) return key;
  throw new Error(`密钥文件 ${path} 已损坏（应为 ${KEY_BYTES} 字节）。请从备份恢复该文件。`);
}
