import { circular } from '../../domain/blueprints/circular.blueprint.js';
import type { CircularKind } from '../../domain/circulars/kinds.js';

export const TYPICAL_LABELS: Record<string, string> = {
  goodPractice: '先进经验做法',
  dereliction: '失职渎职，引以为鉴',
};

type StepKey = keyof typeof circular.steps;

/** The way each kind goes (五项制度机制 三（五）1–3): figures are presented, good practice is voted on, the rest is signed by the 组长. */
function flowOf(kind: CircularKind, typical: string | null, fromAbove: boolean): readonly StepKey[] {
  if (kind === 'keyWork') return ['compile', 'review', 'present', 'issue', 'receipts'];
  if (kind === 'important')
    return [fromAbove ? 'receive' : 'register', 'opinions', 'review', 'sign', 'issue', 'read', 'receipts'];
  return typical === 'dereliction'
    ? ['draft', 'review', 'sign', 'issue', 'receipts']
    : ['draft', 'appraise', 'review', 'issue', 'receipts'];
}

/** 收文登记 → 拟定贯彻意见 → … of one circular. */
export function flowInWords(kind: CircularKind, typical: string | null, fromAbove: boolean): string {
  return flowOf(kind, typical, fromAbove)
    .map((key) => circular.steps[key].label)
    .join(' → ');
}

/** Instants in the frozen lines, by what they are called there; the rest of a line is a state. */
const VALUES: Record<string, string> = {
  deadlineAt: '时限',
  decidedAt: '报送',
  limitAt: '时限',
  doneAt: '办成',
};

/** A frozen line's instants, as they stood at the cut-off. */
export function valuesOf(value: object): { label: string; at: string }[] {
  return Object.entries(value).flatMap(([key, at]) =>
    key in VALUES && typeof at === 'string' ? [{ label: VALUES[key]!, at }] : [],
  );
}

export const stateOf = (value: object): string => String((value as { state?: string }).state ?? '');
