import { fold } from './passage.js';
import {
  hiddenClauseEnd,
  LABEL,
  labelKind,
  type LabelKind,
  mayHoldLabel,
  type Role,
  roleSuffix,
} from './roles.js';
import { isUnitLike, splitNames } from './unit-names.js';

/** Who does it, as one bracket, line or cell of the notice says. */
export interface Assignment {
  lead: string[];
  cooperating: string[];
  /** Of the leads: those that are only because no lead is named beside them (责任单位). */
  responsible: string[];
  /** 完成时限 that stands in the same place. */
  times: string[];
  notes: string[];
  /** It is a bracket behind words of its own: another such bracket means other work. */
  apart: boolean;
  /** Whether every name looks like a unit's, and at least one word says its role. */
  convincing: boolean;
}

interface Named {
  role: Role;
  name: string;
}

interface Reading {
  named: Named[];
  times: string[];
  notes: string[];
  roles: number;
  strange: string[];
  /** Several stand under 责任单位 with nothing that says who leads. */
  listed: boolean;
}

/** `label`: what a label or column has said already of everything in it. */
export interface AssignmentContext {
  label?: LabelKind | undefined;
  /** The notice says that the first of several 责任单位 leads (“列首位的为牵头单位，下同”). */
  firstLeads?: boolean;
}

/**
 * Reads “甲牵头，乙、丙等相关部门配合”, “牵头单位：甲；配合单位：乙”, “甲、乙按职责分工负责”. Blanks and line breaks mean nothing, widths neither.
 */
export function readAssignment(written: string, context: AssignmentContext = {}): Assignment {
  const text = written.replace(/\s+/gu, '');
  const reading: Reading = { named: [], times: [], notes: [], roles: 0, strange: [], listed: false };
  const folded = fold(text);
  const labels = labelsIn(folded);
  const firstLabel = labels[0]?.index ?? text.length;
  readValue(text.slice(0, firstLabel), context.label, reading);
  if (context.label !== undefined) reading.roles += 1;
  labels.forEach(({ index, 0: label }, i) => {
    const value = text.slice(index + label.length, labels[i + 1]?.index ?? text.length);
    reading.roles += 1;
    readValue(value, labelKind(label) ?? undefined, reading);
  });
  return settled(reading, context);
}

/** Without the blanks a label may follow a name directly: “牵头：县商务局配合：县教体局”. A short one then needs a unit before it. */
function labelsIn(folded: string): RegExpExecArray[] {
  const labels: RegExpExecArray[] = [];
  if (!mayHoldLabel(folded)) return labels;
  for (const match of folded.matchAll(LABEL)) {
    const last = labels.at(-1);
    const before = folded.slice(last ? last.index + last[0].length : 0, match.index);
    const free = !/\p{Script=Han}$/u.test(before) || match[0].length > 4;
    if (free || (last !== undefined && before.length < 60 && isUnitLike(before.split(/[、,]/u).at(-1) ?? '')))
      labels.push(match);
  }
  return labels;
}

function readValue(value: string, kind: LabelKind | undefined, reading: Reading): void {
  const clean = value.replace(/^[;；,，。、.]+|[;；,，。、.]+$/gu, '');
  if (clean === '') return;
  if (kind === 'time') reading.times.push(clean);
  else if (kind === 'person') reading.notes.push(`另写明了责任人“${clean}”，没有列入单位`);
  else readClauses(clean, kind, reading);
}

const FIRST_LEADS = /[列排]在?(?:首|第一)位?的?(?:单位|部门)?(?:为|是)?牵头|第一个单位(?:为|是)牵头/u;
const TIME_CLAUSE =
  /^(?=.*(?:\d|[一二三四]季度|半年|年底|年内|长期|全年|八一|每月|每季)).{2,24}(?:前(?:完成)?|完成|内|季度|半年|底|坚持|全年)$/u;
export const saysFirstLeads = (folded: string): boolean => FIRST_LEADS.test(folded);

