import { type Assignment, type AssignmentContext, readAssignment, unique } from './assignment.js';
import { bracketsIn } from './brackets.js';
import type { Span } from './notice.js';
import { type Passage } from './passage.js';
import { LABEL, labelKind, mayHoldLabel, ROLE_WORDS, roleSuffix } from './roles.js';
import { isSurelyUnit, isUnitLike, splitNames } from './unit-names.js';

/** What a stretch of the notice says about who does it, and what is left of its wording. */
export interface Assigned {
  assignments: Assignment[];
  /** Of what was found in the sentences themselves and stays there. */
  rest: Passage;
}

const LONGEST_BRACKET = 600;

/** Brackets that are assignments, and labels (“责任单位：…”). Other brackets stay text: （部）, 双拥模范城（县）. */
export function assignedIn(passage: Passage, context: AssignmentContext): Assigned {
  const known = READ.get(passage);
  if (known) return known;
  const read = assignedAnew(passage, context);
  READ.set(passage, read);
  return read;
}

/** A paragraph is asked about several times, for the level of the points and for its words. */
const READ = new WeakMap<Passage, Assigned>();

function assignedAnew(passage: Passage, context: AssignmentContext): Assigned {
  if (!ROLE_WORDS.test(passage.text) && !/[)\]】〕\uff09\uff3d]|[时期]限|时间|[领责]/u.test(passage.text))
    return { assignments: [], rest: passage };
  const bracketed = fromBrackets(passage, context);
  const labelled = fromLabels(bracketed.rest, context);
  return { assignments: [...bracketed.assignments, ...labelled.assignments], rest: labelled.rest };
}

export const hasUnits = ({ lead, cooperating }: Pick<Assignment, 'lead' | 'cooperating'>): boolean =>
  lead.length + cooperating.length > 0;

function fromBrackets(passage: Passage, context: AssignmentContext): Assigned {
  const { folded, text } = passage;
  const assignments: Assignment[] = [];
  const taken: Span[] = [];
  const brackets = bracketsIn(folded);
  for (const { start, end, open } of brackets) {
    if (end - start > LONGEST_BRACKET) continue;
    const inside = text.slice(
      '([{〔【'.includes(folded[start] as string) ? start + 1 : start,
      ')]}〕】'.includes(folded[end - 1] as string) ? end - 1 : end,
    );
    const last = /^[\s。.;,、!]*$/u.test(folded.slice(end)) && !isLabelled(folded.slice(0, start));
    const assignment = inBracket(inside, last, context);
    if (assignment === null) continue;
    assignment.apart = /\p{Script=Han}/u.test(folded.slice(taken.at(-1)?.end ?? 0, start));
    if (open) assignment.notes.push('写单位的括号缺了半边，请核对');
    assignments.push(assignment);
    taken.push({ start, end });
  }
  return { assignments, rest: passage.without(taken.map((span) => withLabelBefore(folded, span))) };
}

/** “责任单位：县退役军人局（军休所）”: the bracket belongs to the name before it. */
function isLabelled(before: string): boolean {
  const sentence =
    before
      .slice(Math.max(0, before.length - 120))
      .split(/[。;]/u)
      .at(-1) ?? '';
  if (!mayHoldLabel(sentence)) return false;
  const label = [...sentence.matchAll(LABEL)].at(-1);
  return label !== undefined && sentence.slice(label.index + label[0].length).trim() !== '';
}

/** “责任单位：（县双拥办）”: nothing of it is left. */
function withLabelBefore(folded: string, { start, end }: Span): Span {
  const before = /(?:牵头|责任|配合)单位\s?:\s*$/u.exec(folded.slice(Math.max(0, start - 12), start));
  return { start: start - (before?.[0].length ?? 0), end };
}

function inBracket(inside: string, last: boolean, context: AssignmentContext): Assignment | null {
  if (ROLE_WORDS.test(inside.replace(/\s+/gu, ''))) {
    const assignment = readAssignment(inside, context);
    if (assignment.convincing) return assignment;
  }
  if (!last || /^[省州市县区旗乡镇村街道社居、,\s]+$/u.test(inside)) return null;
  const { names, notes } = splitNames(inside.replace(/\s+/gu, ''));
  if (names.length === 0 || !names.every(isSurelyUnit)) return null;
  const note = '括号里没有写明牵头还是配合，按牵头单位读';
  return {
    lead: names,
    cooperating: [],
    responsible: [],
    times: [],
    notes: [...notes, note],
    apart: false,
    convincing: true,
  };
}

/** “……。责任单位：县教体局；完成时限：6月底前。” From a label to the end of its sentence. */
function fromLabels(passage: Passage, context: AssignmentContext): Assigned {
  const { folded, text } = passage;
  const assignments: Assignment[] = [];
  const taken: Span[] = [];
  if (!mayHoldLabel(folded)) return { assignments, rest: passage };
  let read = 0;
  for (const { index, 0: label } of folded.matchAll(LABEL)) {
    if (index < read || !/(?:^|[。;,:!?)\]】\s])$/u.test(folded.slice(Math.max(0, index - 1), index)))
      continue;
    const end = endOfLabelled(folded, index + label.length);
    read = end;
    const assignment = readAssignment(text.slice(index, end), context);
    if (!assignment.convincing && labelKind(label) !== 'time' && labelKind(label) !== 'person') continue;
    assignments.push(assignment);
    taken.push({ start: index, end });
  }
  return { assignments, rest: passage.without(taken) };
}

