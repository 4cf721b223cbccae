import { Promotion } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

const roles = ['office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison'] as const;

export const routes: RouteRecordRaw[] = [
  {
    path: '/circulars',
    name: 'circulars',
    component: () => import('./CircularsPage.vue'),
    meta: { title: '情况通报', menu: { group: 'mechanisms', order: 6, icon: Promotion }, roles },
  },
  {
    path: '/circulars/:id',
    name: 'circular',
    component: () => import('./CircularPage.vue'),
    props: true,
    meta: { title: '情况通报', roles },
  },
];
