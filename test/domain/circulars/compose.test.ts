import { describe, expect, it, test } from '@jest/globals';
import {
  composeCircular,
  composeForwarding,
  composeImportant,
  figuresAnnex,
  numeral,
  receivedDocument,
} from '../../../domain/circulars/compose.js';
import { countsOf } from '../../../domain/circulars/figures.js';
import { comparableNumber } from '../../../domain/circulars/number.js';
import { checkDocument } from '../../../domain/documents/check.js';

const to = {
  issuer: '某州双拥工作领导小组办公室',
  recipients: ['某县双拥工作领导小组办公室'],
  copies: [],
  date: '2020-04-10',
} as const;
const addressing = { ...to, recipients: [...to.recipients], copies: [] };
const received = receivedDocument({
  issuer: '某省双拥工作领导小组办公室',
  number: '某拥办〔2020〕1号',
  title: '2020年双拥工作要点',
  text: '第一段。\r\n\r\n  第二段。  ',
  date: '2020-04-01',
});

describe('a forwarding notice', () => {
  const opinions = Array.from({ length: 6 }, (_, index) => ({
    title: `意见${index + 1}`,
    text: '抓好落实。',
  }));

  it('has the opinions under numbered headings and the document behind it', () => {
    const document = composeForwarding(addressing, received, opinions);
    expect(() => checkDocument(document)).not.toThrow();
    expect(document.title).toBe('关于转发《2020年双拥工作要点》的通知');
    const headings = document.blocks.flatMap((block) => (block.type === 'heading' ? [block.text] : []));
    expect(headings).toEqual(['一、意见1', '二、意见2', '三、意见3', '四、意见4', '五、意见5', '六、意见6']);
    expect(document.forwarded?.blocks).toEqual([
      { type: 'paragraph', text: '第一段。' },
      { type: 'paragraph', text: '第二段。' },
    ]);
  });

  it('forwarded again, has the title within the title in the smaller brackets', () => {
    const city = { ...composeForwarding(addressing, received, opinions), number: '某双拥办转〔2020〕1号' };
    expect(composeForwarding(addressing, city, []).title).toBe(
      '关于转发《关于转发〈2020年双拥工作要点〉的通知》的通知',
    );
  });

  it('without opinions is one sentence', () => {
    expect(composeForwarding(addressing, received, []).blocks).toHaveLength(1);
  });
});

test('a speech without a number becomes a circular that tells its text', () => {
  const document = composeImportant(addressing, received, []);
  expect(document.kind).toBe('circular');
  expect(document.blocks).toHaveLength(3);
  expect(() => checkDocument(document)).not.toThrow();
});

test('a circular about dereliction says to whom it may go, and one of figures has its table', () => {
  expect(composeCircular(addressing, { title: 'x', text: 'y', scope: '某局' }).scope).toBe('某局');
  const annex = figuresAnnex('2020年6月30日24时', countsOf([]), [{ name: '某局', counts: countsOf([]) }]);
  const document = composeCircular(addressing, { title: 'x', text: 'y', annexes: [annex] });
  const [table] = document.annexes[0]?.blocks ?? [];
  expect(table).toMatchObject({
    type: 'table',
    rows: [expect.arrayContaining(['合计']), expect.arrayContaining(['某局'])],
  });
  if (table?.type === 'table') for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
});

test.each([
  [1, '一'],
  [10, '十'],
  [11, '十一'],
  [20, '二十'],
  [42, '四十二'],
])('%i is %s', (n, text) => {
  expect(numeral(n)).toBe(text);
});

test.each([
  ['云拥办〔2020〕1号', '云拥办〔2020〕1号'],
  ['云拥办[2020]1号', '云拥办〔2020〕1号'],
  ['云拥办［２０２０］１号', '云拥办〔2020〕1号'],
  ['云拥办（2020）第 01 号', '云拥办〔2020〕1号'],
  ['云拥办【2020】10号', '云拥办〔2020〕10号'],
  ['', ''],
])('“%s” is compared as “%s”', (typed, compared) => {
  expect(comparableNumber(typed)).toBe(compared);
});
