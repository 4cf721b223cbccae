import type { SubjectKind } from '../organisation/subject.js';
import type { CivilDate } from '../time/zone.js';

/** What a source of evidence counts, in words; `missing` says to whoever owes it what is not there yet. */
interface Source {
  label: string;
  /** Who it says something about. */
  of: readonly SubjectKind[];
  missing: string;
}

const BOTH: readonly SubjectKind[] = ['region', 'unit'];
const REGION: readonly SubjectKind[] = ['region'];

/**
 * What the product's own records prove. Closed: an indicator may only choose among these, and for each there is one query
 * (database/evaluation/evidence). What stands here is asked of nobody a second time.
 */
export const EVIDENCE_SOURCES = {
  annualPlan: { label: '年度双拥工作安排', of: REGION, missing: '还没有启动年度工作' },
  groupMeetings: { label: '领导小组会议、联席会议', of: BOTH, missing: '会议还没有召开，或者没有登记情况' },
  conferences: { label: '联络员会商', of: BOTH, missing: '会商没有召开；单位没有到会或者没有交书面材料' },
  consultations: { label: '专题协商', of: BOTH, missing: '专题协商还没有召开，或者单位没有到会' },
  coordinationFiled: { label: '军地协调小组备案', of: REGION, missing: '军地协调小组还没有备案' },
  liaisonFiled: { label: '联络员备案', of: BOTH, missing: '联络员没有按期备案' },
  dualListFiled: { label: '“双清单”报送', of: BOTH, missing: '清单没有按期报送' },
  needItemsClosed: { label: '“双清单”事项办结', of: BOTH, missing: '事项还没有办结' },
  needItemsInTime: { label: '“双清单”事项按期办结', of: BOTH, missing: '事项没有在时限内办结' },
  localityNeedsClosed: { label: '地方需求事项办结', of: BOTH, missing: '地方提出的事项还没有办结' },
  cooperation: { label: '配合事项答复', of: BOTH, missing: '配合事项没有按期答复' },
  coordinationTasks: { label: '重大事项支前任务', of: BOTH, missing: '任务还没有报告完成' },
  circularReceipts: { label: '公文、通报按期签收', of: BOTH, missing: '没有按期签收' },
  circularsIssued: { label: '情况通报', of: REGION, missing: '还没有印发情况通报' },
  goodPractices: { label: '先进做法通报', of: REGION, missing: '还没有通报先进做法' },
  workPointsReported: { label: '工作要点季度进展', of: BOTH, missing: '没有按期报送进展' },
  workPointsClosed: { label: '工作要点办结', of: BOTH, missing: '要点还没有办结' },
  jointOffice: { label: '合署办公', of: BOTH, missing: '合署办公还没有开展' },
  visits: { label: '走访慰问', of: BOTH, missing: '走访慰问还没有开展' },
  supervisions: { label: '督导检查', of: BOTH, missing: '督导检查还没有开展' },
  research: { label: '专项调研', of: BOTH, missing: '专项调研还没有开展' },
  plannedEvents: { label: '例行工作安排', of: BOTH, missing: '安排还没有开展' },
  campaignStages: { label: '“双拥在基层”各阶段', of: BOTH, missing: '阶段没有结束，或者没有按期报送' },
  campaignFindings: { label: '“双拥在基层”问题解决', of: BOTH, missing: '走访发现的问题还没有解决' },
  fiveOnes: { label: '“五个一”', of: BOTH, missing: '还没有做到' },
  mattersClosed: { label: '议定事项、挂账问题销号', of: BOTH, missing: '还没有按期销号' },
  rectifications: { label: '问题整改', of: BOTH, missing: '还没有按期整改销号' },
  inspectionMaterial: { label: '督查材料报送', of: BOTH, missing: '督查材料没有按期报送' },
} as const satisfies Record<string, Source>;

export type EvidenceSource = keyof typeof EVIDENCE_SOURCES;
export const EVIDENCE_SOURCE_KEYS = Object.keys(EVIDENCE_SOURCES) as EvidenceSource[];

/** A share of at least `percent` of what was owed is worth `points`. */
export interface ShareStep {
  percent: number;
  points: number;
}

/**
 * How an indicator's points follow from what is recorded. presence: one is enough · atLeast: `n`, fewer count in proportion · share: the
 * best step that is reached, below the last one nothing · manual: the product knows nothing about it, text and attachments are asked for.
 */
export type EvidenceRule =
  | { kind: 'presence'; source: EvidenceSource }
  | { kind: 'atLeast'; source: EvidenceSource; n: number }
  | { kind: 'share'; source: EvidenceSource; steps: ShareStep[] }
  | { kind: 'manual'; asks: string };

export const RULE_KINDS = {
  presence: '有即得分',
  atLeast: '达到次数得分',
  share: '按比例得分',
  manual: '自行举证',
} as const;
export type RuleKind = keyof typeof RULE_KINDS;

/** One record that counts for or against a subject. */
export interface EvidenceRecord {
  processId: string;
  documentId: string | null;
  title: string;
  /** Of the deed, or of the day it was due. */
  date: CivilDate | null;
  /** False: it was owed and is not there (in time). */
  met: boolean;
  /** Who owes it, where that is somebody else than the subject: a unit of the region. */
  owner: string | null;
}

export interface EvidenceFigure {
  met: number;
  total: number;
  /** What the rule makes of it. */
  points: number;
}

/** Points an indicator earns by its records. Nothing owed is nothing missed: a share of nothing is whole, and whoever reviews sees why. */
export function figureOf(
  rule: Exclude<EvidenceRule, { kind: 'manual' }>,
  points: number,
  records: readonly Pick<EvidenceRecord, 'met'>[],
): EvidenceFigure {
  const met = records.filter((record) => record.met).length;
  const total = records.length;
  return { met, total, points: pointsOf(rule, points, met, total) };
}

function pointsOf(
  rule: Exclude<EvidenceRule, { kind: 'manual' }>,
  points: number,
  met: number,
  total: number,
): number {
  switch (rule.kind) {
    case 'presence':
      return met > 0 ? points : 0;
    case 'atLeast':
      return tenth((points * Math.min(met, rule.n)) / rule.n);
    case 'share': {
      if (total === 0) return points;
      const reached = rule.steps.filter(({ percent }) => met * 100 >= percent * total);
      return Math.max(0, ...reached.map((step) => step.points));
    }
  }
}

/** Points are counted in tenths, downwards: who has less than all never gets all. */
const tenth = (points: number): number => Math.floor(points * 10 + 1e-9) / 10;
