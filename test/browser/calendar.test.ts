import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { COUNTY, OFFICE } from '../../src/demo/story.js';
import { describeInBrowser } from './support/chromium.js';
import { startConsoleAt, type TestConsoleAtTime } from './support/console.js';
import type { WatchedPage } from './support/watched-page.js';

const TITLE = '转发省委领导讲话';

describeInBrowser('the next year’s working calendar', () => {
  let console: TestConsoleAtTime;
  let page: WatchedPage;
  beforeAll(async () => {
    console = await startConsoleAt({ from: '2026-12-31T09:00:00+08:00', to: '2027-03-31T18:00:00+08:00' });
    const order = { kind: 'circular', regionCode: COUNTY, form: { title: TITLE, circularKind: 'important' } };
    await console.story.http.post(OFFICE, '/api/v1/processes', order);
    await console.story.settle();
    page = await console.open('admin', '/calendar?year=2027');
  });
  afterAll(() => console.stop());

  const press = (on: WatchedPage, day: string) =>
    on.getByRole('button', { name: new RegExp(`^${day}，`) }).click();
  const as = (on: WatchedPage, what: string) => on.getByText(what, { exact: true }).first().click();
  const begin = async (on: WatchedPage) => {
    await on.getByRole('button', { name: /录入公布的安排|修改安排/ }).click();
    await on.getByLabel('出处：通知的名称或文号').fill('国办发明电〔2026〕7号');
  };

  test('a notice of another year, or with a wrong day, is told line by line', async () => {
    await begin(page);
    const notice = page.getByLabel(/^粘贴通知正文/);
    await notice.fill('关于2026年部分节假日安排的通知\n一、元旦：1月1日至3日放假。');
    await page.getByRole('button', { name: '读出安排' }).click();
    await page.getByText('写的是 2026 年，这里是 2027 年').waitFor();
    await notice.fill(
      '一、元旦：1月1日放假。\n二、春节：2月5日至11日放假调休。2月19日（周五）、20日（周六）上班。',
    );
    await page.getByRole('button', { name: '读出安排' }).click();
    await page.getByText('2027年2月19日不是周末，不用调休').waitFor();
    await page.getByRole('button', { name: '2月20日，调休上班（春节调休）' }).waitFor();

    await as(page, '调休上班');
    await press(page, '1月6日');
    await page.getByRole('alert').getByText('调休上班只能是周六、周日').waitFor();
    await as(page, '放假');
    await press(page, '1月10日');
    await page.getByRole('alert').getByText('本来就休息').waitFor();
    await press(page, '1月10日');
    await page.look('calendar-edit');
    await page.getByRole('button', { name: '预览哪些时限要变动' }).click();
    await page.getByRole('listitem').getByText('“放假的日子”填写有误：没有5月1日（劳动节）').waitFor();
    await page.getByRole('button', { name: '取消' }).click();
    await page.getByRole('button', { name: '录入公布的安排' }).waitFor();
  });

  test('a holiday and a working Saturday: what moves is seen before, saved, and computed anew without being asked twice', async () => {
    const other = await console.open('admin', '/calendar?year=2027');
    await begin(other);
    await begin(page);
    await press(page, '1月4日');
    await as(page, '调休上班');
    await press(page, '1月9日');
    await page.getByText('2 天与现在的日历不同').click();
    await page.getByRole('button', { name: '预览哪些时限要变动' }).click();
    await page.getByText('将影响 1 个流程的 1 个环节').waitFor();
    await page.getByText(/^双江自治县：/).waitFor();
    await page.getByText('2027年1月9日：周末 → 调休上班').waitFor();
    await page.getByRole('button', { name: '保存为新版本' }).scrollIntoViewIfNeeded();
    await page.look('calendar-preview');
    await page.getByRole('button', { name: '保存为新版本' }).click();
    await page.getByText('新日历已保存').waitFor();
    // Who comes back later still finds what is left to do.
    await page.reload();
    await page.getByRole('button', { name: '重算进行中的时限' }).click();
    await page.getByText('约 10 秒后自动重算').waitFor();
    await console.story.at('2026-12-31', '09:01');
    await page.getByText('进行中的时限、提醒和督办已按新日历重算').waitFor();
    await page.getByText('影响了 1 个流程的 1 个环节').waitFor();
    await page.look('calendar-moved');

    // The other administrator began before that, and loses nothing of either.
    await press(other, '1月5日');
    await as(other, '调休上班');
    await press(other, '1月16日');
    await other.getByRole('button', { name: '预览哪些时限要变动' }).click();
    await other.getByRole('alert').getByText('您的改动已并到第').waitFor();
    await other.getByRole('button', { name: /^1月9日，调休上班/ }).waitFor();
    await other.look('calendar-merged');
    await other.getByRole('button', { name: '预览哪些时限要变动' }).click();
    await other.getByText('将影响 1 个流程的 1 个环节').waitFor();
    await other.getByRole('button', { name: '保存为新版本' }).click();
    await other.getByText('新日历已保存').waitFor();
    const { days } = await console.story.http.get<{ days: { date: string; working: boolean }[] }>(
      'admin',
      '/api/v1/calendar/2027',
    );
    const working = Object.fromEntries(days.map((day) => [day.date, day.working]));
    expect(working).toMatchObject({
      ...{ '2027-01-04': false, '2027-01-05': false, '2027-01-09': true, '2027-01-16': true },
    });
  });
});
