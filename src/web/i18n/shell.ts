import { defineTexts } from './texts.ts';
import { zh } from './zh-CN/shell.ts';

export const shellTexts = defineTexts('shell', zh, () => import('./en/shell.ts'));
