import { Search } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

const roles = ['office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison'] as const;

export const routes: RouteRecordRaw[] = [
  {
    path: '/inspections',
    name: 'inspections',
    component: () => import('./InspectionsPage.vue'),
    meta: { title: '督查', menu: { group: 'mechanisms', order: 9, icon: Search }, roles },
  },
  {
    path: '/inspections/new',
    name: 'new-inspection',
    component: () => import('./PlanPage.vue'),
    meta: { title: '启动督查', roles: ['office'] },
  },
  {
    path: '/inspections/:id/plan',
    name: 'inspection-plan',
    component: () => import('./PlanPage.vue'),
    props: true,
    meta: { title: '修改督查方案', roles: ['office'] },
  },
  {
    path: '/inspections/:id',
    name: 'inspection',
    component: () => import('./InspectionPage.vue'),
    props: true,
    meta: { title: '督查', roles },
  },
];
