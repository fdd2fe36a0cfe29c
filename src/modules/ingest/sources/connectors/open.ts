import { Value } from 'typebox/value';
import { openSealer } from '#platform/crypto/sealer.ts';
import type { Platform } from '#platform/module.ts';
import { SourceSettings } from '../contract.ts';
import { sourceErrors } from '../errors.ts';
import type { SourceRow } from '../sql/source.ts';
import type { Connector } from './connector.ts';
import { openDm } from './dm.ts';
import { openEngineDatabase } from './engine-database.ts';
import { openFolder } from './folder.ts';
import { openHttp } from './http.ts';
import { openKafka } from './kafka.ts';
import { openMqtt } from './mqtt.ts';
import { openOracle } from './oracle.ts';
import { openS3 } from './s3.ts';

/** Settings as they may be kept: of the kind's own shape, and nothing beside. */
export function settingsOf(kind: string, settings: unknown): SourceSettings {
  const connection: unknown = Value.Clean(SourceSettings, { kind, settings: structuredClone(settings) });
  if (Value.Check(SourceSettings, connection)) return connection;
  const [first] = Value.Errors(SourceSettings, connection);
  throw sourceErrors['bad-settings']({ detail: first?.instancePath || '缺少必填的项' });
}

/** The connector of a connection. */
export function openConnection(platform: Platform, connection: SourceSettings, secret: string): Connector {
  switch (connection.kind) {
    case 'postgres':
    case 'mysql':
      return openEngineDatabase(platform.olap, connection.kind, connection.settings, secret);
    case 'oracle':
      return openOracle(connection.settings, secret);
    case 'dm':
      return openDm(connection.settings, secret);
    case 'http':
      return openHttp(platform, connection.settings, secret);
    case 'folder':
      return openFolder(platform.config, connection.settings);
    case 's3':
      return openS3(platform.olap, connection.settings, secret);
    case 'mqtt':
      return openMqtt(connection.settings, secret);
    case 'kafka':
      return openKafka(connection.settings, secret);
  }
}

/** The connector of a source, and the secret that must not appear in what it says. */
export function openSource(platform: Platform, row: SourceRow): { connector: Connector; secret: string } {
  const secret = secretOf(platform, row);
  return { connector: openConnection(platform, settingsOf(row.kind, row.settings), secret), secret };
}

/** A source's secret in the clear, for the moment of its use. */
export function secretOf(
  { config }: Pick<Platform, 'config'>,
  { id, secret }: Pick<SourceRow, 'id' | 'secret'>,
): string {
  return secret === null ? '' : openSealer(config.dataDir).open(secret, contextOf(id));
}

export function sealSecret({ config }: Pick<Platform, 'config'>, id: string, secret: string): string {
  return openSealer(config.dataDir).seal(secret, contextOf(id));
}

const contextOf = (id: string): string => `ingest.source/${id}`;
