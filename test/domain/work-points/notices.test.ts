import { describe, expect, test } from '@jest/globals';
import { parseNotice } from '../../../domain/work-points/parse-notice.js';
import { BRACKETED } from './styles-brackets.js';
import { OTHERS } from './styles-lines.js';

describe.each([...BRACKETED, ...OTHERS])(
  '$name',
  ({ text, points, sections, opinions = [], unsure = {} }) => {
    const read = parseNotice(text);

    test('its points with their units', () => {
      const rows = read.points.map(({ number, title, lead, cooperating }, i) => [
        number,
        title.startsWith(points[i]?.[1] ?? '-') ? points[i]?.[1] : title,
        lead.join('|'),
        cooperating.join('|'),
      ]);
      expect(rows).toEqual(points);
      if (sections) expect(read.points.map(({ section }) => section)).toEqual(sections);
      expect(read.opinions.map(({ title }) => title)).toEqual(opinions);
    });

    test('what a person should look at, and nothing else', () => {
      for (const { number, unsure: notes } of read.points)
        expect([number, notes.join('；')]).toEqual([
          number,
          unsure[number] === undefined ? '' : expect.stringContaining(unsure[number]),
        ]);
    });

    test('no bracket of units is left in a text, and the span holds number and title', () => {
      for (const { text: wording, title, span, unsure: notes } of read.points) {
        if (!notes.some((note) => note.includes('正文的句子')))
          expect(wording).not.toMatch(/牵头单位|责任单位|牵头，|牵头,|[（(][^）)]*负责[）)]/u);
        const source = text.slice(span.start, span.end);
        expect(plain(source)).toContain(plain(title));
        expect(source.trim()).toBe(source);
      }
    });
  },
);

/** Without what page furniture and Markdown put in between. */
function plain(text: string): string {
  return text.replace(/[—-]+ ?\d+ ?[—-]+|云水市双拥工作文件|\*\*|\\|\s/gu, '');
}
