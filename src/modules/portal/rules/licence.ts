/**
 * Under which terms open data may be used. Chinese portals state terms of their own rather than a registered licence;
 * the address is that of our page of terms.
 */
export const LICENCE_WORDS = {
  open: { id: 'open', title: '无条件开放许可', note: '可自由使用、复制、传播，请注明来源和时间。', isOpen: true },
  attribution: {
    id: 'attribution',
    title: '署名使用许可',
    note: '使用时必须注明提供单位、数据集名称和版本。',
    isOpen: true,
  },
  noncommercial: { id: 'noncommercial', title: '非商业使用许可', note: '不得用于商业目的。', isOpen: false },
} as const;

export function licenceOf(code: string) {
  return code === 'attribution' || code === 'noncommercial' ? LICENCE_WORDS[code] : LICENCE_WORDS.open;
}
