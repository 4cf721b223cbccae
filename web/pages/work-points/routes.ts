import { List } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/work-points',
    name: 'workPoints',
    component: () => import('./PointSetsPage.vue'),
    meta: {
      title: '要点任务',
      menu: { group: 'mechanisms', order: 7, icon: List },
      roles: ['office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison'],
    },
  },
  {
    path: '/work-points/new',
    name: 'newWorkPoints',
    component: () => import('./NewPointsPage.vue'),
    meta: { title: '印发工作要点', roles: ['office'] },
  },
  {
    path: '/work-points/points/:id',
    name: 'workPoint',
    component: () => import('./PointPage.vue'),
    meta: { title: '要点任务' },
  },
  {
    path: '/work-points/:id/split',
    name: 'splitWorkPoints',
    component: () => import('./SplitPage.vue'),
    meta: { title: '分解上级要点', roles: ['office'] },
  },
  {
    path: '/work-points/:id',
    name: 'workPointSet',
    component: () => import('./PointSetPage.vue'),
    meta: { title: '工作要点' },
  },
];
