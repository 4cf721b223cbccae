import { Files, Finished } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

const roles = ['office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison'] as const;
const overseers = ['office', 'leader', 'auditor'] as const;

export const routes: RouteRecordRaw[] = [
  {
    path: '/evaluations',
    name: 'evaluations',
    component: () => import('./EvaluationsPage.vue'),
    meta: { title: '年度考评', menu: { group: 'mechanisms', order: 10, icon: Finished }, roles },
  },
  {
    path: '/evaluations/:id',
    name: 'evaluation',
    component: () => import('./EvaluationPage.vue'),
    meta: { title: '年度考评', roles },
  },
  {
    path: '/evaluations/:id/subjects/:unitId',
    name: 'evaluation-sheet',
    component: () => import('./SheetPage.vue'),
    meta: { title: '考评表', roles },
  },
  {
    path: '/evaluations/:id/review',
    name: 'evaluation-review',
    component: () => import('./ReviewPage.vue'),
    meta: { title: '评审表', roles: overseers },
  },
  {
    path: '/evaluation-standards',
    name: 'evaluation-standards',
    component: () => import('./StandardsPage.vue'),
    meta: { title: '考评标准', roles },
  },
  {
    path: '/evaluation-standards/:id',
    name: 'evaluation-standard',
    component: () => import('./StandardPage.vue'),
    meta: { title: '考评标准', roles },
  },
  {
    path: '/dossiers',
    name: 'dossiers',
    component: () => import('./DossierPage.vue'),
    meta: { title: '迎检备卷', menu: { group: 'mechanisms', order: 10.5, icon: Files }, roles },
  },
];
