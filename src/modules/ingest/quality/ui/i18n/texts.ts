import { defineTexts, type Say } from '#web/i18n/texts.ts';
import { zh } from './zh-CN.ts';

export const qualityTexts = defineTexts('quality', zh, () => import('./en.ts'));
export type SayQuality = Say<keyof typeof zh>;
