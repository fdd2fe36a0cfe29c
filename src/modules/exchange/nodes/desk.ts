import { openSealer, type Sealer } from '#platform/crypto/sealer.ts';
import type { Platform } from '#platform/module.ts';
import type { PublicKey, Sign } from './suites.ts';
import type { Db, NodeTables } from './tables.ts';

/** A key that this node signs with now. */
export interface SigningKey extends PublicKey {
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly sign: Sign;
}

/** What the nodes hold in memory for one platform. All of it can be lost: the ledger decides. */
export interface NodeDesk {
  readonly db: Db;
  readonly sealer: Sealer;
  /** Opened private keys by id, for as long as the process runs. */
  readonly signers: Map<string, Sign>;
}

const desks = new WeakMap<Platform, NodeDesk>();

/** The desk of a platform, made at the first use. */
export function nodeDeskOf(platform: Platform): NodeDesk {
  const known = desks.get(platform);
  if (known) return known;
  const desk: NodeDesk = {
    db: platform.db<NodeTables>(),
    sealer: openSealer(platform.config.dataDir),
    signers: new Map(),
  };
  desks.set(platform, desk);
  return desk;
}
