import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attribute, decodeXml, xmlScanner } from './xml-scan.ts';

function events(pieces: readonly string[], skip?: string): string[] {
  const seen: string[] = [];
  const scanner = xmlScanner(
    {
      open: (name, attributes) => seen.push(`<${name}|${attributes}`),
      text: (raw) => seen.push(raw),
      close: (name) => seen.push(`>${name}`),
    },
    skip,
  );
  for (const piece of pieces) scanner.write(piece);
  scanner.end();
  return seen;
}

const XML = `<?xml version="1.0"?><!-- a > b --><x:row x:r="1"><x:c t='a>b'/><c r="B2">&lt;<![CDATA[&<]]></c ></x:row>`;

test('reports elements without prefixes, attributes raw, text escaped', () => {
  assert.deepEqual(events([XML]), ['<row| x:r="1"', `<c| t='a>b'`, '>c', '<c| r="B2"', '&lt;', '&amp;<', '>c', '>row']);
});

test('where the text is cut changes nothing but where text is cut', () => {
  const joined = (all: string[]) =>
    all
      .join('\n')
      .replace(/(&lt;)\n(?=&)/, '$1')
      .replaceAll('\n', '');
  fc.assert(
    fc.property(fc.nat(XML.length), fc.nat(XML.length), (a, b) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      assert.equal(joined(events([XML.slice(0, from), XML.slice(from, to), XML.slice(to)])), joined(events([XML])));
    }),
  );
});

test('hops over the content of a skipped element, also across pieces', () => {
  const xml = '<s><cols><col/></cols><d a="1"><row><c/></row></d><m/></s>';
  for (let cut = 0; cut <= xml.length; cut++) {
    const names = events([xml.slice(0, cut), xml.slice(cut)], 'd').filter((event) => event.startsWith('<'));
    assert.deepEqual(names, ['<s|', '<cols|', '<col|', '<d| a="1"', '<m|']);
  }
});

test('a document type, and so any entity bomb, is refused', () => {
  assert.throws(() => events(['<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>']), /broken XML/);
});

test('a document that breaks off is refused', () => {
  assert.throws(() => events(['<a><b r="1']), /broken XML/);
});

test('attributes in any spelling', () => {
  assert.equal(attribute(' r="A1" s="3"', 's'), '3');
  assert.equal(attribute(" r='A1'", 'r'), 'A1');
  assert.equal(attribute('\n  name = "x" r:id="rId1"', 'id'), 'rId1');
  assert.equal(attribute(' spans="1:3"', 's'), null);
});

test('attributes made to keep a pattern busy are passed over at once', () => {
  const start = performance.now();
  for (const pump of ['a', 'a:', 'a ', 'a= ', 'a="', "a='", ' ='])
    assert.equal(attribute(`\t${pump.repeat(200_000)}`, 'missing'), null);
  assert.ok(performance.now() - start < 2000, 'in linear time');
});

test('escapes of XML and of OOXML', () => {
  assert.equal(decodeXml('&lt;&#20013;&#x56FD;&amp;&unknown;_x000D_'), '<中国&&unknown;\r');
});
