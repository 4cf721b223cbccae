import type { LaunchedView } from '../../../contracts/http/processes.js';
import type { Story } from '../story.js';
import { dayOf } from '../teller.js';
import { CITY, MILITARY, OFFICE, UNITS, WITHOUT_LIAISON } from './cast.js';

/** By the end of May everybody files who its liaison is; thirteen never do, and this time somebody notices. */
export async function fileLiaisons(story: Story): Promise<void> {
  story.tell.chapter('联络员备案，5月', '督查通报二（二）：5月底前报送分管领导和联络员');
  await story.at('05-08');
  const order = { kind: 'liaisonFiling', regionCode: CITY, year: 2023 };
  const { id } = await story.http.post<LaunchedView>(OFFICE, '/api/v1/processes', order);
  await story.settle();
  story.say(`市双拥办启动联络员备案，${UNITS.length} 个成员单位和 ${MILITARY.length} 个驻军单位收到任务。`);

  await story.at('05-22');
  const silent = new Set(WITHOUT_LIAISON.map(({ liaison }) => liaison));
  const filing = [...UNITS.map(({ liaison }) => liaison), ...MILITARY].filter((login) => !silent.has(login));
  for (const login of filing)
    await story.sign(login, 'file', { decision: 'filed', form: { unchanged: true } });
  await story.settle();
  story.say(`${filing.length} 个单位报送，${silent.size} 个单位没有报。`);

  await story.at('06-01');
  await story.decide(OFFICE, 'confirm', { decision: 'confirmed', form: { returned: [] } });
  story.say('5月31日到期，系统按已报的先行备案；没有报的继续催办督办：');
  const [one] = WITHOUT_LIAISON;
  await story.at('07-10');
  const chased = (await story.history(id, '&step=file')).filter(
    ({ kind, sentence }) => ['overdue', 'escalated'].includes(kind) && sentence.includes(one!.name),
  );
  for (const { at, sentence } of chased) story.tell.remark(`${dayOf(at)} ${sentence}`);
  story.tell.expect(
    '没有报的逐级督办',
    chased.some(({ kind }) => kind === 'escalated'),
  );
}
