import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { OperationsView } from '../../contracts/http/operations.js';
import { keepFindings } from '../../database/processes/finding.store.js';
import { civilDateOf } from '../../domain/time/zone.js';
import { findingId, type Finding } from '../../domain/launch-check/finding.js';
import type { TestProduct } from '../e2e/product.js';
import { COUNTY } from '../support/county.js';
import { testTemporalAddress } from '../support/infrastructure.js';
import { describeInBrowser } from './support/chromium.js';
import { startConsole, type TestConsole } from './support/console.js';
import { lineTo, type Line } from './support/line.js';
import type { WatchedPage } from './support/watched-page.js';

describeInBrowser('how the system does', () => {
  let console: TestConsole & { product: TestProduct };
  let line: Line;
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
    line = await lineTo(testTemporalAddress());
    console = await startConsole(line.address);
  });
  afterAll(async () => {
    await console.stop();
    line.close();
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
    await page.getByRole('tab', { name: '记录核验' }).click();
    await page.getByRole('button', { name: '核验本人范围内的全部记录' }).click();
    await page.getByText('记录完整，没有发现问题').waitFor();
  });

  let yearId: string;

  test('a year is launched while the process engine is away: it is said, and mended from the page by one of two', async () => {
    // Nothing heals by itself while two people look.
    await console.product.stopWorker();
    line.cut();
    // Nine in the morning of that day has passed, whatever the hour.
    const date = civilDateOf(new Date(Date.now() - 9 * 3_600_000));
    const order = {
      ...{ regionCode: COUNTY, year: Number(date.slice(0, 4)) },
      entries: [{ key: 'list', kind: 'dualList', title: '双清单', date }],
    };
    const { body: found } = await console.api.post('office', 'annual-cycles/check', order);
    const acknowledged = (found.findings as Finding[]).map(findingId);
    const { status, body } = await console.api.post('office', 'annual-cycles', { ...order, acknowledged });
    expect([status, body.code]).toEqual([201, undefined]);
    yearId = (body as { id: string }).id;

    const page = await console.open('office', `/year/${yearId}`);
    await page.getByText('1 项安排已到时间，还没有启动：双清单').waitFor();
    await page.look('year-engine-away');
    // Ten minutes later it has been tried in vain.
    await console.api.dataSource.query(
      `update outbox set created_at = now() - interval '10 minutes', attempts = 4, retry_at = now() + interval '1 minute'`,
    );
    await page.getByRole('link', { name: '看卡住的工作' }).click();
    const repair = (on: WatchedPage) => on.getByRole('button', { name: /^修复：/ });
    await repair(page).click();
    await page.getByRole('alert').getByText('流程引擎没有回答，现在不能修复').waitFor();
    await repair(page).waitFor();
    await page.look('operations-unrepaired');

    const other = await console.open('admin', '/operations?part=stuck');
    await repair(other).waitFor();
    line.mend();
    const engine = async () =>
      ((await console.api.get('admin', 'operations')).body as OperationsView).checks.find(
        ({ key }) => key === 'workers',
      )?.light;
    // Grey: Temporal has not answered the API yet.
    while ((await engine()) === 'grey') await page.waitForTimeout(500);
    await Promise.all([repair(page).click(), repair(other).click()]);
    const says = (on: WatchedPage) =>
      on
        .getByRole('alert')
        .getByText(/已立即重新传送|刚才已经修复过/)
        .innerText();
    const both = [await says(page), await says(other)];
    expect(both.filter((one) => one.includes('已立即重新传送'))).toHaveLength(1);
    await console.product.startWorker();
    await page.getByText('没有卡住的工作').waitFor();
    await page.look('operations-repaired');

    await page.getByRole('link', { name: '看这项工作' }).waitFor();
    await page.goto(`${console.url}/year/${yearId}`);
    await page.getByRole('link', { name: '双清单', exact: true }).waitFor({ timeout: 60_000 });
    expect(await page.getByText('还没有启动').count()).toBe(0);
    const { body: lists } = await console.api.get('office', 'processes?kind=dualList');
    expect(lists.items).toHaveLength(1);
    const { body: history } = await console.api.get('office', `processes/${yearId}/history`);
    const repairs = (history.items as { kind: string }[]).filter(({ kind }) => kind === 'workflowRepaired');
    expect(repairs).toHaveLength(1);
  });

  test('a workflow that is gone, found as one that fails, is asked again and begins anew where it stopped', async () => {
    await keepFindings(console.api.dataSource.manager, [yearId], new Map([[yearId, 'failing']]), new Date());
    const page = await console.open('office', '/operations?part=stuck');
    await page.getByText('流程引擎在这项工作上反复出错').waitFor();
    await page.look('operations-stuck');
    await page.getByRole('button', { name: /^重新核对：/ }).click();
    await page.getByText('流程引擎和业务记录一致，没有需要修复的').waitFor();

    await keepFindings(console.api.dataSource.manager, [yearId], new Map([[yearId, 'failing']]), new Date());
    await console.product.terminate(`annualCycle:${yearId}`);
    await page.getByRole('button', { name: '刷新' }).click();
    await page.getByRole('button', { name: /^重新核对：/ }).click();
    await page.getByText('已重新启动').waitFor();
    await page.goto(`${console.url}/processes/${yearId}/history`);
    await page.getByText('修复系统中卡住的流程').first().waitFor();
    await page.look('operations-record');
    const { body: lists } = await console.api.get('office', 'processes?kind=dualList');
    expect(lists.items).toHaveLength(1);
  });
});
