import { Warning } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

const roles = ['office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison'] as const;

export const routes: RouteRecordRaw[] = [
  {
    path: '/vetoes',
    name: 'vetoes',
    component: () => import('./VetoesPage.vue'),
    meta: { title: '否决事项', menu: { group: 'mechanisms', order: 12, icon: Warning }, roles },
  },
  {
    path: '/vetoes/events/:id',
    name: 'vetoEvent',
    component: () => import('./VetoEventPage.vue'),
    props: true,
    meta: { title: '否决事项', roles },
  },
  {
    path: '/vetoes/watches/:id',
    name: 'vetoWatch',
    component: () => import('./VetoWatchPage.vue'),
    props: true,
    meta: { title: '否决事项排查', roles },
  },
];
