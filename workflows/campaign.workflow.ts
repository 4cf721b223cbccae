import type { ProcessInput } from '../contracts/processes/processes.js';
import { campaign as blueprint } from '../domain/blueprints/campaign.blueprint.js';
import { asWorkflow, ProcessEnd, type Procedure, type Process } from './kit/process.js';
import { decided } from './kit/stages.js';

type StepKey = keyof typeof blueprint.steps;
type Campaign = Process<StepKey, ProcessInput>;
type ClosingStep = Extract<StepKey, `close${string}`>;

/**
 * “双拥在基层”七个阶段 (双拥在基层 三). 每个阶段到了自己的日期就开始，由办公室签批结束；前一阶段没有结束，不妨碍后一阶段按期开始，第六阶段本来就和其他
 * 阶段同时进行。七个阶段都结束了，活动才完成。
 */
export const campaignProcedure: Procedure<StepKey, ProcessInput> = {
  blueprint,
  async run(campaign) {
    const stages = [mobilise, visit, solve, interim, consolidate, inspect, final];
    await Promise.all(stages.map((stage) => stage(campaign)));
    return 'finished';
  },
};

export const campaign = asWorkflow(campaignProcedure);

/** （一）宣传动员：每个单位和乡镇确认动员、报送计划 */
async function mobilise(campaign: Campaign): Promise<void> {
  await campaign.planned('stage:mobilise');
  await campaign.step('mobilise');
  await close(campaign, 'closeMobilise');
}

/** （二）走访摸底：按七个专题报送问题；办公室逐个明确责任单位、责任人和时限，问题随即各自办理 */
async function visit(campaign: Campaign): Promise<void> {
  await campaign.planned('stage:visit');
  await campaign.step('visit');
  await signed(campaign, 'arrange', 'arranged');
  // Asked for one after the other: what is late already must not race with the sign-off.
  const closing = await campaign.open('closeVisit');
  void arrangeLateFindings(campaign);
  if ((await campaign.outcome(closing)) !== 'closed') await close(campaign, 'closeVisit');
}

/** （三）排忧解难：部署七项专项行动，逐个销号；到期没有解决的转入第五阶段 */
async function solve(campaign: Campaign): Promise<void> {
  await campaign.planned('stage:solve');
  await signed(campaign, 'actions', 'deployed');
  await campaign.planned('closing:solve');
  await close(campaign, 'closeSolve');
}

/** （四）活动小结：查找差距，安排下一步 */
async function interim(campaign: Campaign): Promise<void> {
  await campaign.planned('stage:interim');
  await campaign.step('interim');
  await close(campaign, 'closeInterim');
}

/** （五）巩固提高：跟踪没有解决的，建立长效机制 */
async function consolidate(campaign: Campaign): Promise<void> {
  await campaign.planned('stage:consolidate');
  await signed(campaign, 'mechanism', 'written');
  await campaign.planned('closing:consolidate');
  await close(campaign, 'closeConsolidate');
}

/** （六）检查督促：按计划一次一次检查，和一至五阶段同时进行 */
async function inspect(campaign: Campaign): Promise<void> {
  await campaign.planned('stage:inspect');
  for (let n = 1; await campaign.planned(`inspection:${n}`); n += 1)
    await signed(campaign, 'inspect', 'held');
  await campaign.planned('closing:inspect');
  await close(campaign, 'closeInspect');
}

/** （七）总结宣传：各单位总结，办公室提出表彰名单，组长审定，印发 */
async function final(campaign: Campaign): Promise<void> {
  await campaign.planned('stage:final');
  await campaign.step('final');
  do await signed(campaign, 'commend', 'proposed');
  while ((await decided(campaign, 'approve', { approved: 'approved' })) !== 'approved');
  await close(campaign, 'closeFinal');
}

const close = (campaign: Campaign, step: ClosingStep): Promise<void> => signed(campaign, step, 'closed');

/** Asks until somebody has decided: a region without an office today has one some other day. */
async function signed(campaign: Campaign, step: StepKey, decision: string): Promise<void> {
  while ((await decided(campaign, step, { [decision]: 'done' })) !== 'done');
}

/** Units that owe their findings may still file; each time something came, the office arranges again. Ends with the campaign. */
async function arrangeLateFindings(campaign: Campaign): Promise<void> {
  try {
    for (let arranged = 0; ;) {
      await campaign.noticed('filedLate', arranged + 1);
      arranged = campaign.count('filedLate');
      await signed(campaign, 'arrange', 'arranged');
    }
  } catch (error) {
    // The campaign ended while it waited: the stages say so too.
    if (!(error instanceof ProcessEnd)) throw error;
  }
}
