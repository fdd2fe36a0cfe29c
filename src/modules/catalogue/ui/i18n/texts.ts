import { defineTexts, type Say } from '#web/i18n/texts.ts';
import { zh } from './zh-CN.ts';

export const catalogueTexts = defineTexts('catalogue', zh, () => import('./en.ts'));

/** How this module's parts say things. */
export type CatalogueSay = Say<keyof typeof zh>;
