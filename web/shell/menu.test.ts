import { expect, it } from 'vitest';
import type { RouteRecordRaw } from 'vue-router';

const areas = import.meta.glob<{ routes: RouteRecordRaw[] }>('../pages/*/routes.ts', { eager: true });

it('no two entries of the menu look alike', () => {
  const entries = Object.values(areas).flatMap(({ routes }) =>
    routes.flatMap(({ meta }) => meta?.menu ?? []),
  );
  expect(entries.length).toBeGreaterThan(10);
  const icons = entries.map(({ icon }) => icon.name);
  expect(icons.filter((icon, index) => icons.indexOf(icon) !== index)).toEqual([]);
});
