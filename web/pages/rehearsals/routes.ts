import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/rehearsals',
    name: 'rehearsals',
    component: () => import('./RehearsalsPage.vue'),
    meta: { title: '预演', roles: ['office'] },
  },
  {
    path: '/rehearsals/:id',
    name: 'rehearsal',
    component: () => import('./RehearsalPage.vue'),
    props: true,
    meta: { title: '预演结果', roles: ['office'] },
  },
];
