import { Medal, Trophy } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

const roles = ['office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison'] as const;

export const routes: RouteRecordRaw[] = [
  {
    path: '/namings',
    name: 'namings',
    component: () => import('./NamingsPage.vue'),
    meta: { title: '创建命名表彰', menu: { group: 'mechanisms', order: 11, icon: Trophy }, roles },
  },
  {
    path: '/namings/:id',
    name: 'naming',
    component: () => import('./NamingPage.vue'),
    props: true,
    meta: { title: '创建命名表彰', roles },
  },
  {
    path: '/honours',
    name: 'honours',
    component: () => import('./HonoursPage.vue'),
    meta: { title: '荣誉称号', menu: { group: 'mechanisms', order: 11.5, icon: Medal }, roles },
  },
  {
    path: '/honours/:id',
    name: 'honour',
    component: () => import('./HonourPage.vue'),
    props: true,
    meta: { title: '荣誉称号', roles },
  },
];