function readClauses(value: string, label: Role | undefined, reading: Reading): void {
  let waiting: string[] = [];
  let last: Role | undefined;
  for (const clause of clausesOf(value)) {
    if (FIRST_LEADS.test(clause) || /^下同$/u.test(clause)) continue;
    if (TIME_CLAUSE.test(fold(clause)) && !isUnitLike(clause)) {
      reading.times.push(clause);
      continue;
    }
    const suffix = roleSuffix(fold(clause));
    const body = suffix ? clause.slice(0, clause.length - suffix.length) : clause;
    const [before, joining] = splitJoining(body);
    if (suffix === null && joining === null) {
      waiting.push(body);
      continue;
    }
    const role = suffix?.role ?? last ?? label ?? 'responsible';
    if (suffix) reading.roles += 1;
    if (joining !== null) {
      // “甲会同乙牵头”: 甲 answers for it, 乙 helps.
      [...waiting, before].forEach((list) =>
        add(list, role === 'cooperating' ? 'cooperating' : role, reading),
      );
      add(joining, 'cooperating', reading);
    } else [...waiting, before].forEach((list) => add(list, role, reading));
    waiting = [];
    last = role;
  }
  if (waiting.length === 0) return;
  // “甲牵头，乙、丙”: what comes after a lead without a word of its own helps.
  const role = last === 'lead' ? 'cooperating' : (label ?? last ?? 'responsible');
  if (last === 'lead') reading.notes.push(`“${waiting.join('，')}”没有写明牵头还是配合，按配合单位读`);
  if (role === 'responsible' && label === 'responsible') reading.listed = true;
  waiting.forEach((list) => add(list, role, reading));
}

/** At ; 。 and , outside of brackets, and where a comma is missing after 牵头. */
function clausesOf(value: string): string[] {
  const folded = fold(value);
  const clauses: string[] = [];
  let depth = 0;
  let from = 0;
  const push = (to: number) => {
    let rest = value.slice(from, to);
    for (let end = hiddenClauseEnd(fold(rest)); end !== null; end = hiddenClauseEnd(fold(rest))) {
      clauses.push(rest.slice(0, end));
      rest = rest.slice(end).replace(/^[、，,;；]+/u, '');
    }
    if (rest !== '') clauses.push(rest);
    from = to + 1;
  };
  for (let i = 0; i < folded.length; i += 1) {
    const sign = folded[i] as string;
    if ('([{〔【'.includes(sign)) depth += 1;
    else if (')]}〕】'.includes(sign)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && ',;。'.includes(sign)) push(i);
  }
  push(value.length);
  return clauses;
}

function splitJoining(clause: string): [before: string, joining: string | null] {
  const match = /会同|商同|联合(?=[省市县区州团各驻])/u.exec(clause);
  if (match === null || /联合$/u.test(clause)) return [clause, null];
  return [clause.slice(0, match.index), clause.slice(match.index + match[0].length)];
}

/** Who belongs to the role; “县委宣传部（牵头）” says its own. */
function add(list: string, role: Role, reading: Reading): void {
  const { names, notes } = splitNames(list);
  reading.notes.push(...notes);
  for (const written of names) {
    const own = /^(.+?)[(（](牵头|主办|配合|协办|参与)(?:单位|部门)?[)）]$/u.exec(written);
    const name = own?.[1] ?? written;
    const said: Role = own ? (/牵头|主办/u.test(own[2] as string) ? 'lead' : 'cooperating') : role;
    if (own) reading.roles += 1;
    if (!isUnitLike(name)) reading.strange.push(name);
    reading.named.push({ role: said, name });
  }
}

function settled(
  { named, times, notes, roles, strange, listed }: Reading,
  context: AssignmentContext,
): Assignment {
  const responsible = named.filter(({ role }) => role === 'responsible').map(({ name }) => name);
  const lead = named.filter(({ role }) => role === 'lead').map(({ name }) => name);
  const helping = named.filter(({ role }) => role === 'cooperating').map(({ name }) => name);
  const onlyResponsible = lead.length === 0;
  const first = onlyResponsible && context.firstLeads === true ? responsible.slice(0, 1) : null;
  const leads = onlyResponsible ? (first ?? responsible) : lead;
  const others = onlyResponsible ? (first === null ? [] : responsible.slice(1)) : responsible;
  const cooperating = unique([...others, ...helping]).filter((name) => !leads.includes(name));
  return {
    lead: unique(leads),
    cooperating,
    responsible: onlyResponsible && first === null && listed ? unique(leads) : [],
    times,
    notes: [...notes, ...strange.map((name) => `“${name}”不像单位名称，请核对`)],
    apart: false,
    convincing:
      roles > 0 &&
      (named.length > 0
        ? strange.length === 0 || (lead.length > 0 && strange.length < named.length)
        : times.length > 0),
  };
}

export function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
