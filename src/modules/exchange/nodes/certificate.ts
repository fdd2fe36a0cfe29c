import { createPrivateKey, generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';

/** A certificate of the transport and its private key. */
export interface Certificate {
  /** DER in base64. */
  readonly certificate: string;
  /** PKCS #8 in PEM; to be sealed. */
  readonly privateKey: string;
}

/**
 * A self-signed certificate (RFC 5280) on P-256 for a node. Nobody vouches for it: the signed directory lists its
 * fingerprint, and the other end of a connection must hold exactly this one.
 */
export function makeCertificate(name: string, from: Date, to: Date): Certificate {
  const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const subject = sequence(set(sequence(oid(COMMON_NAME), utf8(name))));
  const algorithm = sequence(oid(ECDSA_SHA256));
  const body = sequence(
    tagged(0xa0, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(0x01), randomBytes(15)])),
    algorithm,
    subject,
    sequence(time(from), time(to)),
    subject,
    pair.publicKey.export({ type: 'spki', format: 'der' }),
  );
  const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const signature = sign('sha256', body, createPrivateKey(privateKey));
  const der = sequence(body, algorithm, tagged(0x03, Buffer.concat([Buffer.of(0), signature])));
  return { certificate: der.toString('base64'), privateKey };
}

/** SHA-256 of a certificate as the directory lists it: upper-case hex by colons. */
export const fingerprintOf = (certificate: string): string =>
  new X509Certificate(Buffer.from(certificate, 'base64')).fingerprint256;

/** A certificate in PEM, as TLS takes it. */
export const pemOf = (certificate: string): string =>
  `-----BEGIN CERTIFICATE-----\n${certificate.replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;

const COMMON_NAME = '550403';
const ECDSA_SHA256 = '2a8648ce3d040302';

/** Tag, length and content (X.690, DER). */
function tagged(tag: number, content: Buffer): Buffer {
  if (content.length < 0x80) return Buffer.concat([Buffer.of(tag, content.length), content]);
  const hex = content.length.toString(16);
  const length = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return Buffer.concat([Buffer.of(tag, 0x80 | length.length), length, content]);
}

const sequence = (...parts: Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts));
const set = (...parts: Buffer[]): Buffer => tagged(0x31, Buffer.concat(parts));
const integer = (bytes: Buffer): Buffer => tagged(0x02, bytes);
const oid = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, 'hex'));
const utf8 = (text: string): Buffer => tagged(0x0c, Buffer.from(text));

/** GeneralizedTime, `YYYYMMDDHHMMSSZ`; before 2050 a certificate takes UTCTime. */
function time(at: Date): Buffer {
  const text = at.toISOString().replaceAll(/[-:T]|\.\d{3}/g, '');
  return at.getUTCFullYear() < 2050 ? tagged(0x17, Buffer.from(text.slice(2))) : tagged(0x18, Buffer.from(text));
}
