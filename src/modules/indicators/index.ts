export { type PublishOptions, publishObservations } from './actions/append.ts';
export { indicators } from './module.ts';
export type { Observation } from './olap/observation.ts';
export type { Made, ReadyReply } from './query/cache.ts';
export { cardData, makeCards } from './query/cards.ts';
export { query } from './query/query.ts';
export { readyReply, sendReady } from './query/ready.ts';
