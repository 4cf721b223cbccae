import type { HonourExaminationForm, HonourProposalForm } from '../../domain/honours/forms.js';
import { checkExamined, checkProposed } from '../../domain/honours/naming.js';
import type { EffectContext } from '../processes/effects.js';
import { candidatesOf, moveCandidates, type Standing } from './candidate.store.js';
import { namingOf } from './naming.store.js';
import { vetoedAmong } from './vetoed.js';

/** What an examiner found; whoever examines after him has the last word. */
const EXAMINED = ['recommended', 'passed', 'struck'] as const;

/** @throws Refusal INVALID_FIELD, OPINION_REQUIRED, CANDIDATES_UNEXAMINED, CANDIDATE_VETOED */
export async function examine(context: EffectContext, { results }: HonourExaminationForm): Promise<void> {
  const { manager, now, process } = context;
  const candidates = await candidatesOf(manager, process.id, EXAMINED);
  checkExamined(candidates, await vetoedAmong(context, candidates), results);
  await moveCandidates(
    manager,
    results.map(({ candidateId: id, passed, reason = null }): Standing =>
      passed ? { id, state: 'passed', reason: null } : { id, state: 'struck', reason },
    ),
    now,
  );
}

/** A list that was returned is written anew: who stood in it passed the examination all the same. */
const LISTED = ['passed', 'proposed', 'left'] as const;

/** @throws Refusal INVALID_FIELD, OPINION_REQUIRED, CANDIDATE_VETOED */
export async function propose(context: EffectContext, form: HonourProposalForm): Promise<void> {
  const { manager, now, process } = context;
  const { awards } = await namingOf(manager, process.id);
  const passed = await candidatesOf(manager, process.id, LISTED);
  checkProposed(awards, passed, await vetoedAmong(context, passed), form);
  await moveCandidates(
    manager,
    passed.map(({ id }): Standing =>
      form.candidateIds.includes(id)
        ? { id, state: 'proposed', reason: null }
        : { id, state: 'left', reason: form.reason ?? null },
    ),
    now,
  );
}
