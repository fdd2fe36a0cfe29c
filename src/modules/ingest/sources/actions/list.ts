import { departmentsOf } from '#module/identity';
import type { Platform } from '#platform/module.ts';
import { deskOf } from '../../desk.ts';
import type { RunList, SourceList } from '../contract.ts';
import { listCollectionRows } from '../sql/collection.ts';
import { lastRuns, runsOf } from '../sql/run.ts';
import { listSourceRows } from '../sql/source.ts';
import { collectionView, runView, sourceView } from '../views.ts';
import { mustFindCollection } from './collection.ts';

/** All sources and what is taken from them. */
export async function listSources(platform: Platform): Promise<SourceList> {
  const { db } = deskOf(platform);
  const [sources, collections, last, departments] = await Promise.all([
    listSourceRows(db),
    listCollectionRows(db),
    lastRuns(db),
    departmentsOf(platform),
  ]);
  return {
    sources: sources.map((row) => sourceView(row, departments)),
    collections: collections.map((row) => collectionView(row, last.get(row.id))),
  };
}

/** Runs of a collection, the newest first. */
export async function listRuns(platform: Platform, collection: string, limit = 50): Promise<RunList> {
  await mustFindCollection(platform, collection);
  return { runs: (await runsOf(deskOf(platform).db, collection, limit)).map(runView) };
}
