import { Folder } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/processes',
    name: 'processes',
    component: () => import('./ProcessesPage.vue'),
    meta: { title: '全部工作', menu: { group: 'work', order: 4, icon: Folder } },
  },
  {
    path: '/processes/:id',
    name: 'process',
    component: () => import('./ProcessPage.vue'),
    meta: { title: '一项工作' },
  },
];
