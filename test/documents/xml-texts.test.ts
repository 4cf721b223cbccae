import { describe, expect, it } from '@jest/globals';
import { findClassifiedMark } from '../../domain/needs/classified.js';
import { textsOfXml } from '../../src/modules/attachments/content/read-xml.js';

describe('the text of office XML', () => {
  const marked = async (xml: string) =>
    (await textsOfXml(`<w:body>${xml}</w:body>`)).some((text) => findClassifiedMark(text) !== null);

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
    '<w:p><w:r><w:t>机</w:t></w:r><w:bookmarkEnd w:id="1"/><w:r><w:t><![CDATA[密★]]></w:t></w:r></w:p>',
  ])('%s carries a mark', async (xml) => {
    expect(await marked(xml)).toBe(true);
  });

  it.each([
    '<w:p><w:r><w:t>加强商业秘密</w:t></w:r></w:p><w:p><w:r><w:t>★重点工作</w:t></w:r></w:p>',
    '<si><t>秘密</t></si><si><t>5年</t></si>',
    '<w:p><w:r><w:t>开展保密工作培训，保守秘密30年来</w:t></w:r></w:p>',
  ])('%s carries none', async (xml) => {
    expect(await marked(xml)).toBe(false);
  });

  it.each(['<a', '<!--', '<![CDATA[', '<a b="', '&amp', '</a>', '<a><b>'])(
    '%s again and again ends soon',
    async (unit) => {
      const from = performance.now();
      await expect(textsOfXml(unit.repeat(200_000))).rejects.toMatchObject({ code: 'ATTACHMENT_UNREADABLE' });
      expect(performance.now() - from).toBeLessThan(5_000);
    },
  );

  it('of a drawing is read on after what is not well-formed', async () => {
    const drawing = '<xml><div>一<br>二</div><p>机密★</p></xml>';
    await expect(textsOfXml(drawing)).rejects.toMatchObject({ code: 'ATTACHMENT_UNREADABLE' });
    expect((await textsOfXml(drawing, true)).join()).toContain('机密★');
  });

  it('of a long part leaves others their turn', async () => {
    let turns = 0;
    const others = setInterval(() => turns++);
    const texts = await textsOfXml(`<w:body>${'<w:p><w:t>开展走访慰问</w:t></w:p>'.repeat(60_000)}</w:body>`);
    clearInterval(others);
    expect(texts).toHaveLength(60_000);
    expect(turns).toBeGreaterThan(3);
  });
});
