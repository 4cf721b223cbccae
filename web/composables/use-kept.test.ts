// @vitest-environment happy-dom
import { effectScope, nextTick } from 'vue';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useKept } from './use-kept.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  localStorage.clear();
});

const opened = (work: (kept: ReturnType<typeof useKept<{ text: string }>>) => void) => {
  const scope = effectScope();
  const kept = scope.run(() => useKept('notice', () => ({ text: '' })))!;
  work(kept);
  return { scope, kept };
};

test('what was entered is found again after the page was left, and gone when it is finished', async () => {
  const { scope } = opened(({ value, found }) => {
    expect(found).toBe(false);
    value.value.text = '第一稿';
  });
  await nextTick();
  scope.stop();
  const again = opened(({ value, found }) => expect([found, value.value.text]).toEqual([true, '第一稿']));
  again.kept.forget();
  await vi.runAllTimersAsync();
  again.scope.stop();
  opened(({ value, found }) => expect([found, value.value.text]).toEqual([false, '']));
});

test('what bears a secrecy mark is not kept, and takes away what was kept before', async () => {
  const { kept } = opened(({ value }) => void (value.value.text = '普通内容'));
  await nextTick();
  await vi.runAllTimersAsync();
  expect(localStorage).toHaveLength(1);
  kept.value.value.text = '标题\n机密★10年\n正文';
  await nextTick();
  await vi.runAllTimersAsync();
  expect(localStorage).toHaveLength(0);
});
