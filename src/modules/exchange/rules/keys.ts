import { createHmac } from 'node:crypto';

/** Keys of one grant, hex, made from its sealed master key: each mask has its own. */
export interface GrantKeys {
  readonly hash: string;
  readonly trace: string;
  readonly noise: string;
  readonly mac: string;
  readonly enc: string;
}

/** Derive the keys of a grant from its master key. HMAC-SHA-256 as a key derivation (NIST SP 800-108). */
export function grantKeys(master: string): GrantKeys {
  const derive = (label: string) => createHmac('sha256', master).update(`yiping.exchange.${label}`).digest('hex');
  return {
    hash: derive('hash'),
    trace: derive('trace'),
    noise: derive('noise'),
    mac: derive('mac'),
    enc: derive('enc'),
  };
}
