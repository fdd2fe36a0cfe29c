import { defineTexts } from '#web/i18n/texts.ts';
import { zh } from './zh-CN.ts';

export const catalogueTexts = defineTexts('catalogue', zh, () => import('./en.ts'));
