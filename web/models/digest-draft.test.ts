import { expect, test } from 'vitest';
import { digestDraft, digestSettings } from './digest-draft.js';

const effective = {
  urgentMinutes: 5,
  digestAt: '08:30',
  windowMinutes: 240,
  quiet: { from: '22:00', to: '07:00', nonWorkingDays: true },
};

test('what follows the wider place is not sent, what is its own is', () => {
  expect(digestSettings(digestDraft({}, effective))).toEqual({});
  const draft = digestDraft({ digestAt: '09:00' }, { ...effective, digestAt: '09:00' });
  draft.window = { own: true, minutes: null };
  draft.quiet.own = true;
  expect(digestSettings(draft)).toEqual({
    digestAt: '09:00',
    windowMinutes: null,
    quiet: effective.quiet,
  });
});
