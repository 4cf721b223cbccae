/** “五个一”: what every unit is to have at the grass roots (双拥在基层 四（四）). */
export const FIVE_ONES = {
  team: '双拥服务队或志愿者队伍',
  room: '军民活动室',
  plate: '双拥工作站牌',
  board: '双拥宣传栏',
  ledger: '双拥工作台账',
} as const;

export type FiveOne = keyof typeof FIVE_ONES;
export const FIVE_ONE_KEYS = Object.keys(FIVE_ONES) as FiveOne[];
