import { OfficeBuilding } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/organisation',
    name: 'organisation',
    component: () => import('./OrganisationPage.vue'),
    meta: { title: '组织与联络员', menu: { group: 'system', order: 1, icon: OfficeBuilding } },
  },
  {
    path: '/organisation/units/:id',
    name: 'unit',
    component: () => import('./UnitPage.vue'),
    props: true,
    meta: { title: '单位' },
  },
  {
    path: '/organisation/people/:id',
    name: 'person',
    component: () => import('./PersonPage.vue'),
    props: true,
    meta: { title: '人员' },
  },
];
