import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { DOCUMENT_KINDS, type DocumentKind } from '../../domain/documents/document.js';
import { columnWidths } from '../../src/modules/documents/render/table.js';
import { renderDocument } from '../../src/modules/documents/render/render-document.js';
import { attribute, eastAsia, layoutOf, paragraphWith, textOf, type Layout } from './layout.js';
import { SAMPLES } from './samples.js';

const files = new Map<DocumentKind, Buffer>();
const layouts = new Map<DocumentKind, Layout>();
const of = (kind: DocumentKind): Layout => layouts.get(kind)!;
/** Twips of a length in millimetres, to a twentieth of a millimetre. */
const mm = (length: number) => Math.round((length / 25.4) * 1440);
const near = (value: string | undefined, wanted: number) =>
  expect(Math.abs(Number(value) - wanted)).toBeLessThanOrEqual(3);

beforeAll(async () => {
  for (const kind of DOCUMENT_KINDS) {
    const file = await renderDocument(SAMPLES[kind]);
    files.set(kind, file);
    layouts.set(kind, await layoutOf(file));
  }
});

describe('the page (GB/T 9704-2012 5)', () => {
  test.each(DOCUMENT_KINDS.filter((kind) => kind !== 'statistics'))('%s: A4, margins, grid', (kind) => {
    const [section = ''] = of(kind).sections;
    expect([attribute(section, 'pgSz', 'w'), attribute(section, 'pgSz', 'h')]).toEqual(['11906', '16838']);
    near(attribute(section, 'pgMar', 'top'), mm(37));
    near(attribute(section, 'pgMar', 'left'), mm(28));
    near(attribute(section, 'pgMar', 'right'), mm(26));
    near(attribute(section, 'pgMar', 'bottom'), mm(35));
    expect(attribute(section, 'docGrid', 'type')).toBe('linesAndChars');
    const pitch = Number(attribute(section, 'docGrid', 'linePitch'));
    expect(Math.floor(mm(225) / pitch)).toBe(22);
    const character = 16 + Number(attribute(section, 'docGrid', 'charSpace')) / 4096;
    const width =
      11906 - Number(attribute(section, 'pgMar', 'left')) - Number(attribute(section, 'pgMar', 'right'));
    near(String(width), mm(156));
    expect(Math.floor(width / 20 / character)).toBe(28);
  });

  test('body text: 仿宋 16 pt, 22 exact lines, 28 characters, two characters in', () => {
    const body = paragraphWith(of('notice'), '按照年度工作安排');
    expect(new Set(eastAsia(body))).toEqual(new Set(['仿宋_GB2312']));
    expect(attribute(body, 'sz', 'val')).toBe('32');
    expect(attribute(body, 'ind', 'firstLine')).toBe('640');
    expect(body).toMatch(/<w:spacing [^>]*w:line="579"/);
    expect(body).toContain('w:lineRule="exact"');
    const spacing = Number(/<w:rPr>.*?<w:spacing w:val="(-?\d+)"/s.exec(body)?.[1]);
    expect(Math.floor(mm(156) / (320 + spacing))).toBe(28);
  });

  test('wide tables lie on their side', () => {
    for (const section of [of('statistics').sections[0], of('circular').sections[1]]) {
      expect(attribute(section!, 'pgSz', 'orient')).toBe('landscape');
      expect([attribute(section!, 'pgSz', 'w'), attribute(section!, 'pgSz', 'h')]).toEqual([
        '16838',
        '11906',
      ]);
    }
    expect(of('notice').sections).toHaveLength(1);
  });

  test('page numbers: 宋体 14 pt between dashes, odd right, even left', () => {
    const { parts } = of('notice');
    expect(parts.get('word/settings.xml')).toContain('<w:evenAndOddHeaders');
    const footers = [...parts].filter(([name]) => /word\/footer\d+\.xml/.test(name)).map(([, xml]) => xml);
    expect(footers).toHaveLength(2);
    for (const footer of footers) {
      expect(eastAsia(footer)).toContain('宋体');
      expect(attribute(footer, 'sz', 'val')).toBe('28');
      expect(footer).toMatch(/— .*PAGE.* —/s);
    }
    const sides = footers.map((footer) => [
      attribute(footer, 'jc', 'val'),
      /w:(?:right|end|left|start)="280"/.test(footer),
    ]);
    expect(sides.sort()).toEqual([
      ['left', true],
      ['right', true],
    ]);
  });
});

