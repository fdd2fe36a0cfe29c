import { defineTexts } from '#web/i18n/texts.ts';
import { zh } from './zh-CN.ts';

export const indicatorTexts = defineTexts('indicators', zh, () => import('./en.ts'));

/** Keys of this module's sentences. */
export type IndicatorText = keyof typeof zh;
