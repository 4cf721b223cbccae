import { isTopic, TOPICS } from '../campaign/topics.js';

/** Who raised an item: the army for the locality to solve, or the locality for the army (五项制度机制 三（一）1). */
export const SIDES = ['army', 'locality'] as const;
export type Side = (typeof SIDES)[number];

/** A campaign's findings are items too, some of them for beneficiaries (双拥在基层 三（二）); no list is filed for these. */
export type ItemSide = Side | 'beneficiary';
export const ITEM_SIDES: readonly ItemSide[] = [...SIDES, 'beneficiary'];

export const SIDE_LABELS: Record<ItemSide, string> = {
  army: '部队需求',
  locality: '地方需求',
  beneficiary: '优抚对象需求',
};

/** Titles of the two parts of the 统计表. */
export const LIST_LABELS: Record<Side, string> = { army: '部队需求清单', locality: '地方需求清单' };

/** The kinds 三（一）1 names, in its order; 其他 for what it doesn't. Identifiers are stored, labels are read. */
export const ITEM_KINDS = {
  army: {
    combatReadiness: '备战打仗',
    forceBuilding: '部队建设',
    missions: '遂行任务',
    careerAfterService: '后路',
    family: '后院',
    children: '后代',
    veteransPolicy: '退役军人政策',
    other: '其他',
  },
  locality: {
    urbanPlanning: '城市规划建设',
    realEstateAfterPaidService: '停偿后房地产利用',
    environment: '环境保护',
    resourceSharing: '军地资源共享',
    other: '其他',
  },
} as const satisfies Record<Side, Record<string, string>>;

export type ItemKind = { [S in Side]: keyof (typeof ITEM_KINDS)[S] }[Side];

/** How people write a kind when they don't copy it: what the notice itself says, and what the drop-down of old tables said. */
const ALSO_WRITTEN: Record<Side, Record<string, readonly string[]>> = {
  army: {
    combatReadiness: ['备战', '战备', '备战打仗问题'],
    forceBuilding: ['部队建设问题', '建设'],
    missions: ['遂行任务问题', '任务', '执行任务'],
    careerAfterService: ['后路问题', '官兵后路', '后路退役就业'],
    family: ['后院问题', '官兵后院', '家属', '后院家属'],
    children: ['后代问题', '官兵后代', '子女', '后代子女'],
    veteransPolicy: ['落实退役军人政策', '退役军人政策落实', '退役政策', '退役军人'],
    other: ['其它', '其他事项', '其他问题', '其它事项'],
  },
  locality: {
    urbanPlanning: ['城市规划', '城市建设', '城市规划和建设', '规划建设'],
    realEstateAfterPaidService: [
      '停偿后房地产的利用',
      '停偿房地产',
      '停偿房地产利用',
      '停偿后房地产',
      '房地产利用',
    ],
    environment: ['环保', '环境', '生态环境保护'],
    resourceSharing: ['资源共享', '军地资源'],
    other: ['其它', '其他事项', '其他问题', '其它事项'],
  },
};

export function isSide(value: unknown): value is Side {
  return SIDES.some((side) => side === value);
}

export function isKindOf(side: Side, kind: string): kind is ItemKind {
  return Object.hasOwn(ITEM_KINDS[side], kind);
}

/** The label a person reads, a campaign's topic among them; an identifier nobody knows any more shows as it is. */
export function kindLabel(side: ItemSide, kind: string): string {
  if (isSide(side) && isKindOf(side, kind)) return (ITEM_KINDS[side] as Record<string, string>)[kind]!;
  return isTopic(kind) ? TOPICS[kind].label : kind;
}

export function kindLabels(side: Side): string[] {
  return Object.values(ITEM_KINDS[side]);
}

/**
 * Reads a kind that a person typed: identifier, label or a usual way of writing it; full-width letters, spaces, brackets,
 * numbering (“1.备战打仗”) and a final 类 don't matter. Null when it is none of the side's kinds.
 */
export function kindFromText(side: Side, text: string): ItemKind | null {
  const wanted = plain(text);
  for (const [kind, label] of Object.entries(ITEM_KINDS[side])) {
    const written = [kind, label, ...(ALSO_WRITTEN[side][kind] ?? [])];
    if (written.some((one) => plain(one) === wanted)) return kind as ItemKind;
  }
  return null;
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, '')
    .replace(/^\d+/, '')
    .replace(/类$/, '');
}
