import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { COUNTY, OFFICE, YEAR } from '../../src/demo/story.js';
import type { MeetingView } from '../../contracts/http/meetings.js';
import { describeInBrowser } from './support/chromium.js';
import { startConsoleAt, type TestConsoleAtTime } from './support/console.js';
import type { WatchedPage } from './support/watched-page.js';

describeInBrowser('liaisons', () => {
  let console: TestConsoleAtTime;
  let page: WatchedPage;
  beforeAll(async () => {
    console = await startConsoleAt({ from: '2027-01-04T08:30:00+08:00', to: '2027-06-30T18:00:00+08:00' });
    page = await console.open(OFFICE, '/liaisons');
  }, 180_000);
  afterAll(() => console?.stop());

  test('the office launches the filing of the year from the register', async () => {
    await page.getByRole('button', { name: '启动备案' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '启动备案' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await console.story.settle();
    await page.reload();
    await page.getByRole('button', { name: /^未报 \d+/u }).waitFor();
    await page.getByText('报送联络员').first().waitFor();
    await page.look('liaisons');
  });

  test('a unit files a new liaison; confirmed, he is in the register with who was before him', async () => {
    const { story } = console;
    await story.sign('liaison.education', 'file', {
      decision: 'filed',
      form: { name: '周晓岚', phone: '10012345678', from: '2027-06-02' },
    });
    await story.at('06-01');
    await story.decide(OFFICE, 'confirm', { decision: 'confirmed', form: { returned: [] } });
    await story.at('06-03');
    await page.reload();
    await page.getByRole('button', { name: /^已备案 1/u }).click();
    await page.getByRole('row', { name: /周晓岚/u }).waitFor();
    expect(new URL(page.url()).searchParams.get('state')).toBe('confirmed');
    await page.getByRole('button', { name: '县教育体育局历任联络员' }).click();
    await page.getByText('2027年6月2日 至 今').waitFor();
    await page.getByText(/至 2027年6月1日/u).waitFor();
    await page.look('liaison-history');
    await page.keyboard.press('Escape');
    const file = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出名册' }).click();
    expect((await file).suggestedFilename()).toMatch(/\.xlsx$/u);
  });

  test('a conference: material of each liaison, who is missing is urged', async () => {
    const { story } = console;
    const units = ['县教育体育局', '县财政局'].map((name) => story.unit(name));
    const { id } = await story.http.post<{ id: string }>(OFFICE, '/api/v1/processes', {
      kind: 'liaisonConference',
      regionCode: COUNTY,
      form: {
        title: '二季度联络员会商',
        topics: ['随军子女入学'],
        unitIds: units,
        startsAt: `${YEAR}-06-15T09:00+08:00`,
        place: '县双拥办会议室',
        materialDueDate: `${YEAR}-06-11`,
      },
    });
    await story.settle();
    await page.goto(`${console.url}/conferences`);
    await page.getByRole('link', { name: '二季度联络员会商', exact: true }).waitFor();
    await page.look('conferences');
    await story.decide('liaison.finance', 'material', {
      decision: 'handedIn',
      form: {
        achievements: '安置资金按时拨付。',
        problems: '个别项目跨年。',
        nextSteps: '加快结算。',
        suggestions: ['建议按季通报资金使用情况。'],
      },
    });
    await page.goto(`${console.url}/conferences/${id}`);
    await page.getByText('应报 2 家，已报 1 家').waitFor();
    await page.getByText('建议按季通报资金使用情况。').waitFor();
    await page.look('conference');
    await page.getByLabel('还没有报送的').getByRole('button', { name: /^催办/u }).click();
    await page.getByText('已催办').waitFor();

    await story.at('06-15', '11:00');
    const { participants } = await story.http.get<MeetingView>(OFFICE, `/api/v1/meetings/${id}`);
    const entries = participants.map(({ unit, positionId }) => ({
      ...(positionId === null ? { unitId: unit.id } : { positionId }),
      attendance: 'present',
    }));
    await story.decide(OFFICE, 'hold', { decision: 'held', form: { entries } });
    await page.reload();
    await page.getByRole('link', { name: '去办理“起草会议纪要”' }).click();
    await page.getByLabel('会议情况').fill('各联络员通报了二季度情况。');
    await page.getByRole('button', { name: '送审' }).click();
    await page.getByText(/^已办理/u).waitFor();
    await story.settle();
    await story.decide('director', 'sign', { decision: 'signed' });
    await page.goto(`${console.url}/conferences/${id}`);
    await page.getByText('各联络员通报了二季度情况。').waitFor();
    await page
      .getByText(/〔2027〕\d+号，.*印发/u)
      .first()
      .waitFor();
  });

  test('fits a phone', async () => {
    const phone = await console.open('liaison.finance', '/conferences', { phone: true });
    await phone.getByRole('link', { name: '二季度联络员会商', exact: true }).waitFor();
    await phone.goto(`${console.url}/liaisons`);
    await phone.getByRole('cell', { name: '县财政局' }).first().waitFor();
    expect(await phone.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await phone.look('liaisons-phone');
  });
});
