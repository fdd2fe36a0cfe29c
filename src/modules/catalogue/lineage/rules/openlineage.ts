import { createHash } from 'node:crypto';
import type { RunEvent } from '../contract.ts';
import type { LineageEnd } from '../record.ts';

/** Namespace of our jobs and datasets in OpenLineage; a dataset is named `<kind>:<id>`. */
export const OWN_NAMESPACE = 'yiping';
const PRODUCER = 'urn:yiping:lineage';
const SPEC = 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent';
const DOCUMENTATION =
  'https://openlineage.io/spec/facets/1-0-0/DocumentationDatasetFacet.json#/$defs/DocumentationDatasetFacet';

/** A run of ours, as OpenLineage tells it: that it began, and that it is complete. */
export function eventsOfRun(run: {
  readonly job: string;
  readonly run: string;
  readonly beganAt: Date;
  readonly at: Date;
  readonly inputs: readonly LineageEnd[];
  readonly outputs: readonly LineageEnd[];
}): RunEvent[] {
  const told = {
    run: { runId: runIdOf(run.job, run.run) },
    job: { namespace: OWN_NAMESPACE, name: run.job },
    inputs: run.inputs.map(datasetOf),
    outputs: run.outputs.map(datasetOf),
    producer: PRODUCER,
    schemaURL: SPEC,
  };
  return [
    { eventType: 'START', eventTime: run.beganAt.toISOString(), ...told },
    { eventType: 'COMPLETE', eventTime: run.at.toISOString(), ...told },
  ];
}

function datasetOf({ kind, id, name }: LineageEnd): Output {
  const dataset = { namespace: OWN_NAMESPACE, name: `${kind}:${id}` };
  if (name === '') return dataset;
  const documentation = { _producer: PRODUCER, _schemaURL: DOCUMENTATION, description: name };
  return { ...dataset, facets: { documentation } };
}

/** The same run always has the same UUID (version 8: made from a digest, RFC 9562). */
export function runIdOf(job: string, run: string): string {
  const hex = createHash('sha256').update(`${job}\n${run}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

interface Told {
  readonly inputs: readonly LineageEnd[];
  readonly outputs: readonly LineageEnd[];
  readonly pairs: readonly { readonly from: LineageEnd; readonly to: LineageEnd }[];
}

/** What an event tells of data; datasets in our namespace are our own nodes. */
export function readEvent({ inputs = [], outputs = [] }: RunEvent): Told {
  return { inputs: inputs.map(endOf), outputs: outputs.map(endOf), pairs: outputs.flatMap(columnPairs) };
}

const OWN = /^([a-z][a-z-]{0,30}):(.+)$/;

function endOf({ namespace, name }: { namespace: string; name: string }): LineageEnd {
  const own = namespace === OWN_NAMESPACE ? OWN.exec(name) : null;
  if (own) return { kind: own[1] ?? '', id: own[2] ?? '', name: '' };
  return { kind: 'external', id: `${namespace}|${name}`, name };
}

type Output = NonNullable<RunEvent['outputs']>[number];

/** ColumnLineageDatasetFacet: for each column of the output, the input columns that it is made of. */
function columnPairs(output: Output): { from: LineageEnd; to: LineageEnd }[] {
  const facet: unknown = output.facets?.columnLineage;
  const fields = isRecord(facet) && isRecord(facet.fields) ? Object.entries(facet.fields) : [];
  return fields.flatMap(([column, made]) => {
    const sources = isRecord(made) && Array.isArray(made.inputFields) ? made.inputFields : [];
    return sources
      .filter(isField)
      .map((field) => ({ from: columnOf(field, field.field), to: columnOf(output, column) }));
  });
}

function columnOf(dataset: { namespace: string; name: string }, column: string): LineageEnd {
  const { kind, id } = endOf(dataset);
  if (kind === 'resource') return { kind: 'item', id: `${id}/${column}`, name: column };
  return { kind: 'column', id: `${id}|${column}`, name: `${dataset.name}.${column}` };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isField(value: unknown): value is { namespace: string; name: string; field: string } {
  return isRecord(value) && [value.namespace, value.name, value.field].every((part) => typeof part === 'string');
}
