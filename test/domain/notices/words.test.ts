import { expect, test } from '@jest/globals';
import { NOTICE_KINDS, type NoticeBody } from '../../../domain/notices/notice.js';
import { outwardBody, subjectOf, wordsOf } from '../../../domain/notices/words.js';

const body: NoticeBody = {
  process: '某县2027年度双清单',
  step: '报送清单',
  deadline: '2027-02-28T15:59:59.999Z',
  rung: 2,
  by: '张三',
  about: '教育局',
};

test.each(NOTICE_KINDS)('%s has a title and one line that name process and step', (kind) => {
  const { title, line } = wordsOf(kind, body);
  expect(title).toContain('报送清单');
  expect(line).toContain('某县2027年度双清单');
  expect(line).toContain('报送清单');
  expect(line).not.toMatch(/\n|undefined|null/);
});

test.each(NOTICE_KINDS)('%s says nothing of people once it leaves the product', (kind) => {
  const { title, line } = wordsOf(kind, outwardBody(body));
  expect(title + line).not.toMatch(/张三|教育局/);
});

test('a kind of a newer version still has words', () => {
  expect(wordsOf('teleported', body).line).toContain('报送清单');
});

test('a whole-day deadline is a date, any other an hour; without one the line says none', () => {
  // In another unit's stead: whose it is stands with it.
  expect(wordsOf('assigned', body).line).toBe(
    '“某县2027年度双清单”的“报送清单”（教育局）等您办理，时限 2027年2月28日。',
  );
  expect(wordsOf('assigned', { ...body, deadline: '2027-03-01T07:00:00.000Z' }).line).toContain(
    '2027年3月1日 15:00',
  );
  expect(wordsOf('assigned', { ...body, deadline: null }).line).not.toContain('时限');
});

test('the subject: one notice speaks for itself, several are counted', () => {
  const one = { title: '新任务：报送清单', urgent: false };
  expect(subjectOf([one])).toBe('新任务：报送清单');
  expect(subjectOf([one, one])).toBe('您有 2 条工作提醒');
  expect(subjectOf([one, { title: '督办', urgent: true }])).toBe('您有 2 条工作提醒，其中 1 条已逾期或督办');
});