describe('the head (7.2)', () => {
  test('red head: 小标宋, red, 35 mm below the top', () => {
    const head = paragraphWith(of('notice'), '办公室文件');
    expect(eastAsia(head)).toEqual(['方正小标宋简体']);
    expect(attribute(head, 'color', 'val')).toBe('FF0000');
    expect(attribute(head, 'jc', 'val')).toBe('center');
    near(/w:before="(\d+)"/.exec(head)?.[1], mm(35));
  });

  test('number: no leading zero, no 第; the red line 4 mm below, as wide as the text', () => {
    const { paragraphs } = of('notice');
    const at = paragraphs.findIndex((paragraph) => textOf(paragraph) === '双双拥办发〔2027〕3号');
    expect(attribute(paragraphs[at]!, 'jc', 'val')).toBe('center');
    const rule = paragraphs[at + 1]!;
    expect(attribute(rule, 'bottom', 'color')).toBe('FF0000');
    near(/w:line="(\d+)"/.exec(rule)?.[1], mm(4));
    expect(rule).not.toContain('<w:ind');
  });

  test.each(['request', 'report'] as const)(
    '%s goes up: number on the left, 签发人 in 楷体 on the right',
    (kind) => {
      const line = paragraphWith(of(kind), '签发人：');
      expect(textOf(line)).toContain(SAMPLES[kind].number);
      expect(eastAsia(line).at(-1)).toBe('楷体_GB2312');
      expect(attribute(line, 'tab', 'val')).toBe('right');
      expect(attribute(line, 'ind', 'left')).toBe('320');
    },
  );

  test.each(['notice', 'circular', 'minutes', 'forwarding', 'supervision'] as const)(
    '%s has no 签发人',
    (kind) => {
      expect(of(kind).document).not.toContain('签发人');
    },
  );

  test.each([
    ['blue', '1F4E9E'],
    ['orange', 'E36C0A'],
    ['red', 'FF0000'],
  ] as const)('a %s supervision form', async (colour, hex) => {
    const layout = await layoutOf(await renderDocument({ ...SAMPLES.supervision, colour }));
    expect(attribute(paragraphWith(layout, '办公室督办单'), 'color', 'val')).toBe(hex);
    expect(layout.document).toMatch(new RegExp(`<w:bottom [^>]*w:color="${hex}"`));
  });

  test('title: 小标宋 22 pt, centred, in lines broken by sense', () => {
    const layout = of('notice');
    for (const line of ['双江自治县双拥工作领导小组办公室', '关于报送2027年军地“双清单”的通知']) {
      const title = layout.paragraphs.find((paragraph) => textOf(paragraph) === line)!;
      expect(eastAsia(title)).toEqual(['方正小标宋简体']);
      expect([attribute(title, 'sz', 'val'), attribute(title, 'jc', 'val')]).toEqual(['44', 'center']);
    }
  });
});

