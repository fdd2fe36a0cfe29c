import { defineTexts } from '#web/i18n/texts.ts';
import { zh } from './zh-CN.ts';

export const nodeTexts = defineTexts('nodes', zh, () => import('./en.ts'));
