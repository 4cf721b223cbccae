import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pdf } from '../support/pdf.js';
import { describeInBrowser } from './support/chromium.js';
import { startConsoleAt, type TestConsoleAtTime } from './support/console.js';
import type { WatchedPage } from './support/watched-page.js';

const TITLE = '关于做好2027年春节走访慰问的通知';
const scan = { name: '来文扫描件.pdf', mimeType: 'application/pdf', buffer: pdf() };
const photo = {
  name: '附图.png',
  mimeType: 'image/png',
  buffer: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
};
const marked = { name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from('机密★10年') };

describeInBrowser('what came in on paper', () => {
  let console: TestConsoleAtTime;
  let page: WatchedPage;
  beforeAll(async () => {
    console = await startConsoleAt({ from: '2027-01-18T09:00:00+08:00', to: '2027-01-20T18:00:00+08:00' });
    page = await console.open('office', '/documents?register=incoming');
    await page.getByText('没有符合条件的收文').waitFor();
  }, 180_000);
  afterAll(() => console?.stop());

  test('is registered with its scans; what bears a mark is refused beside its name, and the line stays', async () => {
    await page.getByRole('button', { name: '登记收文' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('选择文件').setInputFiles([scan, photo, marked]);
    await dialog.getByRole('button', { name: '去掉 附图.png' }).click();
    expect(await dialog.getByRole('button', { name: '登记', exact: true }).isDisabled()).toBe(true);
    await dialog.getByLabel('来文机关').fill('省双拥办');
    await dialog.getByLabel('来文字号').fill('云双拥办发〔2027〕2号');
    await dialog.getByLabel('标题').fill(TITLE);
    await page.look('incoming-register');
    await dialog.getByLabel('收到的日期').fill('2027-02-01');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: '登记', exact: true }).click();
    await dialog.locator('.el-form-item__error').getByText('“收到的日期”填写有误：不能晚于今天。').waitFor();
    await dialog.getByLabel('收到的日期').fill('2027-01-17');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: '登记', exact: true }).click();
    await dialog.getByText('收文已登记，有的文件没有收下').waitFor();
    await dialog.getByText(/说明\.txt.*涉密/su).waitFor();
    await page.look('incoming-refused');
    await dialog.getByLabel('选择文件').setInputFiles(photo);
    await dialog.getByText(photo.name).waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: '完成' }).click();
    const row = page.getByRole('row', { name: new RegExp(TITLE) });
    await row.getByRole('button', { name: photo.name }).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      row.getByRole('button', { name: scan.name }).click(),
    ]);
    expect(file.suggestedFilename()).toBe(scan.name);
    expect(readFileSync(await file.path()).equals(scan.buffer)).toBe(true);
    expect(await row.getByRole('button', { name: marked.name }).count()).toBe(0);
  });

  test('gets another file afterwards; a wrong one is removed, and its reason stays', async () => {
    await page.getByRole('button', { name: `添加、移除：${TITLE}` }).click();
    const dialog = page.getByRole('dialog', { name: '收文的文件' });
    await dialog
      .getByLabel('添加文件')
      .setInputFiles({ ...marked, name: '附件.txt', buffer: Buffer.from('名单') });
    await dialog.getByRole('button', { name: '附件.txt', exact: true }).waitFor();
    await dialog.getByRole('button', { name: `移除 ${photo.name}` }).click();
    const asked = page.getByRole('dialog', { name: `移除“${photo.name}”` });
    await asked.getByLabel('理由').fill('不是这份文件的附图');
    await asked.getByRole('button', { name: '移除', exact: true }).click();
    await dialog.getByText('移除：不是这份文件的附图').waitFor();
    await page.look('incoming-files');
    await dialog.getByRole('button', { name: /Close|关闭/ }).click();
    await page.getByRole('button', { name: photo.name }).waitFor({ state: 'detached' });
    await page.look('documents-incoming');
  });

  test('is read on a phone by a leader, who changes nothing', async () => {
    const phone = await console.open('leader1', '/documents?register=incoming', { phone: true });
    const [file] = await Promise.all([
      phone.waitForEvent('download'),
      phone.getByRole('button', { name: scan.name }).click(),
    ]);
    expect(file.suggestedFilename()).toBe(scan.name);
    await phone.getByRole('button', { name: `详情：${TITLE}` }).click();
    await phone.getByText('移除：不是这份文件的附图').waitFor();
    expect(await phone.getByRole('button', { name: /移除/u }).count()).toBe(0);
    expect(await phone.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await phone.look('incoming-files-phone');
  });
});
