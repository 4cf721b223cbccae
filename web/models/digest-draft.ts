import type { components } from '../api/schema.js';

type Settings = components['schemas']['DigestSettingsChange'];
type Effective = components['schemas']['DigestSettingsView'];

/** Settings of notices while they are edited. `own` false: that field follows the wider place (office, then the product). */
export interface DigestDraft {
  urgent: { own: boolean; minutes: number };
  digest: { own: boolean; at: string };
  /** `minutes` null: only with the daily digest. */
  window: { own: boolean; minutes: number | null };
  quiet: { own: boolean; from: string; to: string; nonWorkingDays: boolean };
}

export function digestDraft(settings: Settings, effective: Effective): DigestDraft {
  return {
    urgent: { own: settings.urgentMinutes !== undefined, minutes: effective.urgentMinutes },
    digest: { own: settings.digestAt !== undefined, at: effective.digestAt },
    window: { own: settings.windowMinutes !== undefined, minutes: effective.windowMinutes },
    quiet: { own: settings.quiet !== undefined, ...effective.quiet },
  };
}

export function digestSettings({ urgent, digest, window, quiet }: DigestDraft): Settings {
  const { own, ...hours } = quiet;
  return {
    ...(urgent.own ? { urgentMinutes: urgent.minutes } : {}),
    ...(digest.own ? { digestAt: digest.at } : {}),
    // The document can't say “number or null”, the API takes both.
    ...(window.own ? { windowMinutes: window.minutes as number } : {}),
    ...(own ? { quiet: hours } : {}),
  };
}
