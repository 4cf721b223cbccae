import type { MatrixTarget } from './matrix.js';
import { levelOf, type Level, type Scope } from './words.js';

export interface ReadSentence {
  level: Level;
  scope: Scope;
  named: number[];
  text: string;
}

/** How a level's other targets are called, with and without 各, 其他 … before them. */
const GROUP = {
  regions: '(?:县（区）|县\\(区\\)|县区|市（州）|市州|县|区|地区)',
  units: '(?:成员单位|单位|部门)',
};
const LEVELS = ['regions', 'units'] as const;

/**
 * A sentence as the source writes it, taken apart: “除原州区、彭阳县外，其他各县未将双拥工作写进年度政府工作报告” is a rule over the
 * counties and what is said of whom it leaves (固原督查通报2023 二（一）). Null where it doesn't begin with anybody.
 */
export function readSentence(sentence: string, targets: readonly MatrixTarget[]): ReadSentence | null {
  const text = sentence.trim();
  return readExcept(text, targets) ?? readAll(text) ?? readOnly(text, targets);
}

function readExcept(text: string, targets: readonly MatrixTarget[]): ReadSentence | null {
  const [whole, names = ''] = /^除(?:了)?(.+?)(?:以外|之外|外)[，,]?/u.exec(text) ?? [];
  if (whole === undefined) return null;
  const named = namedIn(names, targets);
  if (named === null) return null;
  const { level } = named;
  const group = new RegExp(`^(?:其他|其余|其它|剩余)?(?:各|的)?${GROUP[level]}?(?:均|都)?`, 'u');
  return { level, scope: 'except', named: named.seqs, text: text.slice(whole.length).replace(group, '') };
}

function readAll(text: string): ReadSentence | null {
  for (const level of LEVELS) {
    const [whole] = new RegExp(`^(?:各|全部|所有)${GROUP[level]}(?:均|都)?`, 'u').exec(text) ?? [];
    if (whole !== undefined) return { level, scope: 'all', named: [], text: text.slice(whole.length) };
  }
  return null;
}

/** Names at its beginning, with 、 and 和 between them. */
function readOnly(text: string, targets: readonly MatrixTarget[]): ReadSentence | null {
  const seqs: number[] = [];
  let level: Level | undefined;
  let rest = text;
  for (;;) {
    const here = rest;
    // The longest that fits: 市教育体育局 before 市教育.
    const found = [...targets]
      .sort((a, b) => b.name.length - a.name.length)
      .find(({ name, kind }) => here.startsWith(name) && (level === undefined || levelOf(kind) === level));
    if (!found) break;
    level = levelOf(found.kind);
    seqs.push(found.seq);
    const after = here.slice(found.name.length);
    const joint = /^(?:、|和|及|与)/u.exec(after)?.[0] ?? '';
    rest = after.slice(joint.length);
    if (joint === '') break;
  }
  if (level === undefined) return null;
  return { level, scope: 'only', named: sorted(seqs), text: rest.replace(/^(?:均|都)/u, '') };
}

/** Targets of one level, every name known. */
function namedIn(names: string, targets: readonly MatrixTarget[]): { level: Level; seqs: number[] } | null {
  const found = names
    .split(/[、和及与，,]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => targets.find((target) => target.name === name));
  const [first] = found;
  if (!first || found.some((one) => !one || one.kind !== first.kind)) return null;
  return { level: levelOf(first.kind), seqs: sorted(found.flatMap((one) => one?.seq ?? [])) };
}

const sorted = (seqs: readonly number[]): number[] => [...new Set(seqs)].sort((a, b) => a - b);
