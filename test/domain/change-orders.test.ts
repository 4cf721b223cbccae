import { describe, expect, it, test } from '@jest/globals';
import { checkChanges } from '../../domain/change-orders/check-changes.js';
import { CHANGE_TYPES, type ChangeInput } from '../../domain/change-orders/forms.js';
import { changeOrder } from '../../domain/blueprints/change-order.blueprint.js';
import { outcomeLabel } from '../../domain/blueprints/outcome-label.js';
import { Refusal } from '../../domain/errors/refusal.js';
import { sentenceOfFact, type Telling } from '../../domain/history/sentence.js';
import { applyStepCommand } from '../../domain/steps/step-machine.js';
import { dualList } from '../../domain/blueprints/dual-list.blueprint.js';
import type { AssignmentState, StepState } from '../../domain/steps/step-state.js';

const good: Record<(typeof CHANGE_TYPES)[number], ChangeInput> = {
  deadline: { type: 'deadline', stepId: 's', toDate: '2027-05-01' },
  unit: { type: 'unit', assignmentId: 'a', toUnitId: 'u' },
  addUnit: { type: 'addUnit', stepId: 's', unitId: 'u' },
  removeUnit: { type: 'removeUnit', stepId: 's2', unitId: 'u' },
  step: { type: 'step', stepId: 's', action: 'skip', outcome: 'x' },
  planned: { type: 'planned', key: 'k', fromDate: '2027-05-01' },
};

describe('the changes of an order', () => {
  it('stand as they are when each has what its kind needs', () => {
    expect(checkChanges(Object.values(good), 'changes')).toEqual(Object.values(good));
  });

  test.each(CHANGE_TYPES)('%s: nothing less, nothing more', (type) => {
    const fields = Object.keys(good[type]).filter((field) => field !== 'type' && !/Date$/.test(field));
    for (const field of fields) {
      const { [field as 'stepId']: _, ...less } = good[type];
      expect(refused([less as ChangeInput])).toEqual(['FORM_REQUIRED', `changes[0].${field}`]);
    }
    const strange = type === 'planned' ? 'stepId' : 'key';
    expect(refused([{ ...good[type], [strange]: 'x' }])).toEqual(['UNKNOWN_FIELD', `changes[0].${strange}`]);
  });

  test.each<[string, ChangeInput[], string, string]>([
    ['no deadline', [{ type: 'deadline', stepId: 's' }], 'INVALID_FIELD', 'changes[0].toDate'],
    ['no day', [{ type: 'planned', key: 'k' }], 'FORM_REQUIRED', 'changes[0].fromDate'],
    ['not a day', [{ ...good.deadline, toDate: '2027-02-29' }], 'INVALID_DATE', 'changes[0].toDate'],
    [
      'not a time',
      [{ type: 'deadline', stepId: 's', toAt: '2027-02-28 09:00' }],
      'INVALID_FIELD',
      'changes[0].toAt',
    ],
    [
      'the wrong way round',
      [{ ...good.planned, toDate: '2027-04-01' }],
      'ENDS_BEFORE_START',
      'changes[0].toDate',
    ],
    ['twice the same thing', [good.unit, { ...good.unit, toUnitId: 'v' }], 'INVALID_FIELD', 'changes[1]'],
  ])('refuses %s', (_, changes, code, field) => {
    expect(refused(changes)).toEqual([code, field]);
  });
});

function refused(changes: ChangeInput[]): unknown[] {
  try {
    checkChanges(changes, 'changes');
    return [];
  } catch (error) {
    return error instanceof Refusal ? [error.code, error.field] : [error];
  }
}

describe('who owes a step no more', () => {
  const one = (id: string, status: AssignmentState['status']): AssignmentState => ({
    ...{ id, round: 1, positionId: id, unitId: id, status, acknowledged: false, slotId: null, askedBy: null },
    ...{ decision: status === 'done' ? 'filed' : null, role: 'signer', rank: 0, turn: 0 },
  });
  const collect = (...assignments: AssignmentState[]): StepState => ({
    status: 'open',
    rule: 'collect',
    assignments,
  });
  const release = (step: StepState, ...assignmentIds: string[]) =>
    applyStepCommand(step, { type: 'release', assignmentIds }, dualList.steps.collect);

  it('leaves the others at it, or ends the step when they are done', () => {
    expect(release(collect(one('a', 'open'), one('b', 'open')), 'a')).toEqual([
      { type: 'cancelled', assignmentIds: ['a'] },
    ]);
    expect(release(collect(one('a', 'open'), one('b', 'done')), 'a')).toEqual([
      { type: 'cancelled', assignmentIds: ['a'] },
      { type: 'closed', outcome: 'filed' },
    ]);
  });

  it('is never the last', () => {
    expect(() => release(collect(one('a', 'open')), 'a')).toThrow(
      expect.objectContaining({ code: 'LAST_SIGNER' }),
    );
  });
});

describe('in words', () => {
  const telling: Telling = {
    blueprint: changeOrder,
    unit: (id) => `单位${id}`,
    position: (id) => `职务${id}`,
    region: (code) => code,
  };
  const actor = { personName: '王主任', positionTitle: '主任', unitName: '县双拥办' };
  test.each<[string, Record<string, unknown>, string]>([
    [
      'processPaused',
      { reason: '等待部署', until: '2027-05-01' },
      '县双拥办主任王主任将变更单挂起，理由：等待部署，预计至2027年5月1日。',
    ],
    [
      'processPaused',
      { reason: '等待部署', along: '双清单' },
      '县双拥办主任王主任将变更单挂起（随“双清单”），理由：等待部署。',
    ],
    [
      'processResumed',
      { reason: '明确了', since: '2027-03-01T09:00:00+08:00' },
      '县双拥办主任王主任恢复变更单的办理（自2027年3月1日 09:00起挂起），理由：明确了。',
    ],
    [
      'stepWaived',
      { step: 'revise', outcome: 'abandoned', reason: '变更单“甲”：乙' },
      '县双拥办主任王主任按变更单结束“修改变更”环节：撤销变更，理由：变更单“甲”：乙。',
    ],
    [
      'planMoved',
      {
        label: '自查',
        before: { from: '2027-05-01', to: '2027-06-30' },
        after: { from: '2027-05-10', to: null },
        reason: '汛期',
      },
      '计划中的“自查”由2027年5月1日至2027年6月30日改为2027年5月10日，理由：汛期。',
    ],
    [
      'changesApplied',
      { target: '双清单', changes: 2, moved: 3 },
      '变更生效：“双清单”的 2 项变更已经办理，变动 3 处。',
    ],
    [
      'changesOvertaken',
      { number: 2, why: '时限已有变动' },
      '变更没有办理：第 2 项已生变化（时限已有变动），退回修改。',
    ],
  ])('%s', (kind, body, sentence) => {
    expect(sentenceOfFact({ kind, actor, body }, telling)).toBe(sentence);
  });

  it('a step that was overtaken says so', () => {
    expect(outcomeLabel(changeOrder, 'approve', 'overtaken')).toBe('已生变化，退回修改');
  });
});
