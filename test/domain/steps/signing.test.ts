import { describe, expect, it, test } from '@jest/globals';
import type { ShareRule } from '../../../domain/blueprints/blueprint.js';
import { Refusal } from '../../../domain/errors/refusal.js';
import { carries, resultOf } from '../../../domain/steps/share.js';
import { applyStepCommand, type StepCommand, type StepState } from '../../../domain/steps/step-machine.js';
import { after, blueprint, stepOf } from './fixtures.js';

const decide = (id: string, decision = 'yes'): StepCommand => ({
  type: 'decide',
  assignmentId: id,
  decision,
});
const guest = (n: number) => ({ id: `g${n}`, positionId: `guest${n}`, unitId: `guests${n}` });
const add = (id: string, mode: 'before' | 'parallel' | 'after', ...guests: number[]): StepCommand => ({
  type: 'addSigner',
  assignmentId: id,
  mode,
  signers: guests.map(guest),
});
const states = ({ assignments }: StepState): string =>
  assignments.map(({ id, status }) => `${id} ${status}`).join(', ');
const kinds = (step: StepState, command: StepCommand, rules = blueprint(step.rule)): string => {
  try {
    return applyStepCommand(step, command, rules)
      .map(({ type }) => type)
      .join(' ');
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

const TWO_THIRDS: ShareRule = {
  agree: { votes: 2, of: 3 },
  base: 'votes',
  quorum: { votes: 1, of: 2 },
  rejection: 'counts',
  passed: 'passed',
  failed: 'failed',
  words: { passed: '通过', failed: '未通过' },
};

describe('票签', () => {
  const votes = (share: Partial<ShareRule>, signers: number, ...said: string[]): string => {
    const rules = blueprint('share', { share: { ...TWO_THIRDS, ...share } });
    const step = said.reduce(
      (now, decision, index) =>
        now.status === 'open' ? after(now, rules, decide(`a${index + 1}`, decision)) : now,
      stepOf('share', signers),
    );
    if (step.status === 'open') return 'open';
    return applied(step);
  };
  const applied = ({ assignments }: StepState) =>
    assignments.map(({ status }) => (status === 'done' ? 'v' : 's')).join('');

  it('one rejection does not end a vote whose quorum is met: the others can still carry it', () => {
    expect(votes({}, 6, 'yes', 'yes', 'yes', 'no')).toBe('open');
    expect(votes({}, 6, 'yes', 'yes', 'yes', 'no', 'yes', 'yes')).not.toBe('open');
  });

  it('where one rejection is a veto it ends at once', () => {
    expect(votes({ rejection: 'vetoes' }, 6, 'yes', 'no')).toBe('vvssss');
  });

  it('ends when the others cannot change the result, and not a vote earlier', () => {
    // Of all six, two thirds: four.
    expect(votes({ base: 'signers' }, 6, 'yes', 'yes', 'yes')).toBe('open');
    expect(votes({ base: 'signers' }, 6, 'yes', 'yes', 'yes', 'yes')).toBe('vvvvss');
    expect(votes({ base: 'signers' }, 6, 'no', 'no')).toBe('open');
    expect(votes({ base: 'signers' }, 6, 'no', 'no', 'no')).toBe('vvvsss');
  });

  test.each<[string, Partial<ShareRule>, [number, number, number, number], boolean]>([
    ['abstentions make the quorum but not the share', {}, [6, 2, 0, 1], true],
    ['without a quorum nothing is carried', {}, [6, 2, 0, 0], false],
    ['exactly two thirds is enough', {}, [6, 4, 2, 0], true],
    ['less is not', {}, [6, 3, 2, 1], false],
    ['of all signers an abstention counts against', { base: 'signers' }, [6, 3, 0, 3], false],
    ['only abstentions carry nothing', {}, [4, 0, 0, 4], false],
    ['a veto', { rejection: 'vetoes' }, [30, 29, 1, 0], false],
  ])('%s', (_, change, [signers, agree, reject, abstain], expected) => {
    expect(carries({ signers, agree, reject, abstain }, { ...TWO_THIRDS, ...change })).toBe(expected);
  });

  it('is open as long as silence could still undo it', () => {
    // Three of six have agreed: the quorum is there, but two rejections would leave three of five.
    expect(resultOf({ signers: 6, agree: 3, reject: 0, abstain: 0 }, TWO_THIRDS)).toBeNull();
    expect(resultOf({ signers: 6, agree: 4, reject: 0, abstain: 0 }, TWO_THIRDS)).toBe(true);
  });

  it('at its deadline it is counted as it stands', () => {
    const rules = blueprint('share', {
      share: TWO_THIRDS,
      atDeadline: { outcome: 'failed', label: '到期计票', stillOwed: false },
    });
    const three = after(stepOf('share', 6), rules, decide('a1'), decide('a2'), decide('a3'));
    const end = applyStepCommand(three, { type: 'deadline' }, rules).at(-1);
    expect(end).toEqual({ type: 'closed', outcome: 'passed' });
    const two = after(stepOf('share', 6), rules, decide('a1'), decide('a2'));
    expect(applyStepCommand(two, { type: 'deadline' }, rules).at(-1)).toEqual({
      type: 'closed',
      outcome: 'failed',
    });
  });
});

describe('依次', () => {
  const rules = blueprint('order');

  it('asks one after the other, and whoever is not yet asked can’t sign', () => {
    const step = stepOf('order', 3);
    expect(kinds(step, decide('a2'))).toBe('NOT_YOUR_TURN');
    const first = after(step, rules, decide('a1'));
    expect(states(first)).toBe('a1 done, a2 open, a3 waiting');
    expect(kinds(first, decide('a2'))).toBe('decided settled turned');
    expect(kinds(after(first, rules, decide('a2')), decide('a3'))).toBe('decided settled closed');
  });

  it('ends with the first who refuses', () => {
    const step = after(stepOf('order', 3), rules, decide('a1'));
    expect(kinds(step, decide('a2', 'no'))).toBe('decided settled superseded closed');
  });

  it('is taken back until the next has signed; then he waits again', () => {
    const step = after(stepOf('order', 3), rules, decide('a1'));
    expect(kinds(step, { type: 'withdraw', assignmentId: 'a1' })).toBe('reopened held');
    const signed = after(step, rules, decide('a2'));
    expect(kinds(signed, { type: 'withdraw', assignmentId: 'a1' })).toBe('NOTHING_TO_WITHDRAW');
  });
});

describe('加签', () => {
  const rules = blueprint('single');

  it('before: he signs first, then it is mine again under my old deadline', () => {
    const asked = after(stepOf('single', 1), rules, add('a1', 'before', 1));
    expect(states(asked)).toBe('a1 waiting, g1 open');
    expect(applyStepCommand(asked, decide('g1'), rules)).toEqual([
      { type: 'decided', assignmentId: 'g1', decision: 'yes' },
      { type: 'turned', assignmentId: 'a1', first: false },
    ]);
    expect(kinds(after(asked, rules, decide('g1')), decide('a1'))).toBe('decided settled closed');
  });

  it('after: what I signed takes effect when he has signed too', () => {
    const asked = after(stepOf('single', 1), rules, add('a1', 'after', 1));
    expect(states(asked)).toBe('a1 open, g1 waiting');
    expect(kinds(asked, decide('a1'))).toBe('decided turned');
    expect(applyStepCommand(after(asked, rules, decide('a1')), decide('g1'), rules)).toEqual([
      { type: 'decided', assignmentId: 'g1', decision: 'yes' },
      { type: 'settled', assignmentId: 'a1', decision: 'yes' },
      { type: 'closed', outcome: 'yes' },
    ]);
  });

  it('parallel: both must agree, in any order; one who does not ends it', () => {
    const asked = after(stepOf('single', 1), rules, add('a1', 'parallel', 1));
    expect(states(asked)).toBe('a1 open, g1 open');
    expect(kinds(after(asked, rules, decide('g1')), decide('a1'))).toBe('decided settled closed');
    expect(kinds(asked, decide('g1', 'no'))).toBe('decided settled superseded closed');
  });

  it('is nested once', () => {
    const nested = after(stepOf('single', 1), rules, add('a1', 'before', 1), add('g1', 'before', 2));
    expect(states(nested)).toBe('a1 waiting, g1 waiting, g2 open');
    expect(kinds(nested, add('g2', 'parallel', 3))).toBe('SIGNER_NESTED');
    const on = after(nested, rules, decide('g2'));
    expect(states(on)).toBe('a1 waiting, g1 open, g2 done');
    expect(states(after(on, rules, decide('g1')))).toBe('a1 open, g1 done, g2 done');
  });

  it('in 会签 it belongs to who asked: the others do not wait for it', () => {
    const all = blueprint('all');
    const step = after(stepOf('all', 2), all, add('a1', 'before', 1), decide('a2'));
    expect(states(step)).toBe('a1 waiting, a2 done, g1 open');
    expect(kinds(after(step, all, decide('g1')), decide('a1'))).toBe('decided settled closed');
  });

  it('nobody is there twice', () => {
    const step = after(stepOf('single', 1), rules, add('a1', 'parallel', 1));
    expect(kinds(step, add('a1', 'after', 1))).toBe('SIGNER_THERE');
  });
});

describe('减签', () => {
  const remove = (id: string, by: string | null): StepCommand => ({
    type: 'removeSigner',
    assignmentId: id,
    by,
  });

  it('the last who is to sign stays', () => {
    expect(kinds(stepOf('all', 1), remove('a1', null))).toBe('LAST_SIGNER');
    const one = after(stepOf('all', 2), blueprint('all'), decide('a1'));
    expect(kinds(one, remove('a2', null))).toBe('LAST_SIGNER');
  });

  it('gives the turn back, takes along whom he asked, and only who asked may do it beside the office', () => {
    const rules = blueprint('single');
    const step = after(stepOf('single', 1), rules, add('a1', 'before', 1), add('g1', 'before', 2));
    expect(kinds(step, remove('g1', 'g2'))).toBe('NOT_YOURS');
    expect(states(after(step, rules, remove('g1', 'a1')))).toBe('a1 open, g1 removed, g2 removed');
  });

  it('a vote may come to its end by it', () => {
    const rules = blueprint('share', { share: { ...TWO_THIRDS, base: 'signers' } });
    const step = after(stepOf('share', 4), rules, decide('a1'), decide('a2'));
    expect(kinds(step, remove('a3', null), rules)).toBe('removed superseded tallied closed');
  });
});

describe('委派', () => {
  const rules = blueprint('all');
  const delegate = (id: string, n: number): StepCommand => ({
    type: 'delegate',
    assignmentId: id,
    to: guest(n),
  });

  it('comes back to me; his answer decides nothing', () => {
    const step = after(stepOf('all', 2), rules, delegate('a1', 1));
    expect(states(step)).toBe('a1 waiting, a2 open, g1 open');
    expect(applyStepCommand(step, decide('g1', 'no'), rules)).toEqual([
      { type: 'decided', assignmentId: 'g1', decision: 'no' },
      { type: 'turned', assignmentId: 'a1', first: false },
    ]);
  });

  it('is not passed on', () => {
    const step = after(stepOf('all', 2), rules, delegate('a1', 1));
    expect(kinds(step, delegate('g1', 2))).toBe('SIGNER_NESTED');
    expect(kinds(step, add('g1', 'before', 2))).toBe('SIGNER_NESTED');
    expect(kinds(step, { type: 'return', assignmentId: 'g1', to: 'draft' })).toBe('ACTION_NOT_OFFERED');
  });
});

describe('退回', () => {
  test.each(['single', 'any', 'all', 'order', 'share', 'collect'] as const)(
    '%s: one who returns it ends the step for all, with where it goes',
    (rule) => {
      const rules = blueprint(rule, rule === 'share' ? { share: TWO_THIRDS } : {});
      const changes = applyStepCommand(
        stepOf(rule, 3),
        { type: 'return', assignmentId: 'a1', to: 'draft' },
        rules,
      );
      expect(changes).toEqual([
        { type: 'returned', assignmentId: 'a1', to: 'draft' },
        { type: 'superseded', assignmentIds: ['a2', 'a3'] },
        { type: 'closed', outcome: 'return:draft' },
      ]);
    },
  );
});

it('签收 comes before work where the blueprint asks for it', () => {
  const rules = blueprint('collect', { acknowledgeFirst: true });
  const step = stepOf('collect', 2);
  expect(kinds(step, decide('a1'), rules)).toBe('ACKNOWLEDGE_FIRST');
  expect(kinds(after(step, rules, { type: 'acknowledge', assignmentId: 'a1' }), decide('a1'), rules)).toBe(
    'decided settled',
  );
});

test('who was handed one round of a unit can’t be handed its next beside it', () => {
  const step = stepOf('all', 2);
  const hand = (id: string): StepCommand => ({ type: 'transfer', assignmentId: id, positionId: 'colleague' });
  const second = { ...guest(1), id: 'again' };
  const asked = after(step, blueprint('all'), add('a1', 'parallel', 1), hand('g1'), {
    type: 'addSigner',
    assignmentId: 'a1',
    mode: 'parallel',
    signers: [second],
  });
  expect(asked.assignments.map(({ positionId }) => positionId).slice(2)).toEqual(['colleague', 'guest1']);
  expect(kinds(asked, hand('again'))).toBe('ACTION_NOT_OFFERED');
});
