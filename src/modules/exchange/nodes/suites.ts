import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';

/** How a node signs: Ed25519 (RFC 8032) with SHA-256, or SM2 with SM3 (GB/T 32918, GB/T 32905). */
export type SuiteName = 'ed25519' | 'sm2';

export const SUITES: readonly SuiteName[] = ['ed25519', 'sm2'];

/** A public key as it is published: base64url, 32 bytes (Ed25519) or 65 bytes beginning with 04 (SM2). */
export interface PublicKey {
  readonly id: string;
  readonly suite: SuiteName;
  readonly publicKey: string;
}

export interface FreshKey extends PublicKey {
  /** The secret scalar or seed, base64url. It is sealed before it is stored. */
  readonly privateKey: string;
}

/** A signature over a text, base64url. */
export type Sign = (text: string) => string;
export type Verify = (text: string, signature: string) => boolean;

/** Make a key pair of a suite. */
export function generateKey(suite: SuiteName): FreshKey {
  const pair = suite === 'ed25519' ? generateEd25519() : generateSm2();
  return { ...pair, suite, id: keyIdOf(suite, pair.publicKey) };
}

/** A key is named by its own digest, so that no other key can bear its name. */
export function keyIdOf(suite: SuiteName, publicKey: string): string {
  return `${suite}-${digestOf(suite, Buffer.from(publicKey, 'base64url')).slice(0, 32)}`;
}

/** The digest that goes with a suite, lower-case hex. */
export function digestOf(suite: SuiteName, content: string | Uint8Array): string {
  return createHash(suite === 'ed25519' ? 'sha256' : 'sm3')
    .update(content)
    .digest('hex');
}

/** Prepare a private key for signing many texts. */
export function signerOf({ suite, publicKey, privateKey }: FreshKey): Sign {
  if (suite === 'sm2') {
    const secret = hexOf(privateKey);
    const open = hexOf(publicKey);
    return (text) => textOf(sm2.doSignature(Buffer.from(text), secret, { hash: true, publicKey: open }));
  }
  const key = createPrivateKey({ key: { ...ed25519Jwk(publicKey), d: privateKey }, format: 'jwk' });
  return (text) => sign(null, Buffer.from(text), key).toString('base64url');
}

/** Prepare a public key for verifying many signatures; whatever is not a signature in its one spelling is refused. */
export function verifierOf({ suite, publicKey }: PublicKey): Verify {
  const check = suite === 'sm2' ? sm2Check(publicKey) : ed25519Check(publicKey);
  return (text, signature) => {
    const bytes = Buffer.from(signature, 'base64url');
    // Spare bits at the end of base64url would allow four spellings of one signature.
    if (bytes.length !== 64 || bytes.toString('base64url') !== signature) return false;
    return check(Buffer.from(text), bytes);
  };
}

function ed25519Check(publicKey: string) {
  const key = createPublicKey({ key: ed25519Jwk(publicKey), format: 'jwk' });
  return (text: Buffer, signature: Buffer) => verify(null, text, key, signature);
}

function sm2Check(publicKey: string) {
  const point = sm2.precomputePublicKey(hexOf(publicKey));
  const open = hexOf(publicKey);
  return (text: Buffer, signature: Buffer) => {
    try {
      const digest = sm2.getHash(text, open);
      return sm2.doVerifySignature(Buffer.from(digest, 'hex'), signature.toString('hex'), point, { hash: false });
    } catch {
      return false;
    }
  };
}

/** Whether a text is a public key of the suite. */
export function isPublicKey(suite: SuiteName, publicKey: string): boolean {
  try {
    if (Buffer.from(publicKey, 'base64url').toString('base64url') !== publicKey) return false;
    if (suite === 'sm2') return sm2.verifyPublicKey(hexOf(publicKey));
    createPublicKey({ key: ed25519Jwk(publicKey), format: 'jwk' });
    return true;
  } catch {
    return false;
  }
}

function generateEd25519(): Pick<FreshKey, 'publicKey' | 'privateKey'> {
  const { x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  if (x === undefined || d === undefined) throw new Error('the runtime exported no Ed25519 key');
  return { publicKey: x, privateKey: d };
}

function generateSm2(): Pick<FreshKey, 'publicKey' | 'privateKey'> {
  const { publicKey, privateKey } = sm2.generateKeyPairHex();
  return { publicKey: textOf(publicKey), privateKey: textOf(privateKey) };
}

const ed25519Jwk = (x: string) => ({ kty: 'OKP', crv: 'Ed25519', x });
const hexOf = (text: string): string => Buffer.from(text, 'base64url').toString('hex');
const textOf = (hex: string): string => Buffer.from(hex, 'hex').toString('base64url');
