import { AlarmClock, Calendar } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/policies',
    name: 'policies',
    component: () => import('./PoliciesPage.vue'),
    meta: { title: '催办督办规则', menu: { group: 'system', order: 2, icon: AlarmClock } },
  },
  {
    path: '/policies/notices',
    name: 'noticeSettings',
    component: () => import('./NoticeSettingsPage.vue'),
    meta: { title: '提醒设置', roles: ['office', 'systemAdministrator'] },
  },
  {
    path: '/policies/webhooks',
    name: 'webhooks',
    component: () => import('./WebhooksPage.vue'),
    meta: { title: '对外通知地址', roles: ['systemAdministrator'] },
  },
  {
    path: '/policies/:kind/:step',
    name: 'policy',
    component: () => import('./PolicyPage.vue'),
    props: true,
    meta: { title: '催办督办规则' },
  },
  {
    path: '/calendar',
    name: 'calendar',
    component: () => import('./CalendarPage.vue'),
    meta: { title: '工作日历', menu: { group: 'system', order: 3, icon: Calendar } },
  },
];