describe('the text (7.3)', () => {
  test.each([
    ['一、总体情况', '黑体'],
    ['（一）部队需求事项', '楷体_GB2312'],
    ['1. 随军子女入学', '仿宋_GB2312'],
    ['（1）学位安排', '仿宋_GB2312'],
  ])('%s in %s', (text, face) => {
    expect(eastAsia(paragraphWith(of('notice'), text))).toEqual([face]);
  });

  test('主送 flush left with a full-width colon', () => {
    const line = paragraphWith(of('notice'), '县双拥工作领导小组各成员单位，各乡（镇）人民政府，驻地各部队');
    expect(textOf(line)).toMatch(/：$/);
    expect(line).not.toContain('<w:ind');
  });

  test('附件说明: numbered, no punctuation; each annex on a new page under 附件 in 黑体', () => {
    const layout = of('notice');
    expect(textOf(paragraphWith(layout, '附件：1. '))).toBe('附件：1. 军地“双清单”事项统计表');
    expect(textOf(paragraphWith(layout, '2. 填报说明'))).toBe('2. 填报说明');
    const at = layout.paragraphs.findIndex((paragraph) => textOf(paragraph) === '附件1');
    expect(eastAsia(layout.paragraphs[at]!)).toEqual(['黑体']);
    expect(layout.paragraphs[at - 1]).toContain('<w:pageBreakBefore');
    expect(textOf(paragraphWith(of('circular'), '附件：'))).toBe('附件：军地“双清单”事项统计表');
  });

  test('signature over a date in Arabic digits, four characters from the right', () => {
    const { paragraphs } = of('notice');
    const at = paragraphs.findIndex((paragraph) => textOf(paragraph) === '2027年10月11日');
    expect(attribute(paragraphs[at]!, 'jc', 'val')).toBe('right');
    expect(attribute(paragraphs[at]!, 'ind', 'right')).toBe('1280');
    expect(textOf(paragraphs[at - 1]!)).toBe(SAMPLES.notice.issuer);
    expect(textOf(paragraphs[at + 1]!)).toBe('（联系人：某某，电话：10000000000）');
  });

  test('a table repeats its head and tears no row', () => {
    const [row = ''] = of('notice').document.match(/<w:tr>.*?<\/w:tr>/s) ?? [];
    expect(row).toContain('<w:tblHeader');
    expect(row).toContain('<w:cantSplit');
    expect(eastAsia(row)[0]).toBe('黑体');
    expect(
      columnWidths(
        [
          ['序号', '名称'],
          ['1', '一个很长很长的名称'],
        ],
        8844,
        24,
      ).reduce((a, b) => a + b),
    ).toBe(8844);
  });

  test('short entries keep their line beside long ones, and all give way where short ones are many', () => {
    const names = Array.from({ length: 25 }, (_, i) => `市第${i}局`).join('、');
    const rows = [
      ['序号', '对象', '问题', '时限\n（2023年）'],
      ['1', names, '没有报送双拥工作资料台账和佐证材料', '11月30日'],
    ];
    const widths = columnWidths(rows, 8844, 24);
    // Four characters of a day, with the gaps between digits and characters, and the cell's edges.
    expect(widths[3]).toBeGreaterThanOrEqual(4.5 * 240 + 160);
    expect(widths[1]).toBeGreaterThan(widths[2]!);
    expect(widths.reduce((a, b) => a + b)).toBe(8844);
    const many = columnWidths([Array.from({ length: 12 }, () => '四个字的')], 8844, 21);
    expect([Math.max(...many) - Math.min(...many) < 12, many.reduce((a, b) => a + b)]).toEqual([true, 8844]);
  });

  test('minutes: no signature; who was there after the text, labels 黑体', () => {
    const layout = of('minutes');
    for (const label of ['出席：', '请假：', '列席：'])
      expect(eastAsia(paragraphWith(layout, label))).toEqual(['黑体', '仿宋_GB2312']);
    const texts = layout.paragraphs.map(textOf);
    expect(texts.filter((text) => text === SAMPLES.minutes.issuer)).toEqual([]);
    expect(texts[0]).toBe('双江自治县双拥工作领导小组办公室会议纪要');
  });

  test('forwarding: own number above, the forwarded document with its own after the signature', () => {
    const texts = of('forwarding').paragraphs.map(textOf);
    const own = texts.indexOf('双双拥办转〔2027〕4号');
    const signed = texts.indexOf(SAMPLES.forwarding.issuer, own + 8);
    const other = texts.indexOf('临双拥办发〔2027〕2号');
    expect(own).toBeGreaterThan(0);
    expect(other).toBeGreaterThan(signed);
    expect(texts.indexOf('2027年3月9日')).toBeGreaterThan(other);
  });

  test('a circular about dereliction says to whom it may go', () => {
    expect(textOf(paragraphWith(of('circular'), '发送范围'))).toBe(
      '（发送范围：县双拥工作领导小组成员单位，不得扩散）',
    );
  });
});

