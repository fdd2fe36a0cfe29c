import { defineTexts } from '#web/i18n/texts.ts';
import { zh } from './i18n/zh-CN.ts';

export const cockpitTexts = defineTexts('cockpit', zh, () => import('./i18n/en.ts'));

/** A sentence of the cockpit. */
export type CockpitText = keyof typeof zh;
