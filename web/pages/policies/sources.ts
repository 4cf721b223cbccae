import type { Schemas } from '../../api/client.js';

/** Where a ladder in force comes from. */
export const SOURCES: Record<Schemas['PolicyVersionView']['source'], string> = {
  blueprint: '内置',
  installation: '全系统',
  region: '本地区',
};
