import { describe, expect, it, test } from '@jest/globals';
import { FORM_BODIES } from '../../../contracts/http/forms/index.js';
import { WORKFLOW_TYPES } from '../../../contracts/processes/processes.js';
import { BLUEPRINTS, blueprintOf, isProcessKind, stepBlueprintOf } from '../../../domain/blueprints/index.js';
import type { OwnerRole, SignRule, StepAction, StepBlueprint } from '../../../domain/blueprints/blueprint.js';
import { EXTENSION_STEP } from '../../../domain/blueprints/extension.js';
import { LEDGER_STATES } from '../../../domain/blueprints/need-item.blueprint.js';
import { checkFiling } from '../../../domain/needs/filing.js';
import { INVENTED_NEEDS } from '../../../domain/rehearsal/needs.js';
import { decisionOf } from '../../../domain/rehearsal/decisions/index.js';
import type { Task } from '../../../domain/rehearsal/people.js';
import { checkDeadlineRule } from '../../../domain/time/deadline.js';
import { checkLadder } from '../../../domain/time/ladder.js';

/** Total maps: a new role, rule or action that isn't listed here does not compile. */
const OWNERS: Record<OwnerRole, true> = {
  filingUnits: true,
  office: true,
  officeStaff: true,
  officeReview: true,
  officeDirector: true,
  groupLeader: true,
  groupLeaders: true,
  groupAndMembers: true,
  leadUnit: true,
  cooperatingUnits: true,
  raisingUnits: true,
  claimer: true,
  participants: true,
  attendingUnits: true,
  matterLeads: true,
  taskUnits: true,
  recipients: true,
  approver: true,
  changeAuthor: true,
  campaignUnits: true,
  subjects: true,
  teamLeaders: true,
};
const RULES: Record<SignRule, true> = {
  single: true,
  claim: true,
  all: true,
  any: true,
  share: true,
  order: true,
  collect: true,
};
const ACTIONS: Record<StepAction, true> = {
  transfer: true,
  withdraw: true,
  extend: true,
  returnFiling: true,
  refile: true,
  return: true,
  delegate: true,
  addSigner: true,
  removeSigner: true,
};

/** The documents that steps come from. */
const SOURCES =
  /^(五项制度机制 三（[一二三四五]）|丰都2020年双拥工作要点|楚雄转发2020年云南省双拥工作要点|双拥在基层 三|固原(双拥工作)?督查通报2023)/u;

const steps: [string, string, StepBlueprint][] = Object.values(BLUEPRINTS).flatMap((blueprint) =>
  Object.entries(blueprint.steps as Record<string, StepBlueprint>).map(
    ([key, step]): [string, string, StepBlueprint] => [blueprint.kind, key, step],
  ),
);

