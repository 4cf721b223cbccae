import { House } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/',
    name: 'desk',
    component: () => import('./DeskPage.vue'),
    meta: { title: '工作台', menu: { group: 'work', order: 1, icon: House } },
  },
  {
    path: '/proxies',
    name: 'proxies',
    component: () => import('./ProxiesPage.vue'),
    meta: { title: '代理' },
  },
];
