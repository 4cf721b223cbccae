import type { EntityManager } from 'typeorm';
import type { SettingsOverride } from '../../domain/notices/settings.js';
import { lineageOf } from '../../domain/organisation/region-code.js';

export interface NoticePreference {
  enabled: boolean;
  settings: SettingsOverride;
}

/** What the offices of a region and of those above it set, the widest first. */
export type RegionSettings = (regionCode: string | null) => SettingsOverride[];

/** All offices' settings at once: there are as many rows as offices that wanted something else. */
export async function loadRegionSettings(manager: EntityManager): Promise<RegionSettings> {
  const rows: { regionCode: string; settings: SettingsOverride }[] = await manager.query(
    `select region_code as "regionCode", settings from notice_setting`,
  );
  const byRegion = new Map(rows.map((row) => [row.regionCode, row.settings]));
  return (regionCode) =>
    (regionCode === null ? [] : lineageOf(regionCode)).flatMap((code) => byRegion.get(code) ?? []);
}

/** What this region's own office set. */
export async function ownRegionSettings(
  manager: EntityManager,
  regionCode: string,
): Promise<SettingsOverride> {
  const [row]: { settings: SettingsOverride }[] = await manager.query(
    `select settings from notice_setting where region_code = $1`,
    [regionCode],
  );
  return row?.settings ?? {};
}

export async function saveRegionSettings(
  manager: EntityManager,
  change: { regionCode: string; settings: SettingsOverride; personId: string; now: Date },
): Promise<void> {
  await manager.query(
    `insert into notice_setting (region_code, settings, updated_by, updated_at) values ($1, $2, $3, $4)
     on conflict (region_code) do update set settings = $2, updated_by = $3, updated_at = $4`,
    [change.regionCode, JSON.stringify(change.settings), change.personId, change.now],
  );
}

/** A person's own wishes about e-mail; null when he never said any. */
export async function loadPreference(
  manager: EntityManager,
  personId: string,
): Promise<NoticePreference | null> {
  const [row]: NoticePreference[] = await manager.query(
    `select enabled, settings from notice_preference where person_id = $1 and channel = 'email'`,
    [personId],
  );
  return row ?? null;
}

export async function savePreference(
  manager: EntityManager,
  personId: string,
  { enabled, settings }: NoticePreference,
  now: Date,
): Promise<void> {
  await manager.query(
    `insert into notice_preference (person_id, channel, enabled, settings, updated_at) values ($1, 'email', $2, $3, $4)
     on conflict (person_id, channel) do update set enabled = $2, settings = $3, updated_at = $4`,
    [personId, enabled, JSON.stringify(settings), now],
  );
}
