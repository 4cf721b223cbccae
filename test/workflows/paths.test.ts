import { describe, expect, test } from '@jest/globals';
import { campaignProcedure } from '../../workflows/campaign.workflow.js';
import { coordinationGroupProcedure } from '../../workflows/coordination-group.workflow.js';
import { coordinationMatterProcedure } from '../../workflows/coordination-matter.workflow.js';
import { circularProcedure } from '../../workflows/circular.workflow.js';
import { decidedMatterProcedure } from '../../workflows/decided-matter.workflow.js';
import { liaisonConferenceProcedure } from '../../workflows/liaison-conference.workflow.js';
import { liaisonFilingProcedure } from '../../workflows/liaison-filing.workflow.js';
import { evaluationProcedure } from '../../workflows/evaluation.workflow.js';
import { plannedEventProcedure } from '../../workflows/planned-event.workflow.js';
import { needItemProcedure } from '../../workflows/need-item.workflow.js';
import { topicalConsultationProcedure } from '../../workflows/topical-consultation.workflow.js';
import { walk } from './walk.js';

describe('coordinationMatter, path by path', () => {
  const of = (urgency: string) => ({ processId: 'x', year: 2027, urgency });
  test.each<[string, object, string[], string, string | null]>([
    [
      'the straight way, at night',
      of('flash'),
      ['flash', 'reported', 'satisfied', 'reviewed'],
      'urgentTriage flashTasks confirm review',
      'finished',
    ],
    [
      'proposed as ordinary, found urgent',
      of('ordinary'),
      ['urgent', 'reported', 'returned'],
      'triage urgentTasks confirm urgentTriage',
      null,
    ],
    [
      'proposed as 特急, found ordinary; handed out again in working days',
      of('flash'),
      ['ordinary', 'unable', 'returned', 'ordinary'],
      'urgentTriage ordinaryTasks confirm triage ordinaryTasks',
      null,
    ],
    [
      'the 组长 decides',
      of('urgent'),
      ['referred', 'urgent', 'released', 'closedByOffice', 'reviewed'],
      'urgentTriage urgentDirect urgentTasks confirm review',
      'finished',
    ],
    ['refused', of('ordinary'), ['refused', 'accepted'], 'triage refusal', 'refused'],
    ['refused, and nobody answers', of('ordinary'), ['refused', 'unanswered'], 'triage refusal', 'refused'],
    [
      'refused at night, taken to the 组长',
      of('flash'),
      ['refused', 'appealed', 'flash'],
      'urgentTriage refusal urgentDirect flashTasks',
      null,
    ],
    [
      'confirmed too early, taken back',
      of('ordinary'),
      ['ordinary', 'reported', 'satisfied', 'withdrawn'],
      'triage ordinaryTasks confirm review confirm',
      null,
    ],
  ])('%s', async (_, input, script, expected, outcome) => {
    const { path, end } = await walk(coordinationMatterProcedure as never, input, script);
    expect(path.join(' ')).toBe(expected);
    expect(end).toBe(outcome);
  });
});

const PLAIN = { processId: 'x', year: 2027 };

describe('topicalConsultation, path by path', () => {
  const launched = { ...PLAIN, drafted: true };
  const asked = { ...PLAIN, drafted: false };
  const held = 'approve (notified) hold minutes';
  test.each<[string, object, string[], string, string | null]>([
    [
      'the straight way',
      launched,
      ['approved', 'held', 'drafted', 'agreed', 'reviewed', 'signed'],
      `${held} countersign review sign (receipts) <mattersClosed> [receipts]`,
      'finished',
    ],
    ['asked for by an item', asked, ['requested', 'approved'], 'draft approve (notified) hold', null],
    ['sent back to the office', launched, ['returned', 'requested'], 'approve draft approve', null],
    ['no meeting', asked, ['requested', 'declined'], 'draft approve', 'declined'],
    [
      'put off',
      launched,
      ['approved', 'postponed', 'held'],
      'approve (notified) hold (notified) hold minutes',
      null,
    ],
    [
      'nothing decided, nobody to countersign',
      launched,
      ['approved', 'held', 'drafted', 'nobodyToAsk', 'reviewed'],
      `${held} countersign review sign`,
      null,
    ],
    [
      'a lead unit objects',
      launched,
      ['approved', 'held', 'drafted', 'objected'],
      `${held} countersign minutes`,
      null,
    ],
    [
      'returned from the signature to the minutes',
      launched,
      ['approved', 'held', 'drafted', 'agreed', 'reviewed', 'return:minutes'],
      `${held} countersign review sign minutes`,
      null,
    ],
    [
      'returned from the review to the countersigning, then to the attendance',
      launched,
      ['approved', 'held', 'drafted', 'agreed', 'return:countersign', 'return:hold', 'held'],
      `${held} countersign review countersign (notified) hold minutes`,
      null,
    ],
    ['attendance taken back', launched, ['approved', 'held', 'withdrawn'], `${held} (notified) hold`, null],
  ])('%s', async (_, input, script, expected, outcome) => {
    const { path, end } = await walk(topicalConsultationProcedure as never, input, script);
    expect(path.join(' ')).toBe(expected);
    expect(end).toBe(outcome);
  });
});

