import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { writeCalendar, type CalendarEntry } from '../../src/modules/plan-preview/ics/write-calendar.js';

const NOW = new Date('2027-01-04T01:30:00Z');
const entry = (change: Partial<CalendarEntry> = {}): CalendarEntry => ({
  id: '530925-2027-dualList-collect',
  title: '清单报送',
  detail: '“双清单”制度 · 五项制度机制 三（一）1',
  at: '2027-02-28',
  alarm: true,
  ...change,
});
const file = (...entries: CalendarEntry[]): string => writeCalendar('某县2027年度安排', entries, NOW);
const parsed = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text) as never);
  return calendar.getAllSubcomponents('vevent').map((one) => ({
    event: new ICAL.Event(one),
    triggers: one
      .getAllSubcomponents('valarm')
      .map((alarm) => String(alarm.getFirstPropertyValue('trigger'))),
  }));
};

describe('a calendar file', () => {
  it('says what, when and where, for a whole day and for an hour', () => {
    const text = file(
      entry(),
      entry({ id: 'm', title: '领导小组会议', at: new Date('2027-05-12T01:00:00Z'), place: '第二会议室' }),
      entry({ id: 'quiet', at: '2027-12-31', alarm: false }),
    );
    const [day, hour, quiet] = parsed(text);
    expect(day?.event.uid).toBe('530925-2027-dualList-collect@yushui');
    expect([day?.event.summary, day?.event.startDate.toString(), day?.event.startDate.isDate]).toEqual([
      '清单报送',
      '2027-02-28',
      true,
    ]);
    expect(day?.event.description).toBe('“双清单”制度 · 五项制度机制 三（一）1');
    expect(day?.triggers).toEqual(['-PT15H', 'PT9H']);
    expect(hour?.event.startDate.toString()).toBe('2027-05-12T09:00:00');
    expect(hour?.event.startDate.zone?.tzid).toBe('Asia/Shanghai');
    expect(hour?.event.startDate.toJSDate()).toEqual(new Date('2027-05-12T01:00:00Z'));
    expect(hour?.event.endDate.toJSDate()).toEqual(new Date('2027-05-12T02:00:00Z'));
    expect(hour?.event.location).toBe('第二会议室');
    expect(hour?.triggers).toEqual(['-P1D', '-PT1H']);
    expect(quiet?.triggers).toEqual([]);
  });

  it('has what RFC 5545 asks for, each line in its measure', () => {
    const text = file(
      entry({ title: '军地'.repeat(60), detail: '详'.repeat(200) }),
      entry({ id: 'm', at: NOW }),
    );
    expect(text.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:')).toBe(true);
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text).toContain('METHOD:PUBLISH');
    expect(text.match(/DTSTAMP:20270104T013000Z/g)).toHaveLength(2);
    expect(text).toContain('BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\n');
    expect(text).toContain('DTSTART;TZID=Asia/Shanghai:20270104T093000');
    expect(text).toContain('DTSTART;VALUE=DATE:20270228');
  });

  it('is the same file at the same instant', () => {
    expect(file(entry(), entry({ id: 'm', at: NOW }))).toBe(file(entry(), entry({ id: 'm', at: NOW })));
  });

  it('keeps whatever text there is to its own field', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string(),
          fc.constant('甲;乙,丙\\n丁\r\nEND:VEVENT\r\nX:1'),
          fc.constant('🎖'.repeat(40)),
        ),
        (words) => {
          const text = file(entry({ title: `题${words}`, detail: `详${words}`, place: `处${words}` }));
          const [only, ...others] = parsed(text);
          expect(others).toEqual([]);
          expect(only?.event.summary).toBe(`题${words}`.replace(/[\p{Cc}\s]+/gu, ' ').trim());
          for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        },
      ),
    );
  });
});
