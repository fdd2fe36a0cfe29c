import { audit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { escapeFormula } from '#platform/spreadsheet.ts';
import type { QueryReply, QueryRequest, Row } from '../contract.ts';
import { deskOf } from '../desk.ts';
import { query } from '../query/query.ts';
import { STATUS_WORDS } from '../rules/cell.ts';
import { isDemoShown } from './demo.ts';

const HEADER = [
  '指标代码',
  '指标名称',
  '地区代码',
  '地区',
  '期别',
  '口径',
  '数值',
  '单位',
  '状态',
  '同比',
  '来源批次',
  '数据时点',
];

/**
 * A query as CSV for a spreadsheet program (UTF-8 with BOM, CRLF). Cells that a program would run are made text; demo
 * figures say so on the first line.
 */
export async function exportCsv(platform: Platform, actor: Actor, request: QueryRequest): Promise<string> {
  const [reply, demo] = await Promise.all([query(platform, actor, request), isDemoShown(platform)]);
  await recordExport(platform, actor, reply);
  const lines = [
    ...(demo ? [['演示数据，不得引用']] : []),
    HEADER,
    ...reply.rows.map((row) => lineOf(reply, row)),
    ...reply.refusals.map(({ message }) => [`未能回答：${message}`]),
  ];
  return `\uFEFF${lines.map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/** What leaves the house is on record. */
async function recordExport(platform: Platform, actor: Actor, { indicators, rows }: QueryReply): Promise<void> {
  const codes = indicators.map(({ code }) => code);
  const subject = { kind: 'definition', id: codes[0] ?? '' };
  const detail = { indicators: codes.slice(0, 200), rows: rows.length };
  await deskOf(platform)
    .db.transaction()
    .execute((tx) => audit(tx, platform.clock, actor, { action: 'indicators.export', subject, detail }));
}

function lineOf({ indicators, regions }: QueryReply, row: Row): string[] {
  const { indicator, region, periodLabel, basis, value, unit, status, yoy, batch, at } = row;
  return [
    indicator,
    indicators.find(({ code }) => code === indicator)?.name ?? '',
    region,
    regions.find(({ code }) => code === region)?.name ?? '',
    periodLabel,
    basis,
    value === null ? '' : String(value),
    unit,
    STATUS_WORDS[status],
    yoy?.words ?? '',
    batch ?? '',
    at ?? '',
  ];
}

function quoted(cell: string): string {
  const safe = escapeFormula(cell);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
