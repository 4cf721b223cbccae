import type { EntityManager } from 'typeorm';
import { standardInForce } from '../../../database/evaluation/standard.repository.js';
import { honoursHeldBy } from '../../../database/honours/honour.store.js';
import { signalsFor } from '../../../database/vetoes/signals.repository.js';
import { takenBy } from '../../../database/vetoes/veto-decision.store.js';
import { vetoEventOf } from '../../../database/vetoes/veto-event.store.js';
import { filingUnitsOf } from '../../../database/organisation/unit.repository.js';
import { roll } from '../../../domain/rehearsal/dice.js';
import { addDays, civilDateOf } from '../../../domain/time/zone.js';
import type {
  VetoDeclarationForm,
  VetoFindingsForm,
  VetoProposalForm,
  VetoReconsiderationForm,
  VetoViewForm,
} from '../../../domain/vetoes/forms.js';
import { RECONSIDERED_KEYS, TITLE_MEASURE_KEYS } from '../../../domain/vetoes/titles.js';
import type { OpenTask } from '../people.js';
import type { FormsOf } from './form.js';

/** How long simulated people give somebody to mend things. */
const HALF_A_YEAR = 182;

const findings = (): VetoFindingsForm => ({ findings: '到现场核实，调阅了有关记录，情况清楚。' });

export const vetoEventForms: FormsOf = {
  'verify.confirmed': findings,
  'hear.stated': (): VetoViewForm => ({ view: '情况属实，已经停止有关做法，正在整改。' }),
  'propose.proposed': proposal,
  'reconsider.proposed': reconsideration,
};

export const vetoCorrectionForms: FormsOf = { 'review.proposed': findings };

export const vetoWatchForms: FormsOf = {
  'quarter1.declared': declaration,
  'quarter2.declared': declaration,
  'quarter3.declared': declaration,
  'quarter4.declared': declaration,
};

async function proposal(manager: EntityManager, task: OpenTask, now: Date): Promise<VetoProposalForm> {
  const { subject } = await vetoEventOf(manager, task.processId);
  const titles = (await honoursHeldBy(manager, subject, civilDateOf(now))).map(({ id }) => ({
    honourId: id,
    measure: one(TITLE_MEASURE_KEYS, roll('measure', task.id, id)),
    reason: '按事实和后果研究确定。',
  }));
  const frozen = titles.some(({ measure }) => measure === 'freeze');
  return {
    proposal: '事实清楚，建议认定，责令限期整改。',
    titles,
    ...(frozen ? { reconsiderDate: addDays(civilDateOf(now), HALF_A_YEAR) } : {}),
  };
}

async function reconsideration(
  manager: EntityManager,
  task: OpenTask,
  now: Date,
): Promise<VetoReconsiderationForm> {
  const titles = (await takenBy(manager, task.processId, ['freeze', 'prolong'])).map(({ honourId }) => ({
    honourId,
    reconsidered: one(RECONSIDERED_KEYS, roll('reconsidered', task.id, honourId)),
    reason: '实地看过整改情况。',
  }));
  const prolonged = titles.some(({ reconsidered }) => reconsidered === 'prolong');
  return {
    titles,
    ...(prolonged ? { reconsiderDate: addDays(civilDateOf(now), HALF_A_YEAR) } : {}),
  };
}

/** In one quarter of four something is found, with a member unit. */
async function declaration(manager: EntityManager, task: OpenTask, now: Date): Promise<VetoDeclarationForm> {
  const today = civilDateOf(now);
  const { body } = await standardInForce(manager, task.regionCode, today);
  const signalled = new Set((await signalsFor(manager, task.regionCode, now)).map(({ item }) => item));
  const [unit] = (await filingUnitsOf(manager, task.regionCode, today)).filter(
    ({ kind }) => kind === 'member',
  );
  const found =
    unit && roll('veto', task.id) < 1 / 4
      ? [
          {
            item: one(body.vetoes, roll('item', task.id)),
            subjectUnitId: unit.id,
            happenedDate: addDays(today, -10),
            account: '接到反映后初步了解，需要立案核查。',
          },
        ]
      : [];
  const clear = body.vetoes.filter((item) => !found.some((suspicion) => suspicion.item === item));
  return {
    clear: clear.map((item) => ({
      item,
      ...(signalled.has(item) ? { note: '逐件看过，正在办理，没有造成不良影响。' } : {}),
    })),
    found,
  };
}

const one = <T>(of: readonly T[], die: number): T => of[Math.floor(die * of.length)] as T;
