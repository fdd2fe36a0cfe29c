import type { HTTPMethods } from 'fastify';
import type { Access } from '../src/platform/http/access.ts';
import { defineModule, type Module } from '../src/platform/module.ts';

/** A route as the modules have registered it. */
export interface Guarded {
  readonly method: HTTPMethods;
  readonly url: string;
  readonly access: Access;
  /** A public question that may come by POST and changes nothing. */
  readonly asks: boolean;
}

/** A module to stand first, so that it sees every route that the others add. */
export function probeInto(routes: Guarded[]): Module {
  return defineModule({
    name: 'probe',
    needs: [],
    routes: (http) => {
      http.addHook('onRoute', ({ method, url, config }) => {
        for (const one of [method].flat()) {
          if (one === 'HEAD') continue;
          const { access = 'signed-in', asks = false } = config ?? {};
          routes.push({ method: one as HTTPMethods, url, access, asks });
        }
      });
    },
  });
}
