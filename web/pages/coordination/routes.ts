import { Position } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

const roles = ['office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison'] as const;

export const routes: RouteRecordRaw[] = [
  {
    path: '/coordination',
    name: 'coordination',
    component: () => import('./CoordinationPage.vue'),
    meta: { title: '区域协调', menu: { group: 'mechanisms', order: 5, icon: Position }, roles },
  },
  {
    path: '/coordination/matters/:id',
    name: 'coordinationMatter',
    component: () => import('./CoordinationMatterPage.vue'),
    props: true,
    meta: { title: '军地协调事项', roles },
  },
];
