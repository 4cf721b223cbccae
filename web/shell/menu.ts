import type { RouteRecordRaw } from 'vue-router';
import { hasRole } from '../api/session.js';
import type { MenuGroup } from '../route-meta.js';

export const GROUPS: Record<MenuGroup, string> = {
  work: '工作',
  mechanisms: '制度机制',
  records: '留痕与文书',
  system: '组织与系统',
};

export interface MenuSection {
  group: MenuGroup;
  label: string;
  entries: RouteRecordRaw[];
}

/** The menu of whoever is logged in, from what the routes say of themselves. */
export function menuOf(routes: readonly RouteRecordRaw[]): MenuSection[] {
  const shown = routes.filter(
    ({ meta }) => meta?.menu !== undefined && (meta.roles === undefined || hasRole(...meta.roles)),
  );
  const placeOf = (route: RouteRecordRaw) => route.meta?.menu?.order ?? 0;
  return (Object.keys(GROUPS) as MenuGroup[])
    .map((group) => ({
      group,
      label: GROUPS[group],
      entries: shown
        .filter(({ meta }) => meta?.menu?.group === group)
        .sort((a, b) => placeOf(a) - placeOf(b)),
    }))
    .filter(({ entries }) => entries.length > 0);
}