describe('circular, path by path', () => {
  const important = {
    processId: 'x',
    year: 2027,
    circularKind: 'important',
    dereliction: false,
    fromAbove: false,
  };
  const below = { ...important, fromAbove: true };
  const keyWork = { ...important, circularKind: 'keyWork' };
  const practice = { ...important, circularKind: 'typical' };
  const dereliction = { ...practice, dereliction: true };
  const delivered = '(read) (receipts) [receipts] [read] <receivedBelow>';
  test.each<[string, object, string[], string, string | null]>([
    [
      'received and forwarded',
      important,
      ['registered', 'drafted', 'approved', 'signed', 'issued'],
      `register opinions review sign issue ${delivered}`,
      'finished',
    ],
    [
      'passed on without opinions',
      important,
      ['registered', 'circulated', 'approved', 'signed', 'issued'],
      `register opinions review sign issue ${delivered}`,
      'finished',
    ],
    [
      'the 组长 sends it back to the opinions',
      important,
      ['registered', 'drafted', 'approved', 'return:opinions', 'drafted'],
      'register opinions review sign opinions review',
      null,
    ],
    [
      'sent back to the very beginning, from the last step before it leaves the house',
      important,
      ['registered', 'drafted', 'approved', 'signed', 'return:register', 'registered'],
      'register opinions review sign issue register opinions',
      null,
    ],
    [
      'the signature is taken back',
      important,
      ['registered', 'drafted', 'approved', 'signed', 'withdrawn'],
      'register opinions review sign issue sign',
      null,
    ],
    [
      'the 组长 does not want it',
      important,
      ['registered', 'drafted', 'approved', 'refused'],
      'register opinions review sign',
      'notAdopted',
    ],
    [
      'from above',
      below,
      ['received', 'drafted', 'approved', 'signed', 'issued'],
      `receive opinions review sign issue ${delivered}`,
      'finished',
    ],
    ['from above, known already', below, ['duplicate'], 'receive', 'duplicate'],
    [
      'figures',
      keyWork,
      ['compiled', 'return:compile', 'compiled', 'approved', 'presented', 'issued'],
      'compile review compile review present issue (receipts) [receipts]',
      'finished',
    ],
    [
      'a good practice',
      practice,
      ['drafted', 'passed', 'approved', 'issued'],
      'draft appraise review issue (receipts) [receipts]',
      'finished',
    ],
    ['a practice that does not convince', practice, ['drafted', 'failed'], 'draft appraise', 'notAdopted'],
    [
      'a dereliction goes past the 组长',
      dereliction,
      ['drafted', 'approved', 'signed', 'issued'],
      'draft review sign issue (receipts) [receipts]',
      'finished',
    ],
  ])('%s', async (_, input, script, expected, outcome) => {
    const { path, end } = await walk(circularProcedure as never, input, script);
    expect(path.join(' ')).toBe(expected);
    expect(end).toBe(outcome);
  });
});

describe('liaisonConference, path by path', () => {
  const begun = '(notified) material hold minutes';
  test.each<[string, string[], string, string | null]>([
    [
      'the straight way',
      ['handedIn', 'held', 'drafted', 'signed', 'disposed'],
      `${begun} sign (receipts) dispose <mattersClosed> [receipts]`,
      'finished',
    ],
    ['material is missing', ['deadline', 'held'], begun, null],
    [
      'put off: everybody signs anew',
      ['deadline', 'postponed'],
      '(notified) material hold (notified) hold',
      null,
    ],
    ['minutes returned', ['handedIn', 'held', 'drafted', 'return:minutes'], `${begun} sign minutes`, null],
  ])('%s', async (_, script, expected, outcome) => {
    const { path, end } = await walk(liaisonConferenceProcedure as never, PLAIN, script);
    expect(path.join(' ')).toBe(expected);
    expect(end).toBe(outcome);
  });
});

test('liaisonFiling and coordinationGroup go on until the year is over', async () => {
  const year = { processId: 'x', year: 2027 };
  expect(await walk(liaisonFilingProcedure as never, year, ['deadline', 'confirmed'])).toEqual({
    path: ['file', 'confirm'],
    end: 'finished',
  });
  expect(
    await walk(coordinationGroupProcedure as never, year, ['composed', 'returned', 'composed', 'approved']),
  ).toEqual({ path: ['compose', 'approve', 'compose', 'approve', '(receipts)'], end: 'finished' });
});

