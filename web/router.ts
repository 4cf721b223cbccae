import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { currentUser, ensureUser } from './api/session.js';

/** Each folder of pages names its own routes; nobody else has to know them. */
const areas = import.meta.glob<{ routes: RouteRecordRaw[] }>('./pages/*/routes.ts', { eager: true });

const routes: RouteRecordRaw[] = [
  ...Object.values(areas).flatMap((area) => area.routes),
  {
    path: '/:path(.*)*',
    name: 'notFound',
    component: () => import('./shell/NotFoundPage.vue'),
    meta: { title: '没有这个页面' },
  },
];

export const router = createRouter({
  history: createWebHistory(),
  routes,
  // What only narrows a page, as its filters do, leaves it where it stands.
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
});

router.beforeEach(async (to) => {
  if (to.meta.open === true) return true;
  await ensureUser();
  if (currentUser.value === undefined) return { name: 'login', query: { to: to.fullPath } };
  if (currentUser.value.mustChangePassword && to.name !== 'password') return { name: 'password' };
  return true;
});

router.afterEach((to) => {
  document.title = `${to.meta.title} · 鱼水`;
});
