import { defineTexts, type Say } from '#web/i18n/texts.ts';
import { zh } from './zh-CN.ts';

export const sourceTexts = defineTexts('ingest-sources', zh, () => import('./en.ts'));

export type SaySource = Say<keyof typeof zh>;