test('decidedMatter: returned, then struck off', async () => {
  const { path, end } = await walk(decidedMatterProcedure as never, PLAIN, [
    'done',
    'returned',
    'done',
    'closed',
  ]);
  expect(path.join(' ')).toBe('(cooperate) solve review (cooperate) solve review');
  expect(end).toBe('finished');
});

describe('plannedEvent, path by path', () => {
  test.each<[string, string[], string, string | null]>([
    [
      'the straight way',
      ['prepared', 'held', 'recorded', 'confirmed'],
      'prepare (notified) hold record confirm <mattersClosed>',
      'finished',
    ],
    ['called off before anybody heard of it', ['calledOff'], 'prepare', 'calledOff'],
    [
      'put off, then called off',
      ['prepared', 'postponed', 'calledOff'],
      'prepare (notified) hold (notified) hold',
      'calledOff',
    ],
    [
      'the director sends the record back, then the office the attendance',
      ['prepared', 'held', 'recorded', 'return:record', 'return:hold', 'held'],
      'prepare (notified) hold record confirm record (notified) hold record',
      null,
    ],
    [
      'the record taken back',
      ['prepared', 'held', 'recorded', 'withdrawn', 'recorded'],
      'prepare (notified) hold record confirm record confirm',
      null,
    ],
    ['nobody in the office', ['nobodyToAsk', 'prepared'], 'prepare prepare (notified) hold', null],
  ])('%s', async (_, script, expected, outcome) => {
    const { path, end } = await walk(plannedEventProcedure as never, PLAIN, script);
    expect(path.join(' ')).toBe(expected);
    expect(end).toBe(outcome);
  });
});

describe('evaluation, stage by stage', () => {
  const given = ['submitted', 'reviewed', 'approved', 'approved'];
  const until = 'selfAssess review check approve (receipts) object answer';
  test.each<[string, string[], string, string | null]>([
    [
      'nobody objects: final with the window’s end',
      [...given, 'over', 'none', 'nobodyToAsk'],
      `${until} [receipts] finalReceipts`,
      'finished',
    ],
    [
      'an objection is answered and confirmed',
      [...given, 'objected', 'answered', 'confirmed', 'received'],
      `${until} confirm [receipts] finalReceipts`,
      'finished',
    ],
    [
      'who is missing holds up nobody; the director sends the points back',
      [
        'deadline',
        'reviewed',
        'return:review',
        'reviewed',
        'approved',
        'return:check',
        'approved',
        'approved',
        'over',
      ],
      'selfAssess review check review check approve check approve (receipts) object answer',
      null,
    ],
    [
      'the leader sends the answers back, results go out once',
      [...given, 'objected', 'answered', 'return:answer', 'answered', 'confirmed', 'nobodyToAsk'],
      `${until} confirm answer confirm [receipts] finalReceipts`,
      'finished',
    ],
  ])('%s', async (_, script, expected, outcome) => {
    const { path, end } = await walk(evaluationProcedure as never, PLAIN, script);
    expect(path.join(' ')).toBe(expected);
    expect(end).toBe(outcome);
  });
});

describe('campaign, stage by stage', () => {
  // Planned in the order of the stages; the walk goes through one after the other.
  const STAGES = {
    mobilise: ['confirmed', 'closed'],
    visit: ['filed', 'arranged', 'closed'],
    solve: ['deployed'],
    interim: ['filed', 'closed'],
    consolidate: ['written'],
    final: ['filed', 'proposed', 'approved', 'closed'],
    inspections: ['closed', 'closed', 'held', 'closed'],
  };
  const straight = Object.values(STAGES).flat();
  const through =
    'mobilise closeMobilise visit arrange (closeVisit) [closeVisit] closeVisit actions interim closeInterim mechanism final commend';
  const ending = 'approve closeFinal closeSolve closeConsolidate inspect closeInspect';
  test.each<[string, string[], string, string | null]>([
    ['the straight way', straight, `${through} ${ending}`, 'finished'],
    ['hand-ins that nobody waits for any more', ['deadline'], 'mobilise closeMobilise', null],
    [
      'a region without an office today: it is asked tomorrow, the other stages go on',
      ['confirmed', 'nobodyToAsk'],
      'mobilise closeMobilise visit',
      null,
    ],
    [
      'the 组长 sends the list back',
      [...straight.slice(0, 11), 'returned', 'proposed'],
      `${through} approve commend approve`,
      null,
    ],
  ])('%s', async (_, script, expected, outcome) => {
    const { path, end } = await walk(campaignProcedure as never, PLAIN, script);
    expect(path.join(' ')).toBe(expected);
    expect(end).toBe(outcome);
  });
});
test('a finding that is arranged begins with its work', async () => {
  const input = { ...PLAIN, reportedUp: false, arranged: true };
  const { path, end } = await walk(needItemProcedure as never, input, ['solved', 'satisfied', 'closed']);
  expect([path.join(' '), end]).toEqual(['(cooperate) solve confirm close', 'finished']);
});
