import type { Schemas } from '../api/schemas.js';
import type { ItemFact } from './item-facts.js';
import { signedBy } from './people.js';
import { dateInWords } from './when.js';

type Rectification = Schemas['RectificationDetailView'];

/** What is asked, and of whom. */
export function askedOf({ subject, dimensionLabel, measuresAsked }: Rectification): ItemFact[] {
  const by = subject.kind === 'region' ? `（${subject.unit.shortName}办理）` : '';
  return told([
    ['整改单位', `${subject.name}${by}`],
    ['方面', dimensionLabel],
    ['整改要求', measuresAsked],
  ]);
}

/** What was promised and done so far, each with its word; what isn't there yet is left out. */
export function promisedOf(one: Rectification): ItemFact[] {
  return told([
    ['整改措施', one.measures],
    ['责任人', one.responsible],
    ['完成日期', one.dueOn && dateInWords(one.dueOn)],
    ['整改结果', one.result],
    ['佐证材料', one.evidence],
    ['报告完成', one.doneAt && dateInWords(one.doneAt)],
  ]);
}

const WORDS: Readonly<Record<string, string>> = { plan: '异议', dispute: '核实', verify: '复核' };

/** What was said of it by either side, in its order. */
export function saidOf({ said }: Rectification): (ItemFact & { who: string })[] {
  return said.map((word) => ({
    label: WORDS[word.step] ?? word.stepLabel,
    text: `${word.decisionLabel}：${word.text}`,
    who: `${word.unit}${word.position} ${signedBy(word)}，${dateInWords(word.decidedAt)}`,
  }));
}

/** 整改中，退回 1 次; 已终止：理由. */
export function standing({ stateLabel, returned, endedReason }: Rectification): string {
  const sentBack = returned > 0 ? `，退回 ${returned} 次` : '';
  return `${stateLabel}${sentBack}${endedReason ? `：${endedReason}` : ''}`;
}

const told = (all: readonly [string, string | null][]): ItemFact[] =>
  all.flatMap(([label, text]) => (text ? [{ label, text }] : []));
