import { type Quad, type Quad_Object, Writer } from 'n3';
import { PREFIXES } from './words.ts';

/** Quads as Turtle (RDF 1.1). */
export function toTurtle(quads: readonly Quad[]): Promise<string> {
  const writer = new Writer({ prefixes: PREFIXES });
  writer.addQuads([...quads]);
  return new Promise((resolve, reject) => {
    writer.end((error, text) => (error ? reject(error) : resolve(String(text))));
  });
}

type Node = Record<string, unknown[] | string>;

/** Quads as JSON-LD 1.1: a flat graph under a context of prefixes. */
export function toJsonLd(quads: readonly Quad[]): string {
  const nodes = new Map<string, Node>();
  for (const { subject, predicate, object } of quads) {
    const id = idOf(subject);
    const node = nodes.get(id) ?? { '@id': id };
    const [key, value] =
      predicate.value === `${PREFIXES.rdf}type`
        ? ['@type', compact(object.value)]
        : [compact(predicate.value), nodeValue(object)];
    const held = node[key];
    node[key] = Array.isArray(held) ? [...held, value] : [value];
    nodes.set(id, node);
  }
  return JSON.stringify({ '@context': PREFIXES, '@graph': [...nodes.values()] });
}

function idOf({ termType, value }: { readonly termType: string; readonly value: string }): string {
  return termType === 'BlankNode' ? `_:${value}` : value;
}

function nodeValue(object: Quad_Object): unknown {
  if (object.termType !== 'Literal') return { '@id': idOf(object) };
  if (object.language !== '') return { '@value': object.value, '@language': object.language };
  const type = compact(object.datatype.value);
  return type === 'xsd:string' ? { '@value': object.value } : { '@value': object.value, '@type': type };
}

/** `http://purl.org/dc/terms/title` → `dct:title`. */
function compact(iri: string): string {
  const prefix = Object.entries(PREFIXES).find(([, start]) => iri.startsWith(start));
  return prefix ? `${prefix[0]}:${iri.slice(prefix[1].length)}` : iri;
}
