import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { launchProcess } from '../../database/processes/launch-process.js';
import { startProcess } from '../../database/processes/start-process.js';
import { instantAt } from '../../domain/time/zone.js';
import { openRehearsal } from '../../src/rehearsal/rehearse.js';
import { createRehearsalWorker } from '../../src/worker/rehearsal-worker.js';
import { testTemporalAddress } from '../support/infrastructure.js';
import { COUNTY } from '../support/county.js';
import { installRuntime } from '../workflows/stand.js';
import { startProduct, type TestProduct } from './product.js';

let product: TestProduct;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

test('simulated people take a year’s consultations and a conference to their end', async () => {
  installRuntime();
  const { url: app, ownerUrl: owner, schema, appRole } = product.api.database;
  const rehearsal = await openRehearsal(
    {
      dataFolder: '',
      database: { app, owner, schema, appRole },
      temporal: {
        address: testTemporalAddress(),
        namespace: 'yushui',
        rehearsalNamespace: 'yushui-rehearsal',
      },
    },
    createRehearsalWorker,
  );
  try {
    const { dataSource } = rehearsal;
    const now = instantAt('2027-01-04', '09:00');
    const process = { regionCode: COUNTY, year: 2027 };
    await dataSource.transaction(async (tx) => {
      const list = { ...process, kind: 'dualList', businessKey: `dualList:${COUNTY}:2027`, title: '双清单' };
      await startProcess(tx, list, null, now);
      const form = {
        title: '第一季度联络员会商',
        topics: ['年度安排'],
        unitIds: [],
        startsAt: '2027-01-20T09:00+08:00',
        place: '县双拥办会议室',
        materialDueDate: '2027-01-18',
      };
      const conference = {
        ...process,
        kind: 'liaisonConference',
        businessKey: 'conference',
        title: form.title,
      };
      await launchProcess(tx, conference, { form, unitId: null }, null, now);
    });
    const to = instantAt('2028-01-05', '18:00').toISOString();
    await rehearsal.start({ from: now.toISOString(), to, scenario: 'punctual' });
    await rehearsal.result();
    const ends: { kind: string; ended: number; running: number }[] = await dataSource.query(
      `select kind, count(*) filter (where state = 'ended')::int as ended, count(*) filter (where state = 'running')::int as running
       from process where kind in ('topicalConsultation', 'liaisonConference', 'decidedMatter') group by kind order by kind`,
    );
    expect(ends.map(({ kind }) => kind)).toEqual([
      'decidedMatter',
      'liaisonConference',
      'topicalConsultation',
    ]);
    for (const { kind, ended, running } of ends) {
      expect([kind, ended]).not.toEqual([kind, 0]);
      expect([kind, running <= ended]).toEqual([kind, true]);
    }
    expect(
      await dataSource.query(
        `select 1 from need_item where state = 'consulting' and limit_at < '2027-10-01'`,
      ),
    ).toEqual([]);
  } finally {
    await rehearsal.close();
  }
}, 240_000);