describe.each(steps)('%s.%s', (kind, key, step) => {
  it('says in words what it is, what is asked, and where it comes from', () => {
    expect(step.label).toMatch(/^\p{Script=Han}{2,}$/u);
    expect(step.ask).toMatch(/[。；]$/u);
    expect(step.article).toMatch(SOURCES);
  });

  it('has a known owner, rule and actions, and rules of time that an administrator could have typed', () => {
    expect(OWNERS[step.owner]).toBe(true);
    expect(RULES[step.rule]).toBe(true);
    for (const action of step.actions) expect(ACTIONS[action]).toBe(true);
    expect(checkDeadlineRule(step.deadline)).toEqual([]);
    if (step.deadlineIfPast) expect(checkDeadlineRule(step.deadlineIfPast)).toEqual([]);
    // A legal date may be gone when the step opens; a duration counts from the opening and can't be.
    const dated = step.deadline.kind === 'date' || step.deadline.kind === 'lastDayOfMonth';
    expect(step.deadlineIfPast !== undefined).toBe(dated);
  });

  it('has a ladder', () => {
    const problems = checkLadder(step.ladder);
    expect(problems).toEqual([]);
    expect(step.ladder.rungs.length).toBeGreaterThan(0);
  });

  it('offers decisions with words and forms that exist; a return or refusal needs a reason', () => {
    const decisions = Object.entries(step.decisions);
    expect(decisions.length).toBeGreaterThan(0);
    expect(new Set(decisions.map(([, { label }]) => label)).size).toBe(decisions.length);
    for (const [name, { label, form, polarity, opinion }] of decisions) {
      expect(label).toMatch(/\p{Script=Han}/u);
      if (form) expect(FORM_BODIES[form]).toBeDefined();
      if (['negative', 'back'].includes(polarity) && !form)
        expect(`${name} ${opinion}`).toBe(`${name} required`);
    }
    expect(decisions.some(([, { polarity, officeOnly }]) => polarity === 'positive' && !officeOnly)).toBe(
      true,
    );
    // Outcomes the engine itself gives must not be taken by a decision.
    for (const taken of ['cancelled', 'withdrawn', 'nobodyToAsk', step.atDeadline?.outcome])
      expect(decisions.map(([name]) => name)).not.toContain(taken);
  });

  it('only collects where lists can be returned, and only frees or keeps where somebody owes', () => {
    if (step.actions.includes('returnFiling')) expect(step.rule).toBe('collect');
    if (step.actions.includes('extend')) expect(['single', 'collect', 'all']).toContain(step.rule);
    if (step.atDeadline) expect(step.atDeadline.stillOwed).toBe(step.rule === 'collect');
  });

  it('shows a state the ledger has a word for', () => {
    if (step.ledgerState !== undefined) expect(LEDGER_STATES[step.ledgerState]).toBeDefined();
    if (kind === 'needItem' && key !== 'cooperate' && key !== EXTENSION_STEP)
      expect(step.ledgerState).toBeDefined();
  });

  it('simulated people know how to answer it', () => {
    const task: Task = {
      id: 'x',
      kind,
      stepKey: key,
      round: 1,
      unitName: '县教育体育局',
      unitKind: 'member',
      openedAt: new Date('2027-01-04T09:00:00+08:00'),
      deadline: null,
      returned: 0,
    } as Task;
    for (let round = 1; round < 40; round++)
      expect(Object.keys(step.decisions)).toContain(
        decisionOf({ ...task, id: `x${round}`, round: 1 + (round % 4) }),
      );
  });
});

describe.each(Object.values(BLUEPRINTS))('$kind', (blueprint) => {
  it('is found by its kind, has its workflow type, a version, and words for its outcomes', () => {
    expect(BLUEPRINTS[blueprint.kind as keyof typeof BLUEPRINTS]).toBe(blueprint);
    expect(WORKFLOW_TYPES[blueprint.kind as keyof typeof WORKFLOW_TYPES]).toBe(blueprint.kind);
    expect(blueprint.version).toBeGreaterThanOrEqual(1);
    expect(Object.values(blueprint.outcomes).every((word) => word.length > 0)).toBe(true);
    expect(blueprint.outcomes).toHaveProperty('terminated');
  });

  it('has the approval step if any of its steps can be extended', () => {
    const extendable = Object.values(blueprint.steps as Record<string, StepBlueprint>).some(({ actions }) =>
      actions.includes('extend'),
    );
    expect(Object.hasOwn(blueprint.steps, EXTENSION_STEP)).toBe(extendable);
  });
});

test('every word of the ledger is used by a step, or given by an effect', () => {
  const byEffects = [
    'filed',
    'merged',
    'compiled',
    'consulting',
    'reportedUp',
    'closed',
    'finishedAnswer',
    'withdrawn',
    'terminated',
  ];
  const used = new Set([...byEffects, ...steps.flatMap(([, , { ledgerState }]) => ledgerState ?? [])]);
  expect(Object.keys(LEDGER_STATES).sort()).toEqual([...used].sort());
});

test('what is not a process or a step is not found, whatever objects inherit', () => {
  for (const kind of ['nothing', 'toString', '__proto__', ''])
    expect(() => blueprintOf(kind)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  expect(isProcessKind('constructor')).toBe(false);
  for (const key of ['nothing', 'toString', 'constructor'])
    expect(() => stepBlueprintOf('needItem', key)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
});

test.each(INVENTED_NEEDS.map((need): [string, (typeof INVENTED_NEEDS)[number]] => [need.title, need]))(
  'the invented need %s could be filed',
  (_, { side, kind, title, detail }) => {
    const filing = { nothing: false, items: [{ kind, title, detail }] };
    expect(checkFiling(filing, side === 'army' ? 'military' : 'member')).toEqual([]);
  },
);
