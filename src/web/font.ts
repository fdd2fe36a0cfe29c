import { zh as kitWords } from './i18n/zh-CN/kit.ts';
import { zh as shellWords } from './i18n/zh-CN/shell.ts';

const THIN = '\u4e00';
const DENSE = '\u9f98';
const SIZE = 32;
/** The page does not wait longer than this for its font, in milliseconds. */
const PATIENCE = 3000;

/**
 * Bring our own Chinese font when the machine has none (a bare kiosk, a headless browser).
 * Phones and office machines have one and are spared the 30 KB of font rules.
 * The slices with our own words come before the first paint, so that it is not set in empty boxes and set anew.
 */
export async function ensureChineseFont(): Promise<void> {
  if (hasChineseFont()) return;
  await import('./font.css');
  const words = Object.values({ ...kitWords, ...shellWords }).join('');
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  await Promise.race([document.fonts.load('16px "Noto Sans SC Variable"', words), late]);
}

/** A dense and a thin character leave the same ink when both are drawn as an empty box. */
function hasChineseFont(): boolean {
  const canvas = document.createElement('canvas');
  canvas.width = SIZE;
  canvas.height = SIZE;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) return true;
  pen.font = `${SIZE - 4}px ${getComputedStyle(document.body).fontFamily}`;
  return ink(pen, DENSE) > 2 * ink(pen, THIN);
}

function ink(pen: CanvasRenderingContext2D, character: string): number {
  pen.clearRect(0, 0, SIZE, SIZE);
  pen.fillText(character, 2, SIZE - 6);
  const pixels = pen.getImageData(0, 0, SIZE, SIZE).data;
  return pixels.reduce((sum, value, index) => (index % 4 === 3 ? sum + value : sum), 0);
}
