import { defineTexts } from '#web/i18n/texts.ts';
import { zh } from './zh-CN.ts';

export const portalTexts = defineTexts('portal', zh, () => import('./en.ts'));
