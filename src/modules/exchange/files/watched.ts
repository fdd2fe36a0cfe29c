import { Transform, type TransformCallback } from 'node:stream';

/** Bytes after which it is asked again whether they may go on. */
const EVERY = 1024 * 1024;

/**
 * A stream that asks, before each megabyte, whether it may go on; `check` throws when it may not, and the stream breaks
 * there. Who receives it gets fewer bytes than were announced, and the digest does not fit.
 */
export function watched(check: () => Promise<void>): Transform {
  let since = EVERY;
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      since += chunk.length;
      if (since < EVERY) return done(null, chunk);
      since = 0;
      check().then(
        () => done(null, chunk),
        (error: Error) => done(error),
      );
    },
  });
}
