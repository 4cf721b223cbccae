/** A clock time, +08:00. */
export const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What a setting may be: nobody can switch the chase off by waiting for ever. */
export const SETTING_LIMITS = { urgentMinutes: { min: 0, max: 60 }, windowMinutes: { min: 1, max: 24 * 60 } };

/** Hours in which nothing but urgent matters is sent; `HH:mm` +08:00, may span midnight, equal ends mean none. */
export interface QuietHours {
  from: string;
  to: string;
  /** Saturdays, Sundays and holidays are quiet all day, 调休 working days aren't (the State Council's calendar). */
  nonWorkingDays: boolean;
}

/** How one person's notices become messages; data that the office sets for a region and a person for himself. */
export interface DigestSettings {
  /** Urgent notices go out within so many minutes, at any hour; others that come meanwhile go with them. */
  urgentMinutes: number;
  /** The daily digest, `HH:mm` +08:00. */
  digestAt: string;
  /** A notice waits no longer than this for others before a digest of its own; null: only the daily one. */
  windowMinutes: number | null;
  quiet: QuietHours;
}

export const DEFAULT_SETTINGS: DigestSettings = {
  urgentMinutes: 5,
  digestAt: '08:30',
  windowMinutes: 240,
  quiet: { from: '22:00', to: '07:00', nonWorkingDays: true },
};

/** What a narrower place says instead of the wider one: installation, region, person. */
export type SettingsOverride = Partial<Omit<DigestSettings, 'quiet'>> & { quiet?: Partial<QuietHours> };

/** The widest first. */
export function settingsFrom(...overrides: readonly (SettingsOverride | null | undefined)[]): DigestSettings {
  return overrides.reduce<DigestSettings>(
    (settings, override) =>
      override ? { ...settings, ...override, quiet: { ...settings.quiet, ...override.quiet } } : settings,
    DEFAULT_SETTINGS,
  );
}

/** Reads the environment's `HH:MM-HH:MM`. */
export function quietHoursFrom(text: string): Pick<QuietHours, 'from' | 'to'> {
  const [from = '', to = ''] = text.split('-');
  if (!CLOCK.test(from) || !CLOCK.test(to)) throw new RangeError(`not HH:MM-HH:MM: ${text}`);
  return { from, to };
}
