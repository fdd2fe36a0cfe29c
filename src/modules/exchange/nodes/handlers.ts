import type { Type } from 'typebox';
import type { Platform } from '#platform/module.ts';
import type { Part } from './rules/envelope.ts';
import type { Tx } from './tables.ts';

/** A message as its handler sees it: verified, in its turn, its parts in the blob store. */
export interface Incoming {
  readonly id: string;
  readonly requestId: string;
  readonly from: string;
  readonly type: string;
  readonly resourceCode: string | null;
  readonly grantId: string | null;
  readonly purpose: string | null;
  /** As the handler's schema has checked it. */
  readonly body: unknown;
  readonly parts: readonly Part[];
  readonly createdAt: Date;
}

/**
 * What is done with messages of a type, in the transaction that accepts the message: both stand or neither. A refusal
 * that it throws is told to the sender as REJECTED with its code; any other error as something to try again later.
 */
export interface NodeHandler {
  readonly type: string;
  readonly body: Type.TSchema;
  /** Such messages must name a grant. */
  readonly needsGrant?: boolean;
  handle(tx: Tx, platform: Platform, message: Incoming): Promise<void>;
}
