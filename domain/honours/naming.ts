import { nthOf } from '../errors/field-name.js';
import { Refusal } from '../errors/refusal.js';
import type { CivilDate } from '../time/zone.js';
import type { AwardForm, ExaminedForm, RecommendedForm } from './forms.js';
import type { HonourKind } from './kinds.js';

export interface Award {
  /** 1, 2 … in the launch's order. */
  id: string;
  honourKind: HonourKind;
  title: string;
  quota: number;
  perUnit: number;
}

/** Where a candidate stands (丰都2020年双拥工作要点 四（一）: 条件、程序和要求). */
export const CANDIDATE_STATES = {
  recommended: '待审查',
  passed: '审查合格',
  struck: '未通过',
  left: '未列入名单',
  proposed: '拟命名',
  heldBack: '暂缓，待核查',
  cleared: '核查无误，待审定',
  stopped: '一票否决',
  named: '已命名',
  declined: '未命名',
} as const;
export type CandidateState = keyof typeof CANDIDATE_STATES;
/** It may still come to be named. */
export const OPEN_STATES: readonly CandidateState[] = [
  'recommended',
  'passed',
  'proposed',
  'heldBack',
  'cleared',
];
/** It stands, or stood, in the public notice: it is no secret any more. */
export const PUBLISHED_STATES: readonly CandidateState[] = [
  'proposed',
  'heldBack',
  'cleared',
  'stopped',
  'named',
];

/** How an objection came. Who it is from isn't kept. */
export const OBJECTION_SOURCES = { phone: '来电', letter: '来信', visit: '来访', unit: '单位反映' } as const;
export type ObjectionSource = keyof typeof OBJECTION_SOURCES;

/** What the office answers. `longer`: it is looked into, and keeps only this candidate back. */
export const OBJECTION_ANSWERS = { founded: '属实', unfounded: '不属实', longer: '需要继续核查' } as const;
export type ObjectionAnswer = keyof typeof OBJECTION_ANSWERS;

export function awardsOf(forms: readonly AwardForm[]): Award[] {
  return forms.map((award, index) => ({ ...award, id: String(index + 1) }));
}

/** @throws Refusal INVALID_FIELD: one title for two awards could not be told apart; a person is named by name */
export function checkAwards(forms: readonly AwardForm[], path: string): void {
  forms.forEach(({ title, quota, perUnit }, index) => {
    if (forms.findIndex((other) => other.title.trim() === title.trim()) < index)
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('称号和名额', index, '称号'), reason: '这个称号已经列过' },
        `${path}[${index}].title`,
      );
    if (perUnit > quota)
      throw new Refusal(
        'INVALID_FIELD',
        {
          field: nthOf('称号和名额', index, '每个单位最多推荐几个'),
          reason: '每个单位的推荐数不能多于总名额',
        },
        `${path}[${index}].perUnit`,
      );
  });
}

/** @throws Refusal DATE_IN_PAST, DATE_IN_FUTURE, INVALID_FIELD */
export function checkDates(
  form: { recommendDate?: CivilDate; periodFromDate: CivilDate; validUntilDate?: CivilDate },
  today: CivilDate,
): void {
  const { recommendDate, periodFromDate, validUntilDate } = form;
  if (recommendDate !== undefined && recommendDate < today)
    throw new Refusal('DATE_IN_PAST', { field: '推荐截止日期' }, 'form.recommendDate');
  if (periodFromDate > today)
    throw new Refusal('DATE_IN_FUTURE', { field: '考察期起始日期' }, 'form.periodFromDate');
  if (validUntilDate !== undefined && validUntilDate <= (recommendDate ?? today))
    throw new Refusal(
      'INVALID_FIELD',
      { field: '称号有效期', reason: '称号的有效期在命名之前就已届满' },
      'form.validUntilDate',
    );
}

