import { expect, test } from 'vitest';
import type { Schemas } from '../api/schemas.js';
import { chaptersOf, groupedLines, waitedFor, waitingInWords } from './item-chain.js';

type Chain = Schemas['ItemChain'];
type Entry = Schemas['HistoryEntry'];

let seq = 0;
const at = (day: string, time = '09:00'): string => `2027-${day}T${time}:00+08:00`;
const entry = (day: string, kind: string, step: string | null, sentence = `${kind} ${step ?? ''}`): Entry =>
  ({ seq: ++seq, at: at(day), kind, step, sentence, actor: null }) as Entry;
const process = (id: string, launchedAt: string, steps: object[] = []) =>
  ({
    id,
    title: '排洪沟',
    kindLabel: '专题协商',
    launchedAt,
    steps,
  }) as unknown as Chain['parts'][0]['process'];

const ITEM = {
  id: 'item',
  processId: 'item',
  title: '排洪沟整治',
  number: 3,
  regionName: '双江自治县',
  filedAt: at('01-12'),
  filedLate: false,
  raisedBy: [{ id: 'u', name: '武警中队', shortName: '武警中队' }],
  origins: [],
  reportedFrom: null,
  proposedLead: { id: 'h', name: '县住建局', shortName: '县住建局' },
  history: [{ at: at('03-02'), state: 'compiled' }],
} as unknown as Chain['item'];

const MEETING = {
  id: 'meeting',
  title: '排洪沟整治',
  matters: [{ id: 'matter', title: '出具方案' }],
} as unknown as Chain['meetings'][0];

function chain(over: Partial<Chain> = {}): Chain {
  return { item: ITEM, parts: [], meetings: [], documents: [], attachments: [], ...over };
}

const OWN: Entry[] = [
  entry('03-02', 'launched', null),
  entry('03-02', 'stepOpened', 'claim'),
  entry('03-03', 'decided', 'claim'),
  entry('03-03', 'stepOpened', 'solve'),
  // The claim's end is noted after the next step has begun, at the same instant.
  entry('03-03', 'stepClosed', 'claim'),
  entry('03-08', 'consultationAsked', null),
  entry('07-01', 'consulted', null),
  entry('07-02', 'decided', 'solve'),
  entry('07-05', 'decided', 'confirm'),
  entry('07-05', 'decided', 'close'),
];

test('an item that was compiled says who raised it and under which number, before it has a process', () => {
  const [first, ...none] = chaptersOf(chain());
  expect(none).toEqual([]);
  expect(first?.lines.map(({ sentence }) => sentence)).toEqual([
    '武警中队提出。',
    '双拥办汇总，编为第 3 号，建议由县住建局牵头。',
  ]);
});

test('a consultation is one chapter with its matters, and 办理 goes on after it in another', () => {
  const chapters = chaptersOf(
    chain({
      parts: [
        { role: 'item', process: process('item', at('03-02')), entries: OWN },
        {
          role: 'consultation',
          process: process('meeting', at('03-08', '09:01')),
          entries: [entry('03-09', 'decided', 'draft'), entry('05-01', 'mattersDecided', null)],
        },
        {
          role: 'matter',
          process: process('matter', at('04-01')),
          entries: [entry('04-02', 'decided', 'solve')],
        },
      ],
      meetings: [MEETING],
    }),
  );
  expect(chapters.map(({ key }) => key)).toEqual([
    'raised',
    'claim',
    'solve',
    'consult',
    'solve',
    'confirm',
    'close',
  ]);
  // In the order of time, each line of a matter with the matter's name.
  expect(chapters[3]?.lines.map(({ kind, about }) => [kind, about])).toEqual([
    ['decided', undefined],
    ['decided', '出具方案'],
    ['mattersDecided', undefined],
  ]);
  expect(chapters[2]?.lines.at(-1)?.kind).toBe('consultationAsked');
});

test('documents and files stand where they belong: the minutes with the meeting, a circular by itself', () => {
  const document = (id: string, processId: string, issuedAt: string) =>
    ({ id, processId, issuedAt }) as Chain['documents'][0];
  const file = {
    id: 'f',
    processId: 'item',
    step: 'solve',
    uploadedAt: at('07-02'),
  } as Chain['attachments'][0];
  const chapters = chaptersOf(
    chain({
      parts: [
        { role: 'item', process: process('item', at('03-02')), entries: OWN },
        { role: 'matter', process: process('matter', at('04-01')), entries: [] },
      ],
      meetings: [MEETING],
      documents: [document('supervision', 'matter', at('05-01')), document('circular', 'list', at('10-18'))],
      attachments: [file],
    }),
  );
  const withDocuments = chapters.filter(({ documents }) => documents.length > 0);
  expect(withDocuments.map(({ key, documents }) => [key, documents[0]?.id])).toEqual([
    ['consult', 'supervision'],
    ['circular', 'circular'],
  ]);
  const [holder, ...others] = chapters.filter(({ attachments }) => attachments.length > 0);
  expect([holder?.key, holder?.at, others]).toEqual(['solve', at('07-01'), []]);
});

test('what was reported up says where it came from, and the answer of the upper level is in its chapter', () => {
  const chapters = chaptersOf(
    chain({
      item: { ...ITEM, reportedFrom: { regionName: '双江自治县', title: '养老保险转移' } as never },
      parts: [
        {
          role: 'item',
          process: process('item', at('03-19')),
          entries: [
            entry('03-19', 'stepOpened', 'receive'),
            entry('04-06', 'decided', 'receive'),
            entry('04-06', 'answeredBelow', null),
          ],
        },
      ],
    }),
  );
  expect(chapters[0]?.lines[0]?.sentence).toBe('由双江自治县上报：“养老保险转移”。');
  expect(chapters.map(({ key }) => key)).toEqual(['raised', 'received', 'answer']);
});

test('thirty receipts are one line to open, three stay three', () => {
  const receipts = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      at: at('03-10'),
      sentence: `第 ${i + 1} 家签收。`,
      kind: 'acknowledged',
      aside: false,
    }));
  expect(groupedLines(receipts(3))).toHaveLength(3);
  expect(groupedLines(receipts(30))).toEqual([{ label: '第 1 家签收等 30 条', lines: receipts(30) }]);
});

test('who is waited for: the item’s own step by its name, another process’s with its title', () => {
  const step = (id: string, label: string, state: string) => ({ id, label, state });
  const parts = [
    { role: 'item', process: process('item', '', [step('1', '办理', 'open'), step('2', '认领', 'closed')]) },
    { role: 'consultation', process: process('meeting', '', [step('3', '起草报请', 'open')]) },
  ] as unknown as Chain['parts'];
  expect(waitedFor({ parts }).map(({ label }) => label)).toEqual(['办理', '专题协商“排洪沟”：起草报请']);
  const waiting = { unit: '县住建局', position: '联络员', people: [], days: 2, acknowledged: true };
  expect(waitingInWords(waiting as never)).toBe('县住建局联络员 （空缺）：等了 2 天，已签收');
});
