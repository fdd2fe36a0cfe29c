import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { CHECKPOINT_HANDLERS } from './checkpoints.ts';
import { CORRECTION_HANDLERS } from './corrections.ts';
import { DATASET_HANDLERS } from './datasets.ts';
import { GRANT_HANDLERS } from './grants.ts';
import type { NodeHandler } from './handlers.ts';

/** A word from the keepers of one node to those of another; it stands in the inbox, nothing else is done. */
const note: NodeHandler = {
  type: 'note',
  body: Type.Object({ text: Type.String({ minLength: 1, maxLength: 4000 }) }),
  handle: async () => {},
};

/** Takes the place of a message that was given up, so that those after it are not waited for in vain. */
const voided: NodeHandler = {
  type: 'void',
  body: Type.Object({ message: Type.String({ format: 'uuid' }) }),
  handle: async () => {},
};

/** Handlers by message type. */
export const NODE_HANDLERS: readonly NodeHandler[] = [
  note,
  voided,
  ...GRANT_HANDLERS,
  ...DATASET_HANDLERS,
  ...CORRECTION_HANDLERS,
  ...CHECKPOINT_HANDLERS,
];

/** A handler whose schema is compiled. */
export interface ReadyHandler extends NodeHandler {
  fits(body: unknown): boolean;
}

const READY: ReadonlyMap<string, ReadyHandler> = new Map(
  NODE_HANDLERS.map((handler) => {
    const schema = Compile(handler.body);
    return [handler.type, { ...handler, fits: (body: unknown) => schema.Check(body) }];
  }),
);

/** The handler of a type; undefined where this node does not know it. */
export const handlerOf = (type: string): ReadyHandler | undefined => READY.get(type);
