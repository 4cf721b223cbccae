import { Flag } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';
import type { Role } from '../../../contracts/http/access.js';

const OVERSEERS: Role[] = ['office', 'leader', 'auditor'];

export const routes: RouteRecordRaw[] = [
  {
    path: '/year',
    name: 'years',
    component: () => import('./YearsPage.vue'),
    meta: { title: '年度工作', roles: OVERSEERS, menu: { group: 'work', order: 3, icon: Flag } },
  },
  {
    path: '/year/launch',
    name: 'yearLaunch',
    component: () => import('./LaunchPage.vue'),
    meta: { title: '启动年度工作', roles: ['office'] },
  },
  {
    path: '/year/batches',
    name: 'yearBatches',
    component: () => import('./BatchesPage.vue'),
    meta: { title: '批量启动', roles: OVERSEERS },
  },
  {
    path: '/year/batches/:id',
    name: 'yearBatch',
    component: () => import('./BatchPage.vue'),
    props: true,
    meta: { title: '批量启动的进度', roles: OVERSEERS },
  },
  {
    path: '/year/:id',
    name: 'year',
    component: () => import('./YearPage.vue'),
    props: true,
    meta: { title: '年度工作', roles: OVERSEERS },
  },
];
