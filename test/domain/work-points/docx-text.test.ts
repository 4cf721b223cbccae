import { describe, expect, test } from '@jest/globals';
import { docxText } from '../../../domain/work-points/docx-text.js';

const paragraph = (text: string, properties = '') =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const listed = (text: string, level: number, list = '1') =>
  paragraph(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);
const level = (ilvl: number, format: string, text: string) =>
  `<w:lvl w:ilvl="${ilvl}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
const NUMBERING = `<w:numbering><w:abstractNum w:abstractNumId="7">${level(0, 'chineseCountingThousand', '%1、')}${level(1, 'chineseCounting', '（%2）')}${level(2, 'decimal', '%3.')}${level(3, 'decimalEnclosedCircle', '%4')}</w:abstractNum>
  <w:abstractNum w:abstractNumId="8">${level(0, 'bullet', '\uf0b7')}</w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num></w:numbering>`;
const text = (body: string, styles?: string) =>
  docxText({ document: `<w:document><w:body>${body}</w:body></w:document>`, numbering: NUMBERING, styles });

describe('numbers that Word prints', () => {
  test('levels begin anew below the next heading', () => {
    const body = [
      listed('甲', 0),
      listed('乙', 1),
      listed('丙', 2),
      listed('丁', 2),
      listed('戊', 1),
      listed('己', 2),
      listed('庚', 0),
      listed('辛', 3),
    ];
    expect(text(body.join(''))).toBe('一、甲\n（一）乙\n1.丙\n2.丁\n（二）戊\n1.己\n二、庚\n①辛\n');
  });

  test('a list may begin elsewhere, and a bullet is no number', () => {
    expect(text(listed('甲', 2, '2') + listed('乙', 2, '2') + listed('丙', 0, '3'))).toBe(
      '5.甲\n6.乙\n• 丙\n',
    );
  });

  test('a style may number its paragraphs; 0 takes the number away', () => {
    const styles = `<w:styles><w:style w:styleId="base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      <w:style w:styleId="point"><w:basedOn w:val="base"/><w:pPr><w:numPr><w:ilvl w:val="2"/></w:numPr></w:pPr></w:style></w:styles>`;
    const body =
      paragraph('甲', '<w:pStyle w:val="point"/>') +
      paragraph('乙', '<w:pStyle w:val="point"/><w:numPr><w:numId w:val="0"/></w:numPr>');
    expect(text(body, styles)).toBe('1.甲\n乙\n');
  });
});

describe('tables', () => {
  const cell = (content: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
  const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;

  test('a row a line; merged cells stay empty and keep the columns', () => {
    const body = `<w:tbl>${row(cell(paragraph('序号')), cell(paragraph('任务')))}
      ${row(cell(paragraph('1'), '<w:vMerge w:val="restart"/>'), cell(paragraph('甲') + paragraph('乙')))}
      ${row(cell(paragraph(''), '<w:vMerge/>'), cell(paragraph('丙|丁')))}
      ${row(cell(paragraph('小标题'), '<w:gridSpan w:val="2"/>'))}</w:tbl>`;
    expect(text(body)).toBe('| 序号 | 任务 |\n| 1 | 甲\v乙 |\n|  | 丙/丁 |\n| 小标题 |  |\n');
  });

  test('a table in a cell is the cell’s words', () => {
    const inner = `<w:tbl>${row(cell(paragraph('甲')), cell(paragraph('乙')))}</w:tbl>`;
    expect(text(`<w:tbl>${row(cell(paragraph('外') + inner), cell(paragraph('丙')))}</w:tbl>`)).toBe(
      '| 外\v甲\v乙 | 丙 |\n',
    );
  });
});

describe('what is no text of the notice', () => {
  test('deleted words, alternatives and field codes are left out, entities read', () => {
    const body = `<w:p><w:r><w:t>军&amp;民</w:t></w:r><w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del>
      <mc:AlternateContent><mc:Choice><w:r><w:t>图</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>图</w:t></w:r></mc:Fallback></mc:AlternateContent>
      <w:r><w:instrText>PAGE</w:instrText><w:tab/><w:t>页</w:t><w:br/><w:t>下</w:t></w:r></w:p>`;
    expect(text(body)).toBe('军&民图 页\n下\n');
  });

  test('half a document does no harm', () => {
    expect(text('<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲')).toBe('\n');
    expect(text('')).toBe('\n');
  });
});
