import type {
  CampaignBody,
  CampaignCheckView,
  CampaignDraftView,
  CampaignView,
} from '../../../contracts/http/campaigns.js';
import type { LaunchedView } from '../../../contracts/http/processes.js';
import type { CampaignLaunchForm } from '../../../domain/campaign/forms.js';
import { COUNTY, DIRECTOR, OFFICE, type Story } from '../story.js';
import { campaignOf } from './campaign.js';

/** The draft, the date as the source prints it, the refusal, the correction, the launch. */
export async function plan(story: Story): Promise<void> {
  story.tell.chapter('方案体检和启动', '方案三：2015年1月至2016年12月，分七个阶段');
  await story.at('2014-12-29', '09:30');
  const draft = await story.http.get<CampaignDraftView>(
    DIRECTOR,
    `/api/v1/campaigns/draft?regionCode=${COUNTY}&from=2015-01-01`,
  );
  const form = draft.form as CampaignLaunchForm;
  story.say(`县双拥办主任取来方案底稿《${form.title}》，七个阶段的日期都已排好：`);
  for (const { title, fromDate, toDate } of form.stages)
    story.tell.remark(`${title}：${fromDate} 至 ${toDate}`);

  const printed = withVisitFrom(form, '2014-03-01');
  story.say('按文件原文把走访摸底改成“2014年3月-2015年4月”，直接启动：');
  const attempt = story.http.post(DIRECTOR, '/api/v1/campaigns', printed);
  const refusal = await story.refusal('第二阶段早于活动开始', attempt, 'LAUNCH_CHECK');
  story.tell.remark(refusal);
  const generic = { kind: 'campaign', ...printed };
  const other = story.http.post(DIRECTOR, '/api/v1/processes', generic);
  await story.refusal('从通用接口启动同样要过体检', other, 'LAUNCH_CHECK');

  const check = await story.http.post<CampaignCheckView>(OFFICE, '/api/v1/campaigns/check', printed);
  story.say(`方案体检：${check.errors} 处错误，${check.warnings} 处提醒。`);
  for (const { severity, where, message, mend } of check.findings)
    story.tell.remark(`【${severity === 'error' ? '错误' : '提醒'}】${message}${mend}（${where}）`);
  story.tell.expect(
    '体检指明是哪个阶段的哪个日期',
    check.findings.some(
      ({ where, mend }) => where === 'form.stages[1].fromDate' && mend.includes('2015-03-01'),
    ),
  );

  const corrected = withVisitFrom(form, '2015-03-01');
  const warned = story.http.post(DIRECTOR, '/api/v1/campaigns', corrected);
  story.say(`改为 2015-03-01，再启动：${await story.refusal('提醒还没有确认', warned, 'LAUNCH_WARNINGS')}`);
  const acknowledged = check.findings.filter(({ severity }) => severity === 'warning').map(({ id }) => id);
  const body = { ...corrected, form: { ...corrected.form, acknowledged } };
  story.processId = (await story.http.post<LaunchedView>(DIRECTOR, '/api/v1/campaigns', body)).id;
  await story.settle();
  const view: CampaignView = await campaignOf(story);
  story.say(
    `逐条确认后启动成功。从此每个阶段到了日期自己开始，第一个阶段 ${view.stages[0]!.fromDate} 开始。`,
  );
  story.tell.expect(
    '七个阶段都还没有开始',
    view.stages.every(({ state }) => state === 'planned'),
  );
}

function withVisitFrom(form: CampaignLaunchForm, fromDate: string): CampaignBody {
  const stages = form.stages.map((stage) => (stage.key === 'visit' ? { ...stage, fromDate } : stage));
  return { regionCode: COUNTY, form: { ...form, stages, acknowledged: [] } } as unknown as CampaignBody;
}
