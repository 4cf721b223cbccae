import { Monitor } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

const roles = ['systemAdministrator', 'office'] as const;

export const routes: RouteRecordRaw[] = [
  {
    path: '/operations',
    name: 'operations',
    component: () => import('./OperationsPage.vue'),
    meta: { title: '系统运行', menu: { group: 'system', order: 4, icon: Monitor }, roles },
  },
];
