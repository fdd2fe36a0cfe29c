import { defineTexts } from '#web/i18n/texts.ts';
import { zh } from './zh-CN.ts';

export const identityTexts = defineTexts('identity', zh, () => import('./en.ts'));
