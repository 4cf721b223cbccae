import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeInBrowser } from './support/chromium.js';
import { startConsole, type TestConsole } from './support/console.js';

describeInBrowser('how the system does', () => {
  let console: TestConsole;
  let platform: Server;
  let refuses = true;
  let received = 0;
  beforeAll(async () => {
    platform = createServer((request, response) => {
      request.resume();
      if (!refuses) received++;
      response.writeHead(refuses ? 503 : 200).end();
    });
    await new Promise<void>((resolve) => platform.listen(0, '127.0.0.1', resolve));
    console = await startConsole();
  });
  afterAll(async () => {
    await console.stop();
    platform.close();
  });

  test('a delivery that does not get through is sent again', async () => {
    const page = await console.open('admin', '/policies/webhooks');
    await page.getByRole('button', { name: '新增地址' }).click();
    await page.getByLabel('名称').fill('县政务协同平台');
    await page
      .getByLabel('地址，须为 https')
      .fill(`http://127.0.0.1:${(platform.address() as AddressInfo).port}/`);
    await page.getByLabel('签名密钥，至少 16 个字符').fill('a-secret-of-the-test-only');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: '测试县政务协同平台' }).click();
    await page.getByText('已向“县政务协同平台”发出一条测试').waitFor();
    await page.look('webhooks');

    await page.goto(`${console.url}/operations?part=deliveries`);
    const row = page.getByRole('row', { name: /县政务协同平台/ });
    // The worker tries by itself; the list is looked at again until it has.
    const until = async (state: string) => {
      for (let look = 0; look < 60 && (await row.getByText(state).count()) === 0; look++) {
        await page.waitForTimeout(1_000);
        await page.getByRole('button', { name: '刷新' }).click();
      }
      await row.getByText(state).waitFor();
    };
    await until('失败，将重试');
    await page.look('operations-deliveries');
    refuses = false;
    await row.getByRole('button', { name: '再次发送：县政务协同平台' }).click();
    await until('已发');
    expect(received).toBeGreaterThan(0);
  });

  test('every part has its light and what to do, and the record is verified', async () => {
    const page = await console.open('admin', '/operations');
    await page.getByText('流程引擎', { exact: true }).waitFor();
    await page.look('operations');
    await page.getByRole('tab', { name: '卡住的工作' }).click();
    await page.getByText('没有卡住的工作').waitFor();
    await page.look('operations-stuck');
    await page.getByRole('tab', { name: '记录核验' }).click();
    await page.getByRole('button', { name: '核验本人范围内的全部记录' }).click();
    await page.getByText('记录完整，没有发现问题').waitFor();
  });
});