describe('版记 (7.4)', () => {
  test('rules of 0.35, 0.25 and 0.35 mm, 14 pt, at the foot of the last page', () => {
    const layout = of('notice');
    const copies = paragraphWith(layout, '抄送：');
    const printed = paragraphWith(layout, '日印发');
    expect([
      attribute(copies, 'top', 'sz'),
      attribute(printed, 'top', 'sz'),
      attribute(printed, 'bottom', 'sz'),
    ]).toEqual(['8', '6', '8']);
    expect([attribute(copies, 'sz', 'val'), attribute(printed, 'sz', 'val')]).toEqual(['28', '28']);
    for (const frame of [copies, printed]) expect(attribute(frame, 'framePr', 'vAnchor')).toBe('page');
    const foot = Number(attribute(printed, 'framePr', 'y')) + Number(attribute(printed, 'framePr', 'h'));
    near(String(foot), 16838 - mm(35));
    expect(Number(attribute(copies, 'framePr', 'y')) + Number(attribute(copies, 'framePr', 'h'))).toBe(
      Number(attribute(printed, 'framePr', 'y')),
    );
    expect(textOf(copies)).toMatch(/。$/);
    expect(layout.paragraphs.indexOf(printed)).toBe(layout.paragraphs.length - 2);
  });

  test('without copies it begins with who printed it', () => {
    expect(attribute(paragraphWith(of('report'), '日印发'), 'top', 'sz')).toBe('8');
    expect(of('report').document).not.toContain('抄送');
  });
});

describe('the file', () => {
  test.each(DOCUMENT_KINDS)('%s: the same content gives the same bytes', async (kind) => {
    await new Promise((done) => setTimeout(done, 20));
    expect((await renderDocument(structuredClone(SAMPLES[kind]))).equals(files.get(kind)!)).toBe(true);
  });

  test('every face has another to fall back on, and names East Asian text', () => {
    const { parts } = of('notice');
    const fonts = parts.get('word/fontTable.xml')!;
    for (const [name, other] of [
      ['仿宋_GB2312', '仿宋'],
      ['楷体_GB2312', '楷体'],
      ['方正小标宋简体', '华文中宋'],
    ])
      expect(fonts).toContain(`<w:font w:name="${name}"><w:altName w:val="${other}"/>`);
    expect(parts.get('word/styles.xml')).toContain('w:eastAsia="仿宋_GB2312"');
    expect(parts.get('docProps/core.xml')).toContain('2027-10-11T00:00:00Z');
  });

  test('texts that look like markup stay texts', async () => {
    const title = '关于“<甲&乙>”的通知';
    const layout = await layoutOf(await renderDocument({ ...SAMPLES.notice, title }));
    expect(layout.document).toContain('&lt;甲&amp;乙&gt;');
    expect(layout.parts.get('docProps/core.xml')).toContain('&#60;甲&#38;乙&#62;');
  });

  const office = spawnSync('soffice', ['--version']).status === 0;
  (office ? test : test.skip)(
    'LibreOffice makes a PDF of each kind',
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'yushui-documents-'));
      try {
        const paths = DOCUMENT_KINDS.map((kind) => join(folder, `${kind}.docx`));
        paths.forEach((path, i) => writeFileSync(path, files.get(DOCUMENT_KINDS[i]!)!));
        const profile = `-env:UserInstallation=file://${folder}/profile`;
        execFileSync(
          'soffice',
          [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...paths],
          { stdio: 'ignore' },
        );
        const pages = (kind: DocumentKind) =>
          (readFileSync(join(folder, `${kind}.pdf`), 'latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
        expect([pages('supervision'), pages('report'), pages('minutes')]).toEqual([1, 2, 2]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    120_000,
  );
});
