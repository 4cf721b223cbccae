import { Document } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/documents',
    name: 'documents',
    component: () => import('./DocumentsPage.vue'),
    meta: { title: '文书', menu: { group: 'records', order: 2, icon: Document } },
  },
  {
    path: '/documents/office',
    name: 'officeDocuments',
    component: () => import('./OfficeDocumentsPage.vue'),
    meta: { title: '字号与模板', roles: ['office'] },
  },
  {
    path: '/documents/archives',
    name: 'archives',
    component: () => import('./ArchivesPage.vue'),
    meta: { title: '归档材料', roles: ['office', 'leader', 'auditor'] },
  },
  {
    path: '/documents/:id',
    name: 'document',
    component: () => import('./DocumentPage.vue'),
    props: true,
    meta: { title: '公文' },
  },
];
