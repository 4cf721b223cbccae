import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/changes',
    name: 'changes',
    component: () => import('./ChangesPage.vue'),
    meta: { title: '变更单' },
  },
  {
    path: '/changes/new',
    name: 'newChange',
    component: () => import('./NewChangePage.vue'),
    meta: { title: '提出变更单', roles: ['office'] },
  },
  {
    path: '/changes/:id',
    name: 'change',
    component: () => import('./ChangePage.vue'),
    props: true,
    meta: { title: '变更单' },
  },
];
