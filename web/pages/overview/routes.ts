import { DataLine } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

const roles = ['office', 'leader', 'auditor'] as const;

export const routes: RouteRecordRaw[] = [
  {
    path: '/overview',
    name: 'overview',
    component: () => import('./OverviewPage.vue'),
    meta: { title: '全局态势', menu: { group: 'work', order: 2, icon: DataLine }, roles },
  },
  {
    path: '/overview/steps',
    name: 'overviewSteps',
    component: () => import('./OverviewStepsPage.vue'),
    meta: { title: '全局态势', roles },
  },
];
