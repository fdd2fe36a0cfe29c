import type { Import } from '../contract.ts';

/** An import for tests; say what matters. */
export function importOf(parts: Partial<Import> = {}): Import {
  return {
    id: '01a20d6a-e076-7770-ad31-e3859613b96f',
    fileHash: 'a'.repeat(64),
    fileName: '表.csv',
    sheet: 0,
    sheetName: '表',
    title: '一张表',
    providerDept: null,
    resourceId: null,
    status: 'queued',
    current: true,
    cancelRequested: false,
    read: 0,
    accepted: 0,
    quarantined: 0,
    nonData: 0,
    bytesDone: 0,
    bytesTotal: 0,
    rowsPerSecond: 0,
    secondsLeft: null,
    summary: null,
    failureCode: null,
    failure: null,
    createdAt: '2026-11-24T00:00:00.000Z',
    createdBy: '张三',
    finishedAt: null,
    ...parts,
  };
}
