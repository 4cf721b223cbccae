import { User } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

const roles = ['office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison'] as const;

export const routes: RouteRecordRaw[] = [
  {
    path: '/liaisons',
    name: 'liaisons',
    component: () => import('./LiaisonsPage.vue'),
    meta: { title: '联络员名册', menu: { group: 'mechanisms', order: 4, icon: User }, roles },
  },
];
