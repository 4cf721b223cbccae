import { Clock } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/history',
    name: 'history',
    component: () => import('./RecordsPage.vue'),
    meta: { title: '过程留痕', menu: { group: 'records', order: 1, icon: Clock } },
  },
  {
    path: '/processes/:id/history',
    name: 'processHistory',
    component: () => import('./ProcessHistoryPage.vue'),
    props: true,
    meta: { title: '过程留痕' },
  },
];
