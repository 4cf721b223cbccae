import type { Schemas } from '../../api/client.js';

/** A shape beside the colour, and words of a machine's health: not those of deadlines. */
export const HEALTH_LABELS: Record<Schemas['OperationsCheck']['light'], string> = {
  green: '● 正常',
  yellow: '▲ 留意',
  red: '■ 要处理',
  grey: '○ 不知道',
};
