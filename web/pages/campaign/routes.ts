import { MapLocation } from '@element-plus/icons-vue';
import type { RouteRecordRaw } from 'vue-router';

export const routes: RouteRecordRaw[] = [
  {
    path: '/campaigns',
    name: 'campaigns',
    component: () => import('./CampaignsPage.vue'),
    meta: {
      title: '双拥在基层',
      menu: { group: 'mechanisms', order: 8, icon: MapLocation },
      roles: ['office', 'leader', 'auditor', 'unitLeader', 'liaison', 'militaryLiaison'],
    },
  },
  {
    path: '/campaigns/launch',
    name: 'launchCampaign',
    component: () => import('./CampaignLaunchPage.vue'),
    meta: { title: '启动双拥在基层活动', roles: ['office'] },
  },
  {
    path: '/campaigns/:id',
    name: 'campaign',
    component: () => import('./CampaignPage.vue'),
    meta: { title: '双拥在基层' },
  },
];
