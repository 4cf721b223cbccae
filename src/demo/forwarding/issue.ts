import type { CircularView } from '../../../contracts/http/circulars.js';
import { quoted } from '../../../domain/circulars/compose.js';
import { addresseeLine } from '../../../domain/documents/addressees.js';
import type { IssuedContent } from '../../../domain/documents/document.js';
import type { Story } from '../story.js';
import { CITY_OFFICE, COUNTIES, UNITS } from './cast.js';
import { OPINIONS, SOURCE } from './words.js';

/** The city's opinions, their approval and the notice; after it each county has a process of its own. */
export async function issue(story: Story): Promise<void> {
  story.tell.chapter('提出意见，编号转发', '规定三（五）1：转发军地各有关部门；各级结合实际提出贯彻意见');
  await story.at('03-03');
  await story.decide(CITY_OFFICE, 'opinions', {
    decision: 'drafted',
    form: {
      opinions: OPINIONS,
      recipientUnitIds: UNITS.map(([unit]) => story.unit(unit)),
      regionCodes: COUNTIES.map(({ code }) => code),
    },
  });
  story.say(`市双拥办拟出 ${OPINIONS.length} 条贯彻意见：${OPINIONS.map(({ title }) => title).join('、')}。`);
  await story.at('03-04');
  await story.decide('city.director', 'review', { decision: 'approved', opinion: '同意，报组长签发。' });
  story.say('市双拥办主任审核同意。');
  await story.at('03-05');
  await story.decide('city.leader1', 'sign', { decision: 'signed', opinion: '同意印发。' });
  await story.decide(CITY_OFFICE, 'issue', { decision: 'issued' });

  const document = await issuedOf(story, CITY_OFFICE, story.processId);
  story.say(`组长签发，市双拥办当天印发${document.number}${quoted(document.title)}：`);
  story.tell.remark(`主送：${addresseeLine(document.recipients)}。`);
  story.tell.remark(`所附文件：${document.forwarded?.number}《${document.forwarded?.title}》。`);
  const headings = document.blocks.filter(({ type }) => type === 'heading');
  story.tell.expect('转发通知有六条意见', headings.length === OPINIONS.length);
  story.tell.expect('转发通知附有省里的文件和文号', document.forwarded?.number === SOURCE.number);
  const everybody = document.recipients.every((name) => /^各|各成员单位$/.test(name));
  story.tell.expect('县、单位都主送到了，主送机关归并为两类', everybody && document.recipients.length === 2);
  const { children } = await story.process(story.processId);
  story.say(
    `${children.length} 个县的双拥办各自收到一件自己的流程，从签收开始；市里的领导阅示、单位签收同时进行。`,
  );
  story.tell.expect('每个县有自己的流程', children.length === COUNTIES.length);
}

/** The document that a region's circular was issued as. */
export async function issuedOf(story: Story, login: string, processId: string): Promise<IssuedContent> {
  const { document } = await story.http.get<CircularView>(login, `/api/v1/circulars/${processId}`);
  if (document === null) throw new Error('通报还没有印发');
  return document as IssuedContent;
}
