import { Injectable } from '@nestjs/common';
import type {
  DigestSettingsChange,
  PreferenceChange,
  PreferenceView,
  RegionSettingsChange,
  RegionSettingsView,
} from '../../../contracts/http/notices.js';
import { personHasEmail } from '../../../database/notices/notice.repository.js';
import {
  loadPreference,
  loadRegionSettings,
  ownRegionSettings,
  savePreference,
  saveRegionSettings,
} from '../../../database/notices/settings.repository.js';
import { regionExists } from '../../../database/notices/webhook-endpoint.repository.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { quietHoursFrom, settingsFrom, type SettingsOverride } from '../../../domain/notices/settings.js';
import { Configuration } from '../../config/configuration.js';
import type { Principal } from '../../http/principal.js';
import { Database } from '../../workspace/database.service.js';
import { CARETAKERS, refuseOutside, regionsHeldAs } from './notice-scope.js';

/** When notices go out: the product's defaults, the installation's, the regions' from above, the person's own. */
@Injectable()
export class NoticeSettingsService {
  private readonly installation: SettingsOverride;

  constructor(
    private readonly database: Database,
    configuration: Configuration,
  ) {
    this.installation = { quiet: quietHoursFrom(configuration.QUIET_HOURS) };
  }

  async preference({ personId, positions }: Principal): Promise<PreferenceView> {
    const { manager } = this.database;
    const [preference, regional, hasEmail] = await Promise.all([
      loadPreference(manager, personId),
      loadRegionSettings(manager),
      personHasEmail(manager, personId),
    ]);
    const { enabled, settings } = preference ?? { enabled: true, settings: {} };
    // Notices follow their process's region; for somebody with positions in several, the first one's is shown.
    const above = regional(positions[0]?.regionCode ?? null);
    return { enabled, settings, hasEmail, effective: settingsFrom(this.installation, ...above, settings) };
  }

  async setPreference(
    principal: Principal,
    { enabled, settings }: PreferenceChange,
  ): Promise<PreferenceView> {
    await this.database.transaction(({ manager, now }) =>
      savePreference(manager, principal.personId, { enabled, settings: overrideOf(settings) }, now),
    );
    return this.preference(principal);
  }

  /** @throws Refusal NOT_FOUND */
  async ofRegion(principal: Principal, regionCode: string): Promise<RegionSettingsView> {
    refuseOutside(regionsHeldAs(principal, CARETAKERS), regionCode);
    const { manager } = this.database;
    if (!(await regionExists(manager, regionCode))) throw new Refusal('NOT_FOUND');
    const [settings, regional] = await Promise.all([
      ownRegionSettings(manager, regionCode),
      loadRegionSettings(manager),
    ]);
    return { regionCode, settings, effective: settingsFrom(this.installation, ...regional(regionCode)) };
  }

  /** @throws Refusal NOT_FOUND */
  async setOfRegion(
    principal: Principal,
    { regionCode, settings }: RegionSettingsChange,
  ): Promise<RegionSettingsView> {
    await this.ofRegion(principal, regionCode);
    const { personId } = principal;
    await this.database.transaction(({ manager, now }) =>
      saveRegionSettings(manager, { regionCode, settings: overrideOf(settings), personId, now }),
    );
    return this.ofRegion(principal, regionCode);
  }
}

/** What was really said: a null is a field left out, but for the window, where it means “only the daily digest”. */
function overrideOf({ quiet, windowMinutes, ...rest }: DigestSettingsChange): SettingsOverride {
  return {
    ...said(rest),
    ...(windowMinutes === undefined ? {} : { windowMinutes }),
    ...(quiet ? { quiet: said({ ...quiet }) } : {}),
  };
}

type Said<T> = { [K in keyof T]?: Exclude<T[K], undefined | null> };

function said<T extends object>(values: T): Said<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null),
  ) as Said<T>;
}
