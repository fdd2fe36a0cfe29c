import { defineTexts } from './texts.ts';
import { zh } from './zh-CN/kit.ts';

export const kitTexts = defineTexts('kit', zh, () => import('./en/kit.ts'));
