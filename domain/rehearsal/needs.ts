/** Invented needs for rehearsals and demonstrations: plausible, nobody's, unclassified. */
export interface InventedNeed {
  side: 'army' | 'locality';
  kind: string;
  title: string;
  detail: string;
}

export const INVENTED_NEEDS: readonly InventedNeed[] = [
  {
    side: 'army',
    kind: 'combatReadiness',
    title: '训练道路修整',
    detail: '通往训练场的村道路面破损，雨季不便通行。',
  },
  {
    side: 'army',
    kind: 'forceBuilding',
    title: '营区供水接入城镇管网',
    detail: '现用井水水量不稳，希望接入市政供水。',
  },
  { side: 'army', kind: 'missions', title: '应急物资集中存放点', detail: '希望在乡镇设一处应急物资代储点。' },
  {
    side: 'army',
    kind: 'careerAfterService',
    title: '退役前技能培训',
    detail: '希望安排驾驶、电工等短期培训名额。',
  },
  { side: 'army', kind: 'family', title: '随军家属就业推荐', detail: '两名随军家属希望在县城就业。' },
  { side: 'army', kind: 'children', title: '子女转学入园', detail: '三名官兵子女需要转入县城学校和幼儿园。' },
  {
    side: 'army',
    kind: 'veteransPolicy',
    title: '退役军人优待证使用',
    detail: '部分公交线路和景点没有落实优待。',
  },
  {
    side: 'locality',
    kind: 'urbanPlanning',
    title: '城区道路穿越营区外围的规划衔接',
    detail: '新建支路需要与营区外围协调红线。',
  },
  {
    side: 'locality',
    kind: 'realEstateAfterPaidService',
    title: '停偿后空置房产的利用',
    detail: '希望协商空置门面的移交和用途。',
  },
  {
    side: 'locality',
    kind: 'environment',
    title: '河道清淤和岸线整治',
    detail: '河段靠近营区，需要共同安排施工时间。',
  },
  {
    side: 'locality',
    kind: 'resourceSharing',
    title: '军地共用文体场地',
    detail: '希望节假日开放训练场供青少年国防教育活动使用。',
  },
];
