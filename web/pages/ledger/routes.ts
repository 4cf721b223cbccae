import { Notebook } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

const roles = ['office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison'] as const;

export const routes: RouteRecordRaw[] = [
  {
    path: '/ledger',
    name: 'ledger',
    component: () => import('./LedgerPage.vue'),
    meta: { title: '“双清单”台账', menu: { group: 'mechanisms', order: 1, icon: Notebook }, roles },
  },
  {
    path: '/ledger/import/:assignmentId',
    name: 'ledgerImport',
    component: () => import('./ImportPage.vue'),
    props: true,
    meta: { title: '用表格报送清单', roles },
  },
  {
    path: '/ledger/items/:id',
    name: 'ledgerItem',
    component: () => import('./ItemPage.vue'),
    props: true,
    meta: { title: '双清单事项', roles },
  },
];
