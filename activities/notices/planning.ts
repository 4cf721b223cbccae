import type { EntityManager } from 'typeorm';
import { loadCalendar } from '../../database/calendar/calendar.repository.js';
import { loadRegionSettings } from '../../database/notices/settings.repository.js';
import { settingsFrom, type DigestSettings, type SettingsOverride } from '../../domain/notices/settings.js';
import type { WorkingCalendar } from '../../domain/time/calendar.js';

export type SettingsOf = (notice: {
  regionCode: string | null;
  preference: SettingsOverride | null;
}) => DigestSettings;

/** What one planning works with. Calendar and settings are read when something needs them: most minutes nothing does. */
export class Planning {
  private loadedCalendar: Promise<WorkingCalendar> | undefined;
  private loadedSettings: Promise<SettingsOf> | undefined;

  constructor(
    private readonly manager: EntityManager,
    readonly now: Date,
    private readonly channels: ReadonlySet<string>,
    private readonly installation: SettingsOverride,
  ) {}

  has(channel: string): boolean {
    return this.channels.has(channel);
  }

  calendar(): Promise<WorkingCalendar> {
    this.loadedCalendar ??= loadCalendar(this.manager);
    return this.loadedCalendar;
  }

  settings(): Promise<SettingsOf> {
    this.loadedSettings ??= loadRegionSettings(this.manager).then(
      (regional) =>
        ({ regionCode, preference }) =>
          settingsFrom(this.installation, ...regional(regionCode), preference),
    );
    return this.loadedSettings;
  }
}
