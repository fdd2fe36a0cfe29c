import type { Agent } from 'node:http';
import { openSealer, type Sealer } from '#platform/crypto/sealer.ts';
import { newToken } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import type { Directory, Member, SignedDirectory } from './rules/directory.ts';
import type { MemberKey } from './rules/envelope.ts';
import type { PublicKey, Sign } from './suites.ts';
import type { Db, NodeTables } from './tables.ts';

/** A key that this node signs with now. */
export interface SigningKey extends PublicKey {
  readonly validFrom: Date;
  readonly validTo: Date;
  readonly sign: Sign;
}

/** A member with its keys ready to verify. */
export interface KnownMember extends Member {
  readonly verifiers: ReadonlyMap<string, MemberKey>;
}

/** The directory that holds, by the ids of its members. */
export interface KnownDirectory {
  readonly directory: Directory;
  readonly signed: SignedDirectory;
  readonly members: ReadonlyMap<string, KnownMember>;
}

/** What the nodes hold in memory for one platform. All of it can be lost: the ledger decides. */
export interface NodeDesk {
  readonly db: Db;
  readonly sealer: Sealer;
  /** Names this run of the process where it holds a lease. */
  readonly run: string;
  /** Opened private keys by id, for as long as the process runs. */
  readonly signers: Map<string, Sign>;
  /** The directory as it was read last; looked up by its version. */
  known: KnownDirectory | null;
  /** Connections that are kept open, by address and fingerprint. */
  readonly agents: Map<string, Agent>;
  /** Sending that is under way, by peer: a second one waits for it. */
  readonly sending: Map<string, Promise<void>>;
  /** Set while the node runs: look into the outbox soon. */
  wake: () => void;
  /** Set when the node ends: nothing new is begun. */
  stopped: boolean;
}

const desks = new WeakMap<Platform, NodeDesk>();

/** The desk of a platform, made at the first use. */
export function nodeDeskOf(platform: Platform): NodeDesk {
  const known = desks.get(platform);
  if (known) return known;
  const desk: NodeDesk = {
    db: platform.db<NodeTables>(),
    sealer: openSealer(platform.config.dataDir),
    run: newToken(9),
    signers: new Map(),
    known: null,
    agents: new Map(),
    sending: new Map(),
    wake: () => {},
    stopped: false,
  };
  desks.set(platform, desk);
  return desk;
}
