import { describe, expect, it } from '@jest/globals';
import { dispositionOf, readFileName, refuseWrongEnding } from '../../../domain/attachments/file-name.js';
import { MEDIA_TYPES, sniff } from '../../../domain/attachments/media-types.js';

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
