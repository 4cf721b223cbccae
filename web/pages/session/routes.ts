import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/login',
    name: 'login',
    component: () => import('./LoginPage.vue'),
    meta: { title: '登录', bare: true, open: true },
  },
  {
    path: '/account',
    name: 'account',
    component: () => import('./AccountPage.vue'),
    meta: { title: '我的账号' },
  },
  {
    path: '/account/password',
    name: 'password',
    component: () => import('./PasswordPage.vue'),
    meta: { title: '修改密码' },
  },
];
