import { HOLDER_MOVES, type HolderDecision, type TitleState } from '../../domain/honours/kinds.js';
import type { CandidateState } from '../../domain/honours/naming.js';
import type { Schemas } from '../api/schemas.js';
import type { FormValue, Option } from './form-fields.js';
import { dateInWords } from './when.js';

type Candidate = Schemas['CandidateView'];
type Naming = Schemas['NamingView'];

/** How a state looks: what stands, what waits, what is out. */
type Tone = 'success' | 'warning' | 'danger' | 'info';

/** Total: a state without its look does not compile. */
export const CANDIDATE_TONES: Record<CandidateState, Tone> = {
  recommended: 'info',
  passed: 'success',
  struck: 'danger',
  left: 'info',
  proposed: 'success',
  heldBack: 'warning',
  cleared: 'warning',
  stopped: 'danger',
  named: 'success',
  declined: 'info',
};
export const TITLE_TONES: Record<TitleState, Tone> = {
  held: 'success',
  frozen: 'warning',
  revoked: 'danger',
  expired: 'info',
};

/** What may be decided about a title whose unit is abolished. */
export const decisionsFor = (state: TitleState): HolderDecision[] =>
  (Object.keys(HOLDER_MOVES) as HolderDecision[]).filter((key) =>
    HOLDER_MOVES[key].from.some((from) => from === state),
  );

/** Candidates under their titles, in the launch's order; titles nobody is a candidate for too. */
export function byAward({ awards, candidates }: Pick<Naming, 'awards' | 'candidates'>) {
  return awards.map((award) => ({
    award,
    candidates: candidates.filter(({ awardId }) => awardId === award.id),
  }));
}

/** “名额 2 个，候选 3 个，已命名 2 个”. */
export function quotaInWords({ quota }: { quota: number }, candidates: readonly Candidate[]): string {
  const named = candidates.filter(({ state }) => state === 'named').length;
  return [
    `名额 ${quota} 个`,
    `候选 ${candidates.length} 个`,
    ...(named > 0 ? [`已命名 ${named} 个`] : []),
  ].join('，');
}

/** How long a public notice goes on, in working days. */
export function noticeInWords({ until, over, daysLeft }: Schemas['PublicNoticeView']): string {
  if (over) return `已于${dateInWords(until)}期满`;
  return daysLeft === 0
    ? '今天是最后一个工作日，全天有效'
    : `还有 ${daysLeft} 个工作日，至${dateInWords(until)}全天`;
}

/** Whose hand-in a round still waits for, and who has nobody. */
export function recommendersInWords(recommenders: readonly Schemas['RecommenderView'][]): string {
  const count = (state: string) => recommenders.filter((one) => one.state === state).length;
  return `已报 ${count('done')} 个，没有推荐 ${count('none')} 个，还没有报 ${count('open')} 个`;
}

/** What the records say against somebody, in short; empty where there is nothing. */
export function warningsOf({ known }: Pick<Candidate, 'known'>): string[] {
  if (!known) return [];
  return [
    ...known.vetoes.map(({ item, happenedOn }) => `一票否决：${item}（${dateInWords(happenedOn)}）`),
    ...(known.result?.vetoed ? [`${known.result.year} 年考评一票否决`] : []),
    ...(known.openRectifications > 0 ? [`还有 ${known.openRectifications} 个整改问题没有销号`] : []),
  ];
}

/** What they say for somebody: the last evaluation, titles held. */
export function meritsOf({ known }: Pick<Candidate, 'known'>): string[] {
  if (!known) return [];
  const { result, honours } = known;
  return [
    ...(result && !result.vetoed ? [`${result.year} 年考评 ${result.points} 分，${result.grade}`] : []),
    ...honours.map(({ title, holder, stateLabel }) => `${holder}：${title}（${stateLabel}）`),
  ];
}

/** Who can't be passed whatever the examiner thinks. */
export const isVetoed = ({ known }: Pick<Candidate, 'known'>): boolean => (known?.vetoes.length ?? 0) > 0;

const EXAMINED: readonly string[] = ['recommended', 'passed', 'struck'];
const LISTED: readonly string[] = ['passed', 'proposed', 'left'];
const PUBLISHED: readonly string[] = ['proposed', 'heldBack'];

export const toExamine = (candidates: readonly Candidate[]): Candidate[] =>
  candidates.filter(({ state }) => EXAMINED.includes(state));
export const toPropose = (candidates: readonly Candidate[]): Candidate[] =>
  candidates.filter(({ state }) => LISTED.includes(state));

/** Whom an objection may be about, as a form's choices. */
export const objectionChoices = ({ candidates }: Pick<Naming, 'candidates'>): Option[] =>
  candidates
    .filter(({ state }) => PUBLISHED.includes(state))
    .map(({ id, name, unit, award }) => ({ value: id, label: `${name}（${unit.shortName}，${award}）` }));

/** For which title somebody is recommended, as a form's choices. */
export const awardChoices = ({ awards }: Pick<Naming, 'awards'>): Option[] =>
  awards.map(({ id, title, perUnit }) => ({ value: id, label: `${title}（最多 ${perUnit} 个）` }));

export interface Examined {
  candidateId: string;
  passed: boolean | undefined;
  reason: string;
}

/** What was said of each candidate so far: in the draft, else by who examined before, else nothing; a veto has decided. */
export function examinedSoFar(candidates: readonly Candidate[], draft: FormValue): Examined[] {
  const said = Array.isArray(draft['results']) ? (draft['results'] as Partial<Examined>[]) : [];
  return toExamine(candidates).map((candidate) => {
    const own = said.find(({ candidateId }) => candidateId === candidate.id);
    const before = candidate.state === 'recommended' ? undefined : candidate.state === 'passed';
    return {
      candidateId: candidate.id,
      passed: isVetoed(candidate) ? false : (own?.passed ?? before),
      reason: own?.reason ?? candidate.reason ?? (isVetoed(candidate) ? '考察期内有一票否决事项。' : ''),
    };
  });
}

/** As the API takes it: a reason goes with who is struck; who hasn't been looked at is left out, and the API says so. */
export function examinationForm(examined: readonly Examined[]): FormValue {
  return {
    results: examined.flatMap(({ candidateId, passed, reason }) => {
      if (passed === undefined) return [];
      return [passed ? { candidateId, passed } : { candidateId, passed, reason }];
    }),
  };
}

/** The list so far: in the draft, else whoever passed as far as the quotas go; nobody with a veto. */
export function proposedSoFar(
  { awards, candidates }: Pick<Naming, 'awards' | 'candidates'>,
  draft: FormValue,
): string[] {
  if (Array.isArray(draft['candidateIds'])) return draft['candidateIds'] as string[];
  const fit = toPropose(candidates).filter((one) => !isVetoed(one));
  return awards.flatMap(({ id, quota }) =>
    fit
      .filter(({ awardId }) => awardId === id)
      .slice(0, quota)
      .map((one) => one.id),
  );
}
