import { expect, it } from '@jest/globals';
import JSZip from 'jszip';
import { examine } from '../../src/modules/attachments/content/examine.js';

const OFD = (inside: string, root = 'Page') =>
  `<?xml version="1.0" encoding="UTF-8"?><ofd:${root} xmlns:ofd="http://www.ofdspec.org/2016">${inside}</ofd:${root}>`;
/** A line of letters at a place in millimetres, y from the top. */
const line = (text: string, x: number, y: number, more = '') =>
  `<ofd:TextObject ID="9" Boundary="${x} ${y} 90 6" Font="3" Size="5"><ofd:TextCode X="0" Y="4" ${more}>${text}</ofd:TextCode></ofd:TextObject>`;

async function ofd(pages: string[], more: Record<string, string> = {}): Promise<Buffer> {
  const zip = new JSZip();
  const places = pages.map((_, i) => `<ofd:Page ID="${i + 1}" BaseLoc="Pages/Page_${i}/Content.xml"/>`);
  zip.file('OFD.xml', OFD('<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>', 'OFD'));
  const template =
    '<ofd:CommonData><ofd:TemplatePage ID="8" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>';
  zip.file('Doc_0/Document.xml', OFD(`${template}<ofd:Pages>${places.join('')}</ofd:Pages>`, 'Document'));
  pages.forEach((page, i) => zip.file(`Doc_0/Pages/Page_${i}/Content.xml`, OFD(page)));
  zip.file('Doc_0/Tpls/Tpl_0/Content.xml', OFD('<ofd:Content/>'));
  for (const [name, content] of Object.entries(more)) zip.file(name, content);
  return zip.generateAsync({ type: 'nodebuffer' });
}

it.each([
  ['text on every page', [line('关于印发要点的通知', 30, 25), line('保守秘密30年来', 30, 25)], true],
  ['a page that is a picture', [line('封面', 30, 25), '<ofd:ImageObject ID="7" ResourceID="5"/>'], false],
  ['a page of glyphs that mean nothing', [line('\ue001\ue002\ue003', 30, 25)], false],
])('%s: kept, and said how far it was read', async (_, pages, textChecked) => {
  expect(await examine(await ofd(pages))).toEqual({ medium: 'ofd', textChecked });
});

it.each([
  ['in one piece', line('秘密★5年', 30, 25)],
  [
    'letter by letter, out of order',
    [line('密', 35, 20), line('正文', 30, 40), line('★', 40, 20), line('机', 30, 20)].join(''),
  ],
  [
    'moved by a matrix',
    line('★', 30, 20, '').replace('Size', 'CTM="1 0 0 1 10 0" Size') + line('机密', 30, 20, 'DeltaX="g 1 5"'),
  ],
])('a mark %s: refused', async (_, page) => {
  await expect(examine(await ofd([page]))).rejects.toMatchObject({ code: 'CLASSIFIED_CONTENT' });
});

it.each([
  [
    'a mark in its properties',
    { 'Doc_0/Extensions.xml': OFD('<ofd:Title>绝密★长期</ofd:Title>', 'Extensions') },
    'CLASSIFIED_CONTENT',
  ],
  [
    'an attachment',
    { 'Doc_0/Attachs/Attachments.xml': OFD('<ofd:Attachment Name="a"/>', 'Attachments') },
    'ATTACHMENT_ACTIVE',
  ],
  ['a file of another kind', { 'Doc_0/Attachs/a.txt': '' }, 'ATTACHMENT_ACTIVE'],
  ['encryption', { 'Encryptions.xml': OFD('', 'Encryptions') }, 'ATTACHMENT_UNREADABLE'],
  [
    'a part that is not well-formed',
    { 'Doc_0/Annotations.xml': '<ofd:Annotations>' },
    'ATTACHMENT_UNREADABLE',
  ],
])('%s: refused', async (_, parts, code) => {
  await expect(examine(await ofd([line('通知', 30, 25)], parts))).rejects.toMatchObject({ code });
});

it('steps between letters are counted, not written out', async () => {
  const steps = 'g 9999 1 '.repeat(50_000);
  const from = performance.now();
  const page = line('机密', 30, 20, `DeltaX="${steps}"`);
  expect(await examine(await ofd([page]))).toEqual({ medium: 'ofd', textChecked: true });
  expect(performance.now() - from).toBeLessThan(5_000);
});
