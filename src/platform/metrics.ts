import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** Prometheus metrics of this process; a registry of our own, so that two applications in one process do not clash. */
export interface Metrics {
  readonly registry: Registry;
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  readonly engine: Histogram<'store'>;
  readonly imported: Counter<'outcome'>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const buckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
  return {
    registry,
    requests: new Histogram({
      name: 'yiping_http_request_seconds',
      help: 'HTTP requests by route and status',
      labelNames: ['method', 'route', 'status'],
      buckets,
      registers,
    }),
    engine: new Histogram({
      name: 'yiping_store_seconds',
      help: 'Time spent in a store',
      labelNames: ['store'],
      buckets,
      registers,
    }),
    imported: new Counter({
      name: 'yiping_import_rows_total',
      help: 'Rows of imported files by outcome',
      labelNames: ['outcome'],
      registers,
    }),
  };
}
