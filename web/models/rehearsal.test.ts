import { expect, test } from 'vitest';
import { collisionInWords, isOpen, progressInWords, scenarioInWords } from './rehearsal.js';

const run = {
  state: 'running',
  ahead: 0,
  cancelling: false,
  share: 0.3,
  processes: 3,
  acts: 120,
  elapsedSeconds: 8.4,
} as const;

test('says how far a rehearsal is', () => {
  expect(progressInWords({ ...run, state: 'queued', ahead: 2 })).toBe('排队，前面还有 2 个');
  expect(progressInWords({ ...run, state: 'queued' })).toBe('排队，马上开始');
  expect(progressInWords(run)).toBe('已启动 3 项工作，办理 120 件，用时 8 秒');
  expect(progressInWords({ ...run, cancelling: true })).toMatch(/^正在取消；/);
  expect(
    ['queued', 'running', 'finished', 'failed', 'cancelled'].map((state) =>
      isOpen({ state: state as 'queued' }),
    ),
  ).toEqual([true, true, false, false, false]);
  expect(scenarioInWords('mixed')).toBe('有早有晚');
});

test('says what a day has against it', () => {
  const collision = {
    date: '2027-02-06',
    kind: 'springFestivalWeek',
    what: 'deadline',
    process: '双清单',
    step: '报送',
    units: 40,
  };
  expect(collisionInWords({ ...collision, holiday: null })).toBe(
    '2027-02-06（春节当周）：双清单 · 报送 到期，涉及 40 个单位',
  );
  expect(collisionInWords({ ...collision, holiday: '除夕', what: 'start' })).toContain(
    '（除夕）：双清单 · 报送 开始',
  );
});
