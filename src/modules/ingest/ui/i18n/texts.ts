import { defineTexts, type Say } from '#web/i18n/texts.ts';
import { zh } from './zh-CN.ts';

export const ingestTexts = defineTexts('ingest', zh, () => import('./en.ts'));

/** A sentence of this module, by its key. */
export type IngestText = keyof typeof zh;
export type SayIngest = Say<IngestText>;
