import { expect, test } from 'vitest';
import { documentReceipts, noticeReceipts, receiptsInWords, waitingIn } from './receipts.js';

const waiting = (unitId: string, positionId = 'liaison') => ({
  assignmentId: `task of ${unitId}`,
  unitId,
  positionId,
  unit: unitId,
  position: '联络员',
  people: ['柏明远'],
  since: '2027-03-11T01:00:00Z',
  days: 1,
  acknowledged: false,
  mine: false,
  deadline: null,
  light: 'green' as const,
});
const recipient = (unitId: string, role: 'main' | 'copy', receivedAt: string | null) => ({
  unitId,
  name: unitId,
  role,
  receivedAt,
  receivedBy: receivedAt && '柏明远',
});

test('who has not signed stands first, with the task to urge; the kind of recipient only where there are two', () => {
  const rows = documentReceipts(
    [recipient('a', 'main', '2027-03-11T02:00:00Z'), recipient('b', 'copy', null)],
    [waiting('b')],
  );
  expect(rows.map(({ name, role, owed }) => [name, role, owed?.assignmentId])).toEqual([
    ['b', '抄送', 'task of b'],
    ['a', '主送', undefined],
  ]);
  expect(receiptsInWords(rows)).toBe('应签收 2 家，已签收 1 家');
  expect(documentReceipts([recipient('a', 'main', null)], [])[0]).toMatchObject({ role: '', owed: null });
});

test('leaders of one group are told apart by their positions', () => {
  const unit = { id: 'group', name: '领导小组', shortName: '领导小组' };
  const leader = (positionId: string, notifiedAt: string | null) => ({
    unit,
    positionId,
    name: positionId,
    notifiedAt,
    attendance: null,
    attendanceLabel: null,
    substitute: null,
    reason: null,
    handedIn: false,
  });
  const rows = noticeReceipts(
    [leader('组长', null), leader('副组长', '2027-03-11T02:00:00Z')],
    [waiting('group', '副组长'), waiting('group', '组长')],
  );
  expect(rows[0]).toMatchObject({ name: '组长', role: '领导', owed: { people: ['柏明远'] } });
  expect(receiptsInWords(rows.slice(1))).toBe('1 家全部签收');
});

test('only open steps are waited for', () => {
  const step = { key: 'receipts', state: 'open', waitingFor: [waiting('a')] };
  const steps = [step, { ...step, state: 'done' }, { ...step, key: 'read' }] as unknown as Parameters<
    typeof waitingIn
  >[0];
  expect(waitingIn(steps, 'receipts').map(({ unitId }) => unitId)).toEqual(['a']);
});
