import { describe, expect, it } from '@jest/globals';
import { dispositionOf, readFileName, refuseWrongEnding } from '../../../domain/attachments/file-name.js';
import { MEDIA_TYPES, sniff } from '../../../domain/attachments/media-types.js';
import { textsOfXml } from '../../../domain/attachments/office-text.js';
import { findClassifiedMark } from '../../../domain/needs/classified.js';

const codeOf = (work: () => unknown): unknown => {
  try {
    work();
    return null;
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
};

describe('a file name', () => {
  it.each(['办理情况说明.docx', ' 照片 1.JPG ', '2027年台账（终稿）.xlsx'])('%s is kept', (name) => {
    expect(readFileName(name)).toBe(name.trim());
  });

  it.each(['机密★10年 方案.docx', '秘密★ 通知.pdf', '密级：绝密.txt', '机　密★5年.pdf'])(
    '%s is refused for its mark',
    (name) => {
      expect(codeOf(() => readFileName(name))).toBe('CLASSIFIED_CONTENT');
    },
  );

  it.each([
    '../../etc/passwd.txt',
    'a\\b.pdf',
    '.docx',
    '说明',
    '说明.d',
    'a\u202Efdp.exe',
    'a\nb.txt',
    `${'长'.repeat(200)}.txt`,
  ])('%j is no name', (name) => {
    expect(codeOf(() => readFileName(name))).toBe('ATTACHMENT_NAME');
  });

  it('must not promise another type', () => {
    expect(codeOf(() => refuseWrongEnding('说明.exe', 'txt'))).toBe('ATTACHMENT_NAME');
    for (const [medium, { endings }] of Object.entries(MEDIA_TYPES))
      for (const ending of endings)
        expect(
          codeOf(() => refuseWrongEnding(`说明.${ending}`, medium as keyof typeof MEDIA_TYPES)),
        ).toBeNull();
  });

  it('travels whole in a header (RFC 5987)', () => {
    const header = dispositionOf("情况(1)'说明'*.docx");
    expect(header).toMatch(/^[\x20-\x7e]+$/);
    const encoded = /filename\*=UTF-8''([A-Za-z0-9!#$&+.^_`|~%-]+)$/.exec(header)?.[1];
    expect(decodeURIComponent(encoded ?? '')).toBe("情况(1)'说明'*.docx");
    expect(header).toContain('filename="attachment.docx"');
  });
});

describe('what a file is', () => {
  it.each([
    ['%PDF-1.7', 'pdf'],
    ['\x89PNG\r\n\x1a\n', 'png'],
    ['\xff\xd8\xff\xe0', 'jpeg'],
    ['PK\x03\x04', 'zip'],
    ['MZ\x90', null],
    ['', null],
  ])('%j is %s', (head, found) => {
    expect(sniff(Buffer.from(head, 'latin1'))).toBe(found);
  });
});

describe('the text of office XML', () => {
  const marked = (xml: string) => textsOfXml(xml).some((text) => findClassifiedMark(text) !== null);

  it.each([
    '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>机</w:t></w:r><w:proofErr/><w:r><w:t>密★</w:t></w:r><w:r><w:t>10年</w:t></w:r></w:p>',
    '<w:p><w:ins w:id="1"><w:r><w:t>秘密</w:t></w:r></w:ins><w:hyperlink><w:r><w:t>★5年</w:t></w:r></w:hyperlink></w:p>',
    '<si><r><t>绝密</t></r><r><t>★长期</t></r></si>',
    '<w:p><w:r><w:t>&#31192;&#23494;★</w:t></w:r></w:p>',
    '<wp:docPr id="1" descr="机密★20年"/>',
    "<sheet name='秘密★3年'/>",
    '<dc:title>秘密★</dc:title>',
    '<t>机_x5BC6_★</t>',
    '<w:t>机密<!-- x -->★</w:t>',
  ])('%s carries a mark', (xml) => {
    expect(marked(xml)).toBe(true);
  });

  it.each([
    '<w:p><w:r><w:t>加强商业秘密</w:t></w:r></w:p><w:p><w:r><w:t>★重点工作</w:t></w:r></w:p>',
    '<si><t>秘密</t></si><si><t>5年</t></si>',
    '<w:p><w:r><w:t>开展保密工作培训，保守秘密30年来</w:t></w:r></w:p>',
  ])('%s carries none', (xml) => {
    expect(marked(xml)).toBe(false);
  });
});
