import { DIRECTOR, LEADER, OFFICE, type Story } from '../story.js';
import { campaignOf, close, everybody } from './campaign.js';
import { SILENT } from './cast.js';
import { fiveOnesOf } from './mobilise.js';

export async function conclude(story: Story): Promise<void> {
  story.tell.chapter('总结宣传，2016年12月', '方案三（七）：全面总结，宣传典型，表彰先进');
  await story.at('2016-12-08');
  const done = await everybody(story, 'final', [SILENT], (key, unit) => ({
    decision: 'filed',
    form: {
      summary: `${unit}两年活动任务完成。`,
      examples:
        unit === '县教育体育局'
          ? [{ title: '子女入学“一次办”', text: '部队报名单，学校留学位，家长跑一次。' }]
          : [],
      fiveOnes: fiveOnesOf(key, 2),
    },
  }));
  story.say(`${done} 个单位报来两年总结。`);
  await story.at('2016-12-16');
  const proposal = {
    summary: '两年活动按期完成，解决了一批部队和优抚对象的实际困难。',
    examples: [{ title: '子女入学“一次办”', text: '部队报名单，学校留学位，家长跑一次。' }],
    commended: [
      { unitId: story.unit('县教育体育局'), merit: '官兵子女入学全部就近安排' },
      { unitId: story.unit('勐勐镇'), merit: '走访到户，回访到人' },
    ],
  };
  await story.decide(OFFICE, 'commend', { decision: 'proposed', form: proposal });
  await story.decide(LEADER, 'approve', {
    decision: 'returned',
    opinion: '县应急管理局军地共用物资的做法也要列入。',
  });
  const commended = [
    ...proposal.commended,
    { unitId: story.unit('县应急管理局'), merit: '应急物资军地共用' },
  ];
  await story.decide(OFFICE, 'commend', { decision: 'proposed', form: { ...proposal, commended } });
  story.say('县双拥办提出表彰名单，组长退回补一个单位，再报。');
  await story.at('2016-12-19');
  await story.decide(LEADER, 'approve', { decision: 'approved' });
  const view = await campaignOf(story);
  story.say('组长审定，随即编号印发：');
  for (const { number, title } of view.documents) story.tell.remark(`${number} ${title}`);
  story.say(`表彰：${view.commended.map(({ unit, merit }) => `${unit.shortName}（${merit}）`).join('、')}。`);
  story.tell.expect('总结和表彰各一份文件', view.documents.length === 2);
  story.tell.expect('表彰三个单位', view.commended.length === 3);

  const attempt = story.sign(DIRECTOR, 'closeFinal', { decision: 'closed', form: {} });
  await story.refusal('还有单位没有报总结', attempt, 'STAGE_CONDITIONS');
  await story.at('2016-12-30');
  const named = await close(story, 'closeFinal', 'final', '两年未报，移交年度考评扣分');
  const { state, outcomeLabel } = await campaignOf(story);
  story.say(`最后一个阶段结束（例外：${named.join('、')}），活动${outcomeLabel ?? '仍在进行'}。`);
  story.tell.expect('活动完成', state === 'ended');
}
