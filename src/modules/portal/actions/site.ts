import { audit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { deskOf } from '../desk.ts';
import type { FeedSource, SiteFacts } from '../feed/dcat.ts';
import { type FileRow, filesOf } from '../sql/release.ts';
import { readSite, writeSite } from '../sql/site.ts';
import { providerNames } from '../views.ts';
import { wholeCatalogue } from './catalogue.ts';

/** Who publishes, as the catalogue says it until somebody says otherwise. */
const DEFAULT: SiteFacts = {
  title: '公共数据开放平台',
  description: '政府部门依法向社会开放的公共数据：查找、预览、下载、调用，提出需求，共同开发应用。',
  publisher: '政务信息管理局',
  email: '',
};

export async function siteFacts(platform: Platform): Promise<SiteFacts> {
  return { ...DEFAULT, ...(await readSite(deskOf(platform).db)) };
}

export async function changeSite(platform: Platform, actor: Actor, facts: SiteFacts): Promise<void> {
  await deskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      await writeSite(tx, facts, platform.clock.now());
      const subject = { kind: 'open-site', id: 'site' };
      await audit(tx, platform.clock, actor, { action: 'portal.change-site', subject, detail: { ...facts } });
    });
}

/** All that catalogues in other formats are made of, with a stamp that changes when they do. */
export async function feedSource(platform: Platform, base: string): Promise<FeedSource & { stamp: string }> {
  const [{ stamp, rows }, site, providers] = await Promise.all([
    wholeCatalogue(platform),
    siteFacts(platform),
    providerNames(platform),
  ]);
  const all = await filesOf(
    deskOf(platform).db,
    rows.map(({ release_id }) => release_id),
  );
  const files = new Map<string, FileRow[]>();
  for (const file of all) files.set(file.release_id, [...(files.get(file.release_id) ?? []), file]);
  return { base, site, rows, files, providers, stamp };
}