/** What one unit recommends: only what is to be named, no more than it may, nobody twice. @throws Refusal INVALID_FIELD, FORM_REQUIRED */
export function checkRecommended(
  awards: readonly Award[],
  candidates: readonly RecommendedForm[],
  path: string,
): void {
  candidates.forEach(({ awardId, name, post, unitId }, index) => {
    const award = awards.find(({ id }) => id === awardId);
    const at = `${path}[${index}]`;
    if (!award) {
      const known = awards.map(({ id, title }) => `${id} ${title}`).join('、');
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('推荐对象', index, '推荐哪个称号'), reason: `没有这个称号，可选：${known}` },
        `${at}.awardId`,
      );
    }
    if (award.honourKind === 'modelPerson' && !name?.trim())
      throw new Refusal(
        'FORM_REQUIRED',
        { field: nthOf('推荐对象', index, '姓名或者单位名称') },
        `${at}.name`,
      );
    if (award.honourKind !== 'modelPerson' && post)
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('推荐对象', index, '职务'), reason: '只有个人填写职务' },
        `${at}.post`,
      );
    const same = (other: RecommendedForm): boolean =>
      other.awardId === awardId && other.name?.trim() === name?.trim() && other.unitId === unitId;
    if (candidates.findIndex(same) < index)
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('推荐对象', index), reason: '这个候选对象已经列过' },
        at,
      );
  });
  for (const { id, title, perUnit } of awards) {
    const count = candidates.filter(({ awardId }) => awardId === id).length;
    if (count > perUnit)
      throw new Refusal(
        'INVALID_FIELD',
        { field: '推荐对象', reason: `“${title}”每个单位最多推荐 ${perUnit} 个，现有 ${count} 个` },
        path,
      );
  }
}

/** A candidate as the checks of a list need it. */
export interface ListedCandidate {
  id: string;
  seq: number;
  awardId: string;
}

/**
 * 审查: each candidate passes, or is struck with a reason; nobody is left out, and who has a confirmed veto in the period can't pass
 * (固原 2023 督查通报 一: 一票否决).
 * @throws Refusal INVALID_FIELD, OPINION_REQUIRED, CANDIDATES_UNEXAMINED, CANDIDATE_VETOED
 */
export function checkExamined(
  candidates: readonly ListedCandidate[],
  vetoed: ReadonlyMap<string, string>,
  results: readonly ExaminedForm[],
): void {
  results.forEach(({ candidateId, passed, reason }, index) => {
    const path = `form.results[${index}]`;
    const candidate = candidates.find(({ id }) => id === candidateId);
    if (!candidate || results.findIndex((other) => other.candidateId === candidateId) < index)
      throw new Refusal(
        'INVALID_FIELD',
        { field: nthOf('逐个审查的结果', index, '候选对象'), reason: '不是本次待审查的候选对象，或者重复' },
        `${path}.candidateId`,
      );
    if (!passed && !reason?.trim()) throw new Refusal('OPINION_REQUIRED', {}, `${path}.reason`);
    const item = passed ? vetoed.get(candidateId) : undefined;
    if (item !== undefined)
      throw new Refusal('CANDIDATE_VETOED', { number: candidate.seq, item }, `${path}.passed`);
  });
  const missing = candidates.filter(({ id }) => !results.some(({ candidateId }) => candidateId === id));
  if (missing.length > 0)
    throw new Refusal(
      'CANDIDATES_UNEXAMINED',
      { numbers: missing.map(({ seq }) => seq).join('、') },
      'form.results',
    );
}

/**
 * 提请: who is proposed for each title, no more than its quota.
 * @throws Refusal INVALID_FIELD, OPINION_REQUIRED, CANDIDATE_VETOED
 */
export function checkProposed(
  awards: readonly Award[],
  passed: readonly ListedCandidate[],
  vetoed: ReadonlyMap<string, string>,
  { candidateIds, reason }: { candidateIds: readonly string[]; reason?: string },
): void {
  for (const id of candidateIds) {
    const candidate = passed.find((one) => one.id === id);
    if (!candidate)
      throw new Refusal(
        'INVALID_FIELD',
        { field: '拟命名的候选对象', reason: '只能从审查合格的候选对象中提出' },
        'form.candidateIds',
      );
    const item = vetoed.get(id);
    if (item !== undefined)
      throw new Refusal('CANDIDATE_VETOED', { number: candidate.seq, item }, 'form.candidateIds');
  }
  for (const { id, title, quota } of awards) {
    const count = passed.filter((one) => one.awardId === id && candidateIds.includes(one.id)).length;
    if (count > quota)
      throw new Refusal(
        'INVALID_FIELD',
        { field: '拟命名的候选对象', reason: `“${title}”的名额是 ${quota} 个，现提出 ${count} 个` },
        'form.candidateIds',
      );
  }
  if (candidateIds.length < passed.length && !reason?.trim())
    throw new Refusal('OPINION_REQUIRED', {}, 'form.reason');
}

/** Where a published candidate stands by what was answered to the objections against it; null for one that has not been answered to. */
export function standingBy(answers: readonly (ObjectionAnswer | null)[]): 'struck' | 'heldBack' | 'cleared' {
  if (answers.includes('founded')) return 'struck';
  return answers.includes('longer') ? 'heldBack' : 'cleared';
}
