/** What the head and the first words of a page say, to crawlers and to those without scripts. */
export interface PageWords {
  readonly title: string;
  readonly description: string;
  /** Address of the page itself. */
  readonly canonical: string;
  /** schema.org data; null: none. */
  readonly marks: unknown;
  /** Plain content until the script takes over. */
  readonly content: string;
  readonly status: number;
}

/** A page that the build did not make: it still says what it is. */
const BARE =
  '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" /><title></title></head><body><div id="root"></div></body></html>';

/** The built page with its own words in it. */
export function fillPage(template: string | null, page: PageWords): string {
  const head = [
    `<title>${html(page.title)}</title>`,
    `<meta name="description" content="${html(page.description)}" />`,
    `<link rel="canonical" href="${html(page.canonical)}" />`,
    `<meta property="og:title" content="${html(page.title)}" />`,
    `<meta property="og:description" content="${html(page.description)}" />`,
    '<link rel="alternate" type="text/turtle" href="/catalog.ttl" />',
    '<link rel="alternate" type="application/ld+json" href="/catalog.jsonld" />',
    ...(page.marks === null ? [] : [`<script type="application/ld+json">${json(page.marks)}</script>`]),
  ].join('\n    ');
  return (template ?? BARE)
    .replace(/<title>[^<]*<\/title>/, () => head)
    .replace(/<div id="root">\s*<\/div>/, () => `<div id="root">${page.content}</div>`);
}

export function html(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** JSON that cannot end its element. */
function json(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
