import type { HTTPMethods } from 'fastify';
import type { Access } from '../src/platform/http/access.ts';
import { defineModule, type Module } from '../src/platform/module.ts';

/** A route as the modules have registered it. */
export interface Guarded {
  readonly method: HTTPMethods;
  readonly url: string;
  readonly access: Access;
}

/** A module to stand first, so that it sees every route that the others add. */
export function probeInto(routes: Guarded[]): Module {
  return defineModule({
    name: 'probe',
    needs: [],
    routes: (http) => {
      http.addHook('onRoute', ({ method, url, config }) => {
        for (const one of [method].flat()) {
          if (one !== 'HEAD') routes.push({ method: one as HTTPMethods, url, access: config?.access ?? 'signed-in' });
        }
      });
    },
  });
}
