import type { LedgerItemDetail } from '../../../contracts/http/ledger.js';
import { DIRECTOR, OFFICE, type Story } from '../story.js';
import { dayOf } from '../teller.js';

const ABOUT = '养老保险';
const CITY = 'city.office';

export async function reportUp(story: Story): Promise<void> {
  story.tell.chapter('专题上报', '规定三（一）1：本级不能协调解决的，3月20日前专题报市双拥办');
  await story.at('03-17', '10:00');
  await story.decide('liaison.labour', 'solve', {
    about: ABOUT,
    decision: 'cannotSolve',
    opinion: '转出地在外市，县级经办系统没有权限，需市级协调。',
  });
  const { deadline } = await story.task(OFFICE, 'reportUp', ABOUT);
  story.say(`县人社局说明“${ABOUT}跨市转移”本级不能解决。县双拥办须在 ${dayOf(deadline!)}前专题上报。`);
  story.tell.expect('上报时限是3月20日', dayOf(deadline!) === '3月20日');

  await story.at('03-19');
  const summary = '2 名退役士兵的养老保险关系需跨市转移接续，请市里协调转出地经办机构。';
  await story.decide(OFFICE, 'reportUp', { about: ABOUT, decision: 'reported', form: { summary } });
  const { id } = await story.item(ABOUT);
  const reported = await story.http.get<LedgerItemDetail>(OFFICE, `/api/v1/ledger/items/${id}`);
  story.say(
    `县双拥办赶在期限前上报，市双拥办的台账里同时有了这一件（${reported.reportedAs[0]?.stateLabel}）。县里这件：${reported.stateLabel}，答复之前不能销号。`,
  );
  story.tell.expect('县市两级事项互相关联', reported.reportedAs.length === 1);

  await story.at('04-06');
  await story.decide(CITY, 'receive', {
    about: ABOUT,
    decision: 'answered',
    form: {
      answer: '已与转出地社保经办机构协调，凭介绍信在市级窗口办理转移，10 个工作日办结。',
      resolved: true,
    },
  });
  const { upperAnswer } = await story.http.get<LedgerItemDetail>(OFFICE, `/api/v1/ledger/items/${id}`);
  story.say(`市双拥办答复：${upperAnswer}`);

  await story.at('04-07');
  await story.decide(OFFICE, 'relay', {
    about: ABOUT,
    decision: 'relayed',
    form: { result: '市级窗口已受理，2 人均已办结转移手续。' },
  });
  story.say('县双拥办把答复转告提出单位武警双江中队，请其确认。');
  await story.at('04-08');
  await story.decide('liaison.police-squad', 'confirm', { about: ABOUT, decision: 'satisfied' });
  await story.decide(DIRECTOR, 'close', { about: ABOUT, decision: 'closed' });
  const { stateLabel } = await story.item(ABOUT);
  story.say(`武警双江中队表示满意，县双拥办主任当天销号（${stateLabel}）。`);
}
