import { expect, test } from 'vitest';
import { missingAt, newSplit, splitForm, taskOf, type Received } from './split.js';

const received: Received[] = ['1', '2'].map((number) => ({
  id: `up-${number}`,
  number,
  section: '宣传教育',
  title: `上级第${number}项`,
  text: '抓好落实。',
  limitAt: '2027-10-31T15:59:59.999Z',
  quantities: ['不少于1篇'],
}));

test('each upper point begins as one task in its words, and waits for a lead', () => {
  const draft = newSplit(received);
  expect(draft.answers['up-1']!.tasks[0]).toMatchObject({ title: '上级第1项', limitDate: '2027-10-31' });
  expect(received.map(({ id }) => missingAt(draft.answers[id]))).toEqual([
    '任务没有牵头单位',
    '任务没有牵头单位',
  ]);
});

test('a point is answered by tasks with leads, or by a reason', () => {
  const task = { ...taskOf(received[0]!), leadUnitIds: ['a'] };
  expect(missingAt({ none: false, reason: '', tasks: [task] })).toBeUndefined();
  expect(missingAt({ none: false, reason: '', tasks: [{ ...task, title: ' ' }] })).toBe('任务要有名称和内容');
  expect(missingAt({ none: false, reason: '', tasks: [] })).toBe('还没有分解');
  expect(missingAt({ none: true, reason: ' ', tasks: [task] })).toBe('要写明没有任务的理由');
  expect(missingAt({ none: true, reason: '没有驻军', tasks: [] })).toBeUndefined();
});

test('several tasks of a point are numbered below it; one without a task says why, and nothing of its draft goes along', () => {
  const task = { ...taskOf(received[0]!), leadUnitIds: ['a'], cooperatingUnitIds: ['a', 'b'] };
  const form = splitForm(received, {
    answers: {
      'up-1': { none: false, reason: '', tasks: [task, { ...task, limitDate: '' }] },
      'up-2': { none: true, reason: ' 没有驻军 ', tasks: [task] },
    },
    opinions: [{ title: '', text: '' }],
    regionCodes: [],
  });
  expect(
    form.points!.map(({ number, parentPointId, limitDate, cooperatingUnitIds }) => [
      number,
      parentPointId,
      limitDate,
      cooperatingUnitIds,
    ]),
  ).toEqual([
    ['1.1', 'up-1', '2027-10-31', ['b']],
    ['1.2', 'up-1', undefined, ['b']],
  ]);
  expect(form.none).toEqual([{ parentPointId: 'up-2', reason: '没有驻军' }]);
  expect(form.opinions).toEqual([]);
});
