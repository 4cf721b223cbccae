import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { annualCircular } from '../../../domain/documents/builders/annual-circular.js';
import { specialReport } from '../../../domain/documents/builders/special-report.js';
import { supervisionColour, supervisionForm } from '../../../domain/documents/builders/supervision-form.js';
import { checkDocument } from '../../../domain/documents/check.js';
import { checkPlaceholders } from '../../../domain/documents/placeholders.js';
import { titleLines } from '../../../domain/documents/title-lines.js';
import { annexLabel, dateInWords, dayColumn, widthOf } from '../../../domain/documents/words.js';

const OFFICE = '双江自治县双拥工作领导小组办公室';
const CITY = '临沧市双拥工作领导小组办公室';

describe('titles are broken by sense', () => {
  test.each([
    ['关于报送清单的通知', ['关于报送清单的通知']],
    [`${OFFICE}关于2027年军地“双清单”落实情况的通报`, [OFFICE, '关于2027年军地“双清单”落实情况的通报']],
    [
      `${OFFICE}转发《${CITY}关于印发2027年双拥工作要点的通知》的通知`,
      [OFFICE, `转发《${CITY}`, '关于印发2027年双拥', '工作要点的通知》的通知'],
    ],
    [
      `${OFFICE}关于召开2027年第一次联络员工作会商会议的通知`,
      [OFFICE, '关于召开2027年第一次联络员', '工作会商会议的通知'],
    ],
    [`${OFFICE}关于“随军子女入学”事项的专题报告`, [OFFICE, '关于“随军子女入学”事项的专题报告']],
  ])('%s', (title, lines) => {
    expect(titleLines(title)).toEqual(lines);
  });

  test('a line ends neither with an opening mark nor with 关于, and begins with no closing one', () => {
    const title = `${OFFICE}转发《${CITY}关于印发2027年双拥工作要点的通知》的通知`;
    const lines = titleLines(title);
    expect(lines.join('')).toBe(title);
    for (const line of lines) {
      expect(widthOf(line)).toBeLessThanOrEqual(20);
      expect(line).not.toMatch(/^[》”的]|[《“]$|关于$/u);
    }
  });

  test('whatever the text: nothing is lost', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'关于转发印发《》“”的通知2027年、县办'), maxLength: 90 }),
        (title) => {
          expect(titleLines(title).join('')).toBe(title);
        },
      ),
    );
  });
});

test('dates, widths, annexes', () => {
  expect(dateInWords('2028-02-29')).toBe('2028年2月29日');
  expect(widthOf('2027年3月')).toBe(4.5);
  expect([annexLabel(0, 1), annexLabel(1, 2)]).toEqual(['附件', '附件2']);
});

test('a column of days says the usual year in its head, another year in the cell', () => {
  expect(dayColumn('时限', ['2023-11-30', '2024-01-05', '2023-12-01', null])).toEqual({
    head: '时限\n（2023年）',
    cells: ['11月30日', '2024年1月5日', '12月1日', ''],
  });
  expect(dayColumn('时限', [null])).toEqual({ head: '时限', cells: [''] });
});

describe('the blanks of a template', () => {
  const all = ['{{issuer}}文件', '{{number}}', '{{ title }}', '{{recipients}}：', '{{body}}', '{{date}}'];
  test('what a document needs is there', () => {
    expect(() => checkPlaceholders(all)).not.toThrow();
  });
  test.each([
    ['is missing', all.filter((text) => !text.includes('number')), '{{number}}'],
    ['is unknown', [...all, '{{who}}'], '{{who}}'],
    ['is there twice', [...all, '{{body}}'], '一次'],
    ['shares its paragraph', [...all.slice(0, 4), '正文：{{body}}', '{{date}}'], '独占'],
  ])('one that %s is refused', (_, texts, reason) => {
    expect(() => checkPlaceholders(texts)).toThrow(reason);
  });
});

describe('supervision', () => {
  const deadline = new Date('2027-02-28T23:59:59.999+08:00');
  test.each([
    ['2027-02-28T23:59:59.999+08:00', 0, 'blue'],
    ['2027-03-01T00:00:00.000+08:00', 0, 'orange'],
    ['2027-03-01T00:00:00.000+08:00', 2, 'orange'],
    ['2027-03-08T00:00:00.000+08:00', 3, 'red'],
    ['2027-03-08T00:00:00.000+08:00', 5, 'red'],
  ])('at %s, rung %i: %s', (now, rung, colour) => {
    expect(supervisionColour({ deadline, rung, now: new Date(now) })).toBe(colour);
  });
  test('without a deadline it stays blue', () => {
    expect(supervisionColour({ deadline: null, rung: 0, now: deadline })).toBe('blue');
  });
  test('the form is a document like any other, and its title names no unit', () => {
    const content = supervisionForm({
      issuer: OFFICE,
      unit: '双江自治县教育体育局',
      process: '随军子女入学',
      step: '办理',
      ask: '按措施办理。',
      deadline: '2027年2月28日',
      overdue: true,
      colour: 'orange',
      requirement: '三日内报进展',
      replyBy: '2027-03-05',
      date: '2027-03-02',
    });
    expect(() => checkDocument(content)).not.toThrow();
    expect(content.title).not.toContain('教育');
    expect(JSON.stringify(content.blocks)).toContain('2027年3月5日');
  });
});

describe('built documents keep the rules', () => {
  test('the special report goes to the upper office alone and asks for nothing, whatever the summary says', () => {
    const content = specialReport({
      issuer: OFFICE,
      upperOffice: CITY,
      signatory: '某某',
      date: '2027-03-20',
      item: {
        side: 'army',
        kind: 'children',
        title: '随军子女入学',
        detail: '',
        raisedBy: ['驻军部队'],
        leadUnit: '教育体育局',
        measures: '协调学位。',
        filedOn: '2027-02-01',
      },
      summary: '县级无权限，妥否，请批示。',
    });
    expect(() => checkDocument(content)).not.toThrow();
    expect(content.recipients).toEqual([CITY]);
    expect(JSON.stringify(content.blocks)).toContain('协调学位。');
    expect(JSON.stringify(content.blocks)).not.toContain('。。');
  });

  test('the circular names who never filed, and its table has both sides', () => {
    const content = annualCircular({
      issuer: OFFICE,
      region: '双江自治县',
      recipients: ['县双拥工作领导小组各成员单位'],
      upperOffice: CITY,
      year: 2027,
      date: '2027-10-11',
      figures: {
        items: 1,
        carriedIn: 0,
        closed: 0,
        open: 1,
        reportedUp: 0,
        bySide: { army: 1 },
        unitsAsked: 2,
        unitsFiled: 1,
        unitsFiledLate: 0,
      },
      missing: ['某局'],
      summary: '总体情况良好。',
      items: [
        {
          side: 'army',
          kindLabel: '后代',
          title: '随军子女入学',
          raisedBy: '驻军部队',
          lead: '县教育体育局',
          limit: '2027-08-31',
          stateLabel: '办理中',
        },
      ],
    });
    expect(() => checkDocument(content)).not.toThrow();
    expect(JSON.stringify(content.blocks)).toContain('未报送1个：某局');
    const tables = content.annexes[0]!.blocks.filter((block) => block.type === 'table');
    expect(tables.map(({ rows }) => rows.length)).toEqual([1, 1]);
    expect(content.copies).toEqual([CITY]);
  });
});
