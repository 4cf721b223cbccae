import { expect, test } from 'vitest';
import { figuresOf, owedOf, progressOf, rowsOf, type Coverage } from './coverage.js';

const owed = (assignmentId: string, deadline: string | null) => ({ assignmentId, deadline }) as never;
const level = (region: string, change: Partial<Coverage> = {}): Coverage => ({
  processId: region,
  regionCode: region,
  region,
  title: '要点',
  state: 'running',
  outcome: null,
  outcomeLabel: null,
  receivedAt: '2027-03-02T01:00:00Z',
  opinions: 0,
  documentId: null,
  documentNumber: null,
  issuedAt: null,
  receipts: { asked: 0, done: 0, missing: [] },
  readings: { asked: 0, done: 0, missing: [] },
  waitingFor: [],
  light: 'green',
  deadline: null,
  below: [],
  onPaper: [],
  ...change,
});

const city = level('市', {
  documentNumber: '临双拥办转〔2027〕1号',
  opinions: 6,
  receipts: { asked: 4, done: 3, missing: [owed('late unit', '2027-03-10')] },
  below: [
    level('凤庆县', { waitingFor: [owed('county', '2027-03-08')] }),
    level('云县', { receivedAt: null }),
  ],
});

test('a cascade is read line by line, with how deep it is', () => {
  expect(rowsOf(city).map(({ depth, level: { region } }) => [depth, region])).toEqual([
    [0, '市'],
    [1, '凤庆县'],
    [1, '云县'],
  ]);
  expect(rowsOf(city).map((row) => progressOf(row.level))).toEqual([
    '已印发，6 条贯彻意见',
    '已收文，办理中',
    '尚未签收',
  ]);
  expect(progressOf(level('县', { outcome: 'duplicate', outcomeLabel: '已另行收文' }))).toBe('已另行收文');
});

test('its figures are of all levels, and so is whom it waits for', () => {
  expect(figuresOf(city)).toEqual({ levels: 3, issued: 1, asked: 4, done: 3, readings: 0, read: 0 });
  expect(owedOf(city).map(({ assignmentId, region }) => [assignmentId, region])).toEqual([
    ['county', '凤庆县'],
    ['late unit', '市'],
  ]);
});
