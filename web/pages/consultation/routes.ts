import { ChatLineSquare } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

const roles = ['office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison'] as const;

export const routes: RouteRecordRaw[] = [
  {
    path: '/consultations',
    name: 'consultations',
    component: () => import('./ConsultationsPage.vue'),
    meta: { title: '专题协商', menu: { group: 'mechanisms', order: 2, icon: ChatLineSquare }, roles },
  },
  {
    path: '/consultations/:id',
    name: 'consultation',
    component: () => import('./ConsultationPage.vue'),
    props: true,
    meta: { title: '专题协商', roles },
  },
  {
    path: '/matters',
    name: 'matters',
    component: () => import('./MattersPage.vue'),
    meta: { title: '议定事项台账', roles },
  },
];
