import { Checked } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

const roles = ['office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison'] as const;

export const routes: RouteRecordRaw[] = [
  {
    path: '/rectifications',
    name: 'rectifications',
    component: () => import('./RectificationsPage.vue'),
    meta: { title: '限时整改', menu: { group: 'mechanisms', order: 9.5, icon: Checked }, roles },
  },
];
