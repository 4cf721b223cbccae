import type { LaunchedView } from '../../../contracts/http/processes.js';
import { take } from '../chapters/claim.js';
import { WISHES } from '../items.js';
import { COUNTY, DIRECTOR, OFFICE, YEAR, type Story } from '../story.js';

/** A word of the item's name; the meeting it asks for has the same. */
export const ABOUT = '排洪沟';

/** An item is filed, claimed, and turns out to be too much for one department. */
export async function ask(story: Story): Promise<void> {
  story.tell.chapter('提请协商', '规定三（一）2：需要成员单位研究解决的，召开专题协商会议');
  await story.at('01-04');
  const order = { kind: 'dualList', regionCode: COUNTY, year: YEAR };
  story.processId = (await story.http.post<LaunchedView>(DIRECTOR, '/api/v1/processes', order)).id;
  await story.settle();
  await story.at('01-12');
  const items = WISHES['liaison.police-squad'].filter(({ title }) => title.includes(ABOUT));
  await story.sign('liaison.police-squad', 'collect', { decision: 'filed', form: { items } });
  story.say(`武警双江中队在双清单里报送“${items[0]?.title}”：${items[0]?.detail}`);
  await story.at('03-02');
  await story.decide(OFFICE, 'compile', { decision: 'compiled', form: {} });
  await story.at('03-03');
  await take(story, 'leader3', {
    about: ABOUT,
    lead: '县住建局',
    measures: '实地勘察，提出整治方案。',
    limit: '05-31',
  });
  await story.settle();
  await story.at('03-08');
  await story.decide('liaison.housing', 'solve', {
    about: ABOUT,
    decision: 'needsConsultation',
    opinion: '施工、用地、资金分在三家，单独定不下来。',
  });
  const { state, stateLabel } = await story.item(ABOUT);
  story.say(`县住建局勘察后认为要几家一起定，提请专题协商；事项在台账里显示“${stateLabel}”。`);
  story.tell.expect('事项状态为专题协商', state === 'consulting');
}
