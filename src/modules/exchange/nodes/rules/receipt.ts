import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { canonical } from '#platform/audit.ts';
import { NodeId } from './envelope.ts';

const Maybe = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const strict = { additionalProperties: false } as const;

/**
 * How far a message has come: held (something before it is missing), accepted (it stands in the inbox), verified (its
 * parts are all there and unchanged), delivered (what it asks for was done, in the same transaction), rejected. Each
 * state contains those before it, held excepted.
 */
export const STATUSES = ['HELD', 'ACCEPTED', 'VERIFIED', 'DELIVERED', 'REJECTED'] as const;
export type Status = (typeof STATUSES)[number];

/** What a receiver says of one message; `digest` is of the very header that it answers to, `request` of what it belongs to. */
export const Receipt = Type.Object(
  {
    id: Maybe(Type.String()),
    request: Maybe(Type.String()),
    digest: Maybe(Type.String()),
    status: Type.Enum([...STATUSES]),
    code: Maybe(Type.String({ maxLength: 80 })),
    said: Maybe(Type.String({ maxLength: 1000 })),
    /** Sending it again will not change the answer. */
    final: Type.Boolean(),
    /** Parts that are still to come. */
    missing: Type.Array(Type.String(), { maxItems: 1000 }),
  },
  strict,
);

/** Receipts of one call, in the order of its messages, under one signature. */
export const Receipts = Type.Object(
  {
    v: Type.Literal(1),
    from: NodeId,
    to: NodeId,
    at: Type.String({ maxLength: 40 }),
    /** The call that this answers. */
    call: Type.String({ maxLength: 64 }),
    /** The number that the next message must bear. */
    expected: Type.Integer({ minimum: 1 }),
    receipts: Type.Array(Receipt, { maxItems: 10_000 }),
  },
  strict,
);

export const SignedReceipts = Type.Object(
  { text: Type.String(), key: Type.String({ maxLength: 80 }), signature: Type.String({ maxLength: 100 }) },
  strict,
);

export type Receipt = Static<typeof Receipt>;
export type Receipts = Static<typeof Receipts>;
export type SignedReceipts = Static<typeof SignedReceipts>;

const receipts = Compile(Receipts);
const signed = Compile(SignedReceipts);

/** Read what came; null when it is not signed receipts. */
export function readSigned(value: unknown): SignedReceipts | null {
  return signed.Check(value) ? value : null;
}

/** Read the signed text; null when it is not receipts in their one spelling. */
export function readReceipts(text: string): Receipts | null {
  const value: unknown = JSON.parse(text);
  return receipts.Check(value) && canonical(value) === text ? value : null;
}
