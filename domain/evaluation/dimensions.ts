/** The eight sides from which the work of a region or a unit is looked at (固原 2023 督查通报 二), in the order of the source. */
export const DIMENSIONS = {
  organisation: '组织领导',
  publicity: '宣传教育',
  supportArmy: '拥军工作',
  supportPeople: '拥政爱民',
  policies: '政策法规落实',
  activities: '双拥活动开展',
  jointBuilding: '军民共建',
  harmony: '军政军民关系融洽',
} as const;

export type Dimension = keyof typeof DIMENSIONS;
export const DIMENSION_KEYS = Object.keys(DIMENSIONS) as Dimension[];
