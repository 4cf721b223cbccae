import { EXTENDED } from '../items.js';
import { OFFICE, type Story } from '../story.js';

export async function compile(story: Story): Promise<void> {
  story.tell.chapter('梳理汇总', '规定三（一）1、2：清单梳理汇总，提出办理措施办法');
  await story.at('03-02');
  const [school, nursery, road] = await Promise.all(
    ['随军子女', '官兵子女', '训练场'].map((about) => story.item(about, '&state=filed')),
  );
  const before = (await story.ledger('&state=filed')).length;
  await story.decide(OFFICE, 'compile', {
    decision: 'compiled',
    form: {
      merge: [{ into: school!.id, from: [nursery!.id], title: '随军子女和官兵子女入学入园' }],
      classify: [{ itemId: road!.id, kind: 'forceBuilding' }],
      propose: [{ itemId: road!.id, leadUnitId: story.unit('县交通运输局') }],
    },
  });
  const items = await story.ledger();
  const army = items.filter(({ side }) => side === 'army').length;
  story.say(
    `县双拥办汇总 ${before} 件：县人武部和驻军部队报的子女入学合并为一件，两家以后都要确认；“民兵训练场进场道路”由“其他”改归“部队建设”。`,
  );
  story.tell.remark(
    `形成清单 ${items.length} 件：部队需求 ${army} 件，地方需求 ${items.length - army} 件，当日送各位领导认领。`,
  );
  story.tell.expect('重复事项合并后少一件', items.length === before - 1);
  const merged = await story.item('入学入园');
  story.tell.expect('合并的事项有两个提出单位', merged.raisedBy.length === 2);
}

/** The list whose extension was granted; the office compiles once more for it. */
export async function compileExtended(story: Story): Promise<void> {
  await story.decide('liaison.insurance', 'collect', { decision: 'filed', form: { items: [EXTENDED] } });
  const { filedLate } = await story.item(EXTENDED.title, '&state=filed');
  story.say(
    `县医保局在延期内报送 1 件：“${EXTENDED.title}”，${filedLate ? '记为逾期' : '不算逾期'}。县双拥办当天补充汇总。`,
  );
  story.tell.expect('延期内报送不算逾期', !filedLate);
  await story.decide(OFFICE, 'compile', { decision: 'compiled', form: {} });
}
