import { Connection } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

const roles = ['office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison'] as const;

export const routes: RouteRecordRaw[] = [
  {
    path: '/conferences',
    name: 'conferences',
    component: () => import('./ConferencesPage.vue'),
    meta: { title: '联络员会商', menu: { group: 'mechanisms', order: 3, icon: Connection }, roles },
  },
  {
    path: '/conferences/:id',
    name: 'conference',
    component: () => import('./ConferencePage.vue'),
    props: true,
    meta: { title: '联络员会商', roles },
  },
];
