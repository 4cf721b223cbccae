import { Refusal } from '../errors/refusal.js';
import { LIST_KEYS, LISTS, type Figures, type ListKey } from './figures.js';
import { whoOf, type Finding, type LevelWords, type MatrixTarget } from './matrix.js';

/** What may stand in `{{…}}` of a draft: a figure, who a finding is about, the sentence about veto items. */
export interface Placeholder {
  key: string;
  label: string;
  value: string;
  /** The frozen list behind a figure. */
  list: ListKey | null;
}

const BLANK = /\{\{\s*([^{}]*?)\s*\}\}/gu;

/** Placeholders of an inspection, with what stands in them. */
export function placeholdersOf(
  figures: Figures,
  findings: readonly Finding[],
  targets: readonly MatrixTarget[],
  words: LevelWords,
): Placeholder[] {
  const counted = LIST_KEYS.map((key): Placeholder => ({
    key,
    label: LISTS[key],
    value: String(figures[key]),
    list: key,
  }));
  const named = findings.map((finding, index): Placeholder => ({
    key: `who.${index + 1}`,
    label: `第 ${index + 1} 条涉及的对象`,
    value: filled(whoOf(finding, targets, words), counted),
    list: null,
  }));
  const veto =
    figures.vetoFound === 0
      ? '督查中没有发现一票否决情形。'
      : `督查中发现${figures.vetoFound}个对象涉嫌一票否决情形，另行核查处理。`;
  return [...counted, ...named, { key: 'veto', label: '一票否决核查的结论', value: veto, list: 'vetoFound' }];
}

/** The text with everything in its place; what nobody knows stays as it is. */
export function filled(text: string, placeholders: readonly Pick<Placeholder, 'key' | 'value'>[]): string {
  const values = new Map(placeholders.map(({ key, value }) => [key, value]));
  return text.replace(BLANK, (whole, key: string) => values.get(key) ?? whole);
}

/** Keys that stand in a text, each once. */
export function keysIn(text: string): string[] {
  return [...new Set([...text.matchAll(BLANK)].map(([, key = '']) => key))];
}

/** How many units or regions, typed as a number; 一个单位 is no count. */
const TYPED =
  /(?:[0-9０-９]+|[二两三四五六七八九十百][一二三四五六七八九十百]*)\s*(?:个|家)(?:成员)?(?:单位|县|市|州)/gu;

/** What is wrong with a draft, in words; empty when it may be signed. `composed` is what the matrix says of itself. */
export function draftProblems(
  text: string,
  composed: string,
  placeholders: readonly Placeholder[],
): string[] {
  const known = new Map(placeholders.map((one) => [one.key, one]));
  const present = keysIn(text);
  const called = (key: string) => `{{${key}}}（${known.get(key)?.label ?? ''}）`;
  const strange = present.filter((key) => !known.has(key)).map((key) => `{{${key}}}`);
  const gone = keysIn(composed).filter((key) => !present.includes(key));
  const allowed = composed + placeholders.map(({ value }) => value).join('\n');
  const typed = [...text.matchAll(TYPED)].map(([count]) => count).filter((count) => !allowed.includes(count));
  return [
    ...(strange.length > 0 ? [`不认识的占位符${strange.join('、')}`] : []),
    ...(gone.length > 0 ? [`少了${gone.map(called).join('、')}`] : []),
    ...(typed.length > 0 ? [`“${[...new Set(typed)].join('”“')}”是手写的数字`] : []),
  ];
}

/** @throws Refusal FIGURES_TYPED when a figure was taken away or typed by hand */
export function checkDraft(text: string, composed: string, placeholders: readonly Placeholder[]): void {
  const problems = draftProblems(text, composed, placeholders);
  if (problems.length > 0) throw new Refusal('FIGURES_TYPED', { problems: problems.join('；') }, 'form.text');
}