const LABEL_HERE = new RegExp(LABEL.source, 'uy');

/** Up to a full stop or the end of the line, unless another label follows it. */
function endOfLabelled(folded: string, from: number): number {
  for (let i = from; i < Math.min(folded.length, from + LONGEST_BRACKET); i += 1) {
    if (folded[i] !== '。' && folded[i] !== '\n') continue;
    let after = i + 1;
    while (/\s/.test(folded[after] ?? '')) after += 1;
    LABEL_HERE.lastIndex = after;
    if (!LABEL_HERE.test(folded)) return i + 1;
  }
  return Math.min(folded.length, from + LONGEST_BRACKET);
}

/** Without brackets: the last sentence that is nothing but an assignment goes; “由甲牵头，乙配合” inside one stays where it is. */
export function saidIn(passage: Passage, context: AssignmentContext): Assigned {
  const sentences = sentencesOf(passage.folded);
  const last = sentences.at(-1);
  if (last) {
    const text = passage.text.slice(last.start, last.end);
    const clean = text.replace(/\s+|[。;；.]+$/gu, '');
    if (roleSuffix(clean) && clean.length <= 200) {
      const assignment = readAssignment(clean, context);
      if (assignment.convincing && [...assignment.lead, ...assignment.cooperating].every(isUnitLike)) {
        if (sentences.length > 1) assignment.notes.push('单位没有用括号标出，是从最后一句读出的');
        return { assignments: [assignment], rest: passage.slice(0, last.start) };
      }
    }
  }
  for (const { start, end } of sentences) {
    const assignment = insideSentence(passage.text.slice(start, end), context);
    if (assignment) return { assignments: [assignment], rest: passage };
  }
  return { assignments: [], rest: passage };
}

function sentencesOf(folded: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const { index } of folded.matchAll(/[。;!?\n]/gu)) {
    if (folded.slice(start, index).trim() !== '') spans.push({ start, end: index + 1 });
    start = index + 1;
  }
  if (folded.slice(start).trim() !== '') spans.push({ start, end: folded.length });
  return spans;
}

const SAID =
  /(?:由|^(?=[省市县区州各团驻军]|武警))([^由]{2,80}?(?:牵头|主办|承办|负责(?=$|落实|实施|组织|推进|办理|牵头|协调|具体)))/u;

/** “由县人社局牵头，县教育局配合，……”. */
function insideSentence(sentence: string, context: AssignmentContext): Assignment | null {
  const clauses = sentence.replace(/\s+/gu, '').split(/[，,。；;]/u);
  if (sentence.length > LONGEST_BRACKET) return null;
  const at = clauses.findIndex(
    (clause) => SAID.test(clause) && !/的.{0,6}(?:机制|体系|格局|模式|平台)/u.test(clause),
  );
  const first = SAID.exec(clauses[at] ?? '')?.[1];
  if (first === undefined) return null;
  const following = clauses.slice(at + 1).filter((clause) => roleSuffix(clause)?.role === 'cooperating');
  const assignment = readAssignment([first, ...following.slice(0, 1)].join('，'), context);
  const names = unique([...assignment.lead, ...assignment.cooperating]);
  if (!assignment.convincing || names.length === 0 || !names.every(isUnitLike)) return null;
  assignment.notes.push('单位是从正文的句子里读出的，请核对');
  return assignment;
}

/** Several into one: whoever leads anywhere leads; 责任单位 beside somebody's 牵头单位 helps, unless it has a sentence of its own. */
export function combined(assignments: readonly Assignment[]): Assignment {
  const led = assignments.some(leads);
  const helps = ({ apart, responsible }: Assignment) => (led && !apart ? responsible : []);
  const lead = unique(assignments.flatMap((one) => one.lead.filter((name) => !helps(one).includes(name))));
  const cooperating = unique(assignments.flatMap((one) => [...helps(one), ...one.cooperating]));
  const responsible = led ? [] : unique(assignments.flatMap((one) => one.responsible));
  return {
    lead,
    cooperating: cooperating.filter((name) => !lead.includes(name)),
    responsible,
    times: unique(assignments.flatMap(({ times }) => times)),
    notes: unique([
      ...assignments.flatMap(({ notes }) => notes),
      ...(responsible.length > 1 ? ['“责任单位”没有分牵头和配合，都按牵头单位读'] : []),
      ...(isSeveral(assignments) ? ['有几处写明了单位，已合在一起，请核对'] : []),
    ]),
    apart: false,
    convincing: true,
  };
}

/** Somebody is said to lead, not only to be responsible. */
const leads = ({ lead, responsible }: Assignment): boolean =>
  lead.some((name) => !responsible.includes(name));

function isSeveral(assignments: readonly Assignment[]): boolean {
  const led = assignments.filter(leads);
  const own = assignments.filter(
    (one) => one.lead.length > 0 && (led.length === 0 || one.apart || leads(one)),
  );
  return own.length > 1;
}
