import { LEADER, OFFICE, type Story } from '../story.js';
import { ABOUT } from './ask.js';
import { meetingOf } from './convene.js';

/** Receipts before the meeting, who hasn't signed is chased; attendance after it. */
export async function meet(story: Story, id: string): Promise<void> {
  story.tell.chapter('签收和开会', '规定三（三）2：全体或相关成员单位领导参加，办公室承办');
  await story.at('03-12');
  for (const login of [LEADER, 'leader3', 'liaison.housing', 'liaison.land', 'liaison.police-squad'])
    await story.sign(login, 'notified', { about: ABOUT, decision: 'received' });
  await story.settle();
  story.say('组长、副组长和三家单位签收了通知，县财政局没有。');
  const early = story.sign(OFFICE, 'hold', {
    about: ABOUT,
    decision: 'held',
    form: await attendance(story, id),
  });
  story.tell.remark(`会前误点“已召开”：${await story.refusal('会前登记出席', early, 'MEETING_NOT_BEGUN')}`);
  await story.at('03-17', '18:00');
  const chased = (await story.history(id, '&step=notified')).filter(({ kind }) =>
    ['reminded', 'remindedToAcknowledge'].includes(kind),
  );
  for (const { at, sentence } of chased.slice(-2)) story.tell.line(new Date(at), sentence);
  story.tell.expect('没有签收的被催办', chased.length > 0);
  await story.sign('liaison.finance', 'notified', { about: ABOUT, decision: 'received' });
  await story.settle();

  await story.at('03-18', '11:30');
  await story.decide(OFFICE, 'hold', { about: ABOUT, decision: 'held', form: await attendance(story, id) });
  const { participants, observers } = await meetingOf(story, id);
  const told = participants
    .map(
      ({ name, attendanceLabel, substitute }) =>
        `${name}${attendanceLabel}${substitute ? `（${substitute}）` : ''}`,
    )
    .join('，');
  story.say(`会议如期召开，县双拥办登记出席：${told}；列席：${observers.join('、')}。`);
  story.tell.expect('代会有记录', told.includes('代会（县财政局副局长）'));
}

async function attendance(story: Story, id: string): Promise<object> {
  const { participants } = await meetingOf(story, id);
  return {
    entries: participants.map(({ unit, positionId, name }) => ({
      ...(positionId === null ? { unitId: unit.id } : { positionId }),
      ...(name === '县财政局'
        ? { attendance: 'substitute', substitute: '县财政局副局长' }
        : { attendance: 'present' }),
    })),
    observers: ['县水务站技术员'],
  };
}
