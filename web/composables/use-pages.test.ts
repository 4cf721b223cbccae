import { expect, test } from 'vitest';
import { usePages, type Page } from './use-pages.js';

/** Pages of one row, each answered when the test says so. */
function listOf(names: string[]) {
  const answers: (() => void)[] = [];
  const pages = usePages(
    (cursor) =>
      new Promise<Page>((resolve) => {
        const at = Number(cursor ?? 0);
        const nextCursor = at + 1 < names.length ? String(at + 1) : null;
        answers.push(() => resolve({ items: [names[at]], nextCursor }));
      }),
  );
  return { pages, answer: () => answers.shift()?.() };
}

test('who asks for more while the list begins anew waits for it: all of a list is had by asking until it is exhausted', async () => {
  const { pages, answer } = listOf(['a', 'b']);
  answer();
  await pages.more();
  void pages.restart();
  let waiting = true;
  const more = pages.more().finally(() => (waiting = false));
  await new Promise((resolve) => setTimeout(resolve));
  expect(waiting).toBe(true);
  answer();
  await more;
  expect([pages.rows.value, pages.exhausted.value]).toEqual([['a'], false]);
  const last = pages.more();
  answer();
  await last;
  expect([pages.rows.value, pages.exhausted.value]).toEqual([['a', 'b'], true]);
  await pages.more();
  expect(pages.rows.value).toEqual(['a', 'b']);
});
