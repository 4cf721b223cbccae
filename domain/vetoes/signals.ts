import type { VetoItem } from '../evaluation/veto-items.js';
import { addDays, type CivilDate } from '../time/zone.js';

/** Where a piece of work that the system holds comes from. */
export const SIGNAL_SOURCES = {
  finding: '“双拥在基层”问题',
  need: '“双清单”事项',
  matter: '军地协调事项',
  rectification: '整改事项',
  dereliction: '失职渎职通报',
  objection: '公示异议',
} as const;
export type SignalSource = keyof typeof SIGNAL_SOURCES;

/** Work that is not done, or a case that was made known, as the tables hold it. */
export interface HeldFact {
  source: SignalSource;
  processId: string;
  title: string;
  /** Topic, item kind or dimension; '' where the source has none. */
  kind: string;
  unit: string | null;
  since: CivilDate;
  limit: CivilDate | null;
}

export interface SignalRule {
  key: string;
  item: VetoItem;
  source: SignalSource;
  /** Which of the source's kinds; left out: all. */
  kinds?: readonly string[];
  /** overdue: past its limit by more than `days`; open: not done `days` after it began; known: as it is. */
  when: 'overdue' | 'open' | 'known';
  days: number;
  words: string;
}

/**
 * Items of which the system's records hold nothing that could hint: it knows of no violation in conscription and of no memorial. What is said
 * of them stands on people alone; a search for words in titles would only look like knowledge.
 */
export const DECLARED_ONLY: readonly VetoItem[] = ['conscription', 'memorials'];

/** What may hint at a veto item. It hints: an office decides, and an item without a rule is looked at all the same. */
export const SIGNAL_RULES: readonly SignalRule[] = [
  {
    key: 'matterUnresolved',
    item: 'dispute',
    source: 'matter',
    when: 'open',
    days: 30,
    words: '军地协调事项提出 30 天没有了结',
  },
  {
    key: 'harmonyUnmended',
    item: 'dispute',
    source: 'rectification',
    kinds: ['harmony'],
    when: 'overdue',
    days: 0,
    words: '军政军民关系方面的整改逾期',
  },
  {
    key: 'legalFindingOverdue',
    item: 'legalRights',
    source: 'finding',
    kinds: ['legal'],
    when: 'overdue',
    days: 0,
    words: '涉法涉诉问题逾期没有解决',
  },
  {
    key: 'livelihoodNeedOverdue',
    item: 'resettlement',
    source: 'need',
    kinds: ['careerAfterService', 'family', 'children', 'veteransPolicy'],
    when: 'overdue',
    days: 30,
    words: '“三后”和退役军人政策事项逾期超过 30 天',
  },
  {
    key: 'policyUnmended',
    item: 'resettlement',
    source: 'rectification',
    kinds: ['policies'],
    when: 'overdue',
    days: 0,
    words: '政策法规落实方面的整改逾期',
  },
  {
    key: 'policyFindingOverdue',
    item: 'compensation',
    source: 'finding',
    kinds: ['policies', 'hardship'],
    when: 'overdue',
    days: 0,
    words: '政策落实、特殊困难问题逾期没有解决',
  },
  {
    key: 'readinessNeedOverdue',
    item: 'facilities',
    source: 'need',
    kinds: ['combatReadiness', 'forceBuilding', 'missions'],
    when: 'overdue',
    days: 60,
    words: '部队备战、建设、任务需求逾期超过 60 天',
  },
  {
    key: 'derelictionKnown',
    item: 'leadership',
    source: 'dereliction',
    when: 'known',
    days: 0,
    words: '本年印发过失职渎职通报',
  },
  {
    // 群众纪律 is looked at there (固原 2023 督查通报 二（一）: 拥政爱民方面).
    key: 'supportPeopleUnmended',
    item: 'discipline',
    source: 'rectification',
    kinds: ['supportPeople'],
    when: 'overdue',
    days: 0,
    words: '拥政爱民（群众纪律在内）方面的整改逾期',
  },
  {
    key: 'objectionFounded',
    item: 'fraud',
    source: 'objection',
    when: 'known',
    days: 0,
    words: '本年有公示期异议查实，候选对象被取消资格',
  },
];

export interface Signal {
  rule: string;
  item: VetoItem;
  words: string;
  fact: HeldFact;
}

function holds({ source, kinds, when, days }: SignalRule, fact: HeldFact, today: CivilDate): boolean {
  if (fact.source !== source || (kinds && !kinds.includes(fact.kind))) return false;
  if (when === 'known') return true;
  const from = when === 'open' ? fact.since : fact.limit;
  return from !== null && addDays(from, days) < today;
}

/** What the system itself holds that may hint at a veto item, in the order of the rules and then as the facts were given. */
export function signalsOf(facts: readonly HeldFact[], today: CivilDate): Signal[] {
  return SIGNAL_RULES.flatMap((rule) =>
    facts
      .filter((fact) => holds(rule, fact, today))
      .map((fact) => ({ rule: rule.key, item: rule.item, words: rule.words, fact })),
  );
}
